//! The pages that are written by hand: one document and one module for the table, and what drives it.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, http::header::ContentType};

use crate::socket;

const SCRIPTS: [(&str, &str); 3] = [
    ("rows.js", include_str!("../hand/rows.js")),
    ("alone.js", include_str!("../hand/alone.js")),
    ("socket.js", include_str!("../hand/socket.js")),
];

pub(crate) fn routes(app: &mut ServiceConfig) {
    app.route("/hand", web::get().to(async || page("alone")))
        .route("/socket", web::get().to(async || page("socket")))
        .route("/socket/rows", web::get().to(socket::open))
        .route("/hand/{script}", web::get().to(script));
}

fn page(script: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(include_str!("../hand/page.html").replace("NAME", script))
}

async fn script(name: web::Path<String>) -> HttpResponse {
    let found = SCRIPTS.iter().find(|(file, _)| *file == name.as_str());
    let Some((_, text)) = found else {
        return HttpResponse::NotFound().finish();
    };
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(*text)
}
