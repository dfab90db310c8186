//! The client's bundle: built from TypeScript and committed, so that users of the crates need no Node.

use crate::node;
use crate::shell::{self, Outcome};

pub(crate) const BUNDLE: &str = "client-js/dist/djust.js";

pub(crate) fn run(flags: &[&str]) -> Outcome {
    let tools = node::tools(flags.contains(&"--install"))?;
    node::modules(&tools)?;
    build(&tools, flags.contains(&"--check"))
}

/// Builds the bundle. With `check` the committed file must be what came out, and stays as it is.
pub(crate) fn build(tools: &node::Tools, check: bool) -> Outcome {
    let path = shell::root().join(BUNDLE);
    let committed = std::fs::read(&path).ok();
    let built = shell::run(shell::command(&tools.node).arg("client-js/build.mjs"));
    let fresh = std::fs::read(&path).ok();
    if !check {
        return built;
    }
    if let Some(bytes) = &committed
        && committed != fresh
    {
        std::fs::write(&path, bytes)
            .map_err(|error| format!("{BUNDLE} can't be put back: {error}"))?;
    }
    built?;
    if committed == fresh {
        eprintln!("{BUNDLE} is what a build gives");
        Ok(())
    } else {
        Err(format!(
            "{BUNDLE} is not what a build gives. Run `cargo xtask js` and commit it."
        ))
    }
}
