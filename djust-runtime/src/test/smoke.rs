//! Calls every handler with whatever a client could send.

use serde_json::{Map, Value, json};

use super::TestClient;
use crate::handler::HandlerMeta;

impl TestClient {
    /// Calls each handler of the view and of the components on its page with parameters that make no sense: none, other
    /// types, empty and long texts, numbers at the ends of their ranges. Refusals are fine; a panic is not, nor is a page
    /// that can't be rendered. Says how many calls were made.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::TestClient;
    ///
    /// let mut page = TestClient::visit("/").mount::<Counter>()?;
    /// assert!(page.smoke_test() > 10);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// A handler or a render did.
    #[track_caller]
    pub fn smoke_test(&mut self) -> usize {
        let mut ids = vec![crate::component::store::VIEW];
        ids.extend(self.component_ids());
        let mut calls = 0;
        for id in ids {
            for handler in self.session.handlers_of(id) {
                for params in odd_params(handler) {
                    calls += 1;
                    self.call_oddly(id, handler.name, params);
                }
            }
        }
        calls
    }

    #[track_caller]
    fn call_oddly(&mut self, id: u32, name: &str, params: Value) {
        let failures = self.session.failure_count();
        let answer = self.send_event_to(id, name, &params);
        let failed = self.session.failure_count() > failures;
        assert!(
            !failed,
            "`{name}` panicked when it was called with {params}: {answer:?}"
        );
        // Whatever the page has become: the next call is for one that stays.
        self.told.navigated = None;
        self.session.stay();
    }
}

/// Parameters that a client could send.
fn odd_params(handler: &HandlerMeta) -> Vec<Value> {
    let long = "x".repeat(50_000);
    let values = [
        json!(null),
        json!(true),
        json!(""),
        json!("0"),
        json!("\u{0}<b>'\"&\u{1f600}"),
        json!(long),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!([]),
        json!([[null], {}]),
        json!({ "a": 1 }),
    ];
    let of = |value: &Value| {
        let named = handler
            .params
            .iter()
            .map(|it| (it.name.to_owned(), value.clone()));
        Value::Object(named.collect::<Map<_, _>>())
    };
    let mut all = vec![json!({})];
    if !handler.params.is_empty() {
        all.extend(values.iter().map(of));
    }
    all
}
