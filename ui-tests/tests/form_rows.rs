//! Groups and rows of a form: structs within a struct, in a view.
#![allow(missing_docs)]

use djust_macros::{Form, live_view};
use djust_runtime::form::{Form, FormValues, Problem, Row};
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;

#[derive(Debug, PartialEq, Form)]
#[form(messages = say)]
struct Line {
    #[form(required)]
    item: String,
    #[form(min = 1, max = 99)]
    qty: u8,
    gift: bool,
}

fn say(field: &str, problem: &Problem) -> String {
    format!("{field}: {problem}")
}

#[derive(Debug, PartialEq, Form)]
struct Address {
    #[form(required)]
    city: String,
}

#[derive(Debug, PartialEq, Form)]
struct Order {
    #[form(required)]
    name: String,
    #[form(nested)]
    address: Address,
    #[form(nested, min_rows = 1, max_rows = MOST)]
    lines: Vec<Line>,
}

const MOST: usize = 3;

#[live_view(source = r#"<form dj-submit="order">
<input name="name" value="{{ form.value("name") }}" dj-input="check">
{% for line in form.rows("lines") %}
<p data-key="{{ line.key() }}">
<input name="{{ line.name("item") }}" value="{{ line.value("item") }}" dj-input="check">
<input name="{{ line.name("qty") }}" value="{{ line.value("qty") }}" dj-input="check">
{% if let Some(error) = line.error("qty") %}<b>{{ error }}</b>{% endif %}
<button type="button" dj-click="remove({{ line.key() }})">-</button>
</p>
{% endfor %}
{% if let Some(error) = form.error("lines") %}<i>{{ error }}</i>{% endif %}
</form>
<button dj-click="add">+</button> <button dj-click="sort">Sort</button>
<output>{{ ordered }}</output>"#)]
struct Page {
    form: Form<Order>,
    ordered: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            ordered: String::new(),
        }
    }

    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn add(&mut self) {
        if let Some(line) = self.form.add_row("lines") {
            line.set_values([("qty", "1")]);
        }
    }

    #[event_handler]
    fn remove(&mut self, key: u32) {
        self.form.remove_row("lines", key);
    }

    #[event_handler]
    fn sort(&mut self) {
        let item = |line: &Row| line.value("item").to_owned();
        self.form
            .sort_rows("lines", |one, other| item(one).cmp(&item(other)));
    }

    #[event_handler]
    fn order(&mut self, #[rest] values: FormValues) {
        if let Some(order) = self.form.submit(&values) {
            self.ordered = format!("{order:?}");
        }
    }
}

fn page() -> TestClient {
    TestClient::mount::<Page>(MountRequest::default()).expect("a page")
}

fn output(client: &TestClient) -> String {
    let html = client.html();
    let (_, behind) = html.split_once("<output>").expect("an output");
    behind.replace("</output>", "")
}

