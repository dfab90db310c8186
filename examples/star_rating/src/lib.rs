//! One component on two pages, and a database that only the pages know.

mod account;
mod movie;
mod ratings;
mod restaurant;
mod stars;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::ratings::Ratings;

/// Gives the application its ratings, in the file that `RATINGS` names, else in memory; and the names of those who rate.
///
/// # Panics
///
/// If the file can't be opened.
pub fn keep(builder: DjustBuilder) -> DjustBuilder {
    let file = std::env::var_os("RATINGS");
    let ratings = Ratings::open(file.as_deref().map(AsRef::as_ref));
    builder
        .data(ratings.expect("the database of ratings can be opened"))
        .on_connect(account::identify)
}

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    let movies = live_session("/movies")
        .on_mount(account::members)
        .view::<movie::Movie>("/{id}");
    let pages = web::scope("")
        .wrap(account::session())
        .route("/", web::get().to(first))
        .route("/enter", web::post().to(account::enter))
        .service(live_view::<account::SignIn>("/sign-in"))
        .service(live_view::<restaurant::Restaurant>("/restaurants/{id}"))
        .service(movies);
    app.service(pages);
}

async fn first() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "movies/1"))
        .finish()
}
