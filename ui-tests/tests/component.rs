//! What the macros make of a component: its props, its state, what it tells its parent.
#![allow(missing_docs)]

use std::cell::RefCell;

use djust_macros::{Message, live_component, live_view};
use djust_runtime::context::Context;
use djust_runtime::event::EventError;
use djust_runtime::halt::Halt;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};
use serde_json::json;

mod parts {
    use super::*;

    #[derive(Message)]
    pub(crate) struct RatingChanged {
        pub(crate) value: u32,
        pub(crate) by: Option<String>,
    }

    #[live_component(
        source = "<p>{% for n in 1..=max %}<b class=\"{% if n <= shown() %}on{% endif %}\" data-n=\"{{ n }}\" dj-mouseenter=\"hover\" dj-click=\"commit\">{{ n }}</b>{% endfor %}\
            {% if let Some(label) = label %}{{ label }}{% endif %} {{ log.join(\"+\") }}</p>",
        emits(RatingChanged)
    )]
    pub(crate) struct StarRating {
        /// How many stars there are lit.
        #[prop]
        value: u32,
        #[prop(default = 5)]
        max: u32,
        #[prop(default)]
        read_only: bool,
        #[prop]
        label: Option<String>,
        hover: u32,
        #[state(vec!["new"])]
        log: Vec<&'static str>,
    }

    #[live_component]
    impl StarRating {
        fn mount(&mut self) {
            self.log.push("mount");
        }

        fn update(&mut self, cx: &mut Context) {
            self.log.push("update");
            cx.push_event("updated", &self.log);
        }

        fn shown(&self) -> u32 {
            if self.hover > 0 {
                self.hover
            } else {
                self.value
            }
        }

        /// As a test of its own would make it.
        pub(crate) fn of(value: u32, max: u32) -> Self {
            Self {
                value,
                max,
                read_only: false,
                label: None,
                hover: 0,
                log: Vec::new(),
            }
        }

        #[event_handler]
        fn hover(&mut self, n: u32) {
            self.hover = n;
        }

        #[event_handler]
        fn hover_clear(&mut self) {
            self.hover = 0;
        }

        #[event_handler]
        fn commit(&mut self, n: u32, cx: &mut Context) {
            if self.read_only || n < 1 || n > self.max {
                return;
            }
            self.value = n;
            self.hover = 0;
            cx.send_parent(
                self,
                RatingChanged {
                    value: n,
                    by: self.label.clone(),
                },
            );
        }
    }
}

thread_local! {
    static RENDERS: RefCell<u32> = const { RefCell::new(0) };
}

/// Counts the renders of the page.
fn seen() -> &'static str {
    RENDERS.with_borrow_mut(|renders| *renders += 1);
    ""
}

#[live_view(source = "<h1>{{ title }}{{ self::seen() }}</h1>\
    {% live_component parts::StarRating value=rating label=\"mine\" %}\
    {% live_component \"self::parts::StarRating\" value=average + 1 max=3 read_only=true %}\
    <ul>{% for (id, value) in rows %}<li data-key=\"{{ id }}\">\
    {% live_component parts::StarRating value=value label=id %}</li>{% endfor %}</ul>\
    <i dj-click=\"refuse\"></i><form id=\"head\" dj-submit=\"retitle\"><input name=\"title\"></form>\
    <form id=\"row\" dj-submit=\"row\"><input name=\"id\"><input name=\"value\"></form>")]
struct Movie {
    title: String,
    rating: u32,
    average: u32,
    rows: Vec<(String, u32)>,
    refuses: bool,
}

#[live_view]
impl Movie {
    fn mount() -> Self {
        Self {
            title: "Movie".to_owned(),
            rating: 2,
            average: 1,
            rows: Vec::new(),
            refuses: false,
        }
    }

    #[event_handler]
    fn rating_changed(
        &mut self,
        value: u32,
        by: Option<String>,
        cx: &mut Context,
    ) -> Result<(), EventError> {
        if self.refuses {
            return Err("not today".into());
        }
        cx.push_event("rated", &(by, value));
        self.rating = value;
        Ok(())
    }

    #[event_handler]
    fn refuse(&mut self) {
        self.refuses = true;
    }

