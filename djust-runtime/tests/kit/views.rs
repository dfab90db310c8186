// The views of the test kit's examples and of its tests.

#[djust_macros::live_view(
    source = r#"<output>{{ count }}</output>
    <button dj-click="add(1)">+1</button><button dj-click="add" data-amount="5">+5</button>
    <button id="reset" dj-click="reset" {% if count == 0 %}disabled{% endif %}>Reset</button>
    <button id="save" dj-click="save">Save</button>"#
)]
struct Counter {
    count: i64,
}

#[djust_macros::live_view]
impl Counter {
    fn mount(start: Option<i64>) -> Self {
        Self {
            count: start.unwrap_or(0),
        }
    }

    #[event_handler]
    fn add(&mut self, amount: i64) {
        self.count = self.count.saturating_add(amount);
    }

    #[event_handler]
    fn reset(&mut self) {
        self.count = 0;
    }

    #[event_handler]
    fn save(&self, cx: &mut djust_runtime::context::Context) {
        use djust_runtime::context::Level;
        cx.put_flash(Level::Success, format!("Saved {}.", self.count));
    }
}

#[djust_macros::live_view(
    source = r#"<input id="query" dj-input="search" name="query" value="{{ query }}">
    <ul>{% for fruit in found %}<li data-key="{{ fruit }}">{{ fruit }}</li>{% endfor %}</ul>"#
)]
struct Search {
    query: String,
    found: Vec<&'static str>,
}

#[djust_macros::live_view]
impl Search {
    fn mount() -> Self {
        Self {
            query: String::new(),
            found: Vec::new(),
        }
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        let all = ["apple", "grape", "pear", "raspberry"];
        let fits = |fruit: &&str| fruit.contains(&value);
        self.found = all.into_iter().filter(fits).collect();
        self.query = value;
    }
}
