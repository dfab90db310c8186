//! The title and the meta tags that a view asked for in its mount, written into the page that a GET sends.

use std::ops::Range;

use djust_runtime::context::{Head, is_property};

use super::escape;

/// What tells the client that a tag goes with the view.
const OURS: &str = " data-djust-meta";

/// The view's meta tags.
pub(crate) fn metas(head: &Head) -> String {
    let mut out = String::new();
    for (name, content) in &head.metas {
        out.push_str("<meta ");
        out.push_str(if is_property(name) {
            "property"
        } else {
            "name"
        });
        out.push_str("=\"");
        escape(&mut out, name);
        out.push_str("\" content=\"");
        escape(&mut out, content);
        out.push('"');
        out.push_str(OURS);
        out.push('>');
    }
    out
}

/// Writes them into a whole document, in place of its own title and of its own tags of the same names. `place`, an offset in
/// it, moves with what it stands before.
pub(crate) fn fill(page: &mut Vec<u8>, place: Option<usize>, head: &Head) -> Option<usize> {
    if *head == Head::default() {
        return place;
    }
    let Ok(text) = std::str::from_utf8(page) else {
        return place;
    };
    let mut edits = Vec::new();
    // Values of the page stand behind its head, if it has one.
    let end = find(text, "</head").or(place).unwrap_or(text.len());
    let shown = text.get(..end).unwrap_or_default();
    if let (Some(title), Some(range)) = (&head.title, title_of(shown)) {
        let mut new = String::new();
        escape(&mut new, title);
        edits.push((range, new));
    }
    for tag in tags(shown) {
        let is_same = |(name, _): &(String, String)| is_of(&shown[tag.clone()], name);
        if head.metas.iter().any(is_same) {
            edits.push((tag, String::new()));
        }
    }
    edits.push((end..end, metas(head)));
    edits.sort_by_key(|(range, _)| range.start);
    let mut place = place;
    for (range, new) in edits.into_iter().rev() {
        place = place.map(|place| match range.start < place {
            true => place + new.len() - range.len(),
            false => place,
        });
        page.splice(range, new.into_bytes());
    }
    place
}

/// Where the title's text is.
fn title_of(text: &str) -> Option<Range<usize>> {
    let tag = find(text, "<title")?;
    let start = tag + text.get(tag..)?.find('>')? + 1;
    let end = start + find(text.get(start..)?, "</title")?;
    Some(start..end)
}

/// Where the meta tags are that hold no values: the others are the template's.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| find(rest, "<meta ")) {
        let start = from + start;
        let mut quote = None;
        let end = text[start..].char_indices().find(|(_, c)| {
            match (quote, *c) {
                (None, '"' | '\'') => quote = Some(*c),
                (Some(open), c) if open == c => quote = None,
                (None, '>') => return true,
                _ => {}
            }
            false
        });
        let Some((length, _)) = end else { break };
        from = start + length + 1;
        if !text[start..from].starts_with("<meta dj ") {
            found.push(start..from);
        }
    }
    found
}

/// Whether a tag is the one of a name.
fn is_of(tag: &str, name: &str) -> bool {
    ["name", "property"].iter().any(|attribute| {
        [
            format!("{attribute}=\"{name}\""),
            format!("{attribute}='{name}'"),
        ]
        .iter()
        .any(|pair| tag.contains(pair.as_str()))
    })
}

/// The place of a piece of markup, however it is spelled.
fn find(text: &str, markup: &str) -> Option<usize> {
    let (text, markup) = (text.as_bytes(), markup.as_bytes());
    let mut places = text.windows(markup.len());
    places.position(|place| place.eq_ignore_ascii_case(markup))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        let pairs = [("description", "a \"b\""), ("og:title", "<T>")];
        Head {
            title: Some("A & B".to_owned()),
            metas: pairs
                .map(|(name, content)| (name.to_owned(), content.to_owned()))
                .into(),
        }
    }

    #[test]
    fn tags_are_escaped_and_known_to_be_ours() {
        assert_eq!(
            metas(&head()),
            "<meta name=\"description\" content=\"a &quot;b&quot;\" data-djust-meta>\
             <meta property=\"og:title\" content=\"&lt;T>\" data-djust-meta>"
        );
    }

    #[test]
    fn a_documents_own_title_and_tags_make_room() {
        let before = "<html><head><meta charset=\"utf-8\"><TITLE dj>old</title><meta name=\"description\" content=\"a > b\">\
                      <meta dj name=\"og:title\"></head><body>";
        let page = format!("{before}<p>x</p><meta name=\"description\"></body></html>");
        let mut filled = page.clone().into_bytes();
        let place = fill(&mut filled, Some(before.len()), &head());
        let filled = String::from_utf8(filled).unwrap();
        let wanted = format!(
            "<html><head><meta charset=\"utf-8\"><TITLE dj>A &amp; B</title><meta dj name=\"og:title\">{}</head><body>",
            metas(&head())
        );
        assert_eq!(
            filled,
            format!("{wanted}<p>x</p><meta name=\"description\"></body></html>")
        );
        assert_eq!(place, Some(wanted.len()));
    }

    #[test]
    fn a_view_that_asks_for_nothing_leaves_the_page_as_it_is() {
        let mut page = b"<title>x</title>".to_vec();
        assert_eq!(fill(&mut page, None, &Head::default()), None);
        assert_eq!(page, b"<title>x</title>");
    }

    #[test]
    fn a_document_without_a_head_has_them_where_its_scripts_are() {
        let mut page = b"<title>x</title><p>y</p>".to_vec();
        let place = fill(
            &mut page,
            Some(16),
            &Head {
                title: None,
                ..head()
            },
        );
        let text = String::from_utf8(page).unwrap();
        assert!(
            text.starts_with("<title>x</title><meta ") && text.ends_with("><p>y</p>"),
            "{text}"
        );
        assert_eq!(place, Some(16));
    }
}
