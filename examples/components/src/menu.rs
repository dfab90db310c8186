//! A button with a menu. The arrow keys open it, and while it is open they are its own, wherever the focus is.

use djust_actix::prelude::*;

use crate::focus;

/// An item was chosen.
#[derive(Message)]
pub(crate) struct Chosen {
    item: String,
}

#[live_component(template = "menu.html", emits(Chosen))]
pub(crate) struct Menu {
    #[prop]
    id: String,
    #[prop]
    label: String,
    #[prop]
    items: Vec<String>,
    open: bool,
    /// The item that has the focus.
    active: usize,
}

#[live_component]
impl Menu {
    #[event_handler]
    fn toggle(&mut self, cx: &mut Context) {
        match self.open {
            true => self.close(cx),
            false => self.first(cx),
        }
    }

    #[event_handler]
    fn first(&mut self, cx: &mut Context) {
        self.go_to(0, cx);
    }

    #[event_handler]
    fn last(&mut self, cx: &mut Context) {
        self.go_to(self.items.len().saturating_sub(1), cx);
    }

    #[event_handler]
    fn next(&mut self, cx: &mut Context) {
        self.go_to(self.active + 1, cx);
    }

    #[event_handler]
    fn previous(&mut self, cx: &mut Context) {
        self.go_to(self.active + self.items.len().max(1) - 1, cx);
    }

    /// The focus goes back to the button.
    #[event_handler]
    fn close(&mut self, cx: &mut Context) {
        self.open = false;
        focus(cx, format!("{}-button", self.id));
    }

    /// The focus goes where the visitor goes.
    #[event_handler]
    fn dismiss(&mut self) {
        self.open = false;
    }

    #[event_handler]
    fn choose(&mut self, n: usize, cx: &mut Context) {
        if !self.open {
            return;
        }
        if let Some(item) = self.items.get(n).cloned() {
            self.close(cx);
            cx.send_parent(self, Chosen { item });
        }
    }

    fn go_to(&mut self, n: usize, cx: &mut Context) {
        if !self.items.is_empty() {
            self.open = true;
            self.active = n % self.items.len();
            focus(cx, format!("{}-{}", self.id, self.active));
        }
    }
}

#[cfg(test)]
mod tests {
    use djust_actix::test::{TestClient, assert_state, json};

    use super::*;

    fn menu() -> TestClient {
        let menu = Menu {
            id: "m".to_owned(),
            label: "Do".to_owned(),
            items: ["a", "b", "c"].map(str::to_owned).to_vec(),
            open: false,
            active: 0,
        };
        TestClient::component(menu).unwrap()
    }

    #[test]
    fn arrows_go_around_and_an_item_is_chosen_once() {
        let mut page = menu();
        page.send_event_to(1, "choose", json!({ "n": 1 }))
            .assert_ok();
        assert!(page.sent().is_empty(), "it is closed");
        page.click("#m-button");
        assert_state!(
            page,
            Menu {
                open: true,
                active: 0
            }
        );
        page.send_event_to(1, "previous", ()).assert_ok();
        assert_state!(page, Menu { active: 2 });
        page.send_event_to(1, "next", ()).assert_ok();
        assert_state!(page, Menu { active: 0 });
        page.click("#m-2");
        assert_eq!(page.sent(), [("chosen".to_owned(), json!({ "item": "c" }))]);
        assert_eq!(
            page.attribute("#m-button", "aria-expanded").as_deref(),
            Some("false")
        );
    }
}
