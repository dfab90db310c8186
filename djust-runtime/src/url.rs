//! URLs as pages have them: where one may lead, and how its parts are written so that a browser leaves them as they are.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a URL may lead a browser elsewhere: it has no scheme, or `http` or `https`. The client asks the same again.
///
/// A browser drops control characters and spaces at the beginning, tabs and line feeds anywhere.
pub(crate) fn is_page(url: &str) -> bool {
    let url = url.trim_start_matches(|c| c <= ' ');
    let mut scheme = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    let mut name = String::new();
    if !url.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    loop {
        match scheme.next() {
            Some(':') => return name == "http" || name == "https",
            Some(c) if c.is_ascii_alphanumeric() || "+-.".contains(c) => {
                name.push(c.to_ascii_lowercase());
            }
            _ => return true,
        }
    }
}

/// Whether a URL is a path of the page's own origin, perhaps with a query, for every browser that reads it.
pub(crate) fn is_local(url: &str) -> bool {
    let (path, query) = split(url);
    let elsewhere = path.starts_with("//") || path.contains('\\');
    let moves = path.split('/').any(|step| {
        matches!(
            step.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "." | ".."
        )
    });
    let plain = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'#')
    };
    path.starts_with('/') && !elsewhere && !moves && plain(path) && plain(query)
}

/// A URL's path, and its query without the question mark.
pub(crate) fn split(url: &str) -> (&str, &str) {
    url.split_once('?').unwrap_or((url, ""))
}

/// A URL with its letters written so that a browser changes none: what it would encode is encoded, escapes stay.
pub(crate) fn normal(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !b"\"'<>^`{|}#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            escape(&mut out, byte);
        }
    }
    out
}

/// Appends a name or a value of a query.
pub(crate) fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            escape(out, byte);
        }
    }
}

fn escape(out: &mut String, byte: u8) {
    let _ = write!(out, "%{byte:02X}");
}

/// A name or a value of a query as it is meant. Bytes that are no UTF-8 become replacement characters.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '%']) {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let digit = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = &tail[2..];
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => String::from_utf8_lossy(error.as_bytes())
            .into_owned()
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_url_is_a_path_of_this_origin() {
        for url in [
            "/",
            "/a/b?x=//y",
            "/a?",
            "/a%2Fb/?q=%20",
            "/a:b",
            "/..a/b..",
        ] {
            assert!(is_local(url), "{url}");
        }
        for url in [
            "",
            "a",
            "?x",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "/\t/evil.example",
            " /a",
            "/a b",
            "/a#b",
            "/é",
            "/a/../b",
            "/a/%2E./b",
            "/.",
            "javascript:alert(1)",
            "http://other.example/",
        ] {
            assert!(!is_local(url), "{url:?}");
        }
    }

    #[test]
    fn what_a_browser_would_encode_is_encoded() {
        assert_eq!(
            normal("/café?q=a b&x=\"%20'^"),
            "/caf%C3%A9?q=a%20b&x=%22%20%27%5E"
        );
        assert_eq!(normal("/a:b/(c)?x[]=1,2;3"), "/a:b/(c)?x[]=1,2;3");
        let mut out = String::new();
        encode(&mut out, "a b&c=ü+");
        assert_eq!(out, "a%20b%26c%3D%C3%BC%2B");
        assert_eq!(decoded(&out), "a b&c=ü+");
        assert_eq!(decoded("a+b%zz%"), "a b%zz%");
    }
}
