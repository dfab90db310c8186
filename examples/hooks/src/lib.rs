//! Scripts of others beside a live page: a chart, a list that is sorted by dragging; and a menu, a dialog and tabs without a script.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, http::header};
use djust_actix::prelude::*;

/// Something to do.
struct Task {
    id: u32,
    title: String,
    /// Whether it stays at the top.
    pinned: bool,
}

#[live_view(template = "hooks.html")]
struct Workshop {
    values: Vec<i32>,
    tasks: Vec<Task>,
    /// Counts what has nothing to do with the chart.
    clicks: u32,
    /// The value that was picked in the chart.
    picked: Option<usize>,
    tabs: [&'static str; 2],
}

#[live_view]
impl Workshop {
    fn mount() -> Self {
        let titles = ["Buy timber", "Saw it", "Sand it", "Paint it"];
        let task = |(id, title): (u32, &str)| Task {
            id,
            title: title.to_owned(),
            pinned: id == 1,
        };
        Self {
            values: vec![3, 5, 4, 7, 6, 8],
            tasks: (1..).zip(titles).map(task).collect(),
            clicks: 0,
            picked: None,
            tabs: ["clicks", "readings"],
        }
    }

    /// Shows one panel of all, and says which tab is the chosen one.
    fn select(&self, tab: &str) -> Js {
        Js::hide(".panel")
            .on(format!("#panel-{tab}"))
            .show()
            .on("[role=tab]")
            .set_attr("aria-selected", false)
            .on(At::this())
            .set_attr("aria-selected", true)
    }

    fn open_menu(&self) -> Js {
        Js::push_focus()
            .on("#menu")
            .show()
            .transition("slide-down")
            .focus_first()
            .on("#open-menu")
            .set_attr("aria-expanded", true)
    }

    fn close_menu(&self) -> Js {
        Js::hide("#menu")
            .transition("fade")
            .on("#open-menu")
            .set_attr("aria-expanded", false)
    }

    /// The focus stays in the dialog until it is closed, and goes back to where it was.
    fn open_dialog(&self) -> Js {
        self.close_menu()
            .on("#open-menu")
            .focus()
            .push_focus()
            .on("#dialog")
            .show()
            .transition("fade")
            .trap_focus()
            .focus_first()
    }

    fn close_dialog(&self) -> Js {
        Js::hide("#dialog").transition("fade").pop_focus()
    }

    /// The form goes to the server, and the dialog is closed at once.
    fn send(&self) -> Js {
        Js::push("add_task", ()).then(self.close_dialog())
    }

    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn measure(&mut self) {
        let last = self.values.last().copied().unwrap_or_default();
        self.values.push((last * 7 + 3) % 11);
    }

    #[event_handler]
    fn pick(&mut self, index: usize) {
        self.picked = Some(index).filter(|index| *index < self.values.len());
    }

    #[event_handler]
    fn add_task(&mut self, title: String) {
        let id = self.tasks.iter().map(|task| task.id).max().unwrap_or(0) + 1;
        if !title.trim().is_empty() {
            self.tasks.push(Task {
                id,
                title,
                pinned: false,
            });
        }
    }

    /// Takes an order only if it is one of these tasks, with the pinned one first.
    #[event_handler]
    fn sort(&mut self, ids: Vec<u32>) -> Result<(), EventError> {
        let place = |task: &Task| ids.iter().position(|id| *id == task.id);
        let places: Option<Vec<usize>> = self.tasks.iter().map(place).collect();
        let pinned = self.tasks.iter().find(|task| task.pinned);
        if places.is_none() || pinned.map(|task| task.id).as_ref() != ids.first() {
            return Err("This order is not possible.".into());
        }
        self.tasks.sort_by_key(|task| place(task));
        Ok(())
    }
}

/// The page, and the files that it links.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Workshop>("/"))
        .route("/assets/{file}", web::get().to(asset));
}

async fn asset(file: web::Path<String>) -> HttpResponse {
    let (kind, text) = match file.as_str() {
        "hooks.js" => ("text/javascript", include_str!("../assets/hooks.js")),
        "hooks.css" => ("text/css", include_str!("../assets/hooks.css")),
        "uplot.js" => ("text/javascript", include_str!("../assets/vendor/uplot.js")),
        "uplot.css" => ("text/css", include_str!("../assets/vendor/uplot.css")),
        "sortable.js" => (
            "text/javascript",
            include_str!("../assets/vendor/sortable.js"),
        ),
        _ => return HttpResponse::NotFound().finish(),
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format!("{kind}; charset=utf-8")))
        .body(text)
}
