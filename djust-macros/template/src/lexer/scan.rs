//! Walks over expressions as Rust writes them, so that quotes and brackets hide what is in them. Knows no templates.

/// A position in source text that steps over literals whole and keeps the open brackets.
pub(crate) struct Scan<'a> {
    text: &'a str,
    /// Where the next step begins; never inside a literal.
    pub(crate) at: usize,
    /// The closing bracket awaited, and where the opening one stands.
    pub(crate) open: Vec<(char, usize)>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            open: Vec::new(),
        }
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over one character or one literal; its first character, `None` at the end.
    pub(crate) fn step(&mut self) -> Option<char> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let length = match first {
            '"' => quoted(rest),
            '\'' => character(rest),
            'r' | 'b' | 'c' if !self.inside_word() => raw(rest).unwrap_or(1),
            _ => first.len_utf8(),
        };
        match first {
            '(' => self.open.push((')', self.at)),
            '[' => self.open.push((']', self.at)),
            '{' => self.open.push(('}', self.at)),
            _ if self.open.last().is_some_and(|(close, _)| *close == first) => {
                self.open.pop();
            }
            _ => {}
        }
        self.at += length;
        Some(first)
    }

    fn inside_word(&self) -> bool {
        self.text[..self.at]
            .chars()
            .next_back()
            .is_some_and(is_word)
    }
}

/// Whether a character may stand in a name.
pub(crate) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The name that text begins with; may be empty.
pub(crate) fn word(text: &str) -> &str {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    &text[..end]
}

/// The length of the group in brackets that text begins with.
pub(crate) fn group(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    text.starts_with('(').then_some(())?;
    scan.step()?;
    while !scan.open.is_empty() {
        scan.step()?;
    }
    Some(scan.at)
}

/// Where a `=` stands outside of brackets and literals.
pub(crate) fn assignment(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    loop {
        let at = scan.at;
        let outside = scan.open.is_empty();
        if scan.step()? == '=' && outside {
            return Some(at);
        }
    }
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character literal, or the quote of a lifetime alone.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars
                .take_while(|(_, c)| *c != '\n')
                .find(|(_, c)| *c == '\'')
                .map_or(1, |(at, _)| at + 1)
        }
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

fn raw(text: &str) -> Option<usize> {
    let body = ["r", "br", "cr"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))?;
    let content = body.trim_start_matches('#');
    let hashes = &body[..body.len() - content.len()];
    let content = content.strip_prefix('"')?;
    let close = format!("\"{hashes}");
    let begin = text.len() - content.len();
    Some(
        content
            .find(&close)
            .map_or(text.len(), |at| begin + at + close.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_hide_what_is_in_them() {
        assert_eq!(assignment("a: \"=\" = 1"), Some(7));
        assert_eq!(assignment("f(x = 1)"), None);
        assert_eq!(assignment("'=' r#\"=\"=\"# ="), Some(13));
        assert_eq!(assignment("&'a T = x"), Some(6));
        assert_eq!(group("(a, \")\", (b)) + 1"), Some(13));
        assert_eq!(group("(a"), None);
        assert_eq!(word("user.name"), "user");
    }
}
