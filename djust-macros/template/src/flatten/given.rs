//! What stands in a tag of ours: `key=value`, again and again.

use crate::ast::At;
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::lexer::scan::{Scan, is_word};
use crate::likely::likely;

/// `key=value`, and where it stands.
pub(super) struct Given<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a str,
    pub(super) at: At,
}

/// Pairs with white space, and perhaps commas, between them. `example` says how one looks. A key may have dots.
pub(super) fn given<'a>(
    rest: &'a str,
    from: &At,
    example: &str,
) -> Result<Vec<Given<'a>>, Diagnostic> {
    let mut scan = Scan::new(rest, 0);
    let mut all = Vec::new();
    loop {
        let skipped = scan.rest().trim_start_matches([' ', '\t', '\n', '\r', ',']);
        scan.at += scan.rest().len() - skipped.len();
        let (start, text) = (scan.at, scan.rest());
        if text.is_empty() {
            return Ok(all);
        }
        let at = At {
            file: from.file.clone(),
            offset: from.offset + start,
        };
        let name = text
            .find(|c| !(is_word(c) || c == '.'))
            .unwrap_or(text.len());
        let (key, behind) = text.split_at(name);
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            return Err(fault(&at, format!("expected {example}")));
        };
        scan.at = rest.len() - value.trim_start().len();
        let begin = scan.at;
        while let Some(next) = scan.rest().chars().next()
            && !(scan.open.is_empty() && (next.is_whitespace() || next == ','))
        {
            scan.step();
        }
        let value = rest.get(begin..scan.at).unwrap_or_default();
        all.push(Given { key, value, at });
    }
}

/// What a text in double quotes says; `None` of anything else.
pub(super) fn unquoted(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

/// Says that a tag takes no such key, and which it takes.
pub(super) fn unknown(tag: &str, given: &Given<'_>, keys: &[&str]) -> Diagnostic {
    let hint = match likely(given.key, keys.iter().copied()) {
        Some(likely) => format!("did you mean `{likely}`?"),
        None => format!("it takes {}", listed(keys)),
    };
    fault(
        &given.at,
        format!("`{{% {tag} %}}` has no `{}`; {hint}", given.key),
    )
}

fn listed(keys: &[&str]) -> String {
    match keys.split_last() {
        Some((last, [])) => format!("`{last}`"),
        Some((last, others)) => format!("`{}` and `{last}`", others.join("`, `")),
        None => String::new(),
    }
}
