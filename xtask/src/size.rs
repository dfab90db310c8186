//! The client's bytes by module. The limit is in the bundle's build, which refuses a larger one.

use crate::node;
use crate::shell::{self, Outcome};

pub(crate) fn run(_flags: &[&str]) -> Outcome {
    let tools = node::tools(false)?;
    node::modules(&tools)?;
    shell::run(shell::command(&tools.node).arg("client-js/size.mjs"))
}
