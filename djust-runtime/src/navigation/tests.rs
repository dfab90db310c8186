use super::*;

const PRESENT: &str = "/items/5?page=2&sort=name";

fn url(patch: Patch) -> String {
    let (url, fragment) = patch.resolve(PRESENT).unwrap();
    url + &fragment
}

#[test]
fn nv01_a_query_is_replaced_and_empty_values_are_left_out() {
    assert_eq!(url(Patch::query([("page", 3)])), "/items/5?page=3");
    let pairs = [("q", Some("a b&c")), ("sort", None), ("tag", Some(""))];
    assert_eq!(url(Patch::query(pairs)), "/items/5?q=a%20b%26c");
    let owned = vec![("new".to_owned(), true)];
    assert_eq!(url(Patch::query(owned)), "/items/5?new=true");
}

#[test]
fn nv02_the_query_is_kept_or_cleared() {
    assert_eq!(url(Patch::keep()), PRESENT);
    assert_eq!(url(Patch::clear()), "/items/5");
    assert_eq!(
        url(Patch::keep().set("page", 3)),
        "/items/5?page=3&sort=name"
    );
    assert_eq!(
        url(Patch::keep().set("page", None::<u8>)),
        "/items/5?sort=name"
    );
    assert_eq!(
        url(Patch::keep().set("q", 'ü')),
        "/items/5?page=2&sort=name&q=%C3%BC"
    );
    assert_eq!(
        url(Patch::clear().set("a", 1).set("b", 2)),
        "/items/5?a=1&b=2"
    );
}

#[test]
fn nv03_the_path_changes_and_the_query_stays_unless_it_is_given() {
    assert_eq!(
        url(Patch::keep().path("/items/6")),
        "/items/6?page=2&sort=name"
    );
    assert_eq!(url(Patch::clear().path("/items/6")), "/items/6");
    assert!(Patch::keep().replace().replaces());
}

#[test]
fn a_text_is_read_as_a_link_is() {
    for (to, expected) in [
        ("/", "/"),
        ("/a?x=1#top", "/a?x=1#top"),
        ("?page=9", "/items/5?page=9"),
        ("?", "/items/5"),
        ("#a b", "/items/5?page=2&sort=name#a%20b"),
        ("", PRESENT),
        ("/ä", "/%C3%A4"),
    ] {
        assert_eq!(url(to.into()), expected, "{to}");
    }
}

#[test]
fn s17_what_leads_away_is_refused() {
    for to in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://other.example/",
        "//evil.example",
        "/\\evil.example",
        "items",
        "../x",
        "/a/../b",
    ] {
        assert!(Patch::to(to).resolve(PRESENT).is_err(), "{to}");
    }
    for path in ["items", "//evil.example", "/a?b"] {
        assert!(Patch::keep().path(path).resolve(PRESENT).is_err(), "{path}");
    }
    // What a browser would drop stays part of the path.
    assert_eq!(url(Patch::to("/\t/x")), "/%09/x");
}
