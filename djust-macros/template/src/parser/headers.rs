//! What stands in a tag beside its name: file names, macro names, calls.

use crate::ast::{At, Source};
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::lexer::{Tag, scan};

use super::tree::Path;

/// Cuts a source, trimmed.
pub(crate) fn cut(source: &Source, from: usize) -> Source {
    let text = source.text.get(from..).unwrap_or_default();
    let lead = text.len() - text.trim_ascii_start().len();
    Source {
        text: text.trim_ascii().to_owned(),
        at: At {
            file: source.at.file.clone(),
            offset: source.at.offset + from + lead,
        },
    }
}

/// A quoted file name, and what follows it.
pub(crate) fn path(tag: &Tag) -> Result<(Path, Source), Diagnostic> {
    let wrong = || {
        fault(
            &tag.at,
            format!(
                "expected a file's name in double quotes after `{}`, found `{}`",
                tag.word, tag.rest.text
            ),
        )
    };
    let text = tag.rest.text.strip_prefix('"').ok_or_else(wrong)?;
    let end = text.find('"').ok_or_else(wrong)?;
    let path = Path {
        name: text[..end].to_owned(),
        at: tag.rest.at.clone(),
    };
    Ok((path, cut(&tag.rest, end + 2)))
}

/// A name and what follows it.
pub(crate) fn name(tag: &Tag, source: &Source, what: &str) -> Result<(String, Source), Diagnostic> {
    let word = scan::word(&source.text);
    if word.is_empty() {
        return Err(fault(
            &tag.at,
            format!("expected {what} in `{}`, found `{}`", tag.word, source.text),
        ));
    }
    Ok((word.to_owned(), cut(source, word.len())))
}

/// Nothing, or a group in brackets and nothing after it.
pub(crate) fn arguments(tag: &Tag, source: &Source) -> Result<(), Diagnostic> {
    let text = source.text.as_str();
    if text.is_empty() || scan::group(text) == Some(text.len()) {
        return Ok(());
    }
    Err(fault(
        &tag.at,
        format!("expected `(…)` or the tag's end, found `{text}`"),
    ))
}

/// What a `call` tag says: the body's parameters, scope, name, arguments.
pub(crate) type Called = (String, Option<String>, String, Source);

/// Reads a `call` tag.
pub(crate) fn call(tag: &Tag) -> Result<Called, Diagnostic> {
    let (params, rest) = match scan::group(&tag.rest.text) {
        Some(end) => (tag.rest.text[..end].to_owned(), cut(&tag.rest, end)),
        None => (String::new(), tag.rest.clone()),
    };
    let (first, rest) = name(tag, &rest, "a macro's name")?;
    let (scope, called, args) = if rest.text.starts_with("::") {
        let (called, args) = name(tag, &cut(&rest, 2), "a macro's name")?;
        (Some(first), called, args)
    } else {
        (None, first, rest)
    };
    arguments(tag, &args)?;
    Ok((params, scope, called, args))
}

/// A call that is a whole expression: scope, name, and the arguments with their brackets.
pub(crate) fn called(text: &str) -> Option<(Option<&str>, &str, &str)> {
    let mut text = text.trim_ascii();
    while scan::group(text) == Some(text.len()) {
        text = text[1..text.len() - 1].trim_ascii();
    }
    let first = scan::word(text);
    let mut rest = text[first.len()..].trim_ascii_start();
    let (mut scope, mut name) = (None, first);
    if let Some(path) = rest.strip_prefix("::") {
        let path = path.trim_ascii_start();
        scope = Some(first);
        name = scan::word(path);
        rest = path[name.len()..].trim_ascii_start();
    }
    let whole = !name.is_empty() && !first.is_empty() && scan::group(rest) == Some(rest.len());
    whole.then_some((scope, name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_the_whole_expression_or_none() {
        assert_eq!(called("m(1, \")\")"), Some((None, "m", "(1, \")\")")));
        assert_eq!(called("(s :: m())"), Some((Some("s"), "m", "()")));
        assert_eq!(called("m(1) + m(2)"), None);
        assert_eq!(called("a.m()"), None);
        assert_eq!(called("()"), None);
    }
}
