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
    use super::*;

    fn titles(todo: &Todo) -> Vec<&str> {
        todo.visible().map(|item| item.title.as_str()).collect()
    }

    #[test]
    fn moving_passes_over_what_the_filter_hides() {
        let mut todo = Todo::mount();
        todo.check(2, true);
        todo.show(Filter::Open);
        todo.up(3);
        assert_eq!(
            titles(&todo),
            ["Add something of your own", "Read the template"]
        );
        todo.up(3);
        todo.down(1);
        assert_eq!(
            titles(&todo),
            ["Add something of your own", "Read the template"]
        );
    }

    #[test]
    fn an_empty_title_is_refused_and_an_empty_name_changes_nothing() {
        let mut todo = Todo::mount();
        todo.add("  ".to_owned());
        assert_eq!(todo.items.len(), 3);
        assert!(!todo.problem.is_empty());
        todo.edit(1);
        todo.rename(1, " ".to_owned());
        assert_eq!(titles(&todo)[0], "Read the template");
        assert_eq!(todo.renaming, None);
    }

    #[test]
    fn what_is_done_is_cleared() {
        let mut todo = Todo::mount();
        todo.check(1, true);
        todo.clear_done();
        assert_eq!(todo.open(), 2);
        assert_eq!(todo.items.len(), 2);
    }
}
