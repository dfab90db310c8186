//! What is easy to get wrong in a page that a server drives. One small view a case, each a file and a template.

mod attributes;
mod caret;
mod choices;
mod clicks;
mod names;
mod numbers;

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::redirect("/", "caret"))
        .service(live_view::<caret::Caret>("/caret"))
        .service(live_view::<numbers::Numbers>("/numbers"))
        .service(live_view::<choices::Choices>("/choices"))
        .service(live_view::<attributes::Attributes>("/attributes"))
        .service(live_view::<names::Names>("/names"))
        .service(live_view::<clicks::Clicks>("/clicks"));
}
