use djust_macros::live_view;

#[live_view(source = "<p>{{ name }}</p>")]
struct Shop<'a> {
    name: &'a str,
}

fn uses(shop: Shop<'_>) -> usize {
    shop.name.len()
}

fn main() {}
