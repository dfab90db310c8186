//! Where a link leads from where the page is. The browser's client does the same; both are held to `contract/urls.json`.

use std::fmt::Write as _;

use crate::url::{decoded, split};

/// `?page=2` is merged into the present query: a name that it gives is replaced, one without a value goes.
pub(super) fn merged(text: &str, at: &str) -> String {
    let Some(query) = text.strip_prefix('?') else {
        return text.to_owned();
    };
    let (path, present) = split(at);
    let given = pairs(query.split('#').next().unwrap_or_default());
    let mut all = pairs(present);
    if given.is_empty() {
        return at.to_owned();
    }
    all.retain(|(name, _)| given.iter().all(|(other, _)| other != name));
    all.extend(given.into_iter().filter(|(_, value)| !value.is_empty()));
    let mut url = path.to_owned();
    for (index, (name, value)) in all.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        write(&mut url, name);
        url.push('=');
        write(&mut url, value);
    }
    url
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
    pairs
        .map(|(name, value)| (decoded(name).into_owned(), decoded(value).into_owned()))
        .collect()
}

/// As `URLSearchParams` of a browser writes it.
fn write(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            _ if byte.is_ascii_alphanumeric() || b"*-._".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_merged_as_by_the_client() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/urls.json");
        let text = std::fs::read_to_string(path).expect("the contract's file");
        let cases: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for case in cases["patched"].as_array().expect("cases") {
            let text = |at: usize| case[at].as_str().expect("a text");
            assert_eq!(merged(text(1), text(0)), text(2), "{case}");
        }
    }
}
