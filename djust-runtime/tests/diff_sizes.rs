//! What a change of a table of 1,000 rows costs on the wire and in the client.

use djust_runtime::engine::dom::{Dom, Work};
use djust_runtime::engine::html;
use djust_runtime::engine::skeleton::{Fragment, Key, Namespace, Part, Skeleton, Slot, Text};
use djust_runtime::engine::tape::Recorder;
use djust_runtime::wire;

#[path = "../benches/diff/table.rs"]
mod table;

use table::{Row, Table};

static COUNTER: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "counter.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[Fragment {
        fields: &[],
        slots: &[Slot::Text(Text::Live)],
        parts: &[Part::Value(0)],
        key: Key::None,
        namespace: Namespace::Html,
    }],
};

/// The frame of a change, and what it made the client do. I2 is checked on the way.
fn change(rows: u32, change: impl FnOnce(&mut Vec<Row>)) -> (String, Work) {
    let mut recorder = Recorder::new();
    let mut table = Table::new(rows);
    let old = table.tape(&mut recorder);
    change(&mut table.rows);
    let new = table.tape(&mut recorder);
    let mut page = Dom::adopt(&old, 0);
    let mut frame = String::new();
    if wire::patch(&mut frame, 1, 1, &old, &new) {
        page.receive(&frame)
            .expect("a patch of the server's applies");
    }
    assert_eq!(page.html(), html::plain(&new));
    (frame, page.work())
}

#[test]
fn nothing_changed_is_nothing_written() {
    assert_eq!(change(1000, |_| {}), (String::new(), Work::default()));
}

