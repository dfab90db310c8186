//! Who may call a handler, and how often. IP-03.
#![allow(missing_docs)]

use std::sync::Arc;
use std::time::Duration;

use djust_macros::live_view;
use djust_runtime::action::Action;
use djust_runtime::app::App;
use djust_runtime::context::{Connect, Context};
use djust_runtime::handler::RateLimit;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use djust_runtime::view::Handlers;
use serde_json::json;

#[live_view(source = "<p>{{ count }}</p>{% if save.pending %}Saving{% endif %}\
        {% if let Some(count) = save.result %}<b>{{ count }}</b>{% endif %}\
        {% if self.may_save %}<button dj-click=\"save\">Save</button>{% endif %}")]
struct Shop {
    count: u32,
    may_save: bool,
    save: Action<u32>,
}

#[live_view]
impl Shop {
    fn mount(cx: &mut Context) -> Self {
        Self {
            count: 0,
            may_save: cx.may("shop.save"),
            save: Action::new(),
        }
    }

    #[event_handler(rate_limit = "3/s")]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event_handler(rate_limit = "1/m", debounce = 500)]
    async fn add_later(&mut self) {
        self.count += 10;
    }

    #[action(permission = "shop.save", rate_limit = "1/h")]
    async fn save(&mut self) -> u32 {
        self.count += 100;
        self.count
    }

    #[event_handler(permission = "shop.boom")]
    fn boom(&mut self) {}
}

/// What all shops of a test share.
fn app() -> App {
    App::new().with_permissions(Arc::new(|cx, permission| match permission {
        "shop.save" => cx.identity() == Some("ann"),
        _ => panic!("nobody knows"),
    }))
}

fn shop(app: &App, browser: Option<&str>, identity: &str) -> TestClient {
    let mut connect = Connect::default();
    connect.identity = Some(identity.to_owned());
    let request = MountRequest {
        app: app.clone(),
        connect: match browser {
            Some(browser) => connect.of_browser(browser.into()),
            None => connect,
        },
        ..MountRequest::default()
    };
    TestClient::mount::<Shop>(request).expect("it is mounted")
}

/// The codes of the refusals.
fn codes(client: &TestClient) -> Vec<&str> {
    client.told.refused.iter().map(|it| &*it.1).collect()
}

/// IP-03.
#[test]
fn ip_03_calls_past_a_limit_are_refused_with_a_reason() {
    let mut client = shop(&app(), None, "ann");
    for _ in 0..9 {
        client.send("add", json!({}));
    }
    client.settle();
    assert!(client.html().starts_with("<p>3</p>"));
    assert_eq!(codes(&client), ["rate_limited"; 6]);
    assert_eq!(
        client.told.refused[0],
        (
            4,
            "rate_limited".to_owned(),
            "this was done too often; try again in 1 s".to_owned()
        )
    );
    assert_eq!(client.told.answered.len(), 9);
    client.event("save", json!({}));
    assert!(
        client.html().contains("<b>103</b>"),
        "other handlers are free"
    );
    client.advance(Duration::from_secs(1));
    client.event("add", json!({}));
    assert!(client.html().starts_with("<p>104</p>"));
}

/// IP-03.
#[test]
fn ip_03_the_tabs_of_a_browser_share_a_limit_and_other_browsers_do_not() {
    let app = app();
    let mut tabs = [
        shop(&app, Some("b1"), "ann"),
        shop(&app, Some("b1"), "bob"),
        shop(&app, Some("b2"), "ann"),
    ];
    for tab in &mut tabs {
        tab.event("add", json!({})).event("add", json!({}));
    }
    let refused: Vec<usize> = tabs.iter().map(|tab| codes(tab).len()).collect();
    assert_eq!(refused, [0, 1, 0]);
}

#[test]
fn a_limit_counts_what_runs() {
    let mut client = shop(&app(), None, "ann");
    for _ in 0..5 {
        client.event("add_later", json!({}));
    }
    client.advance(Duration::from_millis(500));
    assert!(client.html().starts_with("<p>10</p>"));
    client.event("add_later", json!({}));
    client.advance(Duration::from_millis(500));
    assert_eq!(codes(&client), ["rate_limited"], "a held one, too");
    assert_eq!(client.told.answered.len(), 6);
}

/// AC-06, AC-12: what is refused does not run, and nothing stays pending.
#[test]
fn ac_12_an_action_without_permission_does_not_run() {
    let mut client = shop(&app(), None, "bob");
    let page = client.html();
    assert!(!page.contains("<button"), "the view may ask, too");
    client.event("save", json!({}));
    assert_eq!(client.html(), page);
    assert_eq!(
        client.told.refused,
        [(1, "forbidden".to_owned(), "you may not do this".to_owned())]
    );
    assert_eq!(client.version(), 0, "nothing was sent");

    let mut client = shop(&app(), None, "ann");
    client.event("save", json!({})).event("save", json!({}));
    assert_eq!(codes(&client), ["rate_limited"], "AC-06");
    assert!(client.html().contains("<b>100</b>") && !client.html().contains("Saving"));
}

/// IP-03.
#[test]
fn ip_03_without_somebody_to_ask_nobody_is_allowed_anything() {
    let mut client = shop(&App::new(), None, "ann");
    client.event("save", json!({}));
    assert_eq!(codes(&client), ["forbidden"]);
    // One that panics costs the view, as a handler would.
    let mut client = shop(&app(), None, "ann");
    client.event("add", json!({})).event("boom", json!({}));
    assert_eq!(codes(&client), ["failed"]);
    assert!(client.html().starts_with("<p>0</p>"));
}

/// IP-05.
#[test]
fn ip_05_limits_and_permissions_are_listed() {
    let save = Shop::handlers().iter().find(|it| it.name == "save");
    let save = save.expect("it is there");
    assert_eq!(save.permission, Some("shop.save"));
    let hour = RateLimit {
        calls: 1,
        per_ms: 3_600_000,
    };
    assert_eq!(save.rate_limit, Some(hour));
}
