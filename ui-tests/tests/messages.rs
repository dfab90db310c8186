//! When a message to a parent runs: from handlers, renders and background work, and from parents to theirs.
#![allow(missing_docs)]

use djust_macros::{Message, live_component, live_view};
use djust_runtime::context::Context;
use djust_runtime::event::EventError;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};

#[derive(Message)]
struct Said {
    text: String,
}

#[derive(Message)]
struct Opened;

/// The innermost: says what it is told to, and when it is mounted and updated.
#[live_component(
    source = "<form dj-submit=\"speak\"><b>{{ word }}</b><input name=\"text\"><i dj-click=\"later\"></i></form>",
    emits(Said)
)]
struct Voice {
    #[prop]
    word: String,
    #[prop]
    says_all: bool,
}

#[live_component]
impl Voice {
    fn mount(&mut self, cx: &mut Context) {
        self.say("mount", cx);
    }

    fn update(&mut self, cx: &mut Context) {
        self.say("update", cx);
    }

    fn say(&self, text: &str, cx: &mut Context) {
        if self.says_all {
            let text = text.to_owned();
            cx.send_parent(self, Said { text });
        }
    }

    #[event_handler]
    async fn speak(&mut self, text: String, cx: &mut Context) -> Result<(), EventError> {
        cx.send_parent(self, Said { text: text.clone() });
        tokio::task::yield_now().await;
        if text == "no" {
            Err("own".into())
        } else {
            Ok(())
        }
    }

    #[event_handler]
    fn later(&mut self, cx: &mut Context) {
        cx.spawn(
            async { "later".to_owned() },
            |voice: &mut Voice, cx, text| {
                cx.send_parent(voice, Said { text });
            },
        );
    }
}

/// Between the two: passes on what it hears.
#[live_component(
    source = "<div><s>{{ heard }}</s>{% live_component Voice word=word says_all=says_all %}</div>",
    emits(Said, Opened)
)]
struct Room {
    #[prop]
    word: String,
    #[prop(default)]
    says_all: bool,
    heard: u32,
}

#[live_component]
impl Room {
    #[event_handler]
    fn said(&mut self, text: String, cx: &mut Context) {
        self.heard += 1;
        cx.send_parent(self, Said { text });
        cx.send_parent(self, Opened);
    }
}

#[live_view(
    source = "<p>{{ heard.join(\" \") }}</p>{% live_component Room word=word says_all=loud %}\
              <u dj-click=\"word\" data-word=\"b\"></u>"
)]
struct House {
    word: String,
    loud: bool,
    heard: Vec<String>,
}

#[live_view]
impl House {
    fn mount(loud: Option<bool>) -> Self {
        Self {
            word: "a".to_owned(),
            loud: loud.unwrap_or(false),
            heard: Vec::new(),
        }
    }

    #[event_handler]
    async fn said(&mut self, text: String) -> Result<(), EventError> {
        assert_ne!(text, "boom", "the house falls");
        tokio::task::yield_now().await;
        self.heard.push(text.clone());
        if text == "refuse" {
            Err("the house refuses".into())
        } else {
            Ok(())
        }
    }

    #[event_handler]
    fn opened(&mut self) {
        self.heard.push("opened".to_owned());
    }

    #[event_handler]
    fn word(&mut self, word: String) {
        self.word = word;
    }
}

fn house(query: &str) -> TestClient {
    let mut request = MountRequest::default();
    request.params.query = query.to_owned();
    TestClient::mount::<House>(request).expect("a page")
}

fn speak(client: &mut TestClient, text: &str) {
    client.input("[name=text]", text).submit("form");
}

fn shows(client: &mut TestClient, heard: &str, count: u32, word: &str) {
    let shown = ["p", "s", "b"].map(|it| client.text(it));
    assert_eq!(shown, [heard, &count.to_string(), word]);
    assert_state!(
        client,
        Room {
            heard: count,
            word: word
        }
    );
    assert_eq!(client.server_html(), client.html());
}

#[test]
fn co_07_a_message_goes_up_from_parent_to_parent_before_anything_is_rendered() {
    let mut client = house("");
    speak(&mut client, "hi");
    shows(&mut client, "hi opened", 1, "a");
    assert_eq!(client.version(), 1, "one patch");
    assert_eq!(client.told.answered, [1]);
}

#[test]
fn what_a_component_refuses_itself_was_said_all_the_same() {
    let mut client = house("");
    speak(&mut client, "no");
    shows(&mut client, "no opened", 1, "a");
    assert_eq!(client.told.refused[0].2, "own");
}

#[test]
fn the_first_refusal_of_a_parent_answers_the_event() {
    let mut client = house("");
    speak(&mut client, "refuse");
    shows(&mut client, "refuse opened", 1, "a");
    assert_eq!(
        client.told.refused,
        [(1, "failed".to_owned(), "the house refuses".to_owned())]
    );
}

#[test]
fn a_message_from_background_work_is_heard() {
    let mut client = house("");
    client.click("i");
    shows(&mut client, "later opened", 1, "a");
}

#[test]
fn a_message_from_mount_or_update_runs_behind_the_render() {
    let mut client = house("loud=true");
    shows(&mut client, "mount opened", 1, "a");
    client.click("u");
    shows(&mut client, "mount opened update opened", 2, "b");
}

#[test]
fn a_panic_in_a_parents_handler_costs_the_view_and_no_more() {
    let mut client = house("");
    speak(&mut client, "hi");
    speak(&mut client, "boom");
    assert_eq!(client.told.refused.last().expect("a refusal").1, "failed");
    shows(&mut client, "", 0, "a");
    speak(&mut client, "again");
    shows(&mut client, "again opened", 1, "a");
}
