//! `{% dj_flash auto_dismiss=8000 position="top-right" %}`: the place where messages to the user appear.
//!
//! It is markup like any other once it is written out. Nothing in it is the template's, so no patch reaches into it.

use crate::ast::{At, Source};
use crate::diagnostic::fault;
use crate::duration::milliseconds;
use crate::ir::Diagnostic;
use crate::lexer::scan::{Scan, is_word};
use crate::likely::likely;

/// How long a message stays if nothing else is said, in milliseconds.
const AUTO_DISMISS: u32 = 5000;

const KEYS: [&str; 2] = ["auto_dismiss", "position"];

/// The container, as if it stood where the tag does.
pub(super) fn container(rest: &Source) -> Result<Source, Diagnostic> {
    let mut auto_dismiss = None;
    let mut position = None;
    for Given { key, value, at } in given(rest)? {
        let twice = match key {
            "auto_dismiss" => auto_dismiss.replace(time(value, &at)?).is_some(),
            "position" => position.replace(place(value, &at)?).is_some(),
            _ => return Err(unknown(key, &at)),
        };
        if twice {
            return Err(fault(&at, format!("`{key}` is given twice")));
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

/// `key=value`, and where it stands.
struct Given<'a> {
    key: &'a str,
    value: &'a str,
    at: At,
}

/// What stands in the tag: pairs with white space, and perhaps commas, between them.
fn given(rest: &Source) -> Result<Vec<Given<'_>>, Diagnostic> {
    let mut scan = Scan::new(&rest.text, 0);
    let mut all = Vec::new();
    loop {
        let skipped = scan.rest().trim_start_matches([' ', '\t', '\n', '\r', ',']);
        scan.at += scan.rest().len() - skipped.len();
        let (start, text) = (scan.at, scan.rest());
        if text.is_empty() {
            return Ok(all);
        }
        let at = At {
            file: rest.at.file.clone(),
            offset: rest.at.offset + start,
        };
        let name = text.find(|c| !is_word(c)).unwrap_or(text.len());
        let (key, behind) = text.split_at(name);
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            return Err(fault(
                &at,
                "expected `auto_dismiss=8000` or `position=\"top-right\"`",
            ));
        };
        scan.at = rest.text.len() - value.trim_start().len();
        let from = scan.at;
        while scan
            .rest()
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && c != ',')
        {
            scan.step();
        }
        let value = rest.text.get(from..scan.at).unwrap_or_default();
        all.push(Given { key, value, at });
    }
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

fn unquoted(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"')
}

fn unknown(key: &str, at: &At) -> Diagnostic {
    let hint = match likely(key, KEYS) {
        Some(likely) => format!("did you mean `{likely}`?"),
        None => format!("it takes `{}`", KEYS.join("` and `")),
    };
    fault(at, format!("`{{% dj_flash %}}` has no `{key}`; {hint}"))
}
