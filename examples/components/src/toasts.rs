//! What has happened, for a while. The page says what; when it goes is the component's own.

use std::time::Duration;

use actix_web::rt::time::sleep;
use djust_actix::prelude::*;

/// How long one is shown. Each can be dismissed before; none holds anything that is not on the page as well.
const SHOWN: Duration = Duration::from_secs(8);

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Rising.
    pub(crate) id: u32,
    pub(crate) text: String,
}

#[live_component(template = "toasts.html")]
pub(crate) struct Toasts {
    #[prop]
    toasts: Vec<Toast>,
    /// Those that were dismissed, or whose time has come.
    gone: Vec<u32>,
    /// The last one whose time runs.
    last: u32,
}

#[live_component]
impl Toasts {
    fn update(&mut self, cx: &mut Context) {
        let known = self.toasts.first().map_or(u32::MAX, |toast| toast.id);
        self.gone.retain(|id| *id >= known);
        let last = self.last;
        let news = self.toasts.iter().map(|toast| toast.id);
        for id in news.filter(|id| *id > last) {
            let go = move |it: &mut Self, _: &mut Context, _| it.dismiss(id);
            cx.start_async(&id.to_string(), sleep(SHOWN), go);
            self.last = id;
        }
    }

    #[event_handler]
    fn dismiss(&mut self, id: u32) {
        if !self.gone.contains(&id) && self.toasts.iter().any(|toast| toast.id == id) {
            self.gone.push(id);
        }
    }

    fn shown(&self) -> impl Iterator<Item = &Toast> {
        let is_shown = |toast: &&Toast| !self.gone.contains(&toast.id);
        self.toasts.iter().filter(is_shown)
    }
}
