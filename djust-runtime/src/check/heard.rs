//! Checks of attributes that hear of the events of handlers which they name, as `dj-loading="save"` does.

use super::{Binding, find, is_one_of, no_handler};
use crate::handler::HandlerMeta;
use crate::model;

/// The handlers of a component in the template: what is in the view hears of their events, too.
#[derive(Debug, Clone, Copy)]
pub struct Below {
    /// Its table.
    pub handlers: &'static [HandlerMeta],
    /// Those with a mistake of their own.
    pub refused: &'static [&'static str],
    /// Whether other components stand in it.
    pub holds: bool,
}

/// Checks that a handler whose events an attribute hears of is there: of the view, or of a component in it.
///
/// # Panics
///
/// As [`binding`](super::binding).
#[track_caller]
pub const fn heard(
    view: &str,
    handlers: &[HandlerMeta],
    refused: &[&str],
    below: &[Below],
    binding: &Binding,
) {
    let name = binding.handler;
    if has(handlers, refused, name) || is_one_of(&[model::EVENT], name) {
        return;
    }
    let mut at = 0;
    while at < below.len() {
        let Below {
            handlers,
            refused,
            holds,
        } = below[at];
        // What stands further below is not known here.
        if holds || has(handlers, refused, name) {
            return;
        }
        at += 1;
    }
    no_handler(view, handlers, refused, binding);
}

const fn has(handlers: &[HandlerMeta], refused: &[&str], name: &str) -> bool {
    find(handlers, name).is_some() || is_one_of(refused, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &[HandlerMeta] = &[HandlerMeta::named("save")];
    const LIST: Below = Below {
        handlers: &[HandlerMeta::named("select")],
        refused: &["broken"],
        holds: false,
    };

    fn check(name: &'static str, below: &[Below]) {
        let binding = Binding {
            at: "a.html:1:2",
            excerpt: "",
            handler: name,
            args: None,
            params: &[],
            closed: false,
            form: false,
        };
        heard("Page", OWN, &["wrong"], below, &binding);
    }

    #[test]
    fn ld_05_a_view_hears_of_its_own_handlers_and_of_those_below() {
        for name in ["save", "wrong", "select", "broken", "update_model"] {
            check(name, &[LIST]);
        }
        check(
            "of_one_further_below",
            &[Below {
                holds: true,
                ..LIST
            }],
        );
    }

    #[test]
    #[should_panic(expected = "a.html:1:2: no handler `selct` in `Page`")]
    fn ld_05_a_name_that_nobody_has_is_refused() {
        check("selct", &[LIST]);
    }
}
