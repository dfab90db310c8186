use djust_macros::action;

struct Shop;

impl Shop {
    #[action]
    fn save(&mut self) {}
}

fn main() {}
