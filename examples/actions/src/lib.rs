//! A form that says what becomes of it: it is being saved, it was, or why it was not.

use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Enough for a demonstration, and an end for a page that a script plays with.
const MOST: usize = 100;

#[live_view(template = "actions.html")]
struct Todos {
    todos: Vec<Todo>,
    /// What the field holds: what was typed if it was not added, else nothing.
    title: String,
    create_todo: Action<Todo>,
}

#[derive(Clone)]
struct Todo {
    id: usize,
    title: String,
}

#[live_view]
impl Todos {
    fn mount() -> Self {
        Self {
            todos: Vec::new(),
            title: String::new(),
            create_todo: Action::new(),
        }
    }

    /// Adds a to-do.
    #[action]
    async fn create_todo(&mut self, title: String) -> Result<Todo, EventError> {
        title.trim().clone_into(&mut self.title);
        let created = self.store().await?;
        self.todos.push(created.clone());
        self.title.clear();
        Ok(created)
    }

    /// Empties the field, and forgets what became of the last one.
    #[event_handler]
    fn cancel(&mut self, cx: &mut Context) {
        self.title.clear();
        self.create_todo.reset();
        cx.reset_form("#new");
    }

    /// Stands for a database.
    async fn store(&self) -> Result<Todo, EventError> {
        sleep(Duration::from_millis(400)).await;
        if self.title.is_empty() {
            return Err("Title is required".into());
        }
        if self.todos.iter().any(|todo| todo.title == self.title) {
            return Err("That is on the list.".into());
        }
        if self.todos.len() == MOST {
            return Err("That is a lot to do. Load the page again.".into());
        }
        Ok(Todo {
            id: self.todos.len() + 1,
            title: self.title.clone(),
        })
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Todos>("/"));
}
