//! One component on two pages, and a database that only the pages know.

mod movie;
mod ratings;
mod restaurant;
mod stars;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::ratings::Ratings;

/// Gives the application its ratings: in the file that `RATINGS` names, else in memory.
///
/// # Panics
///
/// If the file can't be opened.
pub fn keep(builder: DjustBuilder) -> DjustBuilder {
    let file = std::env::var_os("RATINGS");
    let ratings = Ratings::open(file.as_deref().map(AsRef::as_ref));
    builder.data(ratings.expect("the database of ratings can be opened"))
}

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.route("/", web::get().to(first))
        .service(live_view::<movie::Movie>("/movies/{id}"))
        .service(live_view::<restaurant::Restaurant>("/restaurants/{id}"));
}

async fn first() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "movies/1"))
        .finish()
}