    #[event_handler]
    fn retitle(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    fn row(&mut self, id: String, value: u32) {
        self.rows.insert(0, (id, value));
    }
}

/// The page of a component: `on` stars of `max`, its label, what its log says.
fn stars(on: u32, max: u32, label: &str, log: &str) -> String {
    let star = |n: u32| {
        let class = if n <= on { "on" } else { "" };
        format!(
            "<b class=\"{class}\" data-n=\"{n}\" dj-mouseenter=\"hover\" dj-click=\"commit\">{n}</b>"
        )
    };
    let all: String = (1..=max).map(star).collect();
    format!("<p>{all}{label} {log}</p>")
}

fn page(title: &str, own: &str, average: &str, rows: &[(&str, String)]) -> String {
    let row = |(id, stars): &(&str, String)| format!("<li data-key=\"{id}\">{stars}</li>");
    let rows: String = rows.iter().map(row).collect();
    format!("<h1>{title}</h1>{own}{average}<ul>{rows}</ul>{CONTROLS}")
}

const CONTROLS: &str = "<i dj-click=\"refuse\"></i>\
    <form id=\"head\" dj-submit=\"retitle\"><input name=\"title\"></form>\
    <form id=\"row\" dj-submit=\"row\"><input name=\"id\"><input name=\"value\"></form>";

/// The visitor's own stars, and the average.
const OWN: &str = "p:nth-child(2)";
const AVERAGE: &str = "p:nth-child(3)";

fn hover(client: &mut TestClient, stars: &str, n: u32) {
    client.trigger("mouseenter", &format!("{stars} b:nth-child({n})"));
}

fn commit(client: &mut TestClient, stars: &str, n: u32) {
    client.click(&format!("{stars} b:nth-child({n})"));
}

fn add_row(client: &mut TestClient, id: &str, value: u32) {
    client.input("[name=id]", id);
    client.input("[name=value]", value.to_string());
    client.submit("#row");
}

fn movie() -> TestClient {
    TestClient::mount::<Movie>(MountRequest::default()).expect("a page")
}

fn shows(client: &TestClient, expected: &str) {
    assert_eq!(client.html(), expected);
    assert_eq!(client.server_html(), client.html());
}

fn last(client: &TestClient) -> &str {
    client.told.frames.last().map_or("", String::as_str)
}

/// The average, which nothing changes in most tests.
fn average() -> String {
    stars(2, 3, "", "new+mount")
}

#[test]
fn co_03_mount_runs_once_with_the_props_of_the_tag() {
    let client = movie();
    let own = stars(2, 5, "mine", "new+mount");
    shows(&client, &page("Movie", &own, &average(), &[]));
}

/// CO-02, IP-04: each has its own state, which begins afresh.
#[test]
fn co_04_two_instances_do_not_share_state() {
    let mut client = movie();
    hover(&mut client, OWN, 4);
    let own = stars(4, 5, "mine", "new+mount");
    shows(&client, &page("Movie", &own, &average(), &[]));
    hover(&mut client, AVERAGE, 1);
    let other = stars(1, 3, "", "new+mount");
    shows(&client, &page("Movie", &own, &other, &[]));
}

/// IP-16: not even its page is rendered, unless it is told something.
#[test]
fn co_06_an_event_in_a_component_renders_nothing_else() {
    let mut client = movie();
    RENDERS.take();
    hover(&mut client, OWN, 3);
    assert_eq!(last(&client), r#"["p",1,1,[],1,[0,[[2,[0,"on"]]]]]"#);
    assert_eq!(RENDERS.take(), 0);
    commit(&mut client, OWN, 3);
    assert_eq!(RENDERS.take(), 1);
}

#[test]
fn co_07_a_message_runs_the_parents_handler_in_the_same_turn() {
    let mut client = movie();
    commit(&mut client, OWN, 4);
    assert_eq!(client.version(), 1, "one patch for both");
    assert_eq!(
        client.told.pushed,
        [("rated".to_owned(), json!(["mine", 4]))]
    );
    // The parent gave back what the component has already: that is no update.
    let own = stars(4, 5, "mine", "new+mount");
    shows(&client, &page("Movie", &own, &average(), &[]));
}

#[test]
fn co_08_co_10_what_is_read_only_or_out_of_range_does_nothing() {
    let mut client = movie();
    let before = client.html();
    commit(&mut client, AVERAGE, 1);
    for n in [0, 6] {
        client.event_to(1, "commit", json!({ "n": n }));
    }
    assert!(client.told.pushed.is_empty() && client.told.refused.is_empty());
    assert_eq!(client.html(), before);
}

#[test]
fn a_parent_that_refuses_answers_the_event_and_sets_its_props_again() {
    let mut client = movie();
    client.click("i");
    commit(&mut client, OWN, 4);
    let refused = (2, "failed".to_owned(), "not today".to_owned());
    assert_eq!(client.told.refused, [refused]);
    let own = stars(2, 5, "mine", "new+mount+update");
    shows(&client, &page("Movie", &own, &average(), &[]));
}

#[test]
fn co_11_a_components_state_goes_with_its_row() {
    let mut client = movie();
    for (id, value) in [("a", 1), ("b", 2)] {
        add_row(&mut client, id, value);
    }
    hover(&mut client, "[data-key=a]", 5);
    add_row(&mut client, "c", 3);
    let own = stars(2, 5, "mine", "new+mount");
    let rows = [
        ("c", stars(3, 5, "c", "new+mount")),
        ("b", stars(2, 5, "b", "new+mount")),
        ("a", stars(5, 5, "a", "new+mount")),
    ];
    shows(&client, &page("Movie", &own, &average(), &rows));
}

#[test]
fn co_14_a_prop_that_the_parent_changes_is_an_update_and_the_state_stays() {
    let mut client = movie();
    hover(&mut client, OWN, 5);
    client.input("[name=title]", "Same props").submit("#head");
    assert_state!(
        client,
        Movie {
            title: "Same props"
        }
    );
    let own = stars(5, 5, "mine", "new+mount");
    shows(&client, &page("Same props", &own, &average(), &[]));
    // The page's handler can be called past the component.
    client.event("rating_changed", json!({ "value": 3, "by": "them" }));
    let own = stars(5, 5, "mine", "new+mount+update");
    shows(&client, &page("Same props", &own, &average(), &[]));
    assert_eq!(client.told.pushed[1].0, "updated");
}

mod keyed {
    use super::*;

    #[live_component(source = "<tr><td dj-click=\"click\">{{ name }} {{ clicks }}</td></tr>")]
    pub(super) struct Row {
        #[prop]
        name: String,
        clicks: u32,
    }

    #[live_component]
    impl Row {
        #[event_handler]
        fn click(&mut self) {
            self.clicks += 1;
        }
    }

    #[live_component(source = "<tr><th dj-click=\"click\">{{ name }} {{ clicks }}</th></tr>")]
    pub(super) struct Head {
        #[prop]
        name: String,
        clicks: u32,
    }

    #[live_component]
    impl Head {
        #[event_handler]
        fn click(&mut self) {
            self.clicks += 1;
        }
    }

    #[live_view(source = "<table><tbody>{% for name in names %}\
        {% if name.starts_with('h') %}{% live_component Head key=name name=name %}\
        {% else %}{% live_component Row name=name key=format!(\"{name}!\") %}{% endif %}\
        {% endfor %}</tbody></table>\
        <i id=\"turn\" dj-click=\"turn\"></i><i id=\"drop\" dj-click=\"drop_first\"></i>\
        <table><tbody>{% for name in names %}{% live_component Row key=name name=name %}{% endfor %}</tbody></table>")]
    pub(super) struct Table {
        names: Vec<String>,
    }

    #[live_view]
    impl Table {
        fn mount() -> Self {
            let names = ["h1", "a", "h2", "b"];
            Self {
                names: names.map(str::to_owned).to_vec(),
            }
        }

        #[event_handler]
        fn turn(&mut self) {
            self.names.reverse();
        }

        #[event_handler]
        fn drop_first(&mut self) {
            self.names.remove(0);
        }
    }
}

/// CO-11: a row that is a component and nothing else is known by the component's `key`.
#[test]
fn co_11_a_row_that_is_a_component_is_known_by_its_key() {
    let mut client = TestClient::visit("/")
        .mount::<keyed::Table>()
        .expect("a page");
    let all = "h1 0, a 0, h2 0, b 0";
    let shown = |client: &TestClient| {
        let cells = |table: &str| client.texts(&format!("table{table} tbody tr")).join(", ");
        (cells(":first-child"), cells(":last-child"))
    };
    assert_eq!(shown(&client), (all.to_owned(), all.to_owned()));
    // The second of the first table, and the first of the second.
    client
        .click("table:first-child tr:nth-child(2) td")
        .click("table:last-child tr:first-child td");
    client.click("#turn");
    let turned = (
        "b 0, h2 0, a 1, h1 0".to_owned(),
        "b 0, h2 0, a 0, h1 1".to_owned(),
    );
    assert_eq!(shown(&client), turned);
    assert_eq!(
        last(&client),
        r#"["p",3,3,[0,[[],[],[0,3,1,2,2,1]],1,[[],[],[0,3,1,2,2,1]]]]"#
    );
    client.click("#drop");
    assert_eq!(shown(&client).1, "h2 0, a 0, h1 1");
    assert_eq!(client.server_html(), client.html());
    // All values, as after a lost connection: components are found again by their ids.
    client.send_frame(r#"["r",4,[]]"#).expect("a resync");
    client.settle();
    assert_eq!(shown(&client).0, "h2 0, a 1, h1 0");
}

/// Sends away who may not see it.
#[live_component(source = "<p>secret</p>")]
struct Guard {
    #[prop]
    to: String,
}

#[live_component]
impl Guard {
    fn mount(&mut self, cx: &mut Context) {
        cx.redirect(self.to.clone());
    }
}

#[live_view(
    source = "{% if shown %}{% live_component Guard to=\"/login/\" %}{% endif %}<i dj-click=\"show\"></i>"
)]
struct Guarded {
    shown: bool,
}

#[live_view]
impl Guarded {
    fn mount(#[default(false)] shown: bool) -> Self {
        Self { shown }
    }

