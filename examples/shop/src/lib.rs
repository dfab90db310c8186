//! A shop whose list is its URL, on one socket with the pages of its goods.

mod bell;
mod feed;
mod goods;
mod http;
mod item;
mod items;
mod stock;

use std::sync::{Arc, LazyLock};

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::feed::Feed;
use crate::stock::Stock;

/// What pages and posts share.
struct Shop {
    stock: Stock,
    feed: Feed,
}

/// One for all workers: in the file that `SHOP` names, else in memory.
static SHOP: LazyLock<Arc<Shop>> = LazyLock::new(|| {
    let file = std::env::var_os("SHOP");
    let stock = Stock::open(file.as_deref().map(AsRef::as_ref));
    Arc::new(Shop {
        stock: stock.expect("the database of the shop can be opened"),
        feed: Feed::new(),
    })
});

/// Gives the application its shop.
///
/// # Panics
///
/// If the file can't be opened.
pub fn keep(builder: DjustBuilder) -> DjustBuilder {
    builder.data(Arc::clone(&SHOP))
}

/// The pages, and what is posted to them.
pub fn routes(app: &mut ServiceConfig) {
    app.app_data(web::Data::from(Arc::clone(&SHOP)))
        .route("/shop/items/{id}/buy", web::post().to(http::buy))
        .route("/shop/seen", web::post().to(http::seen))
        .route("/shop/deliveries", web::post().to(http::deliver))
        .service(
            live_session("/shop")
                .view::<items::Items>("/items")
                .view::<item::Item>("/items/{id}"),
        );
}

/// The shop of a view.
fn shop(cx: &Context) -> Result<Arc<Shop>, EventError> {
    let shop = cx.data::<Arc<Shop>>();
    Ok(Arc::clone(shop.ok_or("the shop is not there")?))
}
