//! What a change of a page with components costs, and which of its rows and components stay what they are.

use std::cell::Cell;

use djust_runtime::engine::dom::{Dom, Work};
use djust_runtime::engine::html;
use djust_runtime::engine::tape::{self, Recorder, Rendered, Tape};
use djust_runtime::wire;

mod cards;
mod strict;

use cards::{Card, Tapes, cards, tapes};

/// Counts how often a component's tape is asked for.
struct Counted<'t> {
    tapes: &'t Tapes,
    asked: Cell<usize>,
}

impl tape::Tapes for Counted<'_> {
    fn tape(&self, id: u32) -> Option<&Tape> {
        self.asked.set(self.asked.get() + 1);
        self.tapes.1.get(&id)
    }
}

fn rendered(tapes: &Tapes) -> Rendered<'_> {
    Rendered {
        tape: &tapes.0,
        components: &tapes.1,
    }
}

/// A change's frame, what it made the client do, and how many tapes were asked for but those that changed.
struct Change {
    frame: String,
    work: Work,
    asked: usize,
    before: Dom,
    after: Dom,
}

fn change(mut cards: Vec<(u32, Card)>, change: impl FnOnce(&mut Vec<(u32, Card)>)) -> Change {
    let mut recorder = Recorder::new();
    let old = tapes(&mut recorder, &cards);
    change(&mut cards);
    let new = tapes(&mut recorder, &cards);
    let counted = Counted {
        tapes: &new,
        asked: Cell::new(0),
    };
    let page = Rendered {
        tape: &new.0,
        components: &counted,
    };
    let changed = |(id, new): (&u32, _)| Some((*id, old.1.get(id).filter(|old| *old != new)?, new));
    let mut frame = String::new();
    wire::patch_all(
        &mut frame,
        1,
        1,
        &old.0,
        page,
        new.1.iter().filter_map(changed),
    );
    let before = Dom::adopt(rendered(&old), 0);
    let mut after = before.clone();
    after
        .receive(&frame)
        .expect("a patch of the server's applies");
    assert_eq!(after.html(), html::plain(rendered(&new)), "{frame}");
    Change {
        work: after.work(),
        asked: counted.asked.get(),
        frame,
        before,
        after,
    }
}

