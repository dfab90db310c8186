//! What a page has for browsers before the client runs: the token in its forms, the style sheet that hides.
#![allow(missing_docs)]

use std::collections::HashMap;

use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, HttpRequest, HttpResponse, web};
use djust_actix::Djust;
use djust_actix::prelude::*;

#[live_view(
    source = "{% if open %}<form dj-submit=\"save\" method=\"post\" action=\"/save\">{% csrf_token %}<input name=\"a\"></form>{% endif %}<p dj-cloak>{{ a }}</p>"
)]
struct Form {
    a: String,
    open: bool,
}

#[live_view]
impl Form {
    fn mount(open: Option<bool>) -> Self {
        Self {
            a: String::new(),
            open: open.unwrap_or(true),
        }
    }

    #[event_handler]
    fn save(&mut self, a: String) {
        self.a = a;
    }
}

async fn save(request: HttpRequest, form: web::Form<HashMap<String, String>>) -> HttpResponse {
    let djust = request.app_data::<Djust>().expect("the App has one");
    match djust.accepts_form(&request, &form["csrfmiddlewaretoken"]) {
        true => HttpResponse::Ok().finish(),
        false => HttpResponse::Forbidden().finish(),
    }
}

async fn text(response: ServiceResponse) -> String {
    let body = read_body(response).await;
    String::from_utf8(body.to_vec()).expect("text")
}

fn between<'t>(text: &'t str, before: &str) -> &'t str {
    let rest = text.split(before).nth(1).expect(before);
    rest.split('"').next().expect("an end")
}

/// EV-08: the token of a form is good in the browser that got it, and in no other.
#[actix_web::test]
async fn ev_08_a_form_without_the_client_is_checked() {
    let djust = Djust::builder().key([7; 32]).build();
    let app = App::new()
        .app_data(djust)
        .service(djust_actix::assets())
        .service(djust_actix::live_view::<Form>("/"))
        .route("/save", web::post().to(save));
    let app = init_service(app).await;
    let mut browsers = Vec::new();
    for _ in 0..2 {
        let page = call_service(&app, TestRequest::get().uri("/").to_request()).await;
        let cookie = page.response().cookies().next().expect("a cookie");
        let cookie = cookie.into_owned();
        let page = text(page).await;
        let token = between(&page, "name=\"csrfmiddlewaretoken\" value=\"").to_owned();
        assert!(page.contains("id=\"djust\">{\"p\":2"), "{page}");
        browsers.push((cookie, token));
    }
    let [(mine, my), (_, theirs)] = &browsers[..] else {
        panic!("two browsers");
    };
    for (token, status) in [
        (my, StatusCode::OK),
        (theirs, StatusCode::FORBIDDEN),
        (&String::new(), StatusCode::FORBIDDEN),
    ] {
        let post = TestRequest::post()
            .uri("/save")
            .cookie(mine.clone())
            .set_form([("csrfmiddlewaretoken", token)]);
        let answer = call_service(&app, post.to_request()).await;
        assert_eq!(answer.status(), status, "{token}");
    }
    let strange = TestRequest::post()
        .uri("/save")
        .set_form([("csrfmiddlewaretoken", my)]);
    let answer = call_service(&app, strange.to_request()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);

    let page = TestRequest::get().uri("/?open=false").to_request();
    let page = text(call_service(&app, page).await).await;
    assert!(!page.contains("csrfmiddlewaretoken"), "{page}");
}

#[live_view(
    source = "<form dj-submit=\"save\"><button>Save</button><i dj-form-pending=\"show\">Saving…</i></form>"
)]
struct Pending;

#[live_view]
impl Pending {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn save(&mut self) {}
}

/// FP-02, G26: what waits for a form is hidden by a sheet that the page links, script or none.
#[actix_web::test]
async fn fp_02_what_waits_for_a_form_is_hidden_from_the_first_paint_on() {
    let djust = Djust::builder().key([7; 32]).build();
    let app = App::new()
        .app_data(djust)
        .service(djust_actix::assets())
        .service(djust_actix::live_view::<Pending>("/"));
    let app = init_service(app).await;
    let page = call_service(&app, TestRequest::get().uri("/").to_request()).await;
    let page = text(page).await;
    let url = between(&page, "<link rel=\"stylesheet\" href=\"");
    let sheet = call_service(&app, TestRequest::get().uri(url).to_request()).await;
    let rule = "}[dj-form-pending=show]:not([data-djust-form-pending] *){display:none!important}";
    assert!(text(sheet).await.ends_with(rule));
}

/// UI-06: the page links the sheet that hides until it is joined, and only where scripts run.
#[actix_web::test]
async fn ui_06_a_page_with_a_cloak_links_its_style_sheet() {
    let djust = Djust::builder().key([7; 32]).build();
    let app = App::new()
        .app_data(djust)
        .service(djust_actix::assets())
        .service(djust_actix::live_view::<Form>("/"));
    let app = init_service(app).await;
    let page = call_service(&app, TestRequest::get().uri("/").to_request()).await;
    let page = text(page).await;
    let url = between(&page, "<link rel=\"stylesheet\" href=\"");
    let sheet = call_service(&app, TestRequest::get().uri(url).to_request()).await;
    assert_eq!(sheet.status(), StatusCode::OK);
    assert_eq!(
        sheet
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok()),
        Some("text/css; charset=utf-8")
    );
    assert!(
        text(sheet)
            .await
            .starts_with("@media (scripting: enabled){[dj-cloak]{display:none")
    );
}
