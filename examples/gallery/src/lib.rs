//! One server with every example, and an index that shows each beside its source.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, Responder, error, http::header};
use askama::Template;

/// An example as the index shows it.
struct Example {
    /// Its folder, and the first part of its address.
    name: &'static str,
    title: &'static str,
    about: &'static str,
    /// The page that the index shows, below `/name/`.
    page: &'static str,
    /// Other pages worth a visit.
    more: &'static [&'static str],
    sources: &'static [Source],
}

struct Source {
    file: &'static str,
    text: &'static str,
}

/// A file of an example, read at compile time.
macro_rules! sources {
    ($example:literal: $($file:literal),+) => {
        &[$(Source {
            file: $file,
            text: include_str!(concat!("../../", $example, "/", $file)),
        }),+]
    };
}

const EXAMPLES: &[Example] = &[
    Example {
        name: "counter",
        title: "Counter",
        about: "The smallest live page: typed handlers, a default, an argument in the markup.",
        page: "",
        more: &[],
        sources: sources!("counter": "src/lib.rs", "templates/counter.html"),
    },
    Example {
        name: "todo",
        title: "To do",
        about: "A keyed list that is added to, renamed in place, reordered, filtered and cleared.",
        page: "",
        more: &[],
        sources: sources!("todo": "src/lib.rs", "src/item.rs", "templates/todo.html"),
    },
    Example {
        name: "actions",
        title: "Actions",
        about: "A form that says what becomes of it: saving, added, or why not.",
        page: "",
        more: &[],
        sources: sources!("actions": "src/lib.rs", "templates/actions.html"),
    },
    Example {
        name: "forms",
        title: "Forms",
        about: "A sign-up whose fields tell what is wrong with them, and a rule that takes time. An order with several lines.",
        page: "",
        more: &["order"],
        sources: sources!("forms": "src/lib.rs", "templates/forms.html", "src/order.rs", "templates/order.html"),
    },
    Example {
        name: "table",
        title: "Table",
        about: "Rows by the thousand: only what changed travels. The pages of the benchmark.",
        page: "table10",
        more: &["table", "table10000", "search", "counter"],
        sources: sources!("table": "src/table.rs", "src/row.rs", "templates/table.html"),
    },
    Example {
        name: "parameters",
        title: "Clicks and parameters",
        about: "A box office: what a click tells its handler by data, values and arguments, and what the handler's types make of it.",
        page: "",
        more: &[],
        sources: sources!("parameters": "src/lib.rs", "templates/parameters.html"),
    },
    Example {
        name: "typing",
        title: "Typing and rates",
        about: "A search as you type, a slider, a name that is checked once you leave it, and a handler that the server slows down.",
        page: "",
        more: &[],
        sources: sources!("typing": "src/lib.rs", "templates/typing.html"),
    },
    Example {
        name: "gestures",
        title: "Keys and gestures",
        about: "Keys and shortcuts, the window and the pointer, the clipboard, and hearts that show before the server answers.",
        page: "keys",
        more: &["window", "clipboard", "optimistic"],
        sources: sources!(
            "gestures": "src/keys.rs", "templates/keys.html", "src/window.rs", "templates/window.html", "src/clipboard.rs",
            "templates/clipboard.html", "src/optimistic.rs", "templates/optimistic.html"
        ),
    },
    Example {
        name: "hooks",
        title: "Hooks and commands",
        about: "A chart and a drag-and-drop library of others beside a live page; a menu and a dialog without a script.",
        page: "",
        more: &[],
        sources: sources!("hooks": "src/lib.rs", "templates/hooks.html", "assets/hooks.js"),
    },
    Example {
        name: "loading",
        title: "Loading and locking",
        about: "What shows while an event is under way: a locked button, a form that waits, a spinner, a text that is copied.",
        page: "",
        more: &[],
        sources: sources!("loading": "src/lib.rs", "templates/loading.html"),
    },
    Example {
        name: "login",
        title: "Login",
        about: "A real POST under a session cookie, a page behind it, a log-out that ends every tab.",
        page: "",
        more: &[],
        sources: sources!("login": "src/lib.rs", "templates/home.html", "templates/sign_in.html"),
    },
    Example {
        name: "hard_cases",
        title: "Hard cases",
        about: "Fields that the server rewrites, numbers, selects, attributes, names and clicks: easy to get wrong.",
        page: "caret",
        more: &["numbers", "choices", "attributes", "names", "clicks"],
        sources: sources!(
            "hard_cases": "src/caret.rs", "templates/caret.html", "src/numbers.rs", "templates/numbers.html",
            "src/choices.rs", "templates/choices.html", "src/attributes.rs", "templates/attributes.html",
            "src/names.rs", "templates/names.html", "src/clicks.rs", "templates/clicks.html"
        ),
    },
    Example {
        name: "components",
        title: "Components",
        about: "A dialog, a menu, tabs, a combobox, a table that sorts and toasts, each by the keyboard alone.",
        page: "",
        more: &[],
        sources: sources!(
            "components": "src/lib.rs", "templates/components.html", "src/menu.rs", "templates/menu.html", "src/dialog.rs",
            "templates/dialog.html", "src/tabs.rs", "templates/tabs.html", "src/combobox.rs", "templates/combobox.html",
            "src/sortable.rs", "templates/sortable.html", "src/toasts.rs", "templates/toasts.html"
        ),
    },
    Example {
        name: "star_rating",
        title: "Star rating",
        about: "A component with props, a state of its own and a message to its page, on two pages; kept in SQLite.",
        page: "movies/1",
        more: &["movies/2", "restaurants/1"],
        sources: sources!(
            "star_rating": "src/stars.rs", "templates/star_rating.html", "src/movie.rs", "templates/movie.html",
            "src/restaurant.rs", "templates/restaurant.html", "src/account.rs", "templates/sign_in.html", "src/ratings.rs"
        ),
    },
    Example {
        name: "shop",
        title: "Shop",
        about: "A list whose every state is its URL, another view on the same socket, a bell that is fed from outside; kept in SQLite.",
        page: "items",
        more: &["items/7"],
        sources: sources!(
            "shop": "src/items.rs", "templates/items.html", "src/item.rs", "templates/item.html", "src/bell.rs",
            "templates/bell.html", "templates/shop.html", "src/feed.rs", "src/stock.rs", "src/http.rs"
        ),
    },
];

