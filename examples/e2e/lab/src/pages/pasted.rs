//! Markup as other documentation of these attributes has it, with handlers of ours behind it.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

use super::pasted_events::PastedEvents;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/pasted")
            .view::<Pasted>("")
            .view::<PastedItem>("/items/{id}/")
            .view::<PastedEvents>("/events"),
    );
}

/// An item of a list.
struct Named {
    id: u32,
    name: &'static str,
}

#[live_view(template = "pasted.html")]
pub(crate) struct Pasted {
    category: String,
    page: u32,
    /// What was called, in order.
    log: Vec<String>,
    count: i64,
    liked: bool,
    read: bool,
    show: bool,
    found: String,
    items: Vec<Named>,
    data: Vec<u32>,
    status: String,
    #[model]
    search_query: String,
    #[model]
    sort_by: String,
    #[model]
    message: String,
}

#[live_view]
impl Pasted {
    fn mount() -> Self {
        Self {
            category: String::new(),
            page: 0,
            log: Vec::new(),
            count: 0,
            liked: false,
            read: false,
            show: false,
            found: String::new(),
            items: vec![
                Named { id: 5, name: "five" },
                Named { id: 6, name: "six" },
            ],
            data: vec![1, 2],
            status: "all".to_owned(),
            search_query: String::new(),
            sort_by: "name".to_owned(),
            message: String::new(),
        }
    }

    fn handle_params(&mut self, #[default(String::new())] category: String, #[default(1)] page: u32) {
        (self.category, self.page) = (category, page);
    }

    #[event_handler]
    fn filter(&mut self, cx: &mut Context, #[default("all".to_owned())] category: String) {
        cx.live_patch(Patch::query([("category", &*category), ("page", "1")]));
    }

    #[event_handler]
    fn go_to_detail(&mut self, cx: &mut Context, item_id: u32) {
        cx.live_redirect(format!("/pasted/items/{item_id}/"));
    }

    #[event_handler]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn delete(&mut self, #[default(0)] item_id: u32) {
        self.items.retain(|item| item.id != item_id);
        self.log.push(format!("delete {item_id}"));
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        self.log.push(format!("search {value}"));
        self.found = value;
    }

    #[event_handler]
    fn filter_status(&mut self, value: String) {
        self.log.push(format!("status {value}"));
        self.status = value;
    }

    #[event_handler]
    fn save_contact(&mut self, name: String, email: String) {
        self.log.push(format!("contact {name} {email}"));
    }

    #[event_handler]
    fn set_period(&mut self, period: String) {
        self.log.push(format!("period {period}"));
    }

    #[event_handler]
    fn add_to_cart(&mut self, sku: String, quantity: u32) {
        self.log.push(format!("cart {sku} {quantity}"));
    }

    #[event_handler]
    fn apply_filters(&mut self, state: String, age: u8, adult: bool, place: Option<String>) {
        self.log.push(format!("filters {state} {age} {adult} {place:?}"));
    }

    #[event_handler]
    fn save(&mut self) {
        self.log.push("save".to_owned());
    }

    #[event_handler]
    #[expect(
        clippy::used_underscore_binding,
        reason = "it is the name that the client sends"
    )]
    fn validate(&mut self, value: String, _target: String) {
        self.log.push(format!("validate {_target} {value}"));
    }

    #[event_handler]
    fn submit_search(&mut self) {
        self.log.push("submit_search".to_owned());
    }

    #[event_handler]
    fn clear_search(&mut self) {
        self.log.push("clear_search".to_owned());
    }

    #[event_handler]
    fn close_modal(&mut self) {
        self.log.push("close_modal".to_owned());
    }

    #[event_handler]
    fn close_dropdown(&mut self) {
        self.log.push("close_dropdown".to_owned());
    }

    #[event_handler]
    fn open_search(&mut self, shortcut: String) {
        self.log.push(format!("open {shortcut}"));
    }

    #[event_handler]
    fn save_draft(&mut self) {
        self.log.push("save_draft".to_owned());
    }

    #[event_handler]
    fn load_more(&mut self) {
        self.log.push("load_more".to_owned());
    }

    #[event_handler]
    fn toggle_like(&mut self) {
        self.liked = !self.liked;
    }

    #[event_handler]
    fn mark_read(&mut self) {
        self.read = true;
    }

    #[event_handler]
    fn toggle_chart(&mut self) {
        self.show = !self.show;
    }

    #[event_handler]
    fn on_chart_ready(&mut self, chart_type: String) {
        self.data.push(3);
        self.log.push(format!("chart {chart_type}"));
    }
}

#[live_view(template = "pasted_item.html")]
pub(crate) struct PastedItem {
    id: u32,
}

#[live_view]
impl PastedItem {
    fn mount(id: u32) -> Self {
        Self { id }
    }
}
