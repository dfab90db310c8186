//! What an element's attributes say of an event: the handler, its inline arguments and its parameters.
//!
//! The browser's client does the same; both are held to the cases of `contract`.

use serde_json::{Map, Value};

use super::markup::{Id, Markup};
use super::vocabulary::{EVENTS, GIVEN, LIMITED, OTHERS, OTHERS_BEGIN};

/// The parameters of an event.
pub(super) type Params = Map<String, Value>;

/// Names that mean something to objects of JavaScript.
const UNSAFE: &[&str] = &["", "__proto__", "constructor", "prototype"];

/// The value of an event attribute: a handler's name and its inline arguments. `None` if it is malformed.
pub(super) fn call(source: &str) -> Option<(String, Vec<Value>)> {
    let text = source.trim();
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some((name.to_owned(), Vec::new()));
    }
    let inner = rest.strip_prefix('(')?.strip_suffix(')')?;
    let args = match inner.trim() {
        "" => Vec::new(),
        _ => arguments(inner)?.iter().map(|it| literal(it)).collect(),
    };
    Some((name.to_owned(), args))
}

/// A command: its name, its first text, and its parameters.
pub(super) type Command = (String, String, Params);

/// The commands that an attribute holds; `None` if it is no list of them.
pub(super) fn commands(source: &str) -> Option<Vec<Command>> {
    let list: Vec<Vec<Value>> = serde_json::from_str(source).ok()?;
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let read = |command: &Vec<Value>| {
        let params = command.get(3).and_then(Value::as_object);
        let params = params.cloned().unwrap_or_default();
        (text(command.first()), text(command.get(2)), params)
    };
    Some(list.iter().map(read).collect())
}

/// Splits at commas that stand in no quotes and no brackets.
fn arguments(text: &str) -> Option<Vec<String>> {
    let mut found = vec![String::new()];
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let mut end = at + letter.len_utf8();
        match letter {
            '"' | '\'' => end = quoted_end(text, at)?,
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(letter) => return None,
            _ => {}
        }
        match found.last_mut() {
            Some(last) if letter != ',' || !open.is_empty() => last.push_str(&text[at..end]),
            _ => found.push(String::new()),
        }
        at = end;
    }
    let whole = open.is_empty() && found.iter().all(|it| is_argument(it.trim()));
    whole.then_some(found)
}

/// Where the quoted text that begins here ends.
fn quoted_end(text: &str, start: usize) -> Option<usize> {
    let mut letters = text[start..].char_indices();
    let (_, quote) = letters.next()?;
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            return Some(start + at + quote.len_utf8());
        }
    }
    None
}

/// Whether an argument is not empty, and quoted as a whole if it begins with quotes; or a word without any.
fn is_argument(text: &str) -> bool {
    match text.chars().next() {
        None => false,
        Some('"' | '\'') => quoted_end(text, 0) == Some(text.len()),
        Some('(' | '[' | '{') => true,
        Some(_) => !text.contains(['"', '\'']),
    }
}

fn literal(source: &str) -> Value {
    let text = source.trim();
    if text.starts_with(['"', '\'']) {
        return Value::String(unescaped(&text[1..text.len() - 1]));
    }
    match text {
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        "null" => return Value::Null,
        _ => {}
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let decimal = is_decimal(digits).then(|| text.parse().ok()).flatten();
    decimal
        .and_then(number)
        .unwrap_or_else(|| Value::String(text.to_owned()))
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next().map(|letter| match letter {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            })),
            other => out.push(other),
        }
    }
    out
}

/// Digits with a point or without.
fn is_decimal(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty())
}

/// A number as JavaScript writes it. Whole ones past 2^53 would lose digits.
fn number(number: f64) -> Option<Value> {
    /// The last whole number that JavaScript tells from the next.
    const LAST: f64 = 9_007_199_254_740_991.0;
    if number.fract() != 0.0 {
        return serde_json::Number::from_f64(number).map(Value::Number);
    }
    (number.abs() <= LAST).then(|| Value::from(number as i64))
}

/// What the first element of some HTML sends for an attribute, its own payload apart: for the cases of `contract`.
#[doc(hidden)]
#[must_use]
pub fn params_of(html: &str, attribute: &str) -> Option<(String, Map<String, Value>)> {
    let page = Markup::read(html);
    let id = page.all().next()?;
    let (name, args) = call(page.attribute(id, attribute)?)?;
    let mut params = Params::new();
    add_data(&mut params, &page, id);
    add_authored(&mut params, &page, id, attribute);
    if !args.is_empty() {
        params.insert("_args".to_owned(), Value::from(args));
    }
    Some((name, params))
}

