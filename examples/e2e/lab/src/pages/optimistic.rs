//! What shows ahead of the answer: each handler waits until the test lets it go on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// How many handlers may go on.
static ALLOWED: AtomicUsize = AtomicUsize::new(0);

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Optimistic>("/optimistic"))
        .route("/optimistic/allow", web::get().to(allow));
}

async fn allow() -> String {
    ALLOWED.fetch_add(1, Ordering::SeqCst);
    String::new()
}

async fn allowed() {
    let take = |count: usize| count.checked_sub(1);
    while ALLOWED
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
        .is_err()
    {
        actix_web::rt::time::sleep(Duration::from_millis(5)).await;
    }
}

#[derive(Clone)]
struct Item {
    id: u32,
    liked: bool,
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
        allowed().await;
        self.count += by;
    }

    #[event_handler]
    async fn like(&mut self) {
        allowed().await;
        self.liked = !self.liked;
    }

    #[event_handler]
    async fn finish(&mut self, state: String) {
        allowed().await;
        self.state = state;
    }

    #[event_handler]
    async fn like_item(&mut self, id: u32) {
        allowed().await;
        if let Some(item) = self.items.iter_mut().find(|item| item.id == id) {
            item.liked = !item.liked;
        }
    }

    /// Changes nothing.
    #[event_handler]
    async fn read(&mut self) {
        allowed().await;
    }

    #[event_handler]
    async fn fail(&mut self) -> Result<(), &'static str> {
        allowed().await;
        Err("asked to")
    }
}
