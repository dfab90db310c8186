//! Work in the background that has a name.
#![allow(missing_docs)]

use std::future::pending;
use std::sync::Arc;

use djust_macros::{live_component, live_view};
use djust_runtime::app::App;
use djust_runtime::context::{AsyncError, Context, MOST_WORKS};
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;
use tokio::sync::Semaphore;

/// Work goes on when a test lets it.
type Gate = Arc<Semaphore>;

#[live_view(
    source = "<button dj-click=\"generate\" {% if generating %}disabled{% endif %}>Go</button>\
        <p>{{ report }}</p><b>{{ count }}</b>{% live_component Part %}"
)]
struct Reports {
    generating: bool,
    report: String,
    count: u32,
}

async fn build(gate: Gate, name: String) -> String {
    gate.acquire().await.expect("it is open").forget();
    assert!(name != "boom", "the report is gone");
    format!("{name} is ready")
}

fn gate(cx: &Context) -> Gate {
    Arc::clone(cx.data::<Gate>().expect("the test has one"))
}

#[live_view]
impl Reports {
    fn mount(cx: &mut Context) -> Self {
        let gate = gate(cx);
        cx.start_async("first", build(gate, "first".to_owned()), Self::ready);
        Self {
            generating: false,
            report: String::new(),
            count: 0,
        }
    }

    #[event_handler]
    fn generate(&mut self, cx: &mut Context, name: String) {
        self.generating = true;
        let work = build(gate(cx), name);
        cx.start_async("report", work, Self::ready);
    }

    #[event_handler(debounce = 500)]
    fn generate_later(&mut self, cx: &mut Context, name: String) {
        self.generate(cx, name);
    }

    #[event_handler]
    fn refuse(&mut self, cx: &mut Context) -> Result<(), String> {
        self.generate(cx, "refused".to_owned());
        Err("Not today".to_owned())
    }

    #[event_handler]
    fn two(&mut self, cx: &mut Context) {
        cx.start_async(
            "one",
            build(gate(cx), "one".to_owned()),
            |_: &mut Self, cx, _| {
                let gate = gate(cx);
                cx.start_async("three", build(gate, "three".to_owned()), Self::ready);
            },
        );
        cx.start_async("two", build(gate(cx), "two".to_owned()), Self::ready);
    }

    #[event_handler]
    fn cancel(&mut self, cx: &mut Context) {
        let running = cx.is_async_running("report");
        assert_eq!(cx.cancel_async("report"), running);
    }

    #[event_handler]
    async fn wait(&mut self, cx: &mut Context) {
        cx.start_async("quick", async { 7 }, |view: &mut Self, _, seven| {
            view.count += seven.unwrap_or(0);
        });
        assert!(cx.is_async_running("quick"));
        cx.wait_async("quick").await;
        self.count += 1;
    }

    #[event_handler]
    fn count(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn boom(&mut self) {
        panic!("the view is gone");
    }

    fn ready(&mut self, cx: &mut Context, report: Result<String, AsyncError>) {
        self.generating = false;
        self.report = match report {
            Ok(report) => report,
            Err(error) => error.to_string(),
        };
        cx.push_event("report", &self.report);
    }
}

#[live_component(source = "<i>{{ done }}</i>")]
struct Part {
    done: bool,
}

#[live_component]
impl Part {
    #[event_handler]
    fn start(&mut self, cx: &mut Context) {
        cx.start_async("report", async {}, |part: &mut Self, _, _| part.done = true);
    }

