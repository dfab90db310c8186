use djust_macros::live_view;

#[live_view(source = r#"<input dj-model="when"><input dj-model="age"><input dj-model="size">"#)]
struct Page {
    #[model]
    when: std::time::Instant,
    #[model(error = "age_eror")]
    age: u8,
    age_error: Option<String>,
    #[model(error = "size_error")]
    size: u8,
    size_error: bool,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            when: std::time::Instant::now(),
            age: 1,
            age_error: None,
            size: 1,
            size_error: false,
        }
    }
}

fn main() {}
