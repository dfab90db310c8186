//! Writing strings and values as JSON. Reading it is serde's.

use std::fmt::Write;

/// Appends a JSON string.
pub(crate) fn string(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (index, byte) in text.bytes().enumerate() {
        // Every byte to escape is ASCII, so the cuts are between characters.
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[plain..index]);
        plain = index + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            _ => {
                let _ = write!(out, "\\u{byte:04x}");
            }
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Appends a text value: a number where it is the canonical form of a small integer, else a string.
pub(crate) fn value(out: &mut String, text: &str) {
    if is_number(text) {
        out.push_str(text);
    } else {
        string(out, text);
    }
}

/// Appends a decimal number.
pub(crate) fn number(out: &mut String, number: impl TryInto<u64>) {
    digits(out, number.try_into().unwrap_or(0));
}

/// Most numbers have one digit or two: slots, ids, versions of short sessions.
fn digits(out: &mut String, number: u64) {
    if number > 9 {
        digits(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Whether the text is what JavaScript writes for an integer below 2^53.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    match digits {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => {
            rest.len() < 16
                && rest.iter().all(u8::is_ascii_digit)
                && (rest.len() < 15 || digits < b"9007199254740992".as_slice())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_numbers() {
        for text in [
            "0",
            "7",
            "-1",
            "10",
            "9007199254740991",
            "-9007199254740991",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "",
            "-",
            "-0",
            "007",
            "1.5",
            "1e3",
            "+1",
            " 1",
            "9007199254740992",
            "12345678901234567",
            "\u{661}",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn strings_come_back() {
        for text in [
            "",
            "a\"b\\c\n\t\r\u{0}\u{1f}\u{7f}\u{2028}</script>\u{1f600}",
        ] {
            let mut out = String::new();
            string(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn numbers() {
        for n in [0_u64, 9, 10, 99, 100, 12345, u64::MAX] {
            let mut out = String::new();
            number(&mut out, n);
            assert_eq!(out, n.to_string());
        }
    }
}
