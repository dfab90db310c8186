//! `{% djust_route_map %}`: which views are at which paths, for scripts of the page. A GET writes it into the empty element that
//! the template compiler made of the tag.

/// What marks that element.
pub(crate) const ATTRIBUTE: &str = "data-djust-route-map";

/// The end of that element's tag, and its own.
const PLACE: &str = " data-djust-route-map></script>";
/// What stands behind the map.
const END: usize = "</script>".len();

/// Writes the map. `place`, an offset in the page, moves with what it stands before.
pub(crate) fn fill(page: &mut Vec<u8>, place: Option<usize>, map: &str) -> Option<usize> {
    let found = std::str::from_utf8(page).ok();
    let Some(at) = found.and_then(|text| text.find(PLACE)) else {
        return place;
    };
    let at = at + PLACE.len() - END;
    page.splice(at..at, map.bytes());
    place.map(|place| if at < place { place + map.len() } else { place })
}

/// Writes a map of patterns, as actix has them, to names, in their order.
pub(crate) fn written<'a>(routes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = routes.map(|(pattern, name)| {
        let path = serde_json::Value::from(with_colons(pattern));
        format!("{path}:{}", serde_json::Value::from(name))
    });
    let pairs: Vec<String> = pairs.collect();
    // Nothing in it may end the element that it stands in.
    format!("{{{}}}", pairs.join(",")).replace('<', "\\u003c")
}

/// `/items/{id:\d+}` as `/items/:id`.
fn with_colons(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let (mut depth, mut in_name) = (0_u32, false);
    for c in pattern.chars() {
        match c {
            '{' => {
                if depth == 0 {
                    out.push(':');
                    in_name = true;
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 1 => in_name = false,
            c if depth == 0 || in_name => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_with_colons() {
        assert_eq!(with_colons("/items"), "/items");
        assert_eq!(
            with_colons("/a/{shop}/items/{id:[0-9]{1,9}}/x"),
            "/a/:shop/items/:id/x"
        );
        assert_eq!(with_colons("/{tail:.*}"), "/:tail");
    }

    #[test]
    fn nothing_in_the_map_ends_its_element() {
        let map = written([("/</script>", "A"), ("/{id}", "B")].into_iter());
        assert_eq!(map, "{\"/\\u003c/script>\":\"A\",\"/:id\":\"B\"}");
        let before = format!("<script{PLACE}<p>");
        let mut page = before.clone().into_bytes();
        let place = fill(&mut page, Some(before.len() - 3), &map);
        let text = String::from_utf8(page).unwrap();
        assert_eq!(
            text,
            format!("<script data-djust-route-map>{map}</script><p>")
        );
        assert_eq!(place, text.find("<p>"));
        assert_eq!(fill(&mut b"<p>".to_vec(), Some(2), &map), Some(2));
    }
}
