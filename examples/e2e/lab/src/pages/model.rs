//! Fields bound to fields of the view.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Model>("/model"));
}

#[live_view(template = "model.html")]
pub(crate) struct Model {
    #[model]
    query: String,
    #[model]
    notes: String,
    #[model]
    name: String,
    #[model]
    title: String,
    #[model]
    slow: String,
    #[model(error = "age_error")]
    age: u8,
    age_error: Option<String>,
    #[model]
    only_new: bool,
    #[model]
    color: String,
    #[model]
    size: String,
    #[model]
    tags: Vec<String>,
    colors: [&'static str; 3],
}

#[live_view]
impl Model {
    fn mount() -> Self {
        Self {
            query: String::new(),
            notes: String::new(),
            name: String::new(),
            title: String::new(),
            slow: String::new(),
            age: 30,
            age_error: None,
            only_new: false,
            color: "red".to_owned(),
            size: "m".to_owned(),
            tags: vec!["b".to_owned()],
            colors: ["red", "green", "blue"],
        }
    }

    #[event_handler]
    fn change_all(&mut self) {
        self.query = "changed".to_owned();
        self.notes = "changed".to_owned();
        self.age = 18;
        self.only_new = !self.only_new;
        self.color = "blue".to_owned();
        self.size = "l".to_owned();
        self.tags = vec!["a".to_owned(), "c".to_owned()];
    }

    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|one| one == tag)
    }
}
