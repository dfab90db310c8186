//! A sign-up: rules on a struct, errors beside the fields, and a rule that takes time. An order with repeated lines.

mod order;
mod sign_up;

use actix_web::HttpRequest;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Whether a form that was sent without a script is from a page of this site.
fn is_from_here(request: &HttpRequest, values: &FormValues) -> bool {
    let token = values.get("csrfmiddlewaretoken").unwrap_or_default();
    let djust = request.app_data::<Djust>();
    djust.is_some_and(|djust| djust.accepts_form(request, token))
}

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<sign_up::Page>("/").post(sign_up::post));
    app.service(live_view::<order::OrderPage>("/order").post(order::post));
}
