//! The client's size as browsers load it.

use crate::js::BUNDLE;
use crate::node;
use crate::shell::{self, Outcome};

/// Bytes, gzipped, that adopting a page, patches, the socket and the basic events may take together.
const LIMIT: usize = 9 * 1024;

pub(crate) fn run(_flags: &[&str]) -> Outcome {
    let tools = node::tools(false)?;
    let script = "const text = require('fs').readFileSync(process.argv[1]);\
        console.log(text.length, require('zlib').gzipSync(text, { level: 9 }).length)";
    let sizes = shell::output(shell::command(&tools.node).args(["-e", script, BUNDLE]))?;
    let (raw, gzipped) = sizes.split_once(' ').ok_or("node printed no sizes")?;
    println!("{BUNDLE}: {raw} bytes, {gzipped} gzipped (limit {LIMIT})");
    match gzipped.parse::<usize>() {
        Ok(bytes) if bytes <= LIMIT => Ok(()),
        _ => Err(format!(
            "the client is over its limit of {LIMIT} bytes gzipped"
        )),
    }
}
