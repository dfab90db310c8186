//! What a view's fields may be: computed, for one render alone, its own.
#![allow(missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use djust_macros::{live_component, live_view};
use djust_runtime::app::App;
use djust_runtime::context::Context;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};

#[live_component(source = "<b><i>{{ news.len() }}</i><u dj-click=\"tell\">{{ told }}</u></b>")]
struct Bell {
    #[temporary]
    news: Vec<String>,
    told: u32,
}

#[live_component]
impl Bell {
    #[event_handler]
    fn tell(&mut self) {
        self.told += 1;
        if self.told == 1 {
            self.news.push("new".to_owned());
        }
    }
}

/// Says that it was dropped, and panics if it is told to.
#[derive(Default)]
struct Bomb(bool);

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(!self.0, "dropped");
    }
}

#[live_view(
    source = "<ul>{% for row in rows %}<li data-key=\"{{ row }}\">{{ row }}</li>{% endfor %}</ul>\
              <p>{{ count }} {{ self.total(10) }} {{ self.word() }}</p>{% live_component Bell %}\
              <button id=\"add\" dj-click=\"add\"></button><button id=\"look\" dj-click=\"look\"></button>\
              <button id=\"arm\" dj-click=\"arm\"></button>"
)]
struct Feed {
    /// Shown once, and kept no longer than that.
    #[temporary]
    rows: Vec<u32>,
    #[temporary]
    bomb: Bomb,
    count: u32,
    held: Arc<AtomicU32>,
}

#[live_view]
impl Feed {
    fn mount(cx: &mut Context) -> Self {
        Self {
            rows: vec![1, 2],
            bomb: Bomb(false),
            count: 2,
            held: cx.shared().expect("the test looks"),
        }
    }

    #[event_handler]
    fn add(&mut self) {
        self.count += 1;
        self.rows.push(self.count);
    }

    /// Changes nothing that shows.
    #[event_handler]
    fn look(&self) {
        let held = u32::try_from(self.rows.len()).expect("few");
        self.held.store(held, Ordering::Relaxed);
    }

    #[event_handler]
    fn arm(&mut self) {
        self.count += 1;
        self.bomb.0 = true;
    }
}

/// Computed values: methods that the template calls.
impl Feed {
    fn total(&self, times: u32) -> u32 {
        self.count * times
    }

    fn word(&self) -> &'static str {
        if self.count > 2 { "many" } else { "few" }
    }
}

fn feed() -> (TestClient, Arc<AtomicU32>) {
    let held = Arc::new(AtomicU32::new(99));
    let request = MountRequest {
        app: App::default().with_shared(Arc::clone(&held)),
        ..MountRequest::default()
    };
    let client = TestClient::mount::<Feed>(request).expect("a page");
    (client, held)
}

/// LV-03.
#[test]
fn lv_03_a_template_shows_what_methods_compute() {
    let (mut client, _) = feed();
    assert_eq!(client.text("p"), "2 20 few");
    client.click("#add");
    assert_eq!(client.text("p"), "3 30 many");
}

/// LV-04: what is temporary is empty once it was rendered, for the first time as well.
#[test]
fn lv_04_temporary_fields_are_cleared_after_each_render() {
    let (mut client, held) = feed();
    assert_eq!(client.texts("li"), ["1", "2"]);
    client.click("#look");
    assert_eq!(held.load(Ordering::Relaxed), 0);
    // Nothing was rendered, so the page is as it was.
    assert_eq!(client.texts("li"), ["1", "2"]);
    client.click("#add");
    assert_eq!(client.texts("li"), ["3"]);
    client.click("#look");
    assert_eq!(held.load(Ordering::Relaxed), 0);
    client.click("#add");
    assert_eq!(client.texts("li"), ["4"]);
}

/// LV-04, of a component.
#[test]
fn lv_04_a_components_temporary_fields_are_its_own() {
    let (mut client, _) = feed();
    client.click("u");
    assert_eq!(
        (client.text("i"), client.text("u")),
        ("1".into(), "1".into())
    );
    client.click("u");
    assert_eq!(
        (client.text("i"), client.text("u")),
        ("0".into(), "2".into())
    );
    assert_state!(client, Bell { told: 2 });
}

/// I11: a drop that panics costs the view, and no more.
#[test]
fn a_temporary_value_that_panics_as_it_is_dropped_costs_one_view() {
    let (mut client, _) = feed();
    client.click("#arm");
    client.click("#add");
    assert_eq!(client.text("p"), "3 30 many");
    assert_eq!(client.told.closed, None);
}

#[live_view(template = "counter.html")]
struct FromFile {
    count: u32,
}

#[live_view]
impl FromFile {
    fn mount() -> Self {
        Self { count: 3 }
    }

    #[event_handler]
    fn increment(&mut self) {
        self.count += 1;
    }
}

#[live_view(
    source = "<section>\n  <p>Count: {{ count }}</p>\n  <button dj-click=\"increment\">+</button>\n</section>"
)]
struct FromSource {
    count: u32,
}

#[live_view]
impl FromSource {
    fn mount() -> Self {
        Self { count: 3 }
    }

    #[event_handler]
    fn increment(&mut self) {
        self.count += 1;
    }
}

/// LV-01.
#[test]
fn lv_01_a_template_is_a_file_or_stands_in_the_source() {
    let mut file = TestClient::mount::<FromFile>(MountRequest::default()).expect("a page");
    let mut source = TestClient::mount::<FromSource>(MountRequest::default()).expect("a page");
    assert_eq!(file.text("p"), "Count: 3");
    assert_eq!(file.html(), source.html());
    file.click("button");
    source.click("button");
    assert_eq!(file.text("p"), "Count: 4");
    assert_state!(file, FromFile { count: 4 });
    assert_state!(source, FromSource { count: 4 });
    assert_eq!(file.html(), source.html());
}

/// LV-05: each view is an actor without being asked to: its events run one after the other, and no other view knows of them.
#[test]
fn lv_05_each_view_lives_for_itself() {
    let mut clients =
        [0, 1].map(|_| TestClient::mount::<FromSource>(MountRequest::default()).expect("a page"));
    for _ in 0..3 {
        clients[0].click("button");
    }
    let counts = clients.each_ref().map(|it| it.text("p"));
    assert_eq!(counts, ["Count: 6", "Count: 3"]);
}

#[live_view(source = "{% live_component Bell %}{% live_component Bell %}")]
struct Two {}

#[live_view]
impl Two {
    fn mount() -> Self {
        Self {}
    }
}

/// IP-04: what a field begins with is made for each instance.
#[test]
fn ip_04_instances_share_no_value() {
    let mut client = TestClient::mount::<Two>(MountRequest::default()).expect("a page");
    client.click("b:first-child u");
    assert_eq!(client.texts("i"), ["1", "0"]);
    assert_eq!(client.texts("u"), ["1", "0"]);
}
