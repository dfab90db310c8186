//! The test kit: what users test their views with. TE-01 to TE-06, TE-08.
#![allow(missing_docs, dead_code)]

#[path = "kit/contract.rs"]
mod contract;
#[path = "kit/shop.rs"]
mod shop;

include!("kit/views.rs");

use djust_runtime::js::{Commands as _, Js};

/// What the browser does by itself, and one call.
#[djust_macros::live_view(source = r##"<output>{{ count }}</output>
    <form dj-submit="{{ self.send() }}"><input name="amount" value="3"><button>Send</button></form>
    <button id="hide" dj-click="{{ Js::hide("form") }}">Hide</button>"##)]
struct Dialog {
    count: i64,
}

#[djust_macros::live_view]
impl Dialog {
    fn mount() -> Self {
        Self { count: 0 }
    }

    fn send(&self) -> Js {
        Js::push("add", [("more", 2)]).on("form").hide()
    }

    #[event_handler]
    fn add(&mut self, amount: i64, more: i64) {
        self.count += amount * more;
    }
}

mod kit {
    use djust_runtime::halt::Halt;
    use djust_runtime::test::{Cost, TestClient, assert_state, json};

    use super::{Counter, Dialog, Search};

    /// What a panic says.
    fn told(act: impl FnOnce()) -> String {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(act));
        let told = told.expect_err("it can't be done");
        told.downcast_ref::<String>().cloned().unwrap_or_default()
    }

    fn counter(url: &str) -> TestClient {
        TestClient::visit(url).mount::<Counter>().expect("a page")
    }

    #[test]
    fn te_01_a_view_is_mounted_with_a_url_and_te_04_rendered() {
        let page = counter("/?start=7");
        assert_eq!(page.text("output"), "7");
        assert!(page.html().starts_with("<output>7</output>"));
        let refused = TestClient::visit("/?start=x")
            .mount::<Counter>()
            .map(|_| ());
        assert!(matches!(refused, Err(Halt::BadRequest(_))));
    }

    #[test]
    fn te_02_ip09_of_commands_the_calls_reach_the_view() {
        let mut page = TestClient::visit("/").mount::<Dialog>().expect("a page");
        page.click("form button");
        assert_eq!(page.text("output"), "6");
        page.click("#hide");
        assert_eq!(page.text("output"), "6");
    }

    #[test]
    fn te_02_an_event_tells_what_came_of_it() {
        let mut page = counter("/");
        let answer = page.send_event("add", json!({ "amount": 3 }));
        answer.assert_ok();
        assert!(answer.before.starts_with("<output>0<"));
        assert!(answer.after.starts_with("<output>3<"));
        assert!(!answer.took.is_zero());
        assert_eq!(answer.writes(), 2, "the number, and that it may be reset");
        assert_state!(page, Counter { count: 3 });
        page.send_event("add", ()).assert_refused("missing_param");
        page.send_event("mount", ()).assert_refused("unknown_event");
    }

    #[test]
    fn te_03_a_state_that_differs_is_shown_as_a_diff() {
        let mut page = TestClient::visit("/").mount::<Search>().expect("a page");
        page.input("#query", "p");
        assert_state!(page, Search { query: "p" });
        let told = told(|| {
            assert_state!(
                page,
                Search {
                    query: "p",
                    found: ["apple", "plum", "pear", "raspberry"]
                }
            );
        });
        let expected = "Search is not as expected (- expected, + found)\nfound:\n";
        assert!(told.starts_with(expected), "{told}");
        assert!(
            told.contains("      \"apple\",\n-     \"plum\",\n+     \"grape\",\n"),
            "{told}"
        );
        assert!(!told.contains("query"), "{told}");
    }

    #[test]
    fn te_05_a_page_is_compared_with_its_snapshot() {
        counter("/?start=2").assert_snapshot("counter");
    }

    #[test]
    fn te_06_what_an_event_costs_is_counted_and_limited() {
        let limit = Cost {
            bytes: 20,
            writes: 1,
            ..Cost::default()
        };
        let mut page = counter("/?start=1");
        let add = page.send_event("add", json!({ "amount": 1 }));
        add.assert_costs_at_most(limit);
        let reset = page.send_event("reset", ());
        let told = told(|| {
            reset.assert_costs_at_most(limit);
        });
        assert!(
            told.contains("2 writes") && told.contains("may cost 20 bytes, 1 writes"),
            "{told}"
        );
    }

    #[test]
    fn te_08_a_smoke_test_calls_every_handler() {
        assert_eq!(counter("/").smoke_test(), 17);
    }

    #[test]
    fn what_can_not_be_done_says_why() {
        type Act = fn(&mut TestClient) -> &mut TestClient;
        let cases: [(Act, &str); 8] = [
            (|page| page.click("a"), "nothing on the page is `a`"),
            (
                |page| page.click("button"),
                "`button` is several elements, such as <button dj-click=\"add(1)\"> and",
            ),
            (|page| page.click("button >"), "`button >` is no selector"),
            (
                |page| page.click("#reset"),
                "`#reset` is disabled: <button id=\"reset\"",
            ),
            (
                |page| page.click("output"),
                "nothing of djust's hears a click on `output`: <output>",
            ),
            (|page| page.input("output", "x"), "<output> is no field"),
            (|page| page.submit("output"), "`output` is in no form"),
            (
                |page| page.trigger("mouseenter", "output"),
                "there is no `dj-mouseenter` around `output`",
            ),
        ];
        for (act, expected) in cases {
            let told = told(|| {
                act(&mut counter("/"));
            });
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