/// Adds `data-*`: whatever the user entered wins over it.
pub(super) fn add_data(params: &mut Params, page: &Markup, id: Id) {
    let is_other = |name: &str| {
        OTHERS.contains(&name) || OTHERS_BEGIN.iter().any(|begin| name.starts_with(begin))
    };
    add(params, page, id, "data-", |name| {
        (!is_other(&format!("data-{name}"))).then_some(name)
    });
}

/// Adds what is there for nothing but events, and last what is for this event.
pub(super) fn add_authored(params: &mut Params, page: &Markup, id: Id, attribute: &str) {
    fn whole(name: &str) -> Option<&str> {
        Some(name)
    }
    let event = attribute.strip_prefix("dj-").unwrap_or(attribute);
    for begin in GIVEN {
        add(params, page, id, begin, whole);
    }
    for begin in LIMITED {
        add(params, page, id, begin, |name| {
            let before = |only: &&&str| name.strip_suffix(**only)?.strip_suffix('-');
            let limits = EVENTS.iter().filter(|only| before(only).is_some());
            match limits.max_by_key(|only| only.len()) {
                Some(only) => before(&only).filter(|_| *only == event),
                None => Some(name),
            }
        });
    }
    add(params, page, id, &format!("{attribute}:"), whole);
    if let Some(target) = page.attribute(id, "dj-target").filter(|it| !it.is_empty()) {
        params.insert("_within".to_owned(), target.into());
    }
}

/// Adds the attributes whose names begin so; `read` gives the parameter's name of what follows, without its type.
fn add(
    params: &mut Params,
    page: &Markup,
    id: Id,
    prefix: &str,
    read: impl Fn(&str) -> Option<&str>,
) {
    for (attribute, value) in page.attributes(id) {
        let Some(rest) = attribute.strip_prefix(prefix) else {
            continue;
        };
        let mut parts = rest.split(':');
        let name = parts.next().and_then(&read);
        let Some(name) = name.map(|name| name.replace('-', "_")) else {
            continue;
        };
        let value = match parts.next() {
            Some(kind) => coerced(value, kind),
            None => Value::String(value.clone()),
        };
        put(params, name.strip_prefix("dj_").unwrap_or(&name), value);
    }
}

/// Sets a parameter, unless its name could hit something.
pub(super) fn put(params: &mut Params, name: &str, value: Value) {
    if !UNSAFE.contains(&name) {
        // A later one stands where it comes, as in JavaScript it keeps its place: nobody sees the order.
        params.insert(name.to_owned(), value);
    }
}

/// A value read as a type; what is none of it is `null`, or stays text.
fn coerced(value: &str, kind: &str) -> Value {
    let text = value.trim();
    let kept = || Value::String(value.to_owned());
    match kind {
        "int" | "integer" => integer(text),
        "float" | "number" => float(text),
        "bool" | "boolean" => {
            let yes = ["true", "1", "yes", "on", "checked"];
            Value::Bool(yes.iter().any(|word| text.eq_ignore_ascii_case(word)))
        }
        "json" | "object" | "array" => serde_json::from_str(value).unwrap_or_else(|_| kept()),
        "list" => {
            let items = value.split(',').map(str::trim);
            Value::from_iter(items.filter(|item| !item.is_empty()))
        }
        _ => kept(),
    }
}

fn integer(text: &str) -> Value {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Value::Null;
    }
    let whole = text.parse().ok().and_then(number);
    whole.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn float(text: &str) -> Value {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent),
        None => (unsigned, "0"),
    };
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_power = !power.is_empty() && power.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = (is_decimal(digits) && is_power).then(|| text.parse::<f64>());
    let finite = parsed.and_then(Result::ok).filter(|it| it.is_finite());
    finite.map_or(Value::Null, |it| {
        number(it).unwrap_or_else(|| Value::from(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calls_of_commands_are_those_of_the_contract() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/commands.json");
        let file = std::fs::read_to_string(path).expect("the contract's file");
        let cases: Vec<Value> = serde_json::from_str(&file).expect("JSON");
        for case in cases {
            let read = commands(&case["commands"].to_string()).expect("a list");
            let is_call = |name: &str| matches!(name, "push" | "navigate" | "patch");
            let calls = read.into_iter().filter(|(name, ..)| is_call(name));
            let calls: Vec<Value> = calls
                .map(|(name, text, params)| serde_json::json!([name, text, params]))
                .collect();
            let wanted = case["calls"].as_array().cloned().unwrap_or_default();
            assert_eq!(calls, wanted, "{case}");
        }
        assert!(commands("save").is_none());
    }
}
