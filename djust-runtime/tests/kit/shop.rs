//! A page with all that the kit has to do with: a form, components, navigation, background work, what the page is told.

use djust_macros::{Message, live_component, live_view};
use djust_runtime::context::{Context, Level};
use djust_runtime::halt::Halt;
use djust_runtime::js::{Commands, Js};
use djust_runtime::test::{Entry, TestClient, assert_state, json};

#[derive(Message)]
struct Rated {
    value: u32,
}

#[live_component(
    source = r#"<p class="stars" dj-mouseleave="leave">{% for n in 1..=3 %}<b dj-mouseenter="hover" dj-click="rate({{ n }})" data-n="{{ n }}">{% if n <= shown %}*{% else %}-{% endif %}</b>{% endfor %}{% slot %}</p>"#,
    emits(Rated)
)]
struct Stars {
    #[prop]
    value: u32,
    shown: u32,
}

#[live_component]
impl Stars {
    fn mount(&mut self) {
        self.shown = self.value;
    }

    #[event_handler]
    fn hover(&mut self, n: u32) {
        self.shown = n;
    }

    #[event_handler]
    fn leave(&mut self) {
        self.shown = self.value;
    }

    #[event_handler]
    fn rate(&mut self, n: u32, cx: &mut Context) {
        self.value = n;
        self.shown = n;
        cx.send_parent(self, Rated { value: n });
    }
}

/// What a shop's clerks are asked.
struct Greeting(&'static str);

#[live_view(
    path = "/shop/{city}",
    source = r#"<h1>{{ greeting }} {{ who }} in {{ city }}, {{ page }}</h1>
    <form dj-submit="order" dj-value-list="7">
      <input type="hidden" name="csrfmiddlewaretoken" value="x">
      <label for="name">Name</label><input id="name" name="name" value="{{ name }}">
      <label>Gift <input type="checkbox" name="gift" value="yes"></label>
      <input type="checkbox" name="extra" value="bow" dj-change="extra"><input type="checkbox" name="extra" value="card" checked>
      <label><input type="radio" name="size" value="s" checked> small</label>
      <label><input type="radio" name="size" value="l"> large</label>
      <select name="colour"><option>red</option><option value="b" selected>blue</option></select>
      <select name="tags" multiple><option>x</option><option>y</option></select>
      <textarea name="note">a &lt; b</textarea>
      <input name="off" value="never" disabled>
      <button name="how" value="fast">Order fast</button><button id="slow">Order</button>
    </form>
    <input id="coupon" dj-model.trim="coupon" value="{{ coupon }}"><input id="lazy" dj-model.lazy="coupon">
    {% live_component Stars value=rating %}<em dj-click="tell">{{ rating }}</em>{% endlive_component %}
    <a id="next" dj-patch="?page=2">more</a><a id="away" dj-navigate="/other">away</a>
    <form dj-patch><input name="page" value="9"><button id="go">Go</button></form>
    <button id="load" dj-click="load">Load</button><button id="out" dj-click="out">Out</button><i>{{ log }}</i>
    <button id="js" data-n="1" dj-value-how="fast" dj-click="{{ self.commands() }}">Js</button>"#
)]
struct Shop {
    greeting: &'static str,
    who: String,
    city: String,
    page: u32,
    name: String,
    #[model]
    coupon: String,
    rating: u32,
    log: String,
}

#[live_view]
impl Shop {
    fn mount(city: String, cx: &mut Context) -> Result<Self, Halt> {
        let greeting = cx.data::<Greeting>().map_or("Hello", |it| it.0);
        if cx.connect().header("accept-language") == Some("xx") {
            return Err(Halt::Forbidden);
        }
        Ok(Self {
            greeting,
            who: cx.identity().unwrap_or("nobody").to_owned(),
            city,
            page: 1,
            name: String::new(),
            coupon: String::new(),
            rating: 1,
            log: String::new(),
        })
    }

    fn handle_params(&mut self, page: Option<u32>) {
        self.page = page.unwrap_or(1);
    }

    #[event_handler]
    #[expect(clippy::used_underscore_binding, reason = "events call it so")]
    fn order(
        &mut self,
        _target: Option<String>,
        #[rest] mut fields: serde_json::Map<String, serde_json::Value>,
    ) {
        fields.insert("from".to_owned(), json!(_target));
        self.log = serde_json::Value::Object(fields).to_string();
    }

    fn commands(&self) -> Js {
        let js = Js::hide("#js").push("order", [("n", 2), ("m", 3)]);
        js.patch("?page=3")
    }

    #[event_handler]
    fn extra(&mut self, value: bool, field: String) {
        self.log = format!("{field} {value}");
    }

    #[event_handler]
    fn rated(&mut self, value: u32, cx: &mut Context) {
        self.rating = value;
        cx.push_event("rated", &json!({ "value": value }));
    }

    #[event_handler]
    fn tell(&mut self) {
        self.log = "told".to_owned();
    }

    #[event_handler]
    fn load(&mut self, cx: &mut Context) {
        let (answer, asked) = std::sync::mpsc::channel();
        std::thread::spawn(move || answer.send("loaded"));
        let work = std::future::poll_fn(move |_| match asked.try_recv() {
            Ok(text) => std::task::Poll::Ready(text),
            Err(_) => std::task::Poll::Pending,
        });
        cx.start_async("load", work, |shop: &mut Self, cx, loaded| {
            shop.log = loaded.unwrap_or("lost").to_owned();
            cx.put_flash(Level::Info, "Here it is.");
        });
    }

    #[event_handler(permission = "shop.leave")]
    fn out(&self, cx: &mut Context) {
        cx.live_redirect("/bye?from=shop#top");
    }
}

