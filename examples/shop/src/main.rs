use std::process::ExitCode;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web;

fn main() -> ExitCode {
    site::serve("shop", shop::keep(site::builder()), |app| {
        app.route("/", web::get().to(first)).configure(shop::routes);
    })
}

async fn first() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "/shop/items"))
        .finish()
}
