//! Messages to the user: one page with a container as it comes, and pages with others or none.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/flash")
            .view::<Messages>("")
            .view::<Long>("/long")
            .view::<Lasting>("/lasting")
            .view::<Nowhere>("/nowhere"),
    );
}

macro_rules! page {
    ($name:ident, $source:literal) => {
        #[live_view(source = $source)]
        pub(crate) struct $name {
            count: u32,
            working: bool,
            finished: Arc<AtomicBool>,
        }

        #[live_view]
        impl $name {
            fn mount(cx: &mut Context, #[default(false)] welcome: bool) -> Self {
                if welcome {
                    cx.put_flash("info", "Welcome!");
                }
                Self {
                    count: 0,
                    working: false,
                    finished: Arc::default(),
                }
            }

            fn handle_params(&mut self, #[default(0)] count: u32) {
                self.count = count;
            }

            #[event_handler]
            fn put(&self, cx: &mut Context, level: String, text: String) {
                cx.put_flash(level, text);
            }

            #[event_handler]
            fn several(&mut self, cx: &mut Context) {
                self.count += 1;
                cx.put_flash(Level::Success, "2 records created.");
                cx.put_flash(Level::Warning, "1 duplicate skipped.");
                cx.put_flash(Level::Error, "1 record failed.");
            }

            #[event_handler]
            fn save(&mut self, cx: &mut Context, name: String) {
                if name.is_empty() {
                    cx.put_flash("error", "Name is required.");
                    return;
                }
                self.count += 1;
                cx.put_flash("success", "Item saved!");
            }

            #[event_handler]
            fn work(&mut self, cx: &mut Context) {
                self.working = true;
                let finished = Arc::clone(&self.finished);
                let work = async move {
                    while !finished.load(Ordering::Relaxed) {
                        sleep(Duration::from_millis(10)).await;
                    }
                    "Report ready!"
                };
                cx.start_async("report", work, |page: &mut Self, cx, report| {
                    page.working = false;
                    match report {
                        Ok(text) => cx.put_flash(Level::Success, text),
                        Err(error) => cx.put_flash(Level::Error, error),
                    }
                });
            }

            #[event_handler]
            fn finish(&self) {
                self.finished.store(true, Ordering::Relaxed);
            }

            #[event_handler]
            fn count(&mut self) {
                self.count += 1;
            }

            #[event_handler]
            fn save_and_go(&mut self, cx: &mut Context) {
                cx.put_flash(Level::Success, "Saved, and gone on.");
                cx.live_redirect("/flash/lasting");
            }

            #[event_handler]
            fn clear(&mut self, cx: &mut Context) {
                cx.clear_flash();
            }

            #[event_handler]
            fn clear_level(&mut self, cx: &mut Context, level: String) {
                cx.clear_flash_of(level);
            }
        }
    };
}

page!(
    Messages,
    "{% extends \"flash.html\" %}{% block place %}{% dj_flash %}{% endblock %}"
);
page!(
    Long,
    "{% extends \"flash.html\" %}{% block place %}{% dj_flash auto_dismiss=8000 position=\"top-right\" %}{% endblock %}"
);
page!(
    Lasting,
    "{% extends \"flash.html\" %}{% block place %}{% dj_flash auto_dismiss=0 %}{% endblock %}"
);
page!(Nowhere, "{% extends \"flash.html\" %}");
