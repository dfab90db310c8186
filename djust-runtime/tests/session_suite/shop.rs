//! A view with components: keyed items, each with a rating, each with a badge. They tell what happens to them.

use std::cell::RefCell;

use djust_macros::{live_component, live_view};
use djust_runtime::__private::askama;
use djust_runtime::context::Context;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn log(what: impl Into<String>) {
    LOG.with_borrow_mut(|log| log.push(what.into()));
}

/// What happened on this thread since the last call: mounts, updates, renders, drops.
pub(crate) fn happened() -> Vec<String> {
    LOG.take()
}

/// A shop that sells these items.
pub(crate) fn shop(items: &[&str]) -> TestClient {
    let request = MountRequest::default();
    let mut client = TestClient::mount::<Shop>(request).unwrap();
    for item in items {
        client.event("add", serde_json::json!({ "name": item }));
    }
    happened();
    client
}

#[live_view(source = "<h1>{{ self.title() }}</h1>\
    <ul>{% for (name, value) in items %}<li data-key=\"{{ name }}\">{% live_component Rating value=value %}</li>{% endfor %}</ul>\
    {% if aside %}{% live_component Rating value=0 %}{% endif %}")]
pub(crate) struct Shop {
    title: String,
    items: Vec<(String, i64)>,
    aside: bool,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self {
            title: "Shop".to_owned(),
            items: Vec::new(),
            aside: false,
        }
    }

    fn title(&self) -> &str {
        log("render shop");
        &self.title
    }

    #[event_handler]
    fn add(&mut self, name: String) {
        self.items.push((name, 0));
    }

    #[event_handler]
    fn remove(&mut self, name: String) {
        self.items.retain(|(item, _)| *item != name);
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.items.reverse();
    }

    #[event_handler]
    fn rename(&mut self, name: String) {
        self.title = name;
    }

    #[event_handler]
    fn rate(&mut self, name: String) {
        self.items.iter_mut().for_each(|(item, value)| {
            *value += i64::from(*item == name);
        });
    }

    #[event_handler]
    fn aside(&mut self) {
        self.aside = !self.aside;
    }
}

/// A component with a prop, a state of its own, and another component in it.
#[live_component(
    source = "<p class=\"{{ self.shown()? }}\">{{ value }}{% live_component Badge hover=hover %}</p>"
)]
pub(crate) struct Rating {
    #[prop]
    value: i64,
    hover: i64,
    fails: bool,
    panics: bool,
}

#[live_component]
impl Rating {
    fn mount(&mut self) {
        log("mount rating");
    }

    fn update(&mut self) {
        log("update rating");
    }

    fn shown(&self) -> askama::Result<i64> {
        log("render rating");
        assert!(!self.panics, "the rating's render panics");
        if self.fails {
            return Err(askama::Error::Fmt);
        }
        Ok(self.hover)
    }

    #[event_handler]
    fn hover(&mut self, at: i64) {
        self.hover = at;
    }

    #[event_handler]
    fn nothing(&mut self) {}

    #[event_handler]
    fn boom(&mut self) {
        panic!("the rating panics");
    }

    #[event_handler]
    fn fail(&mut self) {
        self.hover += 1;
        self.fails = true;
    }

    #[event_handler]
    fn mend(&mut self) {
        self.fails = false;
    }

    #[event_handler]
    fn panic_later(&mut self) {
        self.panics = true;
    }

    #[event_handler]
    fn later(&mut self, cx: &mut Context) {
        cx.spawn(async { 5 }, |rating: &mut Rating, _, by: i64| {
            rating.hover += by;
        });
    }

    #[event_handler]
    async fn climb(&mut self, cx: &mut Context) {
        self.hover = 1;
        cx.push_state(&*self).await;
        self.hover = 2;
    }

    #[event_handler]
    async fn forever(&mut self) {
        std::future::pending::<()>().await;
    }

    #[event_handler]
    fn flash(&mut self, cx: &mut Context) {
        cx.put_flash("info", "rated");
    }
}

impl Drop for Rating {
    fn drop(&mut self) {
        log("drop rating");
    }
}

/// A component in a component, with nothing but a prop.
#[live_component(source = "<i>{{ self.shown() }}</i>")]
struct Badge {
    #[prop]
    hover: i64,
}

#[live_component]
impl Badge {
    fn shown(&self) -> i64 {
        log("render badge");
        self.hover
    }
}
