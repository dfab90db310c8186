//! The value of an event's attribute: a handler's name, or a call with literal arguments. The cases are in
//! `contract/calls.json`; the client reads the same ones.

use crate::ir::Literal;

/// What was expected, as the end of a message.
type Expected = &'static str;

const NAME: Expected = "a handler's name is expected, such as `save` or `select('a', 3)`";
const END: Expected = "a `)` is expected at the end, as in `select('a', 3)`";
const NOTHING_AFTER: Expected = "nothing may follow the `)`: write `select('a', 3)` and no more";
const COMMA: Expected = "a `,` is expected between two arguments, as in `select('a', 3)`";
const ARGUMENT: Expected =
    "an argument is expected beside each `,`: take the comma away, or write `''` or `null`";
const QUOTES: Expected = "a text with a quote in it stands in quotes itself, as in `say('it\\'s')`";
const QUOTE_END: Expected = "a quoted argument does not end: write the same quote after it";
const BRACKET: Expected =
    "the brackets do not match: close each one, or write the text in quotes, as in `say('[1')`";

/// The largest whole number that a browser counts exactly; beyond it numbers travel as text.
const EXACT: i64 = 9_007_199_254_740_991;

/// Whether a handler may be called so.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name_length(name) == name.len()
}

fn name_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len())
}

/// `name` or `name(args)`.
pub(super) fn call(value: &str) -> Result<(String, Vec<Literal>), Expected> {
    let value = value.trim();
    let (name, rest) = value.split_at(name_length(value));
    let rest = rest.trim_start();
    if name.is_empty() {
        return Err(NAME);
    }
    if rest.is_empty() {
        return Ok((name.to_owned(), Vec::new()));
    }
    let (args, rest) = arguments(rest.strip_prefix('(').ok_or(NAME)?)?;
    if !rest.trim().is_empty() {
        return Err(NOTHING_AFTER);
    }
    Ok((name.to_owned(), args))
}

/// The arguments up to the closing parenthesis, and what follows it.
fn arguments(text: &str) -> Result<(Vec<Literal>, &str), Expected> {
    let mut rest = text.trim_start();
    let mut args = Vec::new();
    if let Some(rest) = rest.strip_prefix(')') {
        return Ok((args, rest));
    }
    loop {
        let (arg, after) = argument(rest)?;
        args.push(arg);
        let after = after.trim_start();
        if let Some(next) = after.strip_prefix(',') {
            rest = next.trim_start();
        } else if let Some(end) = after.strip_prefix(')') {
            return Ok((args, end));
        } else {
            return Err(if after.is_empty() { END } else { COMMA });
        }
    }
}

/// One argument, and what follows it.
fn argument(text: &str) -> Result<(Literal, &str), Expected> {
    match text.chars().next() {
        None => Err(END),
        Some(',' | ')') => Err(ARGUMENT),
        Some(quote @ ('"' | '\'')) => {
            let (string, rest) = quoted(text, quote)?;
            Ok((Literal::Str(string), rest))
        }
        Some(_) => {
            let (word, rest) = text.split_at(bare_end(text)?);
            Ok((bare(word.trim_end()), rest))
        }
    }
}

/// Where a bare argument ends: at a comma or a parenthesis that stands in no brackets and no quotes.
fn bare_end(text: &str) -> Result<usize, Expected> {
    let mut awaited = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            ',' | ')' if awaited.is_empty() => return Ok(at),
            '(' => awaited.push(')'),
            '[' => awaited.push(']'),
            '{' => awaited.push('}'),
            ')' | ']' | '}' if awaited.pop() != Some(c) => return Err(BRACKET),
            '"' | '\'' if awaited.is_empty() => return Err(QUOTES),
            '"' | '\'' => {
                let (_, rest) = quoted(&text[at..], c)?;
                at = text.len() - rest.len();
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    Err(if awaited.is_empty() { END } else { BRACKET })
}

/// A quoted text at the beginning, and what follows it.
fn quoted(text: &str, quote: char) -> Result<(String, &str), Expected> {
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
    Err(QUOTE_END)
}

fn bare(text: &str) -> Literal {
    match text {
        "true" => return Literal::Bool(true),
        "false" => return Literal::Bool(false),
        "null" => return Literal::Null,
        _ => {}
    }
    if let Some(number) = number(text) {
        return number;
    }
    if name_length(text) > 0 {
        Literal::Word(text.to_owned())
    } else {
        Literal::Str(text.to_owned())
    }
}

/// A number in decimal digits that a browser counts exactly.
fn number(text: &str) -> Option<Literal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let decimal = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().any(|b| b.is_ascii_digit());
    if !decimal {
        return None;
    }
    if !digits.contains('.') {
        let int = text.parse::<i64>().ok()?;
        return (-EXACT..=EXACT).contains(&int).then_some(Literal::Int(int));
    }
    let float = text.parse::<f64>().ok()?;
    let exact = float.fract() != 0.0 || float.abs() <= EXACT as f64;
    exact.then_some(Literal::Float(float))
}
