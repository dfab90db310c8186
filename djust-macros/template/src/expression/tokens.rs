//! Splits an expression into tokens. Quotes and brackets hide what is in them.

/// A token of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// An identifier or keyword, and where it begins.
    Name(&'s str, usize),
    /// A string, character or number, as it is written.
    Literal(&'s str),
    /// Anything else; `::`, `..`, `=>`, `==` and `||` are one token.
    Punct(&'s str),
}

/// The byte after the parenthesis, bracket or brace that closes the one at the beginning of `text`.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal(rest).unwrap_or(c.len_utf8());
        if length == c.len_utf8() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(text.len() - rest.len() + 1);
                    }
                }
                _ => {}
            }
        }
        rest = rest.get(length..)?;
    }
    None
}

/// The length of a string or character literal at the beginning of `text`.
fn literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| {
            let quoted = if prefix.ends_with('r') {
                rest.trim_start_matches('#')
            } else {
                rest
            };
            quoted.starts_with('"') || (matches!(*prefix, "b" | "") && rest.starts_with('\''))
        })
    })?;
    let rest = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(hashes));
        let body = rest.get(hashes + 1..)?;
        return Some(
            body.find(&end)
                .map_or(text.len(), |at| prefix.len() + hashes + 1 + at + end.len()),
        );
    }
    let quote = rest.chars().next()?;
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return Some(prefix.len() + at + 1);
        }
        // A lifetime or label is not a character.
        if quote == '\'' && at > 1 && !rest[1..].starts_with('\\') {
            return None;
        }
    }
    (quote == '"').then_some(text.len())
}

/// The tokens of an expression.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if let Some(length) = literal(rest) {
            tokens.push(Token::Literal(&rest[..length]));
            at += length;
        } else if c.is_ascii_digit() {
            let length = number(rest, tokens.last() == Some(&Token::Punct(".")));
            tokens.push(Token::Literal(&rest[..length]));
            at += length;
        } else if c.is_alphabetic() || c == '_' {
            let length = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            tokens.push(Token::Name(&rest[..length], at));
            at += length;
        } else {
            let two = ["::", "..", "=>", "==", "!=", "<=", ">=", "||", "&&"];
            let length = two
                .iter()
                .find(|two| rest.starts_with(**two))
                .map_or(c.len_utf8(), |two| two.len());
            tokens.push(Token::Punct(&rest[..length]));
            at += length;
        }
    }
    tokens
}

/// The length of a number; after a dot it is a tuple's field and takes no fraction.
fn number(rest: &str, field: bool) -> usize {
    let length = |text: &str| {
        text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(text.len())
    };
    let whole = length(rest);
    let fraction = rest.get(whole..).unwrap_or_default();
    match fraction.strip_prefix('.') {
        Some(digits) if !field && digits.starts_with(|c: char| c.is_ascii_digit()) => {
            whole + 1 + length(digits)
        }
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_skips_strings_and_characters() {
        assert_eq!(closing("(a, ')', \")\")x"), Some(13));
        assert_eq!(closing("(a"), None);
        assert_eq!(closing(")"), None);
        assert_eq!(closing("(r#\")\"#)"), Some(8));
    }
}
