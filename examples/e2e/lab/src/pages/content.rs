//! What a page hands to a component: a panel that is open or shut, shows its content twice if asked, and counts for itself.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Content>("/content"));
}

#[live_view(template = "content.html")]
pub(crate) struct Content {
    title: String,
    items: Vec<u32>,
    picked: Option<u32>,
    said: String,
    twice: bool,
    words: u32,
}

#[live_view]
impl Content {
    fn mount() -> Self {
        Self {
            title: "Fruit".to_owned(),
            items: vec![1, 2, 3],
            picked: None,
            said: String::new(),
            twice: false,
            words: 3,
        }
    }

    #[event_handler]
    fn pick(&mut self, item: u32) {
        self.picked = Some(item);
    }

    #[event_handler]
    fn more(&mut self) {
        self.items.push(self.items.len() as u32 + 1);
    }

    #[event_handler]
    fn another(&mut self) {
        self.words += 1;
    }

    #[event_handler]
    fn retitle(&mut self, value: String) {
        self.title = value;
    }

    #[event_handler]
    fn say(&mut self, value: String) {
        self.said = value;
    }

    #[event_handler]
    fn twice(&mut self) {
        self.twice = !self.twice;
    }

    #[event_handler]
    fn rung(&mut self, times: u32) {
        self.title = format!("Rung {times}");
    }
}

/// Shows what is handed to it while it is open.
#[live_component(template = "content_panel.html")]
struct Panel {
    #[prop(default)]
    twice: bool,
    #[state(true)]
    open: bool,
    #[state]
    clicks: u32,
}

#[live_component]
impl Panel {
    #[event_handler]
    fn toggle(&mut self) {
        self.open = !self.open;
    }

    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }
}

/// A bell was rung.
#[derive(Message)]
struct Rung {
    times: u32,
}

/// A component that stands in what is handed to another.
#[live_component(source = "<button class=\"bell\" dj-click=\"ring\">rung {{ times }}</button>", emits(Rung))]
struct Bell {
    #[state]
    times: u32,
}

#[live_component]
impl Bell {
    #[event_handler]
    fn ring(&mut self, cx: &mut Context) {
        self.times += 1;
        cx.send_parent(self, Rung { times: self.times });
    }
}
