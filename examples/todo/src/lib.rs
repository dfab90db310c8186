//! A list to work with: add, tick off, rename in place, move, delete, filter, clear what is done.
//!
//! The list lives as long as the page is open; a real one would keep it in a database.

mod item;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;
use item::{Filter, Item};

/// Enough for a demonstration, and an end for a page that a script plays with.
const MOST: usize = 500;

#[live_view(template = "todo.html")]
struct Todo {
    items: Vec<Item>,
    filter: Filter,
    /// The item that is being renamed.
    renaming: Option<u32>,
    /// What the field for a new item holds: it is empty again after each item.
    title: String,
    problem: String,
    next: u32,
}

#[live_view]
impl Todo {
    fn mount() -> Self {
        let mut todo = Self {
            items: Vec::new(),
            filter: Filter::All,
            renaming: None,
            title: String::new(),
            problem: String::new(),
            next: 1,
        };
        for title in [
            "Read the template",
            "Read the struct",
            "Add something of your own",
        ] {
            todo.push(title);
        }
        todo
    }

    #[event_handler]
    fn add(&mut self, title: String) {
        self.problem.clear();
        let title = title.trim();
        if title.is_empty() {
            self.problem.push_str("Say what is to be done.");
        } else if self.items.len() == MOST {
            self.problem
                .push_str("That is a lot to do. Finish something first.");
        } else {
            self.push(title);
        }
    }

    #[event_handler]
    fn check(&mut self, id: u32, value: bool) {
        if let Some(item) = self.item(id) {
            item.done = value;
        }
    }

    #[event_handler]
    fn edit(&mut self, id: u32) {
        self.renaming = Some(id);
    }

    #[event_handler]
    fn cancel(&mut self) {
        self.renaming = None;
    }

    #[event_handler]
    fn rename(&mut self, id: u32, title: String) {
        let title = title.trim();
        if let Some(item) = self.item(id)
            && !title.is_empty()
        {
            title.clone_into(&mut item.title);
        }
        self.renaming = None;
    }

    #[event_handler]
    fn delete(&mut self, id: u32) {
        self.items.retain(|item| item.id != id);
    }

    /// Changes places with the visible item above.
    #[event_handler]
    fn up(&mut self, id: u32) {
        let shown = self.shown();
        if let Some(at) = shown.iter().position(|&index| self.items[index].id == id)
            && at > 0
        {
            self.items.swap(shown[at - 1], shown[at]);
        }
    }

    /// Changes places with the visible item below.
    #[event_handler]
    fn down(&mut self, id: u32) {
        let shown = self.shown();
        if let Some(at) = shown.iter().position(|&index| self.items[index].id == id)
            && at + 1 < shown.len()
        {
            self.items.swap(shown[at], shown[at + 1]);
        }
    }

    #[event_handler]
    fn show(&mut self, filter: Filter) {
        self.filter = filter;
    }

    #[event_handler]
    fn clear_done(&mut self) {
        self.items.retain(|item| !item.done);
    }

    fn push(&mut self, title: &str) {
        self.items.push(Item {
            id: self.next,
            title: title.to_owned(),
            done: false,
        });
        self.next += 1;
    }

    fn item(&mut self, id: u32) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// The indices of the items that the filter lets through.
    fn shown(&self) -> Vec<usize> {
        let all = 0..self.items.len();
        all.filter(|&index| self.filter.takes(&self.items[index]))
            .collect()
    }

    fn visible(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| self.filter.takes(item))
    }

    fn renames(&self, item: &Item) -> bool {
        self.renaming == Some(item.id)
    }

    fn open(&self) -> usize {
        self.items.iter().filter(|item| !item.done).count()
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Todo>("/"));
}

#[cfg(test)]
mod tests {
    use djust_actix::test::{Entry, TestClient};

    use super::*;

    fn todo() -> TestClient {
        TestClient::visit("/").mount::<Todo>().unwrap()
    }

    /// The button of an item.
    fn button(id: u32, name: &str) -> String {
        format!("[data-key='{id}'] [dj-click={name}]")
    }

    fn tick(id: u32) -> String {
        format!("[data-key='{id}'] [type=checkbox]")
    }

    #[test]
    fn moving_passes_over_what_the_filter_hides() {
        let mut page = todo();
        page.click(&tick(2))
            .click("[data-key=Open]")
            .click(&button(3, "up"));
        let turned = ["Add something of your own", "Read the template"];
        assert_eq!(page.texts("li span:not(.tools)"), turned);
        page.click(&button(3, "up")).click(&button(1, "down"));
        assert_eq!(page.texts("li span:not(.tools)"), turned);
    }

    #[test]
    fn an_empty_title_is_refused_and_an_empty_name_changes_nothing() {
        let mut page = todo();
        page.input("#title", "  ").click("form button");
        assert_eq!(page.count("li"), 3);
        assert_eq!(page.text(".problem"), "Say what is to be done.");
        page.click(&button(1, "edit"))
            .input("li [name=title]", " ")
            .submit("li form");
        assert_eq!(page.texts("li span:not(.tools)")[0], "Read the template");
        assert_eq!(page.count("li form"), 0);
    }

    #[test]
    fn an_item_is_added_and_renamed() {
        let mut page = todo();
        page.input("#title", "Test it").submit("form.line");
        assert_eq!(page.text(".summary span"), "4 of 4 open");
        page.click(&button(4, "edit"));
        assert_eq!(page.value("li [name=title]"), Entry::from("Test it"));
        page.input("li [name=title]", "Test it well")
            .click("li form button:first-child, li form button:not([type])");
        assert_eq!(page.text("[data-key='4'] label"), "Test it well");
    }

    #[test]
    fn what_is_done_is_cleared() {
        let mut page = todo();
        page.click(&tick(1)).click("button:has-text('Clear done')");
        assert_eq!(page.text(".summary span"), "2 of 2 open");
    }
}
