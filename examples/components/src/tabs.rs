//! Tabs: the arrow keys choose, and the focus follows.

use djust_actix::prelude::*;

use crate::focus;

#[live_component(template = "tabs.html")]
pub(crate) struct Tabs {
    #[prop]
    id: String,
    #[prop]
    label: String,
    /// Titles and texts.
    #[prop]
    tabs: Vec<(String, String)>,
    selected: usize,
}

#[live_component]
impl Tabs {
    fn is_selected(&self, n: &usize) -> bool {
        self.selected == *n
    }

    #[event_handler]
    fn select(&mut self, n: usize) {
        if n < self.tabs.len() {
            self.selected = n;
        }
    }

    #[event_handler]
    fn next(&mut self, cx: &mut Context) {
        self.go_to(self.selected + 1, cx);
    }

    #[event_handler]
    fn previous(&mut self, cx: &mut Context) {
        self.go_to(self.selected + self.tabs.len().max(1) - 1, cx);
    }

    #[event_handler]
    fn first(&mut self, cx: &mut Context) {
        self.go_to(0, cx);
    }

    #[event_handler]
    fn last(&mut self, cx: &mut Context) {
        self.go_to(self.tabs.len().saturating_sub(1), cx);
    }

    fn go_to(&mut self, n: usize, cx: &mut Context) {
        if !self.tabs.is_empty() {
            self.selected = n % self.tabs.len();
            focus(cx, format!("{}-tab-{}", self.id, self.selected));
        }
    }
}
