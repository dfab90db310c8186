//! Expressions as text: the bare names that a template takes from its view, those that it declares itself, and which
//! expressions are a plain path.
//!
//! Only a scan of tokens, no parser: Askama compiles the expression, and says what is wrong with it. A name counts as
//! the view's only where nothing else it could be is possible.

mod tokens;

use std::collections::HashSet;

use tokens::closing;
pub(crate) use tokens::{Token, tokens};

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
    let upper = name.starts_with(|c: char| c.is_uppercase());
    upper && instead(name).is_none() || name.starts_with("__")
}

/// What stands for a name of Django's templates.
pub(crate) fn instead(name: &str) -> Option<&'static str> {
    match name {
        "forloop" => Some("`loop.index` (from 1), `loop.index0`, `loop.first` or `loop.last`"),
        "True" => Some("`true`"),
        "False" => Some("`false`"),
        _ => None,
    }
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

/// Whether a name can be a variable's or a field's: no keyword, no constant.
pub(crate) fn is_variable(name: &str) -> bool {
    !keyword(name) && !constant(name)
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
            Token::Literal(_)
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

/// `name(args)`, when that is all there is: the name, and the arguments with their parentheses.
pub(crate) fn invocation(text: &str) -> Option<(&str, &str)> {
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|length| *length > 0)?;
    let (name, args) = text.split_at(length);
    let args = args.trim_start();
    (args.starts_with('(') && closing(args) == Some(args.len())).then_some((name, args))
}

/// One `name=value` of a tag: the name, where it begins, and from where to where its value stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Assignment<'s> {
    pub(crate) name: &'s str,
    pub(crate) start: usize,
    pub(crate) value: usize,
    pub(crate) end: usize,
}

/// `a=1 b=c + d e=f(g=h)`: a value reaches to the next name with a `=` that stands in no brackets.
pub(crate) fn assignments(text: &str) -> Vec<Assignment<'_>> {
    let tokens = tokens(text);
    let mut found: Vec<Assignment<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Punct("(" | "[" | "{") => depth += 1,
            Token::Punct(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Token::Name(name, at) if depth == 0 => {
                let before = index.checked_sub(1).and_then(|index| tokens.get(index));
                let field = matches!(before, Some(Token::Punct("." | "::")));
                if field || tokens.get(index + 1) != Some(&Token::Punct("=")) {
                    continue;
                }
                let Some(equals) = text[*at..].find('=') else {
                    continue;
                };
                if let Some(last) = found.last_mut() {
                    last.end = *at;
                }
                found.push(Assignment {
                    name,
                    start: *at,
                    value: at + equals + 1,
                    end: text.len(),
                });
            }
            _ => {}
        }
    }
    found
}

/// The byte after the `=` of an assignment.
pub(crate) fn assigned(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut index = 0;
    while let Some(found) = text.get(index..)?.find('=') {
        let at = index + found;
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let double = bytes.get(at + 1) == Some(&b'=') || bytes.get(at + 1) == Some(&b'>');
        if !double && !matches!(before, Some(b'=' | b'!' | b'<' | b'>')) {
            return Some(at + 1);
        }
        index = at + if double { 2 } else { 1 };
    }
    None
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
    fn what_a_tag_gives_comes_apart() {
        fn given_of(text: &str) -> Vec<(&str, &str)> {
            let found = assignments(text).into_iter();
            found
                .map(|it| (it.name, text[it.value..it.end].trim()))
                .collect()
        }
        assert_eq!(
            given_of(" value=user.rating max = 5  read_only=a == b || !c label=\"x=1 y=2\""),
            [
                ("value", "user.rating"),
                ("max", "5"),
                ("read_only", "a == b || !c"),
                ("label", "\"x=1 y=2\""),
            ]
        );
        assert_eq!(
            given_of("at=Point { x: a, y: (b=c) } n=a <= b"),
            [("at", "Point { x: a, y: (b=c) }"), ("n", "a <= b")]
        );
        assert_eq!(given_of("value"), []);
    }

    #[test]
    fn an_assignment_is_found_beside_comparisons() {
        assert_eq!(assigned("let x = a == b"), Some(7));
        assert_eq!(assigned("let x"), None);
        assert_eq!(assigned("let (a, b) = c"), Some(12));
        assert_eq!(assigned("a >= b"), None);
    }
}
