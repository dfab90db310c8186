//! Prints how often an event asks for memory, beside the times that the other benches print.

#[path = "../tests/diff_components/cards.rs"]
#[allow(dead_code, reason = "cards hold others in tests")]
mod cards;
#[path = "../tests/allocations/counts.rs"]
mod counts;
#[path = "diff/table.rs"]
#[allow(dead_code, reason = "rows are added by other benches")]
mod table;

fn main() {
    println!("allocations, 1,000 rows of 4 slots");
    println!("render, diff and frame of a tick: {}", counts::tick());
    println!(
        "diff and frame of one card:       {} of 10, {} of 1,000",
        counts::card(10),
        counts::card(1000)
    );
    println!(
        "an event that ticks:              {}",
        counts::event("tick")
    );
    println!(
        "an event that changes nothing:    {}",
        counts::event("nothing")
    );
}
