//! Actions: handlers whose state a template shows under their own name.
#![allow(missing_docs)]

use djust_macros::{live_component, live_view};
use djust_runtime::action::Action;
use djust_runtime::event::EventError;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};
use djust_runtime::view::Handlers;
use serde_json::{Value, json};

#[derive(Debug)]
struct Created {
    id: u32,
}

#[live_view(source = "{% if create_todo.pending %}<p>Saving...</p>\
        {% else if let Some(problem) = create_todo.error %}<p class=\"error\">{{ problem }}</p>\
        {% else if let Some(created) = create_todo.result %}<p>Todo {{ created.id }} created!</p>\
        {% endif %}<ul>{% for todo in todos %}<li data-key=\"{{ todo }}\">{{ todo }}</li>{% endfor %}</ul>\
        <form dj-submit=\"create_todo\"><input name=\"title\"></form>\
        <button id=\"two\" dj-click=\"check(2)\"></button><button id=\"none\" dj-click=\"check(0)\"></button>\
        <button id=\"forget\" dj-click=\"forget\"></button>")]
struct Todos {
    todos: Vec<String>,
    create_todo: Action<Created>,
    /// Not the library's, and of no action.
    #[allow(dead_code)]
    other: other::Action<u8>,
    check: Action<()>,
    #[allow(dead_code)]
    seen: Vec<bool>,
}

mod other {
    /// A type of the same name.
    #[derive(Default)]
    pub(super) struct Action<T>(#[allow(dead_code)] pub(super) T);
}

#[live_view]
impl Todos {
    fn mount() -> Self {
        Self {
            todos: Vec::new(),
            create_todo: Action::new(),
            other: other::Action::default(),
            check: Action::default(),
            seen: Vec::new(),
        }
    }

    #[action(description = "Create a new todo item")]
    async fn create_todo(
        &mut self,
        #[default(String::new())] title: String,
    ) -> Result<Created, EventError> {
        assert!(self.create_todo.pending, "AC-01");
        assert!(self.create_todo.error.is_none() && self.create_todo.result.is_none());
        tokio::task::yield_now().await;
        match title.as_str() {
            "" => return Err("Title is required".into()),
            "boom" => panic!("the database is gone"),
            "leak" => "x".parse::<u32>().map(|_| ())?,
            _ => {}
        }
        self.todos.push(title);
        Ok(Created {
            id: self.todos.len() as u32,
        })
    }

    /// Looks after the rest.
    #[action]
    fn check(&self, count: usize) -> Result<(), String> {
        assert!(self.check.pending);
        if self.todos.len() < count {
            return Err(format!("{} are missing", count - self.todos.len()));
        }
        Ok(())
    }

    #[event_handler]
    fn forget(&mut self) {
        self.create_todo.reset();
    }
}

fn todos() -> TestClient {
    TestClient::mount::<Todos>(MountRequest::default()).expect("it is mounted")
}

/// Sends the form, and what the page says of it.
fn create(client: &mut TestClient, title: &str) -> String {
    client.input("[name=title]", title).submit("form");
    above(client, "<ul>")
}

/// What stands above a part of the page.
fn above(client: &TestClient, part: &str) -> String {
    let html = client.html();
    html.split(part).next().unwrap_or_default().to_owned()
}

/// AC-10: nothing shows before the first run. AC-01, AC-04: what runs is shown under the action's name.
#[test]
fn ac_01_the_page_shows_that_an_action_runs_before_it_goes_on() {
    let mut client = todos();
    assert_eq!(above(&client, "<form"), "<ul></ul>", "AC-10");
    client
        .send("create_todo", json!({ "title": "Tea" }))
        .interrupt();
    client.read();
    assert_eq!(client.text("p"), "Saving...", "AC-04");
}

/// AC-02, AC-04.
#[test]
fn ac_02_what_an_action_returned_is_its_result() {
    let mut client = todos();
    assert_eq!(create(&mut client, "Tea"), "<p>Todo 1 created!</p>");
    assert_eq!(client.texts("li"), ["Tea"]);
    assert_state!(client, Todos { todos: ["Tea"] });
    let frames = &client.told.frames;
    assert_eq!(
        frames[1..],
        [
            r#"["p",1,0,[0,[0,[]]]]"#,
            r#"["p",2,1,[0,[2,[1]],1,[[],[],[0,[["Tea"]]]]]]"#,
        ]
    );
    client.click("#forget");
    assert_eq!(above(&client, "<ul>"), "", "nothing is left to show");
}

/// AC-03: the error is shown, and told as any handler's. AC-08: a run leaves nothing of the last one.
#[test]
fn ac_03_an_error_is_shown_and_told() {
    let mut client = todos();
    assert_eq!(
        create(&mut client, ""),
        "<p class=\"error\">Title is required</p>"
    );
    let refused = (1, "failed".to_owned(), "Title is required".to_owned());
    assert_eq!(client.told.refused, [refused]);
    assert_eq!(
        create(&mut client, "Tea"),
        "<p>Todo 1 created!</p>",
        "AC-08"
    );
    assert_eq!(
        create(&mut client, ""),
        "<p class=\"error\">Title is required</p>"
    );
    assert_eq!(client.told.answered, [1, 2, 3]);
    // What is the server's own affair is told so in release builds.
    let leaked = create(&mut client, "leak");
    assert!(leaked.starts_with("<p class=\"error\">"), "{leaked}");
}

/// AC-06: a call is coerced and refused as any handler's, and what was not run leaves no state.
#[test]
fn ac_06_an_action_is_a_handler() {
    let mut client = todos();
    client.event("check", json!({ "count": "many" }));
    assert_eq!(client.told.refused[0].1, "bad_param");
    client.click("#two");
    assert_eq!(client.told.refused[1].2, "2 are missing");
    client.click("#none");
    assert_eq!(client.told.refused.len(), 2);
}

/// AC-07.
#[test]
fn ac_07_actions_and_their_descriptions_are_listed() {
    let listed: Vec<Value> = Todos::handlers()
        .iter()
        .map(|it| json!([it.name, it.is_action, it.description, it.read_only]))
        .collect();
    assert_eq!(
        listed,
        [
            json!(["create_todo", true, "Create a new todo item", false]),
            json!(["check", true, "Looks after the rest.", false]),
            json!(["forget", false, "", false])
        ]
    );
}

/// AC-01: nothing stays pending, whatever ends the run.
#[test]
fn ac_01_no_end_of_a_run_leaves_an_action_pending() {
    let mut client = todos();
    assert_eq!(create(&mut client, "boom"), "", "the view was mounted anew");
    assert_eq!(client.told.refused.len(), 1);

    client
        .send("create_todo", json!({ "title": "late" }))
        .interrupt();
    client.settle();
    assert_eq!(above(&client, "<form"), "<ul></ul>", "given up");
    assert_eq!(client.told.answered, [1, 2]);

    // The socket is lost, and nobody reads what was sent on the way.
    client.send("create_todo", json!({ "title": "Tea" })).run();
    client.cut(9).join().settle();
    assert_eq!(
        create(&mut client, ""),
        "<p class=\"error\">Title is required</p>"
    );
    assert_eq!(client.html(), client.server_html());
}

/// AC-09: a method of the name is none of the template's names.
#[test]
fn ac_09_the_name_means_the_state_in_the_template() {
    let mut client = todos();
    assert_eq!(create(&mut client, "Tea"), "<p>Todo 1 created!</p>");
}

#[live_view(
    source = "{% for check in names %}<b data-key=\"{{ check }}\">{{ check }}</b>{% endfor %}\
        {% if let Some(problem) = check.error %}<p>{{ problem }}</p>{% endif %}{% if self.check.pending %}<i></i>{% endif %}\
        {% let count = self.names.len() %}{% if check.result.is_some() %}<p>{{ count }} checked</p>{% endif %}\
        <u id=\"three\" dj-click=\"check(3)\"></u><u id=\"two\" dj-click=\"check(2)\"></u>"
)]
struct Shadowed {
    names: Vec<String>,
    check: Action<()>,
}

