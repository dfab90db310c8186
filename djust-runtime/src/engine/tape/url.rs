//! Which addresses a slot may not hold. It judges the scheme only; where an address leads is not its business.

/// What stands in the page instead of a refused address.
pub(super) const BLOCKED: &str = "about:blank#blocked";

/// Whether an attribute's value, as Askama wrote it, runs script or brings a document of its own when followed.
///
/// A browser drops control characters and spaces at both ends and tabs and line feeds anywhere, decodes entities
/// first, and ignores the scheme's case. `data:` is fine for images: it runs nothing there.
pub(super) fn refused(value: &str) -> bool {
    // Most addresses begin with a letter of no dangerous scheme, a slash, a hash or a question mark.
    let mut letters = Letters(value).skip_while(|c| *c <= ' ');
    let mut scheme = [0_u8; 16];
    let mut length = 0;
    loop {
        match letters.next() {
            Some(':') => break,
            Some('\t' | '\n' | '\r') => {}
            Some(c) if c.is_ascii() && length < scheme.len() => {
                scheme[length] = (c as u8).to_ascii_lowercase();
                length += 1;
            }
            _ => return false,
        }
    }
    match &scheme[..length] {
        b"javascript" | b"vbscript" => true,
        b"data" => {
            let kind: String = letters
                .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
                .skip_while(|c| *c <= ' ')
                .take("image/".len())
                .collect();
            !kind.eq_ignore_ascii_case("image/")
        }
        _ => false,
    }
}

/// The characters of an attribute's value, its numeric and the few relevant named entities decoded.
struct Letters<'a>(&'a str);

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let first = self.0.chars().next()?;
        if first == '&'
            && let Some((letter, rest)) = entity(&self.0[1..])
        {
            self.0 = rest;
            return Some(letter);
        }
        self.0 = &self.0[first.len_utf8()..];
        Some(first)
    }
}

/// Decodes what follows an ampersand, if it is an entity that could hide a scheme. The semicolon of a numeric one is
/// optional, as in a browser.
fn entity(rest: &str) -> Option<(char, &str)> {
    for (name, letter) in [
        ("colon;", ':'),
        ("Tab;", '\t'),
        ("NewLine;", '\n'),
        ("sol;", '/'),
        ("amp;", '&'),
    ] {
        if let Some(rest) = rest.strip_prefix(name) {
            return Some((letter, rest));
        }
    }
    let rest = rest.strip_prefix('#')?;
    let (radix, rest) = match rest.strip_prefix(['x', 'X']) {
        Some(rest) => (16, rest),
        None => (10, rest),
    };
    let end = rest
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let letter = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    Some((letter, rest.strip_prefix(';').unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn addresses() {
        for value in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "\u{1}java\tscript\n:alert(1)",
            "&#106;avascript:x",
            "&#x6A;avascript&colon;x",
            "java&Tab;script:x",
            "vbscript:x",
            "data:text/html,<script>",
            "data:,x",
        ] {
            assert!(refused(value), "{value:?} must be refused");
        }
        for value in [
            "",
            "/a",
            "#a",
            "?q=javascript:",
            "https://example.org/javascript:x",
            "mailto:a@example.org",
            "data:image/png;base64,AA",
            "javascript",
            "a&b:c",
            "\u{e9}:x",
            "javascriptjavascript:x",
        ] {
            assert!(!refused(value), "{value:?} must pass");
        }
    }
}