    #[event_handler]
    fn forever(&mut self, cx: &mut Context) {
        cx.start_async("report", pending::<()>(), |_: &mut Self, _, _| ());
    }
}

/// A client, and what lets the work go on. The work that `mount` starts is done.
fn reports() -> (TestClient, Gate) {
    let gate = Gate::new(Semaphore::new(1));
    let request = MountRequest {
        app: App::new().with_data(Arc::clone(&gate)),
        ..MountRequest::default()
    };
    let client = TestClient::mount::<Reports>(request).expect("it is mounted");
    assert!(client.html().contains("<p>first is ready</p>"));
    (client, gate)
}

fn page(going: bool, report: &str, count: u32) -> String {
    let disabled = if going { "disabled" } else { "" };
    format!(
        "<button dj-click=\"generate\" {disabled}>Go</button><p>{report}</p><b>{count}</b><i>false</i>"
    )
}

/// The frames that the client has read since `from`.
fn since(client: &TestClient, from: usize) -> Vec<&str> {
    client.told.frames[from..]
        .iter()
        .map(String::as_str)
        .collect()
}

/// LD-10, IP-06, LO-07's server side.
#[test]
fn ip_06_an_event_is_under_way_until_the_work_that_it_started_came_back() {
    let (mut client, gate) = reports();
    let from = client.told.frames.len();
    client.event("generate", json!({ "name": "May" }));
    assert_eq!(
        client.html(),
        page(true, "first is ready", 0),
        "LD-10: the state before"
    );
    assert_eq!(client.told.answered, [0; 0]);
    client.event("count", json!({}));
    assert_eq!(
        client.html(),
        page(true, "first is ready", 1),
        "other events run"
    );
    assert_eq!(client.told.answered, [2]);
    gate.add_permits(1);
    client.settle();
    assert_eq!(client.html(), page(false, "May is ready", 1));
    assert_eq!(client.told.answered, [2, 1]);
    assert_eq!(
        since(&client, from),
        [
            r#"["d",1]"#,
            r#"["p",2,1,[0,"disabled"]]"#,
            r#"["p",3,2,[2,1]]"#,
            r#"["u","report","May is ready"]"#,
            r#"["p",4,2,[0,"",1,"May is ready"]]"#,
            r#"["s",1]"#
        ]
    );
}

/// IP-06: what goes wrong in the work is the continuation's to say, and its state is shown.
#[test]
fn ip_06_a_panic_in_the_work_costs_the_view_nothing() {
    let (mut client, gate) = reports();
    client
        .event("count", json!({}))
        .event("generate", json!({ "name": "boom" }));
    gate.add_permits(1);
    client.settle();
    assert_eq!(
        client.html(),
        page(false, "something went wrong on the server", 1)
    );
    assert_eq!(client.told.answered, [1, 2]);
    assert_eq!(client.told.refused, []);
}

/// A page whose component may go, and that may ask for too much.
#[live_view(source = "{% if shown %}{% live_component Part %}{% endif %}<p>{{ refused }}</p>")]
struct Holder {
    shown: bool,
    refused: u32,
}

#[live_view]
impl Holder {
    fn mount() -> Self {
        Self {
            shown: true,
            refused: 0,
        }
    }

    #[event_handler]
    fn hide(&mut self) {
        self.shown = false;
    }

