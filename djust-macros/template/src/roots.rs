//! Bare names in expressions: which a template takes from its view, and which it declares itself.
//!
//! Only a scan of tokens, no parser: Askama compiles the expression, and says what is wrong with it. A name counts as
//! the view's only where nothing else it could be is possible.

use std::collections::HashSet;

/// A token of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'s> {
    /// An identifier or keyword, and where it begins.
    Name(&'s str, usize),
    /// A string, character or number.
    Literal,
    /// Anything else; `::`, `..`, `=>`, `==` and `||` are one token.
    Punct(&'s str),
}

/// The byte after the parenthesis, bracket or brace that closes the one at the beginning of `text`.
pub(crate) fn closing(text: &str) -> Option<usize> {
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

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if let Some(length) = literal(rest) {
            tokens.push(Token::Literal);
            at += length;
        } else if c.is_ascii_digit() {
            tokens.push(Token::Literal);
            at += number(
                rest,
                tokens.len() >= 2 && tokens[tokens.len() - 2] == Token::Punct("."),
            );
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

fn keyword(name: &str) -> bool {
    matches!(
        name,
        "true"
            | "false"
            | "self"
            | "Self"
            | "loop"
            | "caller"
            | "super"
            | "crate"
            | "as"
            | "is"
            | "not"
            | "defined"
            | "and"
            | "or"
            | "xor"
            | "bitand"
            | "bitor"
            | "in"
            | "let"
            | "set"
            | "decl"
            | "mut"
            | "ref"
            | "if"
            | "else"
            | "match"
            | "when"
            | "with"
            | "return"
            | "move"
            | "_"
    )
}

/// Types that an expression names after `as` or `::<`.
fn primitive(name: &str) -> bool {
    let digits = name.trim_start_matches(['i', 'u', 'f']);
    matches!(name, "bool" | "char" | "str" | "usize" | "isize")
        || (name.len() == digits.len() + 1 && matches!(digits, "8" | "16" | "32" | "64" | "128"))
}

/// The index after the group in brackets that begins at `from`.
fn group_end(tokens: &[Token<'_>], from: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::Punct("(" | "[" | "{") => depth += 1,
            Token::Punct(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

fn constant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_uppercase()) || name.starts_with("__")
}

/// The bare names of an expression with their offsets: neither calls nor paths, fields, constants, or names that the
/// expression declares itself.
pub(crate) fn roots(text: &str) -> Vec<(&str, usize)> {
    let tokens = tokens(text);
    let mut own: HashSet<&str> = HashSet::new();
    let mut roots = Vec::new();
    // The brackets around a token: whether each is the brace of a struct.
    let mut open: Vec<bool> = Vec::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        match token {
            Token::Name("let", _) => {
                let end = pattern_end(&tokens, index + 1);
                own.extend(bound(&tokens[index + 1..end]));
                index = end;
                continue;
            }
            // `|x|`, `|(a, b)|` where an operand is expected: a closure.
            Token::Punct("|") if operand(before) => {
                let end = tokens[index + 1..]
                    .iter()
                    .position(|token| *token == Token::Punct("|"))
                    .map_or(tokens.len(), |length| index + 1 + length);
                own.extend(bound(&tokens[index + 1..end]));
                index = end + 1;
                continue;
            }
            // What a Rust macro makes of its tokens is its own affair.
            Token::Name(name, _)
                if *name != "format" && tokens.get(index + 1) == Some(&Token::Punct("!")) =>
            {
                index = group_end(&tokens, index + 2);
                continue;
            }
            Token::Name(name, at) => {
                let after = tokens.get(index + 1);
                let field = matches!(
                    before,
                    Some(Token::Punct("." | "::" | "|" | "'") | Token::Name("as", _))
                );
                let tested = matches!(before, Some(Token::Name("is" | "not", _)))
                    || (matches!(after, Some(Token::Name("is", _)))
                        && defined(&tokens[index + 1..]));
                let path = matches!(after, Some(Token::Punct("(" | "::" | "!")));
                // `Point { x, y }` takes a variable, not a field of the view's: rustc knows which there are.
                let shorthand = open.last() == Some(&true)
                    && matches!(before, Some(Token::Punct("{" | ",")))
                    && matches!(after, Some(Token::Punct("," | "}")));
                let label = matches!(after, Some(Token::Punct(":")))
                    || matches!(after, Some(Token::Punct("=")))
                    || shorthand;
                let own = own.contains(name) || keyword(name) || constant(name) || primitive(name);
                if !(field || tested || path || label || own) {
                    roots.push((*name, *at));
                }
            }
            Token::Punct(bracket @ ("(" | "[" | "{")) => {
                let named = matches!(before, Some(Token::Name(name, _)) if constant(name));
                open.push(*bracket == "{" && named);
            }
            Token::Punct(")" | "]" | "}") => {
                open.pop();
            }
            _ => {}
        }
        index += 1;
    }
    roots
}

/// Whether `is defined` or `is not defined` comes next.
fn defined(tokens: &[Token<'_>]) -> bool {
    let names: Vec<&str> = tokens
        .iter()
        .take(3)
        .filter_map(|token| {
            if let Token::Name(name, _) = token {
                Some(*name)
            } else {
                None
            }
        })
        .collect();
    names.starts_with(&["is", "defined"]) || names.starts_with(&["is", "not", "defined"])
}

fn operand(before: Option<&Token<'_>>) -> bool {
    match before {
        None | Some(Token::Name("move" | "return" | "in", _)) => true,
        Some(Token::Punct(punct)) => !matches!(*punct, ")" | "]" | "}" | "?"),
        Some(_) => false,
    }
}

/// Where the pattern of a `let` ends: at its `=`.
fn pattern_end(tokens: &[Token<'_>], from: usize) -> usize {
    tokens
        .get(from..)
        .unwrap_or_default()
        .iter()
        .position(|token| *token == Token::Punct("="))
        .map_or(tokens.len(), |length| from + length)
}

/// The names that a pattern binds.
fn bound<'s>(tokens: &[Token<'s>]) -> Vec<&'s str> {
    let mut names = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Token::Name(name, _) = token else {
            continue;
        };
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        let after = tokens.get(index + 1);
        let path = matches!(before, Some(Token::Punct("::")))
            || matches!(after, Some(Token::Punct("::" | "(" | "{" | "!")));
        let label = matches!(after, Some(Token::Punct(":")));
        if !(path || label || keyword(name) || constant(name)) {
            names.push(*name);
        }
    }
    names
}

/// The names that a pattern such as `Some with (x)` or `(i, item)` binds.
pub(crate) fn pattern(text: &str) -> Vec<&str> {
    bound(&tokens(text))
}

/// The names that the `let`s of a condition bind for the arm.
pub(crate) fn condition(text: &str) -> Vec<&str> {
    let tokens = tokens(text);
    let mut names = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if matches!(token, Token::Name("let", _)) {
            names.extend(bound(&tokens[index + 1..pattern_end(&tokens, index + 1)]));
        }
    }
    names
}