#[live_view]
impl Shadowed {
    fn mount() -> Self {
        Self {
            names: vec!["check".to_owned(), "names".to_owned()],
            check: Action::new(),
        }
    }

    #[action]
    fn check(&mut self, least: usize) -> Result<(), String> {
        match self.names.len() < least {
            true => Err("too few".to_owned()),
            false => Ok(()),
        }
    }
}

/// AC-09: a loop's variable of the name has it for the loop alone, and the method of the name stands in no way.
#[test]
fn ac_09_a_variable_of_the_name_has_it_in_its_block_alone() {
    let mut client = TestClient::mount::<Shadowed>(MountRequest::default()).expect("it is mounted");
    assert_eq!(client.texts("b"), ["check", "names"]);
    assert_eq!(client.click("#three").texts("p"), ["too few"]);
    assert_eq!(client.click("#two").texts("p"), ["2 checked"]);
    assert_eq!(client.html(), client.server_html());
}

#[live_component(
    source = "<p class=\"{% if save.pending %}busy{% endif %}\" dj-click=\"save\">\
        {% if let Some(saved) = save.result %}{{ saved }}{% endif %}</p>"
)]
struct Card {
    #[prop]
    number: u32,
    save: Action<u32>,
}

#[live_component]
impl Card {
    #[action]
    async fn save(&mut self) -> u32 {
        tokio::task::yield_now().await;
        self.number
    }
}

#[live_view(source = "{% live_component Card number=7 %}{% live_component Card number=8 %}")]
struct Cards;

#[live_view]
impl Cards {
    fn mount() -> Self {
        Self
    }
}

/// AC-04: a component shows the state of its own actions, and sends that one is pending.
#[test]
fn ac_04_a_component_has_actions_of_its_own() {
    let mut client = TestClient::mount::<Cards>(MountRequest::default()).expect("it is mounted");
    client.click("p:nth-child(2)");
    assert_eq!(client.texts("p"), ["", "8"]);
    assert_eq!(
        client.told.frames[1..],
        [
            r#"["p",1,0,[],2,[0,"busy"]]"#,
            r#"["p",2,1,[],2,[0,"",1,[0,[8]]]]"#
        ]
    );
}

/// AC-01: nothing stays pending in a component, either.
#[test]
fn ac_01_no_end_of_a_run_leaves_an_action_of_a_component_pending() {
    let mut client = TestClient::mount::<Cards>(MountRequest::default()).expect("it is mounted");
    client.send_to(1, "save", json!({})).interrupt();
    client.read();
    assert_eq!(client.count(".busy"), 1, "it runs");
    client.settle();
    assert_eq!(client.count(".busy"), 0, "given up");

    // Another socket takes the session over, and what was sent on the way is lost.
    let mut client = TestClient::mount::<Cards>(MountRequest::default()).expect("it is mounted");
    client.send_to(1, "save", json!({})).run();
    client.cut(9).join().settle();
    assert_eq!(client.texts("p"), ["7", ""]);
    assert_eq!(client.count(".busy"), 0);
    assert_eq!(client.html(), client.server_html());
}
