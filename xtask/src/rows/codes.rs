//! Codes such as `EV-01` in text: two capitals, a hyphen, two digits. Ranges, `EV-01 to EV-04`, mean each code between.

use std::collections::BTreeSet;

/// The codes in prose or in a test's title.
pub(crate) fn in_text(text: &str) -> BTreeSet<String> {
    let starts: Vec<usize> = (0..text.len())
        .filter(|&start| begins(text, start))
        .collect();
    let mut found = BTreeSet::new();
    for (at, &start) in starts.iter().enumerate() {
        let code = &text[start..start + 5];
        found.insert(code.to_owned());
        let Some(&next) = starts.get(at + 1) else {
            continue;
        };
        let (last, between) = (&text[next..next + 5], &text[start + 5..next]);
        if between.trim() == "to" && last[..2] == code[..2] {
            let range = number(code) + 1..number(last);
            found.extend(range.map(|number| format!("{}-{number:02}", &code[..2])));
        }
    }
    found
}

/// The codes in a function's name, of these groups only: `ev01_…`, `ev_01_…`, `ev01_to_ev04_…`.
pub(crate) fn in_name(name: &str, groups: &BTreeSet<String>) -> BTreeSet<String> {
    let words: Vec<String> = name.split('_').map(str::to_uppercase).collect();
    let is_number = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        let (letters, digits) = word.split_at_checked(2).unwrap_or((word, ""));
        let next = words.get(at + 1).map_or("", String::as_str);
        if groups.contains(letters) && is_number(digits) {
            text += &format!("{letters}-{digits} ");
        } else if groups.contains(word) && is_number(next) {
            text += &format!("{word}-{next} ");
        } else if word == "TO" {
            text += "to ";
        } else if !is_number(word) {
            text += ". ";
        }
    }
    in_text(&text)
}

fn begins(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let is_word = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
    let Some([a, b, b'-', c, d]) = bytes.get(start..start + 5) else {
        return false;
    };
    let shape = a.is_ascii_uppercase()
        && b.is_ascii_uppercase()
        && c.is_ascii_digit()
        && d.is_ascii_digit();
    shape && (start == 0 || !is_word(start - 1)) && !is_word(start + 5)
}

fn number(code: &str) -> u32 {
    code[3..].parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(codes: BTreeSet<String>) -> String {
        codes.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn finds_codes_and_nothing_that_looks_like_one() {
        let found = in_text("EV-01, (PA-22) xEV-03 EV-045 I2 RC-1 UTF-16 é UI-04.");
        assert_eq!(list(found), "EV-01 PA-22 UI-04");
    }

    #[test]
    fn a_range_means_each_code_between() {
        assert_eq!(
            list(in_text("EV-01 to EV-04, PA-02")),
            "EV-01 EV-02 EV-03 EV-04 PA-02"
        );
        assert_eq!(list(in_text("EV-01 to PA-04")), "EV-01 PA-04");
        assert_eq!(list(in_text("EV-01 and then to EV-04")), "EV-01 EV-04");
    }

    #[test]
    fn names_of_functions_hold_codes_in_three_ways() {
        let groups = BTreeSet::from(["EV".to_owned(), "PA".to_owned()]);
        let found = |name| list(in_name(name, &groups));
        assert_eq!(found("ev01_a_click"), "EV-01");
        assert_eq!(found("a_click_ev_01_and_pa02"), "EV-01 PA-02");
        assert_eq!(found("ev01_to_ev_03_keys"), "EV-01 EV-02 EV-03");
        assert_eq!(found("ev01_goes_to_ev03"), "EV-01 EV-03");
        assert_eq!(found("in_10_steps_utf16_ev011"), "");
    }
}
