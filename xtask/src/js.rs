//! The client's bundle: built from TypeScript and committed, so that users of the crates need no Node.

use crate::node;
use crate::shell::{self, Outcome};

pub(crate) fn run(flags: &[&str]) -> Outcome {
    let tools = node::tools(flags.contains(&"--install"))?;
    node::modules(&tools)?;
    let mut build = shell::command(&tools.node);
    build.arg("client-js/build.mjs");
    if flags.contains(&"--check") {
        build.arg("--check");
    }
    shell::run(&mut build)
}
