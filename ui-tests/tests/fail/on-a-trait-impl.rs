use djust_macros::live_view;

struct Shop;

#[live_view]
impl Default for Shop {
    fn default() -> Self {
        Shop
    }
}

fn main() {}
