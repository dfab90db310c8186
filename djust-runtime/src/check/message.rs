//! A message put together in constant evaluation, where there is no `format!`.

use super::Literal;
use crate::handler::{HandlerMeta, PropMeta};

const SIZE: usize = 2048;
/// The longest name that a likely one is looked for.
const NAME: usize = 64;

/// Text in a buffer of fixed size; what does not fit is left out.
pub(super) struct Message {
    bytes: [u8; SIZE],
    len: usize,
}

impl Message {
    /// Begins with the place.
    pub(super) const fn at(place: &str) -> Self {
        let mut message = Self {
            bytes: [0; SIZE],
            len: 0,
        };
        message.push(place);
        message.push(": ");
        message
    }

    pub(super) const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        if self.len + text.len() > SIZE {
            return;
        }
        let mut at = 0;
        while at < text.len() {
            self.bytes[self.len] = text[at];
            self.len += 1;
            at += 1;
        }
    }

    pub(super) const fn quoted(&mut self, name: &str) {
        self.push("`");
        self.push(name);
        self.push("`");
    }

    pub(super) const fn number(&mut self, number: usize) {
        if number > 9 {
            self.number(number / 10);
        }
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        self.push(DIGITS[number % 10]);
    }

    pub(super) const fn count(&mut self, number: usize, what: &str) {
        self.number(number);
        self.push(" ");
        self.push(what);
        if number != 1 {
            self.push("s");
        }
    }

    pub(super) const fn likely(&mut self, name: Option<&str>) {
        if let Some(name) = name {
            self.push("; did you mean ");
            self.quoted(name);
            self.push("?");
        }
    }

    /// A parameter's name as an attribute has it.
    pub(super) const fn attribute(&mut self, name: &str) {
        let start = self.len;
        self.push(name);
        let mut at = start;
        while at < self.len {
            if self.bytes[at] == b'_' {
                self.bytes[at] = b'-';
            }
            at += 1;
        }
    }

    pub(super) const fn literal(&mut self, literal: &Literal) {
        match *literal {
            Literal::Str(text) if text.is_empty() => self.push("empty text"),
            Literal::Str(text) | Literal::Word(text) => {
                self.push("the text ");
                self.quoted(text);
            }
            Literal::Int(number) => {
                self.push("the number ");
                if number < 0 {
                    self.push("-");
                }
                self.number(number.unsigned_abs() as usize);
            }
            Literal::Float(_) => self.push("a number with a fraction"),
            Literal::Bool(true) => self.push("true"),
            Literal::Bool(false) => self.push("false"),
            Literal::Null => self.push("null"),
            Literal::Dynamic => self.push("a value"),
        }
    }

    /// `add({{ amount }}, …)`: the call as it is written, were this bare word a value of the template's.
    pub(super) const fn call(&mut self, handler: &HandlerMeta, args: &[Literal], word: usize) {
        self.push(handler.name);
        self.push("(");
        let mut at = 0;
        while at < args.len() {
            if at > 0 {
                self.push(", ");
            }
            match args[at] {
                Literal::Word(text) if at == word => {
                    self.push("{{ ");
                    self.push(text);
                    self.push(" }}");
                }
                _ => self.push("…"),
            }
            at += 1;
        }
        self.push(")");
    }

    /// ` (add(amount: i64, times: u32))`.
    pub(super) const fn signature(&mut self, handler: &HandlerMeta) {
        self.push(" (it is ");
        self.push(handler.name);
        self.push("(");
        let mut at = 0;
        while at < handler.params.len() {
            if at > 0 {
                self.push(", ");
            }
            self.push(handler.params[at].name);
            self.push(": ");
            self.push(handler.params[at].ty);
            at += 1;
        }
        self.push("))");
    }

    /// Names the handlers that there are.
    pub(super) const fn handlers(&mut self, handlers: &[HandlerMeta]) {
        if handlers.is_empty() {
            self.push("; it has none: mark a method with #[event_handler]");
            return;
        }
        self.push("; it has ");
        let mut at = 0;
        while at < handlers.len() {
            if at == 8 {
                self.push(" and more");
                return;
            }
            if at > 0 {
                self.push(", ");
            }
            self.quoted(handlers[at].name);
            at += 1;
        }
    }

    /// Names the props that there are.
    pub(super) const fn props(&mut self, props: &[PropMeta]) {
        if props.is_empty() {
            self.push("; it has none: mark a field with #[prop]");
            return;
        }
        self.push("; it has ");
        let mut at = 0;
        while at < props.len() {
            if at > 0 {
                self.push(", ");
            }
            self.quoted(props[at].name);
            at += 1;
        }
    }

    /// Ends constant evaluation with the message.
    #[track_caller]
    pub(super) const fn fail(mut self, excerpt: &str) -> ! {
        if !excerpt.is_empty() {
            self.push("\n");
            self.push(excerpt);
        }
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            // Texts are put in whole or not at all.
            Err(_) => unreachable!(),
        }
    }
}

/// Whether a name at this distance may be what was meant.
pub(super) const fn is_close(distance: usize, name: &str) -> bool {
    let most = name.len() / 3;
    distance <= if most == 0 { 1 } else { most }
}

/// How many bytes are to be inserted, removed or replaced, two neighbours that swapped places counting as one.
pub(super) const fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > NAME || b.len() > NAME {
        return usize::MAX;
    }
    let mut before = [0; NAME + 1];
    let mut last = [0; NAME + 1];
    let mut column = 0;
    while column <= b.len() {
        last[column] = column;
        column += 1;
    }
    let mut row = 0;
    while row < a.len() {
        let mut next = [0; NAME + 1];
        next[0] = row + 1;
        column = 0;
        while column < b.len() {
            let replaced = last[column] + (a[row] != b[column]) as usize;
            let mut least = min(replaced, min(last[column + 1], next[column]) + 1);
            if row > 0 && column > 0 && a[row] == b[column - 1] && a[row - 1] == b[column] {
                least = min(least, before[column - 1] + 1);
            }
            next[column + 1] = least;
            column += 1;
        }
        before = last;
        last = next;
        row += 1;
    }
    last[b.len()]
}

const fn min(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_mistake_is_close() {
        for (found, meant) in [
            ("incremnt", "increment"),
            ("icnrement", "increment"),
            ("ad", "add"),
            ("selct_item", "select_item"),
        ] {
            let distance = distance(found, meant);
            assert_eq!(distance, 1, "{found}");
            assert!(is_close(distance, found));
        }
        assert!(!is_close(distance("save", "increment"), "save"));
        assert_eq!(distance("", "abc"), 3);
    }
}