    #[event_handler]
    fn flood(&mut self, cx: &mut Context) {
        for name in 0..MOST_WORKS + 3 {
            let then = |holder: &mut Self, _: &mut Context, result| {
                holder.refused += u32::from(result == Err(AsyncError::TooMany));
            };
            cx.start_async(&name.to_string(), pending::<()>(), then);
        }
    }
}

#[test]
fn work_ends_with_the_component_that_started_it() {
    let mut client = TestClient::visit("/").mount::<Holder>().expect("a page");
    client.event_to(1, "forever", json!({}));
    assert_eq!(client.told.answered, [0; 0], "its event waits for it");
    client.event("hide", json!({})).wait();
    assert_eq!(client.told.answered, [2, 1]);
    assert_eq!(client.html(), "<p>0</p>");
    assert_eq!(client.told.refused, []);
}

#[test]
fn work_past_the_limit_is_refused_and_its_continuation_told() {
    let mut client = TestClient::visit("/").mount::<Holder>().expect("a page");
    client.event("flood", json!({}));
    assert_eq!(client.text("p"), "3");
    assert_eq!(client.told.answered, [0; 0], "the others still run");
}

#[test]
fn work_can_be_cancelled() {
    let (mut client, _gate) = reports();
    client.event("cancel", json!({}));
    client
        .event("generate", json!({ "name": "May" }))
        .event("cancel", json!({}));
    assert_eq!(client.html(), page(false, "it was cancelled", 0));
    assert_eq!(client.told.answered, [1, 3, 2]);
}

#[test]
fn work_of_a_name_takes_the_place_of_the_one_before() {
    let (mut client, gate) = reports();
    client
        .event("generate", json!({ "name": "May" }))
        .event("generate", json!({ "name": "June" }));
    assert_eq!(client.told.answered, [1], "it waits for nothing any more");
    gate.add_permits(2);
    client.settle();
    assert_eq!(client.html(), page(false, "June is ready", 0));
    assert_eq!(client.told.answered, [1, 2]);
}

#[test]
fn an_event_waits_for_all_that_it_started_and_for_what_follows_from_it() {
    let (mut client, gate) = reports();
    client.event("two", json!({}));
    for _ in 0..2 {
        gate.add_permits(1);
        client.settle();
        assert_eq!(client.told.answered, [0; 0]);
    }
    gate.add_permits(1);
    client.settle();
    assert_eq!(client.told.answered, [1]);
    assert_eq!(client.told.held, [1]);
}

#[test]
fn a_held_event_starts_work_and_is_settled_after_it() {
    let (mut client, gate) = reports();
    let from = client.told.frames.len();
    client.event("generate_later", json!({ "name": "May" }));
    client.advance(std::time::Duration::from_millis(500));
    assert_eq!(client.html(), page(true, "first is ready", 0));
    assert_eq!(since(&client, from)[0], r#"["d",1]"#);
    gate.add_permits(1);
    client.settle();
    assert_eq!(client.told.answered, [1]);
    let held = since(&client, from)
        .iter()
        .filter(|it| it.starts_with("[\"d\""))
        .count();
    assert_eq!(held, 1);
}

#[test]
fn a_refusal_answers_the_event_and_the_work_goes_on() {
    let (mut client, gate) = reports();
    client.event("refuse", json!({}));
    assert_eq!(client.told.answered, [1]);
    gate.add_permits(1);
    client.settle();
    assert_eq!(client.html(), page(false, "refused is ready", 0));
    assert_eq!(client.told.answered, [1]);
}

#[test]
fn an_event_is_under_way_after_a_cut_and_settled_though_its_settlement_was_lost() {
    let (mut client, gate) = reports();
    client.send("generate", json!({ "name": "May" })).run();
    client.cut(9).join().settle();
    assert_eq!(
        client.told.answered, [0; 0],
        "the join says that it is held"
    );
    gate.add_permits(1);
    client.work_in_background().run().cut(9);
    client.join().settle();
    assert_eq!(client.html(), page(false, "May is ready", 0));
    assert_eq!(client.told.answered, [1]);
    assert_eq!(client.told.lost, [0; 0]);
}

#[test]
fn work_ends_with_its_view_and_nobody_waits_for_it_any_more() {
    let (mut client, gate) = reports();
    client.event("generate", json!({ "name": "May" }));
    gate.add_permits(1);
    client.event("boom", json!({}));
    assert_eq!(client.told.answered, [2, 1]);
    assert!(!client.html().contains("May"), "{}", client.html());
    assert_eq!(client.html(), client.server_html());
}

#[test]
fn a_handler_can_wait_for_work_whose_continuation_runs_behind_it() {
    let (mut client, _gate) = reports();
    client.send("wait", json!({})).interrupt();
    assert_eq!(client.told.answered, [0; 0]);
    // Given up above; this one's work is done by another worker meanwhile.
    client.settle();
    assert_eq!(client.told.refused.len(), 1);
}

#[test]
fn a_components_work_is_its_own() {
    let (mut client, gate) = reports();
    client.event("generate", json!({ "name": "May" }));
    client.event_to(1, "start", json!({}));
    assert!(client.html().ends_with("<i>true</i>"));
    assert_eq!(
        client.told.answered,
        [2],
        "the view's work of the same name goes on"
    );
    gate.add_permits(1);
    client.settle();
    assert_eq!(client.told.answered, [2, 1]);
    client.event_to(1, "forever", json!({}));
    client.event_to(1, "start", json!({}));
    assert_eq!(client.told.answered, [2, 1, 3, 4]);
}
