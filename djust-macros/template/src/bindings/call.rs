//! The value of an event's attribute: a handler's name, or a call with literal arguments.

use crate::ir::Literal;

/// Whether a handler may be called so.
pub(super) fn is_name(name: &str) -> bool {
    begins_name(name) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn begins_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// `name` or `name(args)`.
pub(super) fn call(value: &str) -> Result<(String, Vec<Literal>), &'static str> {
    let (name, args) = match value.split_once('(') {
        None => (value, None),
        Some((name, rest)) => match rest.trim_end().strip_suffix(')') {
            Some(args) => (name.trim_end(), Some(args)),
            None => return Err("a `)` is expected at the end, as in `select('a', 3)`"),
        },
    };
    if !is_name(name) {
        return Err("a handler's name is expected, such as `save` or `select('a', 3)`");
    }
    let args = args.map_or_else(|| Ok(Vec::new()), arguments)?;
    Ok((name.to_owned(), args))
}

/// Inline arguments: quoted strings, numbers, `true`, `false`, `null`, bare words.
fn arguments(text: &str) -> Result<Vec<Literal>, &'static str> {
    let mut literals = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let after = match quote {
            Some(quote) => {
                let (string, after) = quoted(rest, quote)?;
                literals.push(Literal::Str(string));
                after.trim_start()
            }
            None => {
                let end = bare_end(rest);
                literals.push(bare(rest[..end].trim()));
                &rest[end..]
            }
        };
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => after,
            None => return Err("a `,` is expected between two arguments"),
        };
    }
    Ok(literals)
}

/// Where a bare argument ends: at a comma outside brackets.
fn bare_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

fn quoted(text: &str, quote: char) -> Result<(String, &str), &'static str> {
    let mut string = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, 'n')) => string.push('\n'),
                Some((_, 't')) => string.push('\t'),
                Some((_, 'r')) => string.push('\r'),
                Some((_, c)) => string.push(c),
                None => break,
            },
            c if c == quote => return Ok((string, &text[at + 1..])),
            c => string.push(c),
        }
    }
    Err("a quoted argument does not end")
}

fn bare(text: &str) -> Literal {
    match text {
        "true" => return Literal::Bool(true),
        "false" => return Literal::Bool(false),
        "null" => return Literal::Null,
        _ => {}
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let numeric = !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.chars().any(|c| c.is_ascii_digit());
    if numeric {
        if let Ok(int) = text.parse::<i64>() {
            return Literal::Int(int);
        }
        if let Ok(float) = text.parse::<f64>() {
            return Literal::Float(float);
        }
    }
    if begins_name(text) {
        Literal::Word(text.to_owned())
    } else {
        Literal::Str(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(value: &str) -> Vec<Literal> {
        call(value).map(|(_, args)| args).unwrap_or_default()
    }

    /// PA-19, PA-20, PA-21, PA-23: the grammar of inline arguments.
    #[test]
    fn pa_21_inline_arguments_are_typed_literals() {
        assert_eq!(call("save"), Ok(("save".to_owned(), vec![])));
        assert_eq!(
            args("select('SKU-42', 3)"),
            [Literal::Str("SKU-42".into()), Literal::Int(3)]
        );
        assert_eq!(
            args("f( 'a, b' , -1, .5, 5., true, null, word )"),
            [
                Literal::Str("a, b".into()),
                Literal::Int(-1),
                Literal::Float(0.5),
                Literal::Float(5.0),
                Literal::Bool(true),
                Literal::Null,
                Literal::Word("word".into()),
            ]
        );
        assert_eq!(args(r#"f("it\'s\n")"#), [Literal::Str("it's\n".into())]);
        assert_eq!(args("f([1, 2], 3)").len(), 2);
        assert_eq!(args("f()"), []);
        for wrong in ["", "a b", "f(", "f('x)", "f('a' 'b')", "1f"] {
            assert!(call(wrong).is_err(), "{wrong}");
        }
    }
}
