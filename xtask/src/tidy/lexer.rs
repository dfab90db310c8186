//! Rust source as words and signs with their lines. Comments, strings, characters and lifetimes are left out.

/// A word, `::`, or one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) line: usize,
    pub(crate) text: &'a str,
}

impl Token<'_> {
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(is_word)
    }
}

/// Reads whatever is given: source that does not compile gives some tokens, and no panic.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader {
        rest: source,
        line: 1,
    };
    let mut tokens = Vec::new();
    while let Some(first) = reader.rest.chars().next() {
        let line = reader.line;
        if let Some(length) = skipped(reader.rest, first) {
            reader.take(length);
        } else {
            let text = reader.take(token(reader.rest, first));
            tokens.push(Token { line, text });
        }
    }
    tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.line += taken.matches('\n').count();
        taken
    }
}

fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

/// The length of what is no token here.
fn skipped(rest: &str, first: char) -> Option<usize> {
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if first == '"' {
        return Some(1 + quoted(&rest[1..], '"'));
    }
    if first == '\'' {
        return Some(character_or_lifetime(rest));
    }
    prefixed_string(rest)
}

/// Comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length up to and with the closing quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut following = rest[1..].chars();
    let (second, third) = (following.next(), following.next());
    if second == Some('\\') || third == Some('\'') {
        return 1 + quoted(&rest[1..], '\'');
    }
    1 + word(&rest[1..])
}

/// `b"…"`, `c"…"`, `b'…'`, `r"…"`, `r#"…"#` and their mixtures.
fn prefixed_string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c"]
        .into_iter()
        .find(|prefix| rest.starts_with(prefix))?;
    let after = &rest[prefix.len()..];
    if !prefix.ends_with('r') {
        let quote = after
            .chars()
            .next()
            .filter(|&next| next == '"' || next == '\'')?;
        return Some(prefix.len() + 1 + quoted(&after[1..], quote));
    }
    let hashes = after.len() - after.trim_start_matches('#').len();
    let text = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = text.find(&end).map_or(text.len(), |at| at + end.len());
    Some(prefix.len() + hashes + 1 + length)
}

fn token(rest: &str, first: char) -> usize {
    if rest.starts_with("::") {
        2
    } else if is_word(first) {
        word(rest)
    } else {
        first.len_utf8()
    }
}

fn word(rest: &str) -> usize {
    rest.find(|character| !is_word(character))
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_strings_and_lifetimes_are_no_tokens() {
        assert_eq!(texts("a // b\n/* c /* d */ e */ f"), ["a", "f"]);
        assert_eq!(texts(r####"a "b\"c" r#"d"e"# br"f" b'g' h"####), ["a", "h"]);
        assert_eq!(texts(r"a '\'' 'b' '\\' &'c d"), ["a", "&", "d"]);
        assert_eq!(texts("crate::a{b}"), ["crate", "::", "a", "{", "b", "}"]);
    }

    #[test]
    fn words_that_begin_like_a_string_are_words() {
        assert_eq!(
            texts("break r#type bytes c"),
            ["break", "r", "#", "type", "bytes", "c"]
        );
    }

    #[test]
    fn lines_are_counted_through_what_is_skipped() {
        let lines = |source| {
            tokens(source)
                .iter()
                .map(|token| token.line)
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("a\n\"\n\n\"\nb"), [1, 5]);
    }

    #[test]
    fn what_never_ends_is_no_panic() {
        for source in ["\"a", "/* a", "r#\"a", "'", "'\\", "b'", "é 'é' \"é"] {
            tokens(source);
        }
    }
}