/// The parts of a loop's header: the pattern, what is looped over with its offset, and the filter with its offset.
pub(crate) fn loop_header(text: &str) -> (&str, (&str, usize), Option<(&str, usize)>) {
    let names: Vec<(&str, usize)> = depth_zero_names(text);
    let Some(&(_, at)) = names.iter().find(|(name, _)| *name == "in") else {
        return (text, ("", text.len()), None);
    };
    let from = at + 2;
    match names.iter().find(|(name, at)| *name == "if" && *at > from) {
        Some(&(_, at)) => (
            &text[..from - 2],
            (&text[from..at], from),
            Some((&text[at + 2..], at + 2)),
        ),
        None => (&text[..from - 2], (&text[from..], from), None),
    }
}

fn depth_zero_names(text: &str) -> Vec<(&str, usize)> {
    let mut depth = 0_usize;
    let mut names = Vec::new();
    for token in tokens(text) {
        match token {
            Token::Punct("(" | "[" | "{") => depth += 1,
            Token::Punct(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Token::Name(name, at) if depth == 0 => names.push((name, at)),
            _ => {}
        }
    }
    names
}

/// Whether an expression is a single pure path: `count`, `self.item.name`, `pair.0`.
pub(crate) fn pure_path(text: &str) -> bool {
    let mut expect_name = true;
    for token in tokens(text) {
        match token {
            Token::Name(name, _)
                if expect_name && (name == "self" || name == "loop" || !keyword(name)) =>
            {
                expect_name = false;
            }
            Token::Literal
                if expect_name && text.starts_with(|c: char| c.is_alphabetic() || c == '_') =>
            {
                expect_name = false;
            }
            Token::Punct(".") if !expect_name => expect_name = true,
            _ => return false,
        }
    }
    !expect_name
}

/// The parameters that a macro's definition names.
pub(crate) fn parameters(text: &str) -> Vec<&str> {
    let inner = text
        .trim()
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .unwrap_or(text);
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut first = true;
    for token in tokens(inner) {
        match token {
            Token::Punct("(" | "[" | "{") => depth += 1,
            Token::Punct(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Token::Punct(",") if depth == 0 => {
                first = true;
                continue;
            }
            Token::Name(name, _) if first => names.push(name),
            _ => {}
        }
        first = false;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        roots(text).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn only_bare_names_count() {
        assert_eq!(names("count + item.price * self.rate"), ["count", "item"]);
        assert_eq!(names("format!(\"{}\", x) ~ total()"), ["x"]);
        assert_eq!(names("crate::a::B + std::mem::size(y) | upper"), ["y"]);
        assert_eq!(names("name|truncate(n)|safe"), ["name", "n"]);
        assert_eq!(names("'a' ~ \"b c\" ~ 1.5 ~ MAX ~ pair.0.1"), ["pair"]);
        assert_eq!(names("x is defined && y is not defined && z"), ["z"]);
        assert_eq!(names("items.iter().map(|i| i + k)"), ["items", "k"]);
        assert_eq!(names("let Some(x) = found && x > min"), ["found", "min"]);
        assert_eq!(names("a || b"), ["a", "b"]);
        assert_eq!(
            names("a as u32 + b.parse::<i64>()? + matches!(c, Some(d))"),
            ["a", "b"]
        );
        assert_eq!(names("0..n"), ["n"]);
        assert_eq!(
            names("area(Rect { width, height: h, ..base }) + Point { x, y }.len(a, b)"),
            ["h", "base", "a", "b"]
        );
        assert_eq!(names("show(shapes::Circle { radius: [r, s] })"), ["r", "s"]);
        assert_eq!(roots("a + bee"), [("a", 0), ("bee", 4)]);
    }

    #[test]
    fn patterns_bind_their_lower_case_names() {
        assert_eq!(pattern("Some with (x)"), ["x"]);
        assert_eq!(
            pattern("Shape::Circle { radius, at: Point { x, y } }"),
            ["radius", "x", "y"]
        );
        assert_eq!(condition("let Some(a) = b && let Ok(c) = d"), ["a", "c"]);
        assert_eq!(
            parameters("(a, b = \"x, y\", c = f(d, e))"),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn loop_headers_come_apart() {
        let (pattern, (over, at), filter) = loop_header("(i, x) in xs.iter() if x.ok");
        assert_eq!(
            (pattern.trim(), over.trim(), at),
            ("(i, x)", "xs.iter()", 9)
        );
        assert_eq!(filter.map(|(text, _)| text.trim()), Some("x.ok"));
    }

    #[test]
    fn only_pure_paths_are_shared() {
        assert!(pure_path("item.name"));
        assert!(pure_path("self.pair.0"));
        assert!(pure_path("loop.index"));
        for other in [
            "f()", "a + b", "a|upper", "a[0]", "", "1", "\"x\"", "a.", "true",
        ] {
            assert!(!pure_path(other), "{other}");
        }
    }

    #[test]
    fn closing_skips_strings_and_characters() {
        assert_eq!(closing("(a, ')', \")\")x"), Some(13));
        assert_eq!(closing("(a"), None);
        assert_eq!(closing(")"), None);
        assert_eq!(closing("(r#\")\"#)"), Some(8));
    }
}
