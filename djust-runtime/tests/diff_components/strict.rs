//! Frames that are not right for a page with components: each is an error, and nothing has changed then.

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::tape::Recorder;

use crate::cards::{Card, cards, tapes};
use crate::rendered;

/// Cards 1, 2 and 3; card 2 holds card 4.
fn page() -> Dom {
    let mut board = cards(3);
    board[1].1.inner = Some(Box::new(Card::new(4)));
    let tapes = tapes(&mut Recorder::new(), &board);
    Dom::adopt(rendered(&tapes), 4)
}

fn refused(frames: &[String]) {
    let mut page = page();
    let (html, ids) = (page.html(), page.component_ids());
    for frame in frames {
        assert!(
            serde_json::from_str::<serde_json::Value>(frame).is_ok(),
            "{frame}"
        );
        assert!(page.receive(frame).is_err(), "{frame}");
        assert_eq!(page.html(), html, "{frame}");
        assert_eq!(page.component_ids(), ids, "{frame}");
        assert_eq!(page.version(), 4, "{frame}");
    }
}

/// A card's values.
const NEW: &str = r#"["new",[],null]"#;

/// A card.
fn new(id: u32) -> String {
    format!("[{id},{NEW}]")
}

/// A card with another one in it.
fn holding(id: u32, inner: &str) -> String {
    format!("[{id},[\"new\",[],[0,[{inner}]]]]")
}

/// Edits of the view that put a component into a row.
fn first(component: &str) -> String {
    format!("[1,[[0,[1,{component}]]]]")
}

#[test]
fn edits_of_components() {
    let frames = [
        // Not pairs, or not of an id and edits.
        "[],2",
        "[],2,[]",
        "[],2,[0]",
        "[],2,null",
        "[],0,[0,1]",
        "[],-2,[0,1]",
        "[],4294967298,[0,1]",
        "[],\"2\",[0,1]",
        // Their ids don't rise.
        "[],2,[0,1],1,[0,1]",
        "[],2,[0,1],2,[0,7]",
        // Not on the page, before or after.
        "[],9,[0,1]",
        "[1,[[],[1,1]]],2,[0,1]",
        "[1,[[],[1,1]]],4,[0,1]",
        "[],2,[2,null],4,[0,1]",
        // One of several is wrong.
        "[0,1],1,[0,1],2,[9,1]",
        "[],1,[0,1],2,[0,\"card 2\"]",
    ];
    refused(&frames.map(|edits| format!("[\"p\",5,0,{edits}]")));
}

#[test]
fn components_in_edits() {
    let frames = [
        // No component, or none of this shape.
        first("null"),
        first("9"),
        first("[9]"),
        first("[9,[]]"),
        first(&new(0)),
        first(&format!("[9,{NEW},0]")),
        // The one that stands there.
        first(&new(1)),
        // Twice on the page: one stays, both are new, one in itself, one in another.
        first(&new(2)),
        format!("[1,[[0,[1,{}],1,[1,{}]]]]", new(9), new(9)),
        format!("[1,[[],[],[0,[[7,{}],[8,{}]]]]]", new(9), new(9)),
        first(&holding(9, &new(9))),
        first(&holding(9, &new(4))),
        format!("[],2,[2,[[0,{}]]]", new(2)),
        format!("[],3,[2,[0,[{}]]]", new(4)),
        format!("[],3,[2,[0,[{}]]]", new(3)),
        // Values and edits of one.
        format!("{},9,[0,1]", first(&new(9))),
        format!("[1,[[],[1,1],[0,[[7,{}]]]]],2,[0,1]", new(2)),
        format!("[],2,[2,[[0,{}]]],9,[0,1]", new(9)),
    ];
    refused(&frames.map(|edits| format!("[\"p\",5,0,{edits}]")));
}

#[test]
fn values_of_regions() {
    let frames = [
        format!("[],{NEW},9"),
        format!("[],{NEW},0"),
        format!("[],{NEW},null"),
        format!("[],{NEW},2,2"),
        format!("[],{NEW}"),
        // No path leads into a component.
        "[1,1,1,0],\"x\"".to_owned(),
        "[2,0,0],\"x\",2".to_owned(),
        // One that stands elsewhere on the page, or is around it.
        format!("[1,0,1],{}", new(2)),
        format!("[1,0],[1,{}]", new(4)),
        format!("[],[\"new\",[],[0,[{}]]],1", new(3)),
        format!("[],[\"new\",[],[0,[{}]]],1", new(1)),
    ];
    refused(&frames.map(|region| format!("[\"f\",5,0,{region}]")));
}

#[test]
fn what_is_right() {
    let html = |frame: &str| {
        let mut page = page();
        page.receive(frame).expect(frame);
        page.html()
    };
    let title = |html: &str, title: &str| html.matches(&format!("<article>{title}<")).count();
    // Of a component and of one in it.
    let edited = html(r#"["p",5,0,[],2,[0,"x"],4,[0,"y"]]"#);
    assert_eq!((title(&edited, "x"), title(&edited, "y")), (1, 1));
    // Two change places.
    let swapped = format!(r#"["p",5,0,[1,[[0,[1,[2,{NEW}]],1,[1,[1,{NEW}]]]]]]"#);
    assert_eq!(title(&html(&swapped), "new"), 2);
    // One goes with what is around it, and comes again in another.
    let again = format!(r#"["p",5,0,[1,[[],[1,1]]],3,[2,[0,[[4,{NEW}]]]]]"#);
    assert_eq!(title(&html(&again), "new"), 1);
    // Of a region of a component.
    assert_eq!(title(&html(r#"["f",9,0,[0],"x",4]"#), "x"), 1);
}
