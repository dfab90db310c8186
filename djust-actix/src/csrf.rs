//! The token in a page's forms, for the POST that a form falls back to where the client does not run.
//!
//! `{% csrf_token %}` is an empty hidden field in the template's skeleton. A GET fills it; the client leaves it alone, and
//! sends no such field.

/// The field as the template compiler writes it.
const FIELD: &str = "<input type=\"hidden\" name=\"csrfmiddlewaretoken\" value=\"\">";
/// What stands behind the place of the token.
const END: usize = "\">".len();

/// Puts the token into the fields of a page. `place`, an offset in it, moves with what it stands before.
pub(crate) fn fill(
    page: &mut Vec<u8>,
    place: Option<usize>,
    token: impl FnOnce() -> String,
) -> Option<usize> {
    let Ok(text) = std::str::from_utf8(page) else {
        return place;
    };
    let fields: Vec<usize> = text.match_indices(FIELD).map(|(at, _)| at).collect();
    if fields.is_empty() {
        return place;
    }
    let token = token();
    for at in fields.iter().rev() {
        let at = at + FIELD.len() - END;
        page.splice(at..at, token.bytes());
    }
    let before = |place: usize| fields.iter().filter(|at| **at < place).count();
    place.map(|place| place + before(place) * token.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_gets_the_token() {
        let before = format!("<form>{FIELD}</form>");
        let mut page = format!("{before}<hr>{FIELD}").into_bytes();
        let place = fill(&mut page, Some(before.len()), || "abc".to_owned());
        let filled = FIELD.replace("\"\"", "\"abc\"");
        let wanted = format!("<form>{filled}</form><hr>{filled}");
        assert_eq!(String::from_utf8(page).unwrap(), wanted);
        assert_eq!(place, wanted.find("<hr>"));
    }

    #[test]
    fn a_page_without_a_field_stays_as_it_is() {
        let mut page = b"<input name=\"csrfmiddlewaretoken\">".to_vec();
        let place = fill(&mut page, Some(3), || unreachable!());
        assert_eq!((page.len(), place), (34, Some(3)));
    }
}
