//! Components: each with its own state, tape and patches, known by its place and keys.

use djust_runtime::test::TestClient;
use serde_json::json;

use crate::shop::{happened, shop};

/// An item as the page shows it.
fn item(name: &str, value: i64, hover: i64) -> String {
    format!("<li data-key=\"{name}\"><p class=\"{hover}\">{value}<i>{hover}</i></p></li>")
}

fn page(title: &str, items: &[String], aside: &str) -> String {
    format!("<h1>{title}</h1><ul>{}</ul>{aside}", items.concat())
}

/// The last frame that the client read.
fn last(client: &TestClient) -> &str {
    client.told.frames.last().map_or("", String::as_str)
}

/// The client's page is this one, and the session's too.
fn shows(client: &TestClient, title: &str, items: &[String], aside: &str) {
    assert_eq!(client.html(), page(title, items, aside));
    assert_eq!(client.server_html(), client.html());
}

#[test]
fn an_event_reaches_one_component_and_renders_nothing_else() {
    let mut client = shop(&["a", "b"]);
    // Ids follow the order of the renders: rating and badge of `a`, rating and badge of `b`.
    client.event_to(3, "hover", json!({ "at": 7 }));
    assert_eq!(happened(), ["render rating", "render badge"]);
    assert_eq!(last(&client), r#"["p",3,3,[],3,[0,7],4,[0,7]]"#);
    shows(&client, "Shop", &[item("a", 0, 0), item("b", 0, 7)], "");

    client.event_to(3, "nothing", json!({}));
    assert_eq!(happened(), ["render rating"], "its badge got the same");
    assert_eq!(last(&client), r#"["a",4]"#);
}

#[test]
fn st_07_a_component_shows_a_state_in_the_middle_of_its_handler() {
    let mut client = shop(&["a", "b"]);
    client.send("rename", json!({ "name": "Store" }));
    client.send_to(3, "climb", json!({})).settle();
    assert_eq!(
        happened(),
        [
            "render shop",
            "render rating",
            "render badge",
            "render rating",
            "render badge"
        ],
        "nothing else on the way"
    );
    let frames = &client.told.frames;
    assert_eq!(
        frames[frames.len() - 3..],
        [
            r#"["p",3,3,[0,"Store"]]"#,
            r#"["p",4,3,[],3,[0,1],4,[0,1]]"#,
            r#"["p",5,4,[],3,[0,2],4,[0,2]]"#
        ],
        "what was sent before does not wait for it"
    );
    shows(&client, "Store", &[item("a", 0, 0), item("b", 0, 2)], "");
}

#[test]
fn a_component_whose_handler_is_given_up_on_the_way_is_mounted_anew_with_its_view() {
    let mut client = shop(&["a"]);
    client.send_to(1, "climb", json!({})).interrupt();
    client.settle();
    assert_eq!(client.told.refused.len(), 1, "the event is answered");
    shows(&client, "Shop", &[], "");
}

#[test]
fn the_parents_render_keeps_components_and_renders_those_with_other_props() {
    let mut client = shop(&["a", "b"]);
    client.event_to(1, "hover", json!({ "at": 4 }));
    happened();
    client.event("rename", json!({ "name": "Store" }));
    assert_eq!(happened(), ["render shop"]);
    client.event("rate", json!({ "name": "b" }));
    assert_eq!(
        happened(),
        ["render shop", "update rating", "render rating"]
    );
    assert_eq!(last(&client), r#"["p",5,5,[],3,[1,1]]"#);
    shows(&client, "Store", &[item("a", 0, 4), item("b", 1, 0)], "");
}

#[test]
fn a_component_goes_with_its_row_and_comes_back_as_another() {
    let mut client = shop(&["a", "b", "c"]);
    for (id, at) in [(1, 1), (3, 2), (5, 3)] {
        client.event_to(id, "hover", json!({ "at": at }));
    }
    happened();
    client.event("reverse", json!({}));
    assert_eq!(happened(), ["render shop"], "rows move, components stay");
    let (a, b, c) = (item("a", 0, 1), item("b", 0, 2), item("c", 0, 3));
    shows(&client, "Shop", &[c.clone(), b, a.clone()], "");

    client.event("remove", json!({ "name": "b" }));
    assert_eq!(happened(), ["render shop", "drop rating"]);
    client.event("add", json!({ "name": "b" }));
    assert_eq!(
        happened(),
        [
            "render shop",
            "mount rating",
            "render rating",
            "render badge"
        ]
    );
    shows(&client, "Shop", &[c, a, item("b", 0, 0)], "");
    client.event_to(7, "hover", json!({ "at": 9 }));
    assert!(client.html().contains(&item("b", 0, 9)), "ids rise");
}

#[test]
fn of_equal_keys_the_first_is_the_first() {
    let mut client = shop(&["x", "x"]);
    client.event_to(3, "hover", json!({ "at": 3 }));
    shows(&client, "Shop", &[item("x", 0, 0), item("x", 0, 3)], "");
    client.event("rename", json!({ "name": "Two" }));
    shows(&client, "Two", &[item("x", 0, 0), item("x", 0, 3)], "");
}

#[test]
fn a_component_in_an_arm_lives_as_long_as_the_arm() {
    let mut client = shop(&[]);
    client.event("aside", json!({}));
    client.event_to(1, "hover", json!({ "at": 2 }));
    let aside = |hover: i64| format!("<p class=\"{hover}\">0<i>{hover}</i></p>");
    shows(&client, "Shop", &[], &aside(2));
    client.event("aside", json!({}));
    client.event("aside", json!({}));
    shows(&client, "Shop", &[], &aside(0));
}

/// I6: an id that is not there, or not there any more, is refused and nothing changes.
#[test]
fn i6_an_event_for_a_component_that_is_not_there_is_refused() {
    let mut client = shop(&["a"]);
    client.event("remove", json!({ "name": "a" }));
    let before = client.html();
    happened();
    for id in [1, 2, 99, u32::MAX] {
        client.event_to(id, "hover", json!({ "at": 1 }));
        let (_, code, _) = client.told.refused.last().unwrap();
        assert_eq!(code, "unknown_component");
    }
    assert_eq!(happened(), [""; 0]);
    assert_eq!(client.html(), before);
    client.event("add", json!({ "name": "a" }));
    shows(&client, "Shop", &[item("a", 0, 0)], "");
}

#[test]
fn a_component_has_its_own_handlers_only() {
    let mut client = shop(&["a"]);
    for (id, name) in [(1, "add"), (2, "hover")] {
        client.event_to(id, name, json!({ "name": "b" }));
        assert_eq!(client.told.refused.last().unwrap().1, "unknown_event");
    }
    client.event("hover", json!({ "at": 1 }));
    assert_eq!(client.told.refused.last().unwrap().1, "unknown_event");
    client.event_to(1, "hover", json!({ "at": "x" }));
    assert_eq!(client.told.refused.last().unwrap().1, "bad_param");
    shows(&client, "Shop", &[item("a", 0, 0)], "");
}

#[test]
fn view_and_components_change_in_one_patch() {
    let mut client = shop(&["a", "b"]);
    client.send("rename", json!({ "name": "Both" }));
    client.send_to(1, "hover", json!({ "at": 1 }));
    client.send("remove", json!({ "name": "b" }));
    client.send_to(3, "hover", json!({ "at": 1 }));
    client.settle();
    assert!(client.told.refused.is_empty(), "b went with the render");
    assert_eq!(client.version(), 3, "one patch for all of them");
    shows(&client, "Both", &[item("a", 0, 1)], "");
}

#[test]
fn a_panic_of_a_component_costs_the_view_and_not_the_session() {
    for event in ["boom", "panic_later"] {
        let mut client = shop(&["a"]);
        client.event("rename", json!({ "name": "Gone" }));
        client.event_to(1, event, json!({}));
        assert_eq!(client.told.refused.last().unwrap().1, "failed");
        shows(&client, "Shop", &[], "");
        client.event("add", json!({ "name": "a" }));
        client.event_to(1, "hover", json!({ "at": 1 }));
        let code = &client.told.refused.last().unwrap().1;
        assert_eq!(code, "unknown_component", "ids are given once");
        client.event_to(3, "hover", json!({ "at": 1 }));
        shows(&client, "Shop", &[item("a", 0, 1)], "");
    }
}

#[test]
fn a_render_that_fails_changes_nothing_and_is_tried_again_at_the_next_event() {
    let mut client = shop(&["a", "b"]);
    client.event_to(1, "fail", json!({}));
    assert_eq!(client.told.refused.last().unwrap().1, "failed");
    shows(&client, "Shop", &[item("a", 0, 0), item("b", 0, 0)], "");
    assert!(!client.session.wants_run(), "it would fail again");

    client.event("remove", json!({ "name": "b" }));
    assert_eq!(client.told.refused.len(), 2, "the whole round fails");
    shows(&client, "Shop", &[item("a", 0, 0), item("b", 0, 0)], "");
    client.event("add", json!({ "name": "c" }));
    shows(&client, "Shop", &[item("a", 0, 0), item("b", 0, 0)], "");

    client.event_to(1, "mend", json!({}));
    client.event("rename", json!({ "name": "Well" }));
    shows(&client, "Well", &[item("a", 0, 1), item("c", 0, 0)], "");
}

#[test]
fn work_in_the_background_comes_back_to_the_component_that_asked() {
    let mut client = shop(&["a", "b"]);
    client.event_to(3, "later", json!({}));
    shows(&client, "Shop", &[item("a", 0, 0), item("b", 0, 5)], "");
    client.send_to(1, "later", json!({}));
    client.run().read();
    client.send("remove", json!({ "name": "a" })).run().read();
    client.settle();
    shows(&client, "Shop", &[item("b", 0, 5)], "");
    assert!(client.told.refused.is_empty(), "nobody missed it");
}

#[test]
fn a_region_of_a_component_is_sent_again() {
    let mut client = shop(&["a"]);
    client.event_to(1, "hover", json!({ "at": 2 }));
    let mut answer = |frame: &str| {
        client.send_frame(frame).unwrap();
        client.settle();
        last(&client).to_owned()
    };
    assert_eq!(answer(r#"["r",2,[],1]"#), r#"["f",2,2,[],[2,0,[2,[2]]],1]"#);
    assert_eq!(answer(r#"["r",2,[0],2]"#), r#"["f",2,2,[0],2,2]"#);
    assert_eq!(
        answer(r#"["r",2,[1,0,1],77]"#),
        r#"["f",2,2,[],["Shop",[["a",[1,[2,0,[2,[2]]]]]],null]]"#,
        "one that is gone: all values"
    );
    shows(&client, "Shop", &[item("a", 0, 2)], "");
}

#[test]
fn a_cut_loses_no_patch_of_a_component() {
    for lost in 0..3 {
        let mut client = shop(&["a"]);
        client.send_to(1, "hover", json!({ "at": 1 })).run();
        client.send_to(1, "hover", json!({ "at": 2 })).run();
        client.cut(lost).join();
        client.event_to(1, "flash", json!({}));
        shows(&client, "Shop", &[item("a", 0, 2)], "");
        assert_eq!(client.told.flashes.len(), 1);
    }
}

#[test]
fn a_handler_of_a_component_that_was_given_up_costs_the_view() {
    let mut client = shop(&["a"]);
    client.send_to(1, "forever", json!({})).interrupt();
    client.settle();
    assert_eq!(client.told.refused.last().unwrap().1, "failed");
    shows(&client, "Shop", &[], "");
}

#[test]
fn a_session_counts_the_bytes_of_its_components() {
    let mut client = shop(&[]);
    let before = client.session.bytes();
    client.event("add", json!({ "name": "a" }));
    let one = client.session.bytes() - before;
    assert!(one > 300, "{one}");
    client.event("remove", json!({ "name": "a" }));
    assert!(client.session.bytes() - before < one, "they are dropped");
}