#[test]
fn a_tick_is_one_write_in_at_most_60_bytes() {
    let (frame, work) = change(1000, |rows| rows[777].count = 12_345);
    assert_eq!(frame, r#"["p",1,1,[1,[[777,[3,12345]]]]]"#);
    assert!(frame.len() <= 60);
    assert_eq!(
        work,
        Work {
            texts: 1,
            ..Work::default()
        }
    );
}

#[test]
fn a_swap_moves_two_rows_in_at_most_80_bytes() {
    let (frame, work) = change(1000, |rows| rows.swap(1, 998));
    assert_eq!(frame, r#"["p",1,1,[1,[[],[],[1,998,998,1]]]]"#);
    assert!(frame.len() <= 80);
    assert_eq!(
        work,
        Work {
            moved: 2,
            ..Work::default()
        }
    );
}

#[test]
fn the_first_row_removed_is_at_most_60_bytes() {
    let (frame, work) = change(1000, |rows| {
        rows.remove(0);
    });
    assert_eq!(frame, r#"["p",1,1,[0,999,1,[[],[0,1]]]]"#);
    assert!(frame.len() <= 60);
    assert_eq!(
        work,
        Work {
            texts: 1,
            removed: 1,
            ..Work::default()
        }
    );
}

#[test]
fn appended_rows_are_their_values() {
    let (frame, work) = change(1000, |rows| rows.extend((1000..1100).map(Row::new)));
    assert!(
        frame.starts_with(
            r#"["p",1,1,[0,1100,1,[[],[],[1000,[[1000,"even","row number 1000",0],[1001,"#
        ),
        "{frame}"
    );
    assert!(!frame.contains('<'));
    assert_eq!(work.inserted, 100);
}

#[test]
fn a_row_moved_to_the_front_is_one_move() {
    let (_, work) = change(1000, |rows| rows.rotate_right(1));
    assert_eq!(
        work,
        Work {
            moved: 1,
            ..Work::default()
        }
    );
    let (_, work) = change(1000, |rows| rows.rotate_left(1));
    assert_eq!(
        work,
        Work {
            moved: 1,
            ..Work::default()
        }
    );
}

#[test]
fn a_moved_row_is_edited_where_it_arrives() {
    let (frame, work) = change(10, |rows| {
        rows.swap(2, 7);
        rows[2].count = 1;
    });
    assert_eq!(frame, r#"["p",1,1,[1,[[2,[3,1]],[],[2,7,7,2]]]]"#);
    assert_eq!(
        work,
        Work {
            texts: 1,
            moved: 2,
            ..Work::default()
        }
    );
}

#[test]
fn a_counter_click_is_at_most_30_bytes() {
    let mut recorder = Recorder::new();
    let mut tape = |count: &str| {
        recorder.mark(0).text(count);
        recorder.finish(&COUNTER).expect("one slot, one mark")
    };
    let mut frame = String::new();
    assert!(wire::patch(
        &mut frame,
        1000,
        1000,
        &tape("999999"),
        &tape("1000000")
    ));
    assert_eq!(frame, r#"["p",1000,1000,[0,1000000]]"#);
    assert!(frame.len() <= 30);
}

/// I1 in bytes: marks cost little.
#[test]
fn the_page_of_1000_rows_counts_its_marks() {
    let tape = Table::new(1000).tape(&mut Recorder::new());
    let page = html::marked(&tape, "x7q");
    assert_eq!(page.marks, 2 + 3 * 1000);
    assert_eq!(
        page.html.len(),
        html::plain(&tape).len() + 3 * page.marks as usize
    );
    assert_eq!(page.html.replace(" dj", ""), html::plain(&tape));
}

/// A long text's change costs what changed.
#[test]
fn a_letter_in_a_long_text_is_a_splice() {
    let long = "lorem &#38; \u{1f600} ipsum ".repeat(200);
    let mut recorder = Recorder::new();
    let mut table = Table::new(2);
    table.rows[1].label = long.clone();
    let old = table.tape(&mut recorder);
    table.rows[1].label = long.replacen("ipsum", "ip&#60;um", 1);
    let new = table.tape(&mut recorder);
    let mut frame = String::new();
    assert!(wire::patch(&mut frame, 1, 0, &old, &new));
    assert_eq!(frame, r#"["p",1,0,[1,[[1,[2,[3400,13,1,"<"]]]]]]"#);
    let mut page = Dom::adopt(&old, 0);
    page.receive(&frame).expect("a splice applies");
    assert_eq!(page.html(), html::plain(&new));
}

/// Edits at both ends of a long text cost what they are, not what lies between.
#[test]
fn edits_at_both_ends_of_a_long_text_are_two_splices() {
    let long = "lorem &#38; \u{1f600} ipsum ".repeat(200);
    let mut recorder = Recorder::new();
    let mut table = Table::new(1);
    table.rows[0].label = long.clone();
    let old = table.tape(&mut recorder);
    table.rows[0].label = format!("L{}&#60;", &long[1..]);
    let new = table.tape(&mut recorder);
    // A patch looks for both places for 2 ms at most, which a busy machine may take away.
    let short = (0..1000).any(|_| {
        let mut frame = String::new();
        assert!(wire::patch(&mut frame, 1, 0, &old, &new));
        let mut page = Dom::adopt(&old, 0);
        page.receive(&frame).expect("splices apply");
        assert_eq!(page.html(), html::plain(&new));
        frame == r#"["p",1,0,[1,[[0,[2,[3400,0,1,"L",3400,0,"<"]]]]]]"#
    });
    assert!(short, "never two splices");
}

/// I7: a patch is applied whole or not at all.
#[test]
fn a_patch_that_does_not_fit_changes_nothing() {
    let tape = Table::new(3).tape(&mut Recorder::new());
    let mut page = Dom::adopt(&tape, 4);
    let before = page.html();
    for edits in [
        "[0]",
        "[9,1]",
        "[0,[]]",
        "[0,null]",
        "[0,4,0,5]",
        "[1,[]]",
        "[1,[[7,[3,1]]]]",
        "[0,9,1,[[],[3,1]]]",
        "[0,9,1,[[],[0,0]]]",
        "[0,9,1,[[],[1,1,0,1]]]",
        "[0,9,1,[[],[0,1],[0,0]]]",
        "[0,9,1,[[],[],[9,0]]]",
        "[0,9,1,[[],[],[0,[[1]]]]]",
        "[0,9,1,[[0,[3,1.5]]]]",
        "[0,[3,0,0,\"x\"]]",
        "[0,[1]]",
        "[0,[1,0,1]]",
        "[0,[1,1,1,\"x\"]]",
        "[0,[1,0,0,\"x\",0]]",
        "[0,[1,1,0,\"x\",0,1,\"y\"]]",
        "[0,[1,0,1,\"x\",0,1,\"y\"]]",
    ] {
        let frame = format!("[\"p\",5,0,{edits}]");
        assert!(page.receive(&frame).is_err(), "{frame}");
        assert_eq!(page.html(), before);
        assert_eq!(page.version(), 4);
    }
    assert!(
        page.receive("[\"p\",7,0,[0,1]]").is_err(),
        "a version is missing"
    );
    assert!(page.receive("[\"p\",5,0,[0,1]]").is_ok());
}

/// A region's values, asked for by its path.
#[test]
fn full_values_at_a_path() {
    let mut recorder = Recorder::new();
    let mut table = Table::new(3);
    let old = table.tape(&mut recorder);
    table.rows.swap(0, 2);
    table.rows[1].label = "new".to_owned();
    let tape = table.tape(&mut recorder);
    let full = |path: &[u32]| {
        let mut out = String::new();
        wire::full(&mut out, 1, 0, path, &tape);
        out
    };
    assert_eq!(full(&[0]), r#"["f",1,0,[0],3]"#);
    assert_eq!(full(&[1, 1]), r#"["f",1,0,[1,1],[1,"even","new",7]]"#);
    assert_eq!(full(&[1, 1, 2]), r#"["f",1,0,[1,1,2],"new"]"#);
    assert_eq!(
        full(&[1, 9, 2]),
        full(&[1]),
        "a row that is gone gives its list"
    );
    assert_eq!(full(&[7]), full(&[]));
    let mut page = Dom::adopt(&old, 0);
    let ids = page.row_ids(&[1]).expect("slot 1 is a list");
    page.receive(&full(&[1])).expect("full values apply");
    assert_eq!(page.html(), html::plain(&tape));
    let after = page.row_ids(&[1]).expect("slot 1 is a list");
    assert_eq!(
        after,
        [ids[2], ids[1], ids[0]],
        "rows are found again by key"
    );
}
