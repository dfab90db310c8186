use djust_macros::live_view;

use std::rc::Rc;

#[live_view(source = "<p>{{ shared }}</p>")]
struct Shop {
    shared: Rc<u32>,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { shared: Rc::new(1) }
    }
}

fn main() {}
