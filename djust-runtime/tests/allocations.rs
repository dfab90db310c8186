//! Holds what an event costs in allocations. Each number is exact: one that falls is as good a reason to edit it as
//! one that rises is a reason to ask why.

#[path = "diff_components/cards.rs"]
#[allow(dead_code, reason = "cards hold others in other tests")]
mod cards;
#[path = "allocations/counts.rs"]
mod counts;
#[path = "allocations/parts.rs"]
mod parts;
#[path = "../benches/diff/table.rs"]
#[allow(dead_code, reason = "rows are added by other tests")]
mod table;

/// The tape's two halves, and a list of one edited row.
#[test]
fn a_tick_of_a_table() {
    assert_eq!(counts::tick(), 3);
}

/// However many components the page has.
#[test]
fn a_change_within_a_component() {
    assert_eq!((counts::card(10), counts::card(1000)), (0, 0));
}

#[test]
fn an_event_that_ticks() {
    assert_eq!(counts::event("tick"), 4);
}

#[test]
fn an_event_that_changes_nothing() {
    assert_eq!(counts::event("nothing"), 0);
}

/// An event of one of 1,000 components asks for as much as that of the only one.
#[test]
fn an_event_of_a_component() {
    let (alone, among) = (parts::event(1), parts::event(1_000));
    assert_eq!((alone.count_total, among.count_total), (4, 4));
    let digits = "500".len() - "1".len();
    assert_eq!(among.bytes_total - alone.bytes_total, digits as u64);
}

/// CO-01: a component without state costs what its markup costs where it stands, and a list for all of them in which open
/// elements are counted.
#[test]
fn a_component_without_state_asks_for_nothing_of_its_own() {
    let tags = parts::tick::<parts::Badges>();
    let written = parts::tick::<parts::Written>();
    assert_eq!((tags.count_total, written.count_total), (5, 4));
}
