//! Components in a keyed list, each with another in it, and one in an arm: the engine, the session and the client have to
//! agree on them in a browser.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Parts>("/parts"));
}

/// The view: which counters there are is its own, what they count is theirs.
#[live_view(template = "parts.html")]
pub(crate) struct Parts {
    names: Vec<String>,
    limit: u32,
    aside: bool,
    full: Vec<String>,
}

#[live_view]
impl Parts {
    fn mount(count: Option<u32>) -> Self {
        Self {
            names: (0..count.unwrap_or(3)).map(|it| format!("c{it}")).collect(),
            limit: 5,
            aside: false,
            full: Vec::new(),
        }
    }

    #[event_handler]
    fn more(&mut self) {
        self.names.push(format!("c{}", self.names.len()));
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.names.reverse();
    }

    #[event_handler]
    fn drop_first(&mut self) {
        self.names.drain(..self.names.len().min(1));
    }

    #[event_handler]
    fn raise(&mut self) {
        self.limit += 1;
    }

    #[event_handler]
    fn aside(&mut self) {
        self.aside = !self.aside;
    }

    #[event_handler]
    fn filled(&mut self, name: String) {
        self.full.push(name);
    }
}

/// A counter has reached its limit.
#[derive(Message)]
struct Filled {
    name: String,
}

/// A component: counts up to a limit that its parent sets, and says what was typed into it.
#[live_component(template = "parts_counter.html", emits(Filled))]
struct Counter {
    #[prop]
    name: String,
    #[prop]
    limit: u32,
    #[state]
    count: u32,
    #[state]
    said: String,
}

#[live_component]
impl Counter {
    #[event_handler]
    fn up(&mut self, cx: &mut Context) {
        if self.count == self.limit {
            return;
        }
        self.count += 1;
        if self.count == self.limit {
            let name = self.name.clone();
            cx.send_parent(self, Filled { name });
        }
    }

    #[event_handler]
    fn say(&mut self, value: String) {
        self.said = value;
    }
}

/// A component in a component: two words for whether its counter is full.
#[live_component(source = "<em>{% if full %}full{% else %}free{% endif %}</em>")]
struct Badge {
    #[prop]
    full: bool,
}

#[live_component]
impl Badge {}
