//! What the macros make of a view: its page, its handlers, its mount.
#![allow(missing_docs, clippy::trivially_copy_pass_by_ref)]

use std::time::Instant;

use djust_macros::live_view;
use djust_runtime::context::Context;
use djust_runtime::engine::html;
use djust_runtime::event::EventError;
use djust_runtime::halt::Halt;
use djust_runtime::param::UrlParams;
use djust_runtime::session::{Join, MountRequest, Outbox, Session};
use djust_runtime::view::{Handlers, LiveView, ViewTemplate};

#[live_view(source = "<h1>Count: {{ count }}</h1><button dj-click=\"increment\">+</button>")]
struct Counter {
    count: i64,
    #[allow(dead_code)]
    log: Vec<String>,
}

#[live_view]
impl Counter {
    fn mount(start: Option<i64>, cx: &mut Context) -> Self {
        assert!(cx.identity().is_none() && !cx.is_connected());
        Self {
            count: start.unwrap_or(Self::FIRST),
            log: Vec::new(),
        }
    }

    const FIRST: i64 = 0;

    /// Adds one.
    ///
    /// And no more.
    #[event_handler]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event_handler()]
    async fn add(
        &mut self,
        cx: &mut Context,
        amount: i64,
        #[default(Self::FIRST as u32 + 1)] times: u32,
    ) -> Result<(), EventError> {
        tokio::task::yield_now().await;
        self.count += amount * i64::from(times);
        cx.push_event("added", &amount);
        Ok(())
    }

    /// LV-06: an empty list is the same as none.
    #[event_handler()]
    fn refuse(&mut self) -> Result<(), &'static str> {
        self.log.push("refused".to_owned());
        Err("Not today")
    }

    #[event_handler]
    fn save(&mut self, note: Option<String>, r#type: u8, #[rest] form: Form) {
        self.count = i64::from(form.left) + i64::from(r#type);
        self.log.extend(note);
    }

    #[djust_macros::event_handler]
    fn peek(&self, mut amount: i64, cx: &mut Context) {
        amount += self.count;
        cx.push_event("peeked", &amount);
    }

    #[allow(dead_code)]
    fn hidden(&mut self) {
        self.count = -1;
    }
}

#[derive(serde::Deserialize)]
struct Form {
    left: u32,
}

