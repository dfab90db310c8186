//! What shows ahead of the answer: each handler waits until the test lets it go on.

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::gate::Gate;

static GATE: Gate = Gate::new();

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Optimistic>("/optimistic"))
        .route("/optimistic/allow", web::get().to(|| GATE.open()));
}

#[derive(Clone)]
struct Item {
    id: u32,
    liked: bool,
}

/// A field of the same name as one of the view.
#[live_component(
    source = r#"<p id="votes"><b>{{ count }}</b><button id="vote" dj-click="vote" dj-optimistic="count:count+1">vote</button></p>"#
)]
struct Votes {
    #[state]
    count: i32,
}

#[live_component]
impl Votes {
    #[event_handler]
    async fn vote(&mut self) {
        GATE.pass().await;
        self.count += 1;
    }
}

#[live_view(template = "optimistic.html")]
pub(crate) struct Optimistic {
    count: i32,
    liked: bool,
    state: String,
    items: Vec<Item>,
}

#[live_view]
impl Optimistic {
    fn mount() -> Self {
        Self {
            count: 0,
            liked: false,
            state: "new".to_owned(),
            items: (1..=3).map(|id| Item { id, liked: id == 2 }).collect(),
        }
    }

    #[event_handler]
    async fn add(&mut self, by: i32) {
        GATE.pass().await;
        self.count += by;
    }

    #[event_handler]
    async fn like(&mut self) {
        GATE.pass().await;
        self.liked = !self.liked;
    }

    #[event_handler]
    async fn finish(&mut self, state: String) {
        GATE.pass().await;
        self.state = state;
    }

    #[event_handler]
    async fn like_item(&mut self, id: u32) {
        GATE.pass().await;
        if let Some(item) = self.items.iter_mut().find(|item| item.id == id) {
            item.liked = !item.liked;
        }
    }

    /// Changes nothing.
    #[event_handler]
    async fn read(&mut self) {
        GATE.pass().await;
    }

    #[event_handler]
    async fn fail(&mut self) -> Result<(), &'static str> {
        GATE.pass().await;
        Err("asked to")
    }
}
