//! What an `async` handler shows of itself while it runs.
#![allow(missing_docs)]

use djust_macros::live_view;
use djust_runtime::context::Context;
use djust_runtime::event::EventError;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use djust_runtime::view::Handlers;
use serde_json::json;

#[live_view(
    source = "<button dj-click=\"save\" {% if is_saving %}disabled{% endif %}>\
        {% if is_saving %}Saving...{% else %}Save{% endif %}</button><p>{{ step }}</p>"
)]
struct Editor {
    is_saving: bool,
    step: u32,
    saw: Vec<bool>,
}

#[live_view]
impl Editor {
    fn mount() -> Self {
        Self {
            is_saving: false,
            step: 0,
            saw: Vec::new(),
        }
    }

    #[event_handler(loading = "is_saving")]
    async fn save(&mut self, fails: Option<bool>) -> Result<(), EventError> {
        self.saw.push(self.is_saving);
        tokio::task::yield_now().await;
        self.step += 1;
        match fails {
            Some(true) => Err("The disk is full.".into()),
            _ => Ok(()),
        }
    }

    #[event_handler(loading = "is_saving")]
    async fn boom(&mut self) {
        tokio::task::yield_now().await;
        panic!("the disk is gone");
    }

    #[event_handler(loading = "is_saving", debounce = 500)]
    async fn save_soon(&mut self, cx: &mut Context) {
        self.step += 1;
        cx.push_event("saved", &self.step);
    }

    #[event_handler(loading = "is_saving")]
    async fn look(&self) {}

    #[event_handler]
    async fn count(&mut self, cx: &mut Context, #[default(3)] to: u32) {
        for step in 1..=to {
            self.step = step;
            cx.push_event("step", &step);
            cx.push_state(&*self).await;
        }
    }

    #[event_handler]
    async fn give_up(&mut self, cx: &mut Context) {
        self.step = 1;
        {
            let mut push = std::pin::pin!(cx.push_state(&*self));
            let mut polled = std::task::Context::from_waker(std::task::Waker::noop());
            assert!(push.as_mut().poll(&mut polled).is_pending());
        }
        self.step = 2;
    }
}

fn page(button: &str, step: u32) -> String {
    format!("{button}</button><p>{step}</p>")
}

const SAVE: &str = "<button dj-click=\"save\" >Save";
const SAVING: &str = "<button dj-click=\"save\" disabled>Saving...";

fn editor() -> TestClient {
    TestClient::mount::<Editor>(MountRequest::default()).expect("it is mounted")
}

/// The frames behind the answer to the join.
fn frames(client: &TestClient) -> Vec<&str> {
    let frames = client.told.frames.iter().skip(1);
    frames.map(String::as_str).collect()
}

#[test]
fn st_07_a_state_is_sent_in_the_middle_of_a_handler() {
    let mut client = editor();
    client.event("count", json!({ "to": 2 }));
    assert_eq!(
        frames(&client),
        [
            r#"["u","step",1]"#,
            r#"["p",1,0,[2,1]]"#,
            r#"["u","step",2]"#,
            r#"["p",2,0,[2,2]]"#,
            r#"["a",1]"#
        ]
    );
    assert_eq!(client.html(), page(SAVE, 2));
}

#[test]
fn i4_a_client_that_lags_behind_gets_the_last_state() {
    let mut client = editor();
    client.event("count", json!({ "to": 9 }));
    assert_eq!(client.html(), page(SAVE, 9));
    assert_eq!(client.version(), 3, "two on the way, and the last");
    let pushed: Vec<_> = client.told.pushed.iter().map(|it| &it.1).collect();
    let all: Vec<_> = (1..=9).map(|step| json!(step)).collect();
    assert_eq!(pushed, all.iter().collect::<Vec<_>>(), "and every event");
}

#[test]
fn ld_09_the_page_shows_that_a_handler_runs_and_no_longer_once_it_ran() {
    let mut client = editor();
    client.send("save", json!({})).interrupt();
    client.read();
    assert_eq!(client.html(), page(SAVING, 0));

    let mut client = editor();
    client
        .event("save", json!({}))
        .event("save", json!({ "fails": true }));
    assert_eq!(client.html(), page(SAVE, 2), "however it ended");
    assert_eq!(
        client.told.refused,
        [(2, "failed".to_owned(), "The disk is full.".to_owned())]
    );
    let flags = frames(&client)
        .iter()
        .filter(|it| it.starts_with("[\"p\""))
        .count();
    assert_eq!(
        flags,
        4,
        "each set it and took it back: {:?}",
        frames(&client)
    );
    client.event("look", json!({}));
    assert_eq!(client.html(), page(SAVE, 2), "a reader, too");
}

/// LD-09: a panic, and a handler that takes too long, mount the view anew.
#[test]
fn ld_09_no_flag_outlives_a_handler_that_did_not_come_to_its_end() {
    let mut client = editor();
    client.event("boom", json!({}));
    assert_eq!(client.html(), page(SAVE, 0));
    assert_eq!(client.told.refused.len(), 1);

    let mut client = editor();
    client.send("save", json!({})).interrupt();
    client.settle();
    assert_eq!(client.html(), page(SAVE, 0));
    assert_eq!(client.told.answered, [1]);
}

#[test]
fn a_held_handler_shows_that_it_runs_when_it_does() {
    let mut client = editor();
    client.event("save_soon", json!({}));
    assert_eq!(frames(&client), [r#"["d",1]"#]);
    client.advance(std::time::Duration::from_millis(500));
    assert_eq!(client.html(), page(SAVE, 1));
    assert_eq!(client.version(), 2);
    assert_eq!(*frames(&client).last().expect("one"), r#"["s",1]"#);
    let save = Editor::handlers().iter().find(|it| it.name == "save");
    assert_eq!(save.and_then(|it| it.loading), Some("is_saving"));
}

#[test]
fn what_a_handler_stops_waiting_for_is_sent_all_the_same() {
    let mut client = editor();
    client.event("give_up", json!({}));
    assert_eq!(
        frames(&client),
        [r#"["p",1,0,[2,1]]"#, r#"["p",2,1,[2,2]]"#]
    );
}