/// The bytes do not grow with the page, and no other component's tape is looked at.
#[test]
fn a_change_within_one_of_1000_components_costs_what_it_costs_within_one_of_10() {
    let title = |count| {
        change(cards(count), |cards| {
            cards[4].1.title = "new".to_owned();
        })
    };
    for change in [title(10), title(1000)] {
        assert_eq!(change.frame, r#"["p",1,1,[],5,[0,"new"]]"#);
        assert_eq!(change.asked, 0);
        let one = Work {
            texts: 1,
            ..Work::default()
        };
        assert_eq!(change.work, one);
    }
    let last = change(cards(1000), |cards| cards[999].1.title = "new".to_owned());
    assert_eq!(last.frame, r#"["p",1,1,[],1000,[0,"new"]]"#);
}

#[test]
fn moved_rows_take_their_components_along() {
    let swap = change(cards(1000), |cards| cards.swap(1, 998));
    assert_eq!(swap.frame, r#"["p",1,1,[1,[[],[],[1,998,998,1]]]]"#);
    let moves = Work {
        moved: 2,
        ..Work::default()
    };
    assert_eq!((swap.work, swap.asked), (moves, 0));
}

#[test]
fn a_component_that_moves_is_edited_wherever_it_stands() {
    let both = change(cards(10), |cards| {
        cards.swap(2, 7);
        cards[2].1.title = "new".to_owned();
    });
    assert_eq!(both.frame, r#"["p",1,1,[1,[[],[],[2,7,7,2]]],8,[0,"new"]]"#);
    assert_eq!(both.work.components, 0);
}

#[test]
fn a_row_brings_its_component_and_takes_it_away() {
    let inserted = change(cards(1000), |cards| cards.insert(0, (0, Card::new(1001))));
    assert_eq!(
        inserted.frame,
        r#"["p",1,1,[1,[[],[],[0,[[0,[1001,["card 1001",[[1],[2],[3]],null]]]]]]]]"#
    );
    assert_eq!((inserted.asked, inserted.work.components), (1, 1));
    let removed = change(cards(1000), |cards| drop(cards.remove(0)));
    assert_eq!(removed.frame, r#"["p",1,1,[1,[[],[0,1]]]]"#);
    assert_eq!(removed.asked, 0);
    assert_eq!(removed.after.component_ids(), Vec::from_iter(2..=1000));
}

#[test]
fn another_component_in_a_row_is_its_values() {
    let another = change(cards(3), |cards| cards[1].1 = Card::new(7));
    assert_eq!(
        another.frame,
        r#"["p",1,1,[1,[[1,[1,[7,["card 7",[[1],[2],[3]],null]]]]]]]"#
    );
    assert_eq!(another.after.component_ids(), [1, 3, 7]);
    let of = |page: &Dom, id| page.component_row_ids(id, &[1]);
    assert_eq!(of(&another.after, 1), of(&another.before, 1));
    assert_eq!(of(&another.after, 2), None);
}

#[test]
fn rows_in_a_component_keep_their_identity() {
    let lines = change(cards(3), |cards| cards[1].1.lines = vec![3, 4, 1]);
    assert_eq!(
        lines.frame,
        r#"["p",1,1,[],2,[1,[[],[1,1],[0,2,1,[[4]]]]]]"#
    );
    let ids = |page: &Dom| page.component_row_ids(2, &[1]).expect("lines");
    let (before, after) = (ids(&lines.before), ids(&lines.after));
    assert_eq!((after[0], after[2]), (before[2], before[0]));
}

/// Of all values the client takes only what is new; it knows the others by their ids, and rows by their keys.
#[test]
fn all_values_keep_the_components_that_stand_where_they_stood() {
    let mut recorder = Recorder::new();
    let mut board = cards(4);
    board[0].1.inner = Some(Box::new(Card::new(5)));
    let old = tapes(&mut recorder, &board);
    board.swap(0, 3);
    board[3].1.lines.reverse();
    board[1].1 = Card::new(6);
    let new = tapes(&mut recorder, &board);
    let mut page = Dom::adopt(rendered(&old), 0);
    let lines = |page: &Dom, id| page.component_row_ids(id, &[1]).expect("lines");
    let before = page.clone();
    let mut frame = String::new();
    wire::full(&mut frame, 3, 0, &[], rendered(&new));
    page.receive(&frame).expect("all values apply");
    assert_eq!(page.html(), html::plain(rendered(&new)));
    assert_eq!(page.work().components, 1);
    assert_eq!(page.component_ids(), [1, 3, 4, 5, 6]);
    assert_eq!(lines(&page, 5), lines(&before, 5));
    let mut reversed = lines(&before, 1);
    reversed.reverse();
    assert_eq!(lines(&page, 1), reversed);
}

/// I1 in bytes: a component costs one mark and its id.
#[test]
fn the_page_of_1000_components_counts_its_marks() {
    let board = tapes(&mut Recorder::new(), &cards(1000));
    let page = html::marked(rendered(&board), "x7q");
    // A row, a card, its title, lines and branch; three lines.
    assert_eq!(page.marks, 2 + 1000 * (5 + 3));
    let pairs = 2 * "<!--x7q--><!--/x7q-->".len();
    let anchors = 6 * " dj".len();
    let ids = " data-component-id=\"\"".len();
    let digits = 9 + 90 * 2 + 900 * 3 + 4;
    assert_eq!(
        page.html.len() - html::plain(rendered(&board)).len(),
        2 * " dj".len() + 1000 * (pairs + anchors + ids) + digits
    );
}
