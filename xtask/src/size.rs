//! The client's size as browsers load it. The limit is in the bundle's build, which refuses a larger one.

use crate::js::BUNDLE;
use crate::node;
use crate::shell::{self, Outcome};

pub(crate) fn run(_flags: &[&str]) -> Outcome {
    let tools = node::tools(false)?;
    let script = "const text = require('fs').readFileSync(process.argv[1]), zlib = require('zlib');\
        console.log(`${text.length} bytes, ${zlib.gzipSync(text, { level: 9 }).length} by gzip, \
        ${zlib.brotliCompressSync(text).length} by Brotli`)";
    let sizes = shell::output(shell::command(&tools.node).args(["-e", script, BUNDLE]))?;
    println!("{BUNDLE}: {sizes}");
    Ok(())
}
