use djust_macros::event_handler;

struct Shop {
    count: i64,
}

impl Shop {
    #[event_handler]
    fn add(&mut self, #[default(1)] amount: i64) {
        self.count += amount;
    }
}

fn main() {
    Shop { count: 0 }.add(1);
}