#[test]
fn a_struct_with_rows_is_filled_and_given() {
    let mut client = page();
    client.event("order", json!({ "name": "Jo", "address[city]": "Oslo" }));
    assert!(client.html().contains("<i>Must have at least 1 entry.</i>"));
    client.event("add", json!({}));
    assert!(!client.html().contains("<i>"));
    client.event("add", json!({}));
    client.event("check", json!({ "field": "lines[1][qty]", "value": "12a" }));
    assert!(client.html().contains("<b>qty: Must be a number.</b>"));
    assert!(
        client
            .html()
            .contains(r#"name="lines[1][qty]" value="12a""#)
    );
    client.event(
        "check",
        json!({ "field": "lines[0][item]", "value": "tea" }),
    );
    client.event(
        "check",
        json!({ "field": "lines[1][item]", "value": "bread" }),
    );
    client.event("sort", json!({}));
    let html = client.html();
    assert!(html.find("lines[1][item]") < html.find("lines[0][item]"));
    assert!(html.contains(r#"name="lines[1][qty]" value="12a""#));
    client.event("remove", json!({ "key": 0 }));
    client.event(
        "order",
        json!({
            "name": "Jo", "address[city]": "Oslo", "address[country]": "NO", "lines[0][item]": "gone",
            "lines[1][item]": "bread", "lines[1][qty]": "2", "lines[1][gift]": "on",
        }),
    );
    let expected = Order {
        name: "Jo".into(),
        address: Address {
            city: "Oslo".into(),
        },
        lines: vec![Line {
            item: "bread".into(),
            qty: 2,
            gift: true,
        }],
    };
    assert_eq!(
        output(&client),
        format!("{expected:?}").replace('"', "&#34;")
    );
    assert_eq!(client.server_html(), client.html());
}

/// What a form can't be made of is refused, takes a bounded time and changes nothing.
#[test]
fn hostile_rows_change_nothing() {
    let mut client = page();
    client.event("add", json!({}));
    let before = client.html();
    let many: serde_json::Map<String, serde_json::Value> = (0..2_000)
        .map(|key| (format!("lines[{key}0][item]"), json!("x")))
        .collect();
    for (event, hostile) in [
        ("check", json!({ "field": "lines[7][qty]", "value": "1" })),
        ("check", json!({ "field": "lines[0][price]", "value": "1" })),
        ("check", json!({ "field": "ordered", "value": "1" })),
        (
            "check",
            json!({ "field": "lines[0]".repeat(5_000), "value": "x" }),
        ),
        ("order", json!({ "lines": "x", "lines[0][item]": "y" })),
        ("order", json!({ "lines[0]": "x", "lines[0][item]": "y" })),
        ("remove", json!({ "key": 99 })),
        ("remove", json!({ "key": -1 })),
    ] {
        client.event(event, hostile);
        assert_eq!(client.html(), before, "{event}");
    }
    client.event("order", many.into());
    assert!(output(&client).is_empty());
    assert_eq!(client.html().matches("<p").count(), 1);
}

/// A POST brings its rows along.
#[test]
fn a_form_is_made_of_what_a_post_brings() {
    let values: FormValues = [
        ("name", "Jo"),
        ("address[city]", "Oslo"),
        ("lines[4][item]", "tea"),
        ("lines[4][qty]", "1"),
        ("lines[2][item]", "milk"),
        ("lines[2][qty]", ""),
    ]
    .into_iter()
    .collect();
    let mut form = Form::<Order>::from_values(&values);
    assert!(form.valid());
    assert_eq!(form.check(), None);
    assert_eq!(
        form.errors(),
        [("lines[2][qty]", "qty: This field is required.")].into()
    );
    form.remove_row("lines", 2);
    let order = form.check().expect("an order");
    assert_eq!(order.lines.len(), 1);
    assert_eq!(form.typed(), Some(order));
}

/// Rows may have rows of their own kind.
#[derive(Debug, PartialEq, Form)]
struct Reply {
    text: String,
    #[form(nested)]
    replies: Vec<Reply>,
}

#[test]
fn rows_within_rows() {
    let mut form = Form::<Reply>::new();
    form.add_row("replies");
    form.add_row("replies[0][replies]");
    form.set_values([("replies[0][replies][0][text]", "deep")]);
    let reply = form.typed().expect("a reply");
    assert_eq!(reply.replies[0].replies[0].text, "deep");
    let name = "replies[0]".to_owned() + &"[replies][0]".repeat(9) + "[text]";
    let form = Form::<Reply>::from_values(&[(name, "x")].into_iter().collect());
    assert!(
        form.typed().is_some(),
        "deeper names than are read are bounded"
    );
}

/// IP-08: a field that the tag writes, of each kind, in a form and in a row.
#[live_view(source = r#"<form dj-submit="send">
{% live_field form.name hint="As in your pass." %}
{% live_field form.address_lines type="textarea" %}
{% live_field form.country type="select" options=countries %}
{% live_field form.agreed label="I agree" type="checkbox" %}
{% live_field form.meal type="radio" options=[("fish", "Fish"), ("rice", "Rice")] input_class="choice" invalid_class="is-wrong" %}
{% live_field form.code type="hidden" %}
{% live_field form.seat input_class="form-control" invalid_class="is-invalid" readonly=self.is_seated() autofocus=true %}
{% for guest in form.rows("guests") %}<section data-key="{{ guest.key() }}">{% live_field guest.age label=self.age_of(guest.key()) on="input" event="check" %}</section>{% endfor %}
</form>"#)]
struct Visit {
    form: Form<Visitor>,
    countries: Vec<(String, String)>,
}

#[derive(Form)]
#[expect(dead_code, reason = "the page shows the texts alone")]
struct Visitor {
    #[form(required)]
    name: String,
    address_lines: String,
    country: Option<String>,
    #[form(required)]
    agreed: bool,
    #[form(required, choices = ["fish", "rice"])]
    meal: String,
    code: String,
    #[form(max_length = 3)]
    seat: String,
    #[form(nested)]
    guests: Vec<Guest>,
}

#[derive(Form)]
#[expect(dead_code, reason = "the page shows the texts alone")]
struct Guest {
    age: u8,
}

#[live_view]
impl Visit {
    fn mount() -> Self {
        let mut form = Form::new();
        form.add_row("guests");
        form.set_values([("code", "k3")]);
        let countries = [("no", "Norway"), ("se", "Sweden")];
        let countries = countries.map(|(code, name)| (code.to_owned(), name.to_owned()));
        Self {
            form,
            countries: countries.into(),
        }
    }

    #[event_handler]
    fn validate_field(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn send(&mut self, #[rest] values: FormValues) {
        self.form.take_all(&values);
    }
}

impl Visit {
    fn is_seated(&self) -> bool {
        self.form.value("seat") == "12A"
    }

    fn age_of(&self, key: u32) -> String {
        format!("Age of guest {key}")
    }
}

#[test]
fn ip_08_a_written_field_is_bound_to_its_label_hint_and_error() {
    let mut client = TestClient::mount::<Visit>(MountRequest::default()).expect("a page");
    let has = |client: &TestClient, parts: &[&str]| {
        let html = client.html();
        for part in parts {
            assert!(html.contains(part), "{part}: {html}");
        }
    };
    has(
        &client,
        &[
            r#"<label for="name">Name</label>"#,
            r#"aria-describedby="name-hint name-error" aria-required="true""#,
            r#"<p class="dj-field-hint" id="name-hint">As in your pass.</p>"#,
            r#"<p class="dj-field-error" id="name-error" aria-live="polite"></p>"#,
            r#"<label for="address_lines">Address lines</label>"#,
            r#"<label for="guests-0-age">Age of guest 0</label>"#,
            r#"id="guests-0-age" name="guests[0][age]" dj-input="check""#,
        ],
    );
    assert!(!client.html().contains("aria-invalid") && !client.html().contains("checked"));
    client.event("send", json!({
        "name": "", "address_lines": "a\nb", "country": "se", "agreed": "on", "guests[0][age]": "x",
    }));
    has(
        &client,
        &[
            r#"aria-required="true" aria-invalid="true""#,
            r#"id="name-error" aria-live="polite">This field is required.</p>"#,
            ">a\nb</textarea>",
            r#"<option value="se" data-key="se" selected>Sweden</option>"#,
            "checked",
            r#"id="guests-0-age-error" aria-live="polite">Must be a number.</p>"#,
        ],
    );
    client.event(
        "validate_field",
        json!({ "field": "country", "value": "no" }),
    );
    has(&client, &[r#"<option value="no" data-key="no" selected>"#]);
    client.event("check", json!({ "field": "guests[0][age]", "value": "7" }));
    has(
        &client,
        &[
            r#"value="7""#,
            r#"id="guests-0-age-error" aria-live="polite"></p>"#,
        ],
    );
    assert_eq!(client.server_html(), client.html());
}

#[test]
fn ip_08_groups_of_choices_classes_and_states_are_written() {
    let mut client = TestClient::mount::<Visit>(MountRequest::default()).expect("a page");
    let has = |client: &TestClient, parts: &[&str]| {
        let html = client.html();
        for part in parts {
            assert!(html.contains(part), "{part}: {html}");
        }
    };
    has(
        &client,
        &[
            r#"<legend>Meal</legend>"#,
            r#"type="radio" id="meal-0" name="meal" value="fish""#,
            r#"class="choice""#,
            r#"<input type="hidden" name="code" value="k3">"#,
            r#"class="form-control""#,
            "autofocus",
        ],
    );
    assert!(!client.html().contains("code-error") && !client.html().contains("readonly"));
    client.click("#meal-1");
    client.change("[name=seat]", "1234");
    has(&client, &[r#"class="form-control is-invalid""#]);
    client.change("[name=seat]", "12A");
    has(&client, &["readonly", r#"class="form-control""#]);
    client.submit("form");
    assert_eq!(client.html(), client.server_html());
}

#[test]
fn ip_08_two_forms_of_one_page_have_ids_of_their_own() {
    let [mut one, other] = ["one", "two"].map(|name| Form::<Visitor>::new().named(name));
    one.add_row("guests");
    assert_eq!([one.id("name"), other.id("name")], ["one-name", "two-name"]);
    assert_eq!(one.rows("guests")[0].id("age"), "one-guests-0-age");
    assert_eq!(one.name("name"), "name");
    one.reset();
    one.add_row("guests");
    assert_eq!(one.rows("guests")[0].id("age"), "one-guests-1-age");
}
