use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="add">{{ count }}</button>"#)]
struct Shop {
    count: i64,
}

fn main() {}
