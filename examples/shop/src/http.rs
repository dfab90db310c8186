//! What is posted: the forms of a page without the client, and what comes from outside.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder, error, web};
use djust_actix::prelude::*;
use serde::Deserialize;

use crate::Shop;
use crate::goods::Tea;
use crate::item::Item;
use crate::items::Items;

/// A form of one of the pages.
#[derive(Deserialize)]
pub(crate) struct Posted {
    csrfmiddlewaretoken: String,
}

/// Goods that arrive. Another site's page can't send JSON here; an application would also ask who it is.
#[derive(Deserialize)]
pub(crate) struct Delivery {
    item: u32,
    count: u16,
}

/// What is to be told of a tea of which one was bought.
pub(crate) fn headline(tea: &Tea) -> Option<String> {
    (tea.stock == 0).then(|| format!("{} is sold out.", tea.name))
}

pub(crate) async fn buy(
    request: HttpRequest,
    shop: web::Data<Shop>,
    id: web::Path<u32>,
    form: web::Form<Posted>,
) -> actix_web::Result<impl Responder> {
    accept(&request, &form)?;
    let id = id.into_inner();
    let of = shop.clone();
    let taken = web::block(move || of.stock.take(id)).await?;
    if let Some(tea) = taken.map_err(error::ErrorInternalServerError)? {
        shop.feed.tell(&tea, headline(&tea));
    }
    Ok(see_other(Item::path(id)))
}

pub(crate) async fn seen(
    request: HttpRequest,
    shop: web::Data<Shop>,
    form: web::Form<Posted>,
) -> actix_web::Result<impl Responder> {
    accept(&request, &form)?;
    shop.feed.see();
    Ok(see_other(Items::path()))
}

pub(crate) async fn deliver(
    shop: web::Data<Shop>,
    delivery: web::Json<Delivery>,
) -> actix_web::Result<impl Responder> {
    let Delivery { item, count } = delivery.into_inner();
    let of = shop.clone();
    let added = web::block(move || of.stock.add(item, u32::from(count))).await?;
    let Some(tea) = added.map_err(error::ErrorInternalServerError)? else {
        return Ok(HttpResponse::NotFound().finish());
    };
    let text = format!("{count} × {} arrived.", tea.name);
    shop.feed.tell(&tea, Some(text));
    Ok(HttpResponse::NoContent().finish())
}

fn accept(request: &HttpRequest, form: &Posted) -> actix_web::Result<()> {
    let djust = request.app_data::<Djust>();
    let token = &form.csrfmiddlewaretoken;
    match djust.is_some_and(|djust| djust.accepts_form(request, token)) {
        true => Ok(()),
        false => Err(error::ErrorForbidden(
            "load the page again, and try once more",
        )),
    }
}

fn see_other(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}
