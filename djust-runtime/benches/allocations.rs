//! Prints how often an event asks for memory, beside the times that the other benches print.

#[path = "../tests/allocations/counts.rs"]
mod counts;
#[path = "diff/table.rs"]
#[allow(dead_code, reason = "rows are added by other benches")]
mod table;

fn main() {
    println!("allocations, 1,000 rows of 4 slots");
    println!("render, diff and frame of a tick: {}", counts::tick());
    println!(
        "an event that ticks:              {}",
        counts::event("tick")
    );
    println!(
        "an event that changes nothing:    {}",
        counts::event("nothing")
    );
}
