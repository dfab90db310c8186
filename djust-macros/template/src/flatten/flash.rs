//! `{% dj_flash auto_dismiss=8000 position="top-right" %}`: the place where messages to the user appear.
//!
//! It is markup like any other once it is written out. Nothing in it is the template's, so no patch reaches into it.

use super::given::{Given, given, unknown, unquoted};
use crate::ast::{At, Source};
use crate::diagnostic::fault;
use crate::duration::milliseconds;
use crate::ir::Diagnostic;

/// How long a message stays if nothing else is said, in milliseconds.
const AUTO_DISMISS: u32 = 5000;

const KEYS: [&str; 2] = ["auto_dismiss", "position"];

const EXAMPLE: &str = "`auto_dismiss=8000` or `position=\"top-right\"`";

/// The container, as if it stood where the tag does.
pub(super) fn container(rest: &Source) -> Result<Source, Diagnostic> {
    let mut auto_dismiss = None;
    let mut position = None;
    for one in given(&rest.text, &rest.at, EXAMPLE)? {
        let Given { key, value, at } = &one;
        let twice = match *key {
            "auto_dismiss" => auto_dismiss.replace(time(value, at)?).is_some(),
            "position" => position.replace(place(value, at)?).is_some(),
            _ => return Err(unknown("dj_flash", &one, &KEYS)),
        };
        if twice {
            return Err(fault(at, format!("`{key}` is given twice")));
        }
    }
    let time = auto_dismiss.unwrap_or(AUTO_DISMISS);
    let class = position.map_or_else(String::new, |place| format!(" dj-flash-{place}"));
    Ok(Source {
        text: format!(
            "<div id=\"dj-flash-container\" class=\"dj-flash-container{class}\" aria-live=\"polite\" role=\"status\" \
             data-dj-auto-dismiss=\"{time}\" dj-update=\"ignore\"></div>"
        ),
        at: rest.at.clone(),
    })
}

/// Milliseconds, or a time in quotes; 0 is never.
fn time(value: &str, at: &At) -> Result<u32, Diagnostic> {
    match milliseconds(unquoted(value).unwrap_or(value)) {
        // A part of a millisecond counts as a whole one.
        Some(time) => Ok(time.ceil() as u32),
        None => Err(fault(
            at,
            format!(
                "`auto_dismiss={value}`: expected a time such as `8000` or `\"8s\"`; `0` is never"
            ),
        )),
    }
}

/// What the class of the place ends in.
fn place<'a>(value: &'a str, at: &At) -> Result<&'a str, Diagnostic> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    unquoted(value)
        .filter(|place| !place.is_empty() && place.chars().all(fits))
        .ok_or_else(|| {
            fault(
                at,
                format!("`position={value}`: expected the end of a class's name, as in `position=\"top-right\"`"),
            )
        })
}
