use djust_macros::live_view;

#[live_view(source = "<p>{{ id }}</p>", path = "/items/{id}")]
struct Item {
    id: u32,
}

#[live_view]
impl Item {
    fn mount(id: u32) -> Self {
        Self { id }
    }
}

#[live_view(source = "<p>k</p>", path = "items")]
struct Relative {}

#[live_view]
impl Relative {
    fn mount() -> Self {
        Self {}
    }
}

#[live_view(source = "<p>k</p>", path = "/items/{item-id}")]
struct Named {}

#[live_view]
impl Named {
    fn mount() -> Self {
        Self {}
    }
}

#[live_view(source = "<p>k</p>", path = "/items/{id")]
struct Open {}

#[live_view]
impl Open {
    fn mount() -> Self {
        Self {}
    }
}

fn main() {
    let url = Item::path();
    let other = Item::path(1, 2);
    drop((url, other));
}