#[derive(Template)]
#[template(path = "index.html")]
struct Index {
    examples: &'static [Example],
}

/// The index at `/`, each example below its name.
pub fn routes(app: &mut ServiceConfig) {
    app.route("/", web::get().to(index))
        .service(web::scope("/counter").configure(counter::routes))
        .service(web::scope("/todo").configure(todo::routes))
        .service(web::scope("/actions").configure(actions::routes))
        .service(web::scope("/forms").configure(forms::routes))
        .service(web::scope("/table").configure(table::routes))
        .service(web::scope("/parameters").configure(parameters::routes))
        .service(web::scope("/typing").configure(typing::routes))
        .service(web::scope("/gestures").configure(gestures::routes))
        .service(web::scope("/hooks").configure(hooks::routes))
        .service(web::scope("/loading").configure(loading::routes))
        .service(web::scope("/login").configure(login::routes))
        .service(web::scope("/hard_cases").configure(hard_cases::routes))
        .configure(shop::routes)
        .service(web::scope("/components").configure(components::routes))
        .service(web::scope("/star_rating").configure(star_rating::routes));
}

async fn index() -> impl Responder {
    let page = Index { examples: EXAMPLES }
        .render()
        .map_err(error::ErrorInternalServerError)?;
    let html = HttpResponse::Ok()
        .content_type(header::ContentType::html())
        .body(page);
    Ok::<_, actix_web::Error>(html)
}
