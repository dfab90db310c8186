use djust_macros::live_view;

#[live_view(source = r#"
<p>{{ count }} {% if open %}<b>{{ count }}</b>{% endif %}</p>
<button dj-click="go" dj-optimistic="count:count+1">right</button>
<button dj-click="go" dj-optimistic="count">no value</button>
<button dj-click="go" dj-optimistic="total:total+1">shown nowhere</button>
<button dj-click="go" dj-optimistic="open:!open">shown with slots</button>
<button dj-click="go" dj-optimistic="count:!other">another's negation</button>
"#)]
struct Page {
    count: u32,
    open: bool,
    total: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { count: 0, open: false, total: 0 }
    }

    #[event_handler]
    fn go(&mut self) {
        self.count += 1;
    }
}

fn main() {}
