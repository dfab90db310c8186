use djust_macros::live_view;

#[live_view(source = "<p>{{ item }}</p>")]
struct Shop<T: std::fmt::Display> {
    item: T,
}

#[live_view]
impl<T: std::fmt::Display> Shop<T> {
    fn mount() -> Self {
        unimplemented!()
    }

    #[event_handler]
    fn clear(&mut self) {}
}

fn uses(mut shop: Shop<u8>) {
    shop.clear();
}

fn main() {}