#[live_view(source = "<p>Bye, {{ who }} from {{ from }}</p>")]
struct Bye {
    who: String,
    from: String,
}

#[live_view]
impl Bye {
    fn mount(from: String, cx: &mut Context) -> Self {
        let who = cx.identity().unwrap_or_default().to_owned();
        Self { who, from }
    }
}

fn shop() -> TestClient {
    let visit = TestClient::visit("/shop/new%20york").user("ada");
    visit.mount::<Shop>().expect("a page")
}

#[test]
fn te_01_a_visit_has_a_user_data_captures_and_headers() {
    assert_eq!(shop().text("h1"), "Hello ada in new york, 1");
    let visit = TestClient::visit("/shop/rome?page=4").data(Greeting("Ciao"));
    let page = visit.clone().mount::<Shop>().expect("a page");
    assert_eq!(page.text("h1"), "Ciao nobody in rome, 4");
    let halted = visit.header("Accept-Language", "xx").mount::<Shop>();
    assert_eq!(halted.map(|_| ()), Err(Halt::Forbidden));
    let elsewhere = TestClient::visit("/shops/rome").mount::<Shop>();
    assert_eq!(elsewhere.map(|_| ()), Err(Halt::NotFound));
}

#[test]
fn a_form_is_sent_as_a_browser_sends_it() {
    let mut page = shop();
    page.submit("form[dj-submit]");
    let expected = json!({
        "list": "7", "name": "", "extra": ["card"], "size": "s", "colour": "b", "note": "a < b", "from": null
    });
    assert_eq!(log(&mut page), expected);
    page.input("#name", "Ada");
    page.click("label:has-text('gift')");
    page.click("[name=extra][value=bow]");
    assert_eq!(page.text("i"), "extra true");
    page.input("[name=size][value=l]", true);
    page.input("[name=colour]", "red");
    page.input("[name=tags]", ["x", "y"]);
    page.input("textarea", "note");
    page.click("[name=how]");
    let expected = json!({
        "list": "7", "name": "Ada", "gift": "yes", "extra": ["bow", "card"], "size": "l", "colour": "red",
        "tags": ["x", "y"], "note": "note", "how": "fast", "from": "how"
    });
    assert_eq!(log(&mut page), expected);
    page.click("#slow");
    let sent = log(&mut page);
    assert_eq!((sent.get("how"), &sent["from"]), (None, &json!("slow")));
    assert_eq!(
        page.value("#name"),
        Entry::from("Ada"),
        "the server said nothing else"
    );
}

/// The parameters of the last order.
fn log(page: &mut TestClient) -> serde_json::Value {
    serde_json::from_str(&page.state::<Shop>().log).expect("a map")
}

#[test]
fn bound_fields_are_set_when_they_are_typed_or_left() {
    let mut page = shop();
    page.input("#coupon", "  X1 ");
    assert_state!(page, Shop { coupon: "X1" });
    page.input("#lazy", "later");
    assert_state!(page, Shop { coupon: "X1" });
    page.change("#lazy", "later");
    assert_state!(page, Shop { coupon: "later" });
    assert_eq!(
        page.value("#coupon"),
        Entry::from("later"),
        "the server's word counts"
    );
}

#[test]
fn events_go_to_the_component_that_their_element_is_in() {
    let mut page = shop();
    page.trigger("mouseenter", "b:nth-child(3)");
    assert_state!(page, Stars { shown: 3, value: 1 });
    page.trigger("mouseleave", ".stars").click("b:nth-child(2)");
    assert_state!(page, Shop { rating: 2 });
    page.assert_pushed("rated", json!({ "value": 2 }));
    assert_eq!(page.texts("b"), ["*", "*", "-"]);
    // What the page hands to the component is the page's.
    page.click("em");
    assert_eq!(page.text("i"), "told");
}

#[test]
fn te_08_urls_messages_and_background_work_are_asserted() {
    let mut page = shop();
    page.click("#next").assert_patch("/shop/new%20york?page=2");
    page.click("#go").assert_patch("/shop/new%20york?page=9");
    assert_eq!(page.text("h1"), "Hello ada in new york, 9");
    page.assert_no_flash();
    page.click("#load")
        .wait()
        .assert_flash(Level::Info, "Here it is.");
    assert_eq!(page.text("i"), "loaded");
    page.click("#out").assert_refused("forbidden");
    page.click("#away").assert_redirect("/other");
}

#[test]
fn commands_call_handlers_and_lead_on() {
    let mut page = shop();
    page.click("#js").assert_patch("/shop/new%20york?page=3");
    let sent = json!({ "n": 2, "m": 3, "how": "fast", "from": null });
    assert_eq!(
        log(&mut page),
        sent,
        "data, then the command's, then what is authored"
    );
}

#[test]
fn te_08_a_redirect_is_followed_with_the_same_user() {
    let visit = TestClient::visit("/shop/rome").user("ada");
    let mut page = visit
        .allowed(["shop.leave"])
        .mount::<Shop>()
        .expect("a page");
    page.click("#out").assert_redirect("/bye?from=shop#top");
    let bye = page.follow::<Bye>().expect("a page");
    assert_eq!(bye.text("p"), "Bye, ada from shop");
}

#[test]
fn co_12_a_component_alone_is_clicked_and_its_messages_are_heard() {
    let stars = Stars { value: 1, shown: 0 };
    let mut stars = TestClient::visit("/").component(stars).expect("a page");
    stars.click("b:last-child");
    assert_state!(stars, Stars { value: 3, shown: 3 });
    assert_eq!(stars.sent(), [("rated".to_owned(), json!({ "value": 3 }))]);
}
