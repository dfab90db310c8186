//! Handlers that tell the page what they were called with. What calls them a test writes into an element that is left to
//! scripts, so that one page has any markup.

use std::collections::BTreeMap;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;
use serde_json::{Value, json};

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Calls>("/calls"));
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Choice {
    All,
    HighFirst,
}
param_enum!(Choice { All, HighFirst });

#[live_view(template = "calls.html")]
pub(crate) struct Calls {
    #[model]
    first: String,
    second: String,
}

/// Another one that can be called.
#[live_component(source = r#"<p id="other" hidden><i dj-click="echo"></i></p>"#)]
struct Other {}

#[live_component]
impl Other {
    /// All that came by name.
    #[event_handler]
    fn echo(&self, cx: &mut Context, #[rest] all: BTreeMap<String, Value>) {
        took(cx, json!({ "other": all }));
    }
}

#[live_view]
impl Calls {
    fn mount() -> Self {
        Self {
            first: String::new(),
            second: String::new(),
        }
    }

    /// All that came by name.
    #[event_handler]
    fn echo(&self, cx: &mut Context, #[rest] all: BTreeMap<String, Value>) {
        took(cx, json!(all));
    }

    /// What came by place, or by name.
    #[event_handler]
    fn called(
        &self,
        cx: &mut Context,
        a: Option<String>,
        b: Option<i64>,
        #[default(true)] c: bool,
        d: Option<String>,
    ) {
        took(cx, json!([a, b, c, d]));
    }

    /// One for two fields.
    #[event_handler]
    #[expect(clippy::used_underscore_binding, reason = "the parameter is called so")]
    fn validate(&mut self, value: String, _target: Option<String>) {
        let problem = if value.len() < 3 { "too short" } else { "" };
        match _target.as_deref() {
            Some("first") => self.first = problem.to_owned(),
            Some("second") => self.second = problem.to_owned(),
            _ => {}
        }
    }

    /// Runs at once, and then no more within a test.
    #[event_handler(throttle = "600s")]
    fn seldom(&self, cx: &mut Context, #[rest] all: BTreeMap<String, Value>) {
        took(cx, json!(all));
    }

    #[event_handler]
    fn int(&self, cx: &mut Context, p: i64) {
        took(cx, integer(p));
    }

    #[event_handler]
    fn byte(&self, cx: &mut Context, p: u8) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn float(&self, cx: &mut Context, p: f64) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn flag(&self, cx: &mut Context, p: bool) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn text(&self, cx: &mut Context, p: String) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn letter(&self, cx: &mut Context, p: char) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn ints(&self, cx: &mut Context, p: Vec<i64>) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn texts(&self, cx: &mut Context, p: Vec<String>) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn maybe(&self, cx: &mut Context, p: Option<i64>) {
        took(cx, p.map_or(Value::Null, integer));
    }

    #[event_handler]
    fn maybe_text(&self, cx: &mut Context, p: Option<String>) {
        took(cx, json!(p));
    }

    #[event_handler]
    fn choice(&self, cx: &mut Context, p: Choice) {
        took(cx, json!(format!("{p:?}")));
    }
}

fn took(cx: &mut Context, what: Value) {
    cx.push_event("took", &what);
}

/// As the contract shows one: past 2^53 its digits.
fn integer(value: i64) -> Value {
    if value.unsigned_abs() < 1 << 53 {
        json!(value)
    } else {
        json!(value.to_string())
    }
}