fn page<V: LiveView>(params: UrlParams) -> Result<String, Halt> {
    let request = MountRequest {
        params,
        ..MountRequest::default()
    };
    let session = block_on(Session::mount::<V>(request))?;
    Ok(html::plain(session.tape()))
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

fn query(query: &str) -> UrlParams {
    UrlParams {
        query: query.to_owned(),
        ..UrlParams::default()
    }
}

/// A mounted and joined session, and what it sent.
struct Live {
    session: Session,
    next: u64,
}

impl Live {
    fn of<V: LiveView>() -> Self {
        let mut session = block_on(Session::mount::<V>(MountRequest::default())).expect("a view");
        let _marks = session.page("tag", &mut Vec::new());
        let mut out = Outbox::new();
        let now = Instant::now();
        block_on(session.join(&Join::default(), now, &mut out));
        block_on(session.run(now, &mut out));
        Self { session, next: 1 }
    }

    fn event(&mut self, name: &str, params: &str) -> Vec<String> {
        let mut out = Outbox::new();
        let version = self.session.version();
        let frame = format!(r#"["e",{},{version},"{name}",{params}]"#, self.next);
        self.next += 1;
        self.session
            .receive(&frame, Instant::now(), &mut out)
            .expect("a good frame");
        block_on(self.session.run(Instant::now(), &mut out));
        out.take()
    }

    fn page(&self) -> String {
        html::plain(self.session.tape())
    }
}

#[test]
fn a_view_renders_what_its_template_says() {
    let page = page::<Counter>(UrlParams::default()).expect("a page");
    assert_eq!(
        page,
        "<h1>Count: 0</h1><button dj-click=\"increment\">+</button>"
    );
    assert_eq!(Counter::SKELETON.template, "<Counter>");
    assert_eq!(Counter::NAME, "Counter");
}

/// LV-02: parameters of the URL are coerced like any other.
#[test]
fn lv_02_mount_takes_the_urls_parameters() {
    assert!(
        page::<Counter>(query("start=5"))
            .expect("a page")
            .contains("Count: 5")
    );
    let refused = page::<Counter>(query("start=five")).expect_err("is no number");
    assert_eq!(refused.status(), 400);
    let captured = UrlParams {
        captures: vec![("start".to_owned(), "7".to_owned())],
        query: "start=5".to_owned(),
    };
    assert!(
        page::<Counter>(captured)
            .expect("a page")
            .contains("Count: 7")
    );
}

#[test]
fn the_table_says_what_can_be_called() {
    let names: Vec<&str> = Counter::HANDLERS.iter().map(|it| it.name).collect();
    assert_eq!(names, ["increment", "add", "refuse", "save", "peek"]);
    let [increment, add, _, save, _] = Counter::HANDLERS else {
        panic!("five handlers");
    };
    assert_eq!(increment.description, "Adds one.");
    let params: Vec<_> = add
        .params
        .iter()
        .map(|it| (it.name, it.required, it.ty))
        .collect();
    assert_eq!(params, [("amount", true, "i64"), ("times", false, "u32")]);
    assert!(save.rest);
    let params: Vec<_> = save
        .params
        .iter()
        .map(|it| (it.name, it.required, it.ty))
        .collect();
    assert_eq!(
        params,
        [("note", false, "Option<String>"), ("type", true, "u8")]
    );
}

#[test]
fn a_sync_handler_runs_and_one_value_travels() {
    let mut live = Live::of::<Counter>();
    assert_eq!(live.event("increment", "{}"), [r#"["p",1,1,[0,1]]"#]);
    assert_eq!(live.event("increment", "{}"), [r#"["p",2,2,[0,2]]"#]);
}

/// LV-08.
#[test]
fn lv_08_an_async_handler_runs_with_context_and_default() {
    let mut live = Live::of::<Counter>();
    let frames = live.event("add", r#"{"amount":"5"}"#);
    assert!(
        frames
            .iter()
            .any(|frame| frame.contains(r#"["u","added",5]"#)),
        "{frames:?}"
    );
    assert!(live.page().contains("Count: 5"));
    live.event("add", r#"{"_args":[2,"3"]}"#);
    assert!(live.page().contains("Count: 11"));
}

#[test]
fn a_refusal_names_its_reason_and_changes_nothing() {
    let mut live = Live::of::<Counter>();
    for (name, params, expected) in [
        ("refuse", "{}", r#""failed","Not today""#),
        ("hidden", "{}", r#""unknown_event""#),
        ("mount", "{}", r#""unknown_event""#),
        ("add", "{}", r#""missing_param""#),
        ("add", r#"{"amount":"x"}"#, r#""bad_param""#),
        ("add", r#"{"amount":1,"times":-1}"#, r#""bad_param""#),
    ] {
        let frames = live.event(name, params);
        assert!(
            frames
                .iter()
                .any(|frame| frame.starts_with(r#"["x","#) && frame.contains(expected)),
            "{name}: {frames:?}"
        );
        assert!(live.page().contains("Count: 0"));
    }
}

#[test]
fn the_rest_of_a_form_goes_into_one_value() {
    let mut live = Live::of::<Counter>();
    live.event("save", r#"{"type":"2","left":"40","note":""}"#);
    assert!(live.page().contains("Count: 42"));
}

#[test]
fn a_handler_may_only_look() {
    let mut live = Live::of::<Counter>();
    let frames = live.event("peek", r#"{"amount":3}"#);
    assert!(
        frames
            .iter()
            .any(|frame| frame.contains(r#"["u","peeked",3]"#)),
        "{frames:?}"
    );
}

#[live_view(source = "<p>{{ id }}</p>")]
struct Item {
    id: u32,
}

#[live_view]
impl Item {
    async fn mount(id: u32) -> Result<Self, Halt> {
        match id {
            0 => Err(Halt::NotFound),
            1 => Err(Halt::redirect("/login")),
            id => Ok(Self { id }),
        }
    }
}

#[test]
fn mount_may_wait_and_may_halt() {
    let captured = |id: &str| UrlParams {
        captures: vec![("id".to_owned(), id.to_owned())],
        ..UrlParams::default()
    };
    assert_eq!(page::<Item>(captured("7")).expect("a page"), "<p>7</p>");
    assert_eq!(
        page::<Item>(captured("0")).expect_err("halts").status(),
        404
    );
    assert_eq!(
        page::<Item>(captured("1")).expect_err("halts").status(),
        302
    );
    assert_eq!(
        page::<Item>(captured("x")).expect_err("no such").status(),
        404
    );
    assert_eq!(
        page::<Item>(UrlParams::default())
            .expect_err("missing")
            .status(),
        400
    );
}

mod deep {
    use super::live_view;

    /// A view with methods, constants and paths in its template, and nothing imported that generated code could need.
    #[live_view(source = "<b>{{ total() }} {{ Self::UNIT }} {{ self::label() }} {{ name }}</b>")]
    pub(super) struct Names {
        pub(super) prices: Vec<u32>,
        pub(super) name: String,
    }

    fn label() -> &'static str {
        "in all"
    }

    #[allow(dead_code)]
    struct Result;
    #[allow(dead_code)]
    struct Option;

    #[live_view]
    impl Names {
        const UNIT: &'static str = "euro";

        fn mount() -> Self {
            Self {
                prices: vec![1, 2],
                name: "<x>".to_owned(),
            }
        }

        fn total(&self) -> u32 {
            self.prices.iter().sum()
        }

        #[event_handler]
        fn drop_last(&mut self, #[default(1)] args: usize, cx: u8, event: bool, view: bool) {
            if event && view && cx > 0 {
                self.prices.truncate(self.prices.len().saturating_sub(args));
            }
        }
    }
}

/// Names of the user's never meet those of generated code.
#[test]
fn generated_code_is_hygienic() {
    let mut live = Live::of::<deep::Names>();
    assert_eq!(live.page(), "<b>3 euro in all &#60;x&#62;</b>");
    live.event("drop_last", r#"{"cx":1,"event":true,"view":"on"}"#);
    assert_eq!(live.page(), "<b>1 euro in all &#60;x&#62;</b>");
}

/// A view whose handlers say how often they run.
#[live_view(source = "<button dj-click=\"search\">{{ count }}</button>")]
struct Rates {
    count: i64,
}

#[live_view]
impl Rates {
    fn mount() -> Self {
        Self { count: 0 }
    }

    /// Finds what was asked for.
    #[event_handler(debounce = "300ms", max_wait = "2s")]
    fn search(&mut self) {
        self.count += 1;
    }

    /// Not this line.
    #[event_handler(throttle = 1000, trailing = false, description = "Saves it all.")]
    fn save(&mut self) {}

    #[event_handler()]
    fn plain(&mut self) {}
}

/// LV-06: what the attribute says stands in the handlers' table.
#[test]
fn lv_06_a_handlers_rates_stand_in_its_table() {
    use djust_runtime::__private::{Debounce, Handlers, Throttle};

    let [search, save, plain] = <Rates as Handlers>::HANDLERS else {
        panic!("three handlers");
    };
    let debounce = Debounce {
        wait_ms: 300,
        max_wait_ms: Some(2000),
    };
    assert_eq!((search.debounce, search.throttle), (Some(debounce), None));
    assert_eq!(search.description, "Finds what was asked for.");
    let throttle = Throttle {
        interval_ms: 1000,
        leading: true,
        trailing: false,
    };
    assert_eq!((save.debounce, save.throttle), (None, Some(throttle)));
    assert_eq!(save.description, "Saves it all.");
    assert_eq!(
        (plain.debounce, plain.throttle, plain.loading),
        (None, None, None)
    );
}

#[live_view(
    source = "<button dj-click=\"pick({{ id + 1 }}, {{ name|arg }})\" dj-keydown=\"note\" dj-value-text=\"{{ name }}\">k</button>"
)]
struct Arguments {
    id: i64,
    name: String,
}

#[live_view]
impl Arguments {
    fn mount() -> Self {
        Self {
            id: 6,
            name: r#"it's', 5) "\"#.to_owned(),
        }
    }

    #[event_handler]
    fn pick(&mut self, id: i64, name: String) {
        (self.id, self.name) = (id, name);
    }

    // `dj-value-text` is this handler's: the click need not take it.
    #[event_handler]
    fn note(&mut self, text: String) {
        self.name = text;
    }
}

/// Issue 13: a number stands bare among inline arguments, and `arg` quotes and escapes a text.
#[test]
fn slots_among_inline_arguments_end_none() {
    let page = page::<Arguments>(UrlParams::default()).expect("a page");
    let shown = r#"dj-click="pick(7, &#39;it\&#39;s\&#39;, 5) &#34;\\&#39;)""#;
    assert!(page.contains(shown), "{page}");
}
