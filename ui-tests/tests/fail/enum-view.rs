use djust_macros::live_view;

#[live_view(source = "<p>x</p>")]
enum Shop {
    Open,
    Closed,
}

fn main() {}