    #[event_handler]
    fn show(&mut self) {
        self.shown = true;
    }
}

#[test]
fn co_13_a_redirect_in_mount_answers_the_page_and_leaves_one_that_is_live() {
    let mut request = MountRequest::default();
    request.params.query = "shown=true".to_owned();
    let halted = TestClient::mount::<Guarded>(request).map(|_| ());
    assert_eq!(halted, Err(Halt::Redirect("/login/".to_owned())));
    let mut client = TestClient::mount::<Guarded>(MountRequest::default()).expect("a page");
    client.click("i").assert_redirect("/login/");
}

/// CO-12: its own tests need no page.
#[test]
fn co_12_a_component_is_mounted_alone() {
    let rating = parts::StarRating::of(2, 3);
    let mut client = TestClient::component(rating).expect("a page");
    shows(&client, &stars(2, 3, "", "mount"));
    hover(&mut client, "p", 1);
    shows(&client, &stars(1, 3, "", "mount"));
    commit(&mut client, "p", 3);
    shows(&client, &stars(3, 3, "", "mount"));
    client.event_to(1, "commit", json!({ "n": 4 }));
    let sent = (
        "rating_changed".to_owned(),
        json!({ "value": 3, "by": null }),
    );
    assert_eq!(client.sent(), [sent]);
}

mod deep {
    use djust_macros::{Message, component, live_component, live_view};

