//! Messages to the user, as the session sends them.
#![allow(missing_docs)]

use djust_macros::live_view;
use djust_runtime::context::{Context, Level};
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};

#[live_view(source = "{% dj_flash auto_dismiss=8000 %}<p>{{ count }}</p>\
    <form dj-submit=\"save\"><input name=\"name\"></form>\
    <button id=\"all\" dj-click=\"clear\"></button><button id=\"errors\" dj-click=\"clear\" data-level=\"error\"></button>")]
struct Items {
    count: u32,
}

#[live_view]
impl Items {
    fn mount(cx: &mut Context) -> Self {
        cx.put_flash("info", "Welcome");
        Self { count: 0 }
    }

    #[event_handler]
    fn save(&mut self, cx: &mut Context, name: String) {
        if name.is_empty() {
            return cx.put_flash(Level::Error, "Name is required.");
        }
        self.count += 1;
        cx.put_flash(Level::Success, format!("{name} saved"));
    }

    #[event_handler]
    fn clear(&self, cx: &mut Context, level: Option<String>) {
        match level {
            Some(level) => cx.clear_flash_of(level),
            None => cx.clear_flash(),
        }
    }
}

fn items() -> TestClient {
    TestClient::mount::<Items>(MountRequest::default()).expect("it is mounted")
}

/// The texts of the messages that show.
fn shown(client: &TestClient) -> Vec<&str> {
    client.told.flashes.iter().map(|it| &*it.1).collect()
}

/// FL-01, FL-09, FL-16: behind what the handler changed, and though it changed nothing.
#[test]
fn fl_01_messages_are_shown_in_order_whatever_their_handlers_changed() {
    let mut client = items();
    assert_eq!(shown(&client), ["Welcome"], "from mount, at the join");
    client
        .submit("form")
        .input("[name=name]", "Tea")
        .submit("form");
    assert_eq!(
        shown(&client),
        ["Welcome", "Name is required.", "Tea saved"]
    );
    client.assert_flash(Level::Success, "Tea saved");
    assert_state!(client, Items { count: 1 });
    let frames = &client.told.frames;
    assert_eq!(
        frames[frames.len() - 4..],
        [
            r#"["u","djust:flash",{"put":["error","Name is required."]}]"#,
            r#"["p",2,1,[]]"#,
            r#"["u","djust:flash",{"put":["success","Tea saved"]}]"#,
            r#"["p",3,2,[0,1]]"#,
        ]
    );
    assert_eq!(client.told.pushed, [], "they are no events of the page's");
}

/// FL-02.
#[test]
fn fl_02_messages_are_cleared_all_or_of_a_level() {
    let mut client = items();
    client.submit("form").click("#errors");
    assert_eq!(shown(&client), ["Welcome"]);
    client.click("#all").assert_no_flash();
    let last = client.told.frames.iter().rev().nth(1);
    assert_eq!(
        last.map(String::as_str),
        Some(r#"["u","djust:flash",{"clear":null}]"#)
    );
}
