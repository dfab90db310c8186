use djust_macros::live_view;

#[live_view]
fn shop() {}

fn uses() {
    shop();
}

fn main() {}