    // Names of the prelude and of generated code, which mean something else here.
    #[allow(dead_code)]
    struct Option;
    #[allow(dead_code)]
    struct Result;
    #[allow(dead_code)]
    struct Default;
    #[allow(dead_code)]
    struct Given;
    #[allow(dead_code)]
    struct Some;
    #[allow(dead_code)]
    fn drop() {}

    #[derive(Message)]
    pub(super) struct Told {
        pub(super) fields: u32,
        pub(super) r#type: bool,
    }

    #[component(source = "<b>{{ values }}{{ to }}</b>")]
    pub(super) struct Plain {
        #[prop]
        values: u32,
        #[prop(default = 7)]
        to: u32,
    }

    #[live_component(
        source = "<p dj-click=\"tell(4, false)\">{{ draft }} {{ given }} {{ component }} {{ differs }}{% slot %}{% slot key0 %}</p>",
        emits(Told)
    )]
    pub(super) struct Deep {
        #[prop]
        draft: u32,
        #[prop(default = 2)]
        given: u32,
        #[prop]
        component: std::string::String,
        #[prop]
        r#type: bool,
        #[state(true)]
        differs: bool,
    }

    #[live_component]
    impl Deep {
        #[event_handler]
        fn tell(&mut self, cx: &mut djust_runtime::context::Context, args: u32, event: bool) {
            self.differs = event && self.r#type;
            let fields = args;
            let r#type = self.r#type;
            cx.send_parent(self, Told { fields, r#type });
        }
    }

    #[live_view(
        source = "{% for value0 in rows %}<i data-key=\"{{ value0 }}\">{% live_component Deep draft=value0 component=\"c\" type=true %}\
                  <u>{{ told }}</u>{% fill key0 %}<s>{% component Plain values=value0 %}</s>{% endfill %}{% endlive_component %}</i>{% endfor %}"
    )]
    pub(super) struct Page {
        rows: std::vec::Vec<u32>,
        told: u32,
    }

    #[live_view]
    impl Page {
        fn mount() -> Self {
            Self {
                rows: vec![1],
                told: 0,
            }
        }

        #[event_handler]
        fn told(&mut self, fields: u32, r#type: bool) {
            self.told = fields + u32::from(r#type);
        }
    }
}

/// I10: names of the user's never meet those of generated code.
#[test]
fn generated_code_of_components_is_hygienic() {
    let mut client = TestClient::mount::<deep::Page>(MountRequest::default()).expect("a page");
    let page = |differs: bool, told: u32| {
        format!(
            "<i data-key=\"1\"><p dj-click=\"tell(4, false)\">1 2 c {differs}<u>{told}</u><s><b>17</b></s></p></i>"
        )
    };
    shows(&client, &page(true, 0));
    client.click("p");
    shows(&client, &page(false, 5));
}
