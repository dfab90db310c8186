//! What a user does: clicks and entries, by CSS selectors, as the browser's client makes events of them.
//!
//! A wait of the client (`dj-debounce`, `dj-throttle`) is over at once here, a question (`dj-confirm`) is answered with
//! yes, and what only a browser does, such as commands that show or hide and the rule `required`, does not happen.

use serde_json::{Value, json};

use super::TestClient;
use super::call::{self, Params};
use super::field::{self, Entry, Kind};
use super::link;
use super::markup::{Id, Markup};
use super::selector::Selector;
use super::vocabulary::FIELDS;
use crate::url::encode;

impl TestClient {
    /// Clicks on the one element that a selector finds, and lets everything run.
    ///
    /// A checkbox or radio button is ticked, a button of a form sends it, a link with `dj-patch` or `dj-navigate` leads
    /// on, and otherwise the nearest `dj-click` around the element is called.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::TestClient;
    ///
    /// let mut page = TestClient::visit("/").mount::<Counter>()?;
    /// page.click("button:has-text(\"+5\")");
    /// assert_eq!(page.text("output"), "5");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one element, or a click on it does nothing: it is disabled, or nothing of
    /// djust's hears it.
    #[track_caller]
    pub fn click(&mut self, selector: &str) -> &mut Self {
        let page = self.markup();
        let id = one(&page, selector);
        if let Some(off) = page.around(id).find(|it| field::is_disabled(&page, *it)) {
            panic!("`{selector}` is disabled: {}", page.tag(off));
        }
        let label = page.around(id).find(|it| page.name(*it) == "label");
        let id = match label.and_then(|label| labelled(&page, label)) {
            Some(control) if field::kind(&page, id).is_none() && !is_button(&page, id) => control,
            _ => id,
        };
        let heard = self.clicked(&page, id);
        assert!(
            heard,
            "nothing of djust's hears a click on `{selector}`: {}",
            page.tag(id)
        );
        self.settle()
    }

    /// Enters something into a field, as a user types: what hears its edits is called, and everything runs. What hears
    /// that the field is left waits for [`TestClient::change`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::TestClient;
    ///
    /// let mut page = TestClient::visit("/").mount::<Search>()?;
    /// page.input("#query", "ra");
    /// assert_eq!(page.texts("li"), ["grape", "raspberry"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one field, the field can't hold this, or nobody may enter anything into it.
    #[track_caller]
    pub fn input(&mut self, selector: &str, entry: impl Into<Entry>) -> &mut Self {
        let page = self.markup();
        let id = one(&page, selector);
        self.enter(&page, id, entry.into());
        self.hear(&page, id, "dj-input");
        if field::kind(&page, id) != Some(Kind::Text) {
            self.hear(&page, id, "dj-change");
        }
        self.settle()
    }

    /// Enters something into a field and leaves it: what hears edits is called, and then what hears that they are
    /// finished.
    ///
    /// # Panics
    ///
    /// As [`TestClient::input`].
    #[track_caller]
    pub fn change(&mut self, selector: &str, entry: impl Into<Entry>) -> &mut Self {
        self.input(selector, entry);
        let page = self.markup();
        let found = find(&page, selector);
        if let [id] = found[..]
            && field::kind(&page, id) == Some(Kind::Text)
        {
            self.hear(&page, id, "dj-change");
        }
        self.settle()
    }

    /// Sends the form that a selector finds, or the one that the element is in, and lets everything run. An element that
    /// is one of the form's buttons sends it.
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one element, there is no form around it, or nothing of djust's hears that the
    /// form is sent.
    #[track_caller]
    pub fn submit(&mut self, selector: &str) -> &mut Self {
        let page = self.markup();
        let id = one(&page, selector);
        let form = match page.name(id) {
            "form" => id,
            _ => field::form_of(&page, id)
                .unwrap_or_else(|| panic!("`{selector}` is in no form: {}", page.tag(id))),
        };
        let submitter = Some(id).filter(|id| field::submits(&page, *id));
        let heard = self.submitted(&page, form, submitter);
        assert!(
            heard,
            "nothing of djust's hears that this form is sent: {}",
            page.tag(form)
        );
        self.settle()
    }

    /// Calls what an element has for an event that carries nothing but the element's own parameters, and lets everything
    /// run: `page.trigger("mouseenter", ".star:last-child")` calls the nearest `dj-mouseenter`.
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one element, or nothing around it is for the event.
    #[track_caller]
    pub fn trigger(&mut self, event: &str, selector: &str) -> &mut Self {
        let page = self.markup();
        let id = one(&page, selector);
        let attribute = format!("dj-{event}");
        let heard = self.hear(&page, id, &attribute);
        assert!(
            heard,
            "there is no `{attribute}` around `{selector}`: {}",
            page.tag(id)
        );
        self.settle()
    }

    /// What a field holds: what was entered, or what the server says.
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one field.
    #[track_caller]
    pub fn value(&self, selector: &str) -> Entry {
        let page = self.markup();
        let id = one(&page, selector);
        let kind = field::kind(&page, id);
        let kind = kind.unwrap_or_else(|| panic!("`{selector}` is no field: {}", page.tag(id)));
        self.entries.held(&page, id, kind)
    }

    /// The page as elements.
    pub(super) fn markup(&self) -> Markup {
        Markup::read(&self.dom.html_with_ids())
    }

    #[track_caller]
    fn enter(&mut self, page: &Markup, id: Id, entry: Entry) {
        let off = field::is_disabled(page, id) || page.has(id, "readonly");
        assert!(!off, "nobody can enter anything into {}", page.tag(id));
        if let Err(why) = self.entries.enter(page, id, entry) {
            panic!("{why}");
        }
    }

    /// A click on an element that may be clicked. Says whether anything heard it.
    fn clicked(&mut self, page: &Markup, id: Id) -> bool {
        let toggled =
            match field::kind(page, id).map(|kind| (kind, self.entries.held(page, id, kind))) {
                Some((Kind::Checkbox, Entry::Checked(checked))) => Some(!checked),
                Some((Kind::Radio, Entry::Checked(false))) => Some(true),
                _ => None,
            };
        let mut heard = toggled.is_some();
        let button = page.around(id).find(|it| field::submits(page, *it));
        let form = button.and_then(|button| field::form_of(page, button));
        let caller = page.around(id).find(|it| page.has(*it, "dj-click"));
        // A form that is sent, within the element that hears clicks: the click is for the form.
        let for_form = form.zip(caller).is_some_and(|(form, caller)| {
            page.has(form, "dj-submit") && page.around(form).any(|it| it == caller)
        });
        if let Some(caller) = caller.filter(|_| !for_form) {
            heard |= self.call(page, caller, "dj-click", |_, _| {});
        }
        if let Some(checked) = toggled {
            // A group has another one ticked, or the box is one.
            let _ = self.entries.enter(page, id, Entry::Checked(checked));
            self.hear(page, id, "dj-input");
            self.hear(page, id, "dj-change");
        }
        if let Some(link) = page.around(id).find(|it| is_link(page, *it)) {
            return self.follow_link(page, link, Vec::new()) || heard;
        }
        match form {
            Some(form) if caller.is_none() || for_form => {
                self.submitted(page, form, button) || heard
            }
            _ => heard,
        }
    }

    /// A form is sent. Says whether anything heard it.
    fn submitted(&mut self, page: &Markup, form: Id, submitter: Option<Id>) -> bool {
        if page.has(form, "dj-submit") {
            return self.call(page, form, "dj-submit", |client, params| {
                client.entries.add_form(params, page, form, submitter);
                params.insert("_target".to_owned(), field::target_name(page, submitter));
            });
        }
        if page.has(form, "dj-patch") || page.has(form, "dj-navigate") {
            let mut pairs = self.entries.form(page, form, submitter);
            pairs.retain(|(_, value)| !value.is_empty());
            return self.follow_link(page, form, pairs);
        }
        false
    }

    /// An event of an element, for the nearest that has this attribute. Says whether there is one.
    fn hear(&mut self, page: &Markup, id: Id, attribute: &str) -> bool {
        let mut heard = self.hear_model(page, id, attribute);
        if let Some(caller) = page.around(id).find(|it| page.has(*it, attribute)) {
            heard |= self.call(page, caller, attribute, |client, params| {
                if !FIELDS.contains(&attribute) || field::kind(page, id).is_none() {
                    return;
                }
                if page.name(caller) == "form" {
                    client.entries.add_form(params, page, caller, None);
                }
                client.entries.add_field(params, page, id);
                params.insert("_target".to_owned(), field::target_name(page, Some(id)));
            });
        }
        heard
    }

    /// An edit of a bound field.
    fn hear_model(&mut self, page: &Markup, id: Id, attribute: &str) -> bool {
        let names = page.attributes(id).iter();
        let mut models =
            names.filter(|(name, _)| name == "dj-model" || name.starts_with("dj-model."));
        let Some((name, model)) = models.next() else {
            return false;
        };
        let has = |word: &str| name.split('.').any(|it| it == word);
        let heard = match attribute {
            "dj-input" => !has("lazy"),
            "dj-change" => has("lazy"),
            _ => false,
        };
        if !heard {
            return false;
        }
        let mut params = Params::new();
        call::add_data(&mut params, page, id);
        self.entries.add_field(&mut params, page, id);
        if let Some(Value::String(text)) = params.get_mut("value")
            && has("trim")
        {
            *text = text.trim().to_owned();
        }
        call::put(&mut params, "field", Value::from(model.trim()));
        call::add_authored(&mut params, page, id, "dj-model");
        self.send_params(crate::model::EVENT, params, page.component(id));
        true
    }

    /// Sends what an attribute of an element calls, or carries out its commands. `add` adds what the event carries.
    fn call(
        &mut self,
        page: &Markup,
        id: Id,
        attribute: &str,
        add: impl Fn(&Self, &mut Params),
    ) -> bool {
        let text = page.attribute(id, attribute).unwrap_or_default();
        let send = |client: &mut Self, name: &str, args: Vec<Value>, given: &Params| {
            let mut params = Params::new();
            call::add_data(&mut params, page, id);
            add(client, &mut params);
            for (name, value) in given {
                call::put(&mut params, name, value.clone());
            }
            call::add_authored(&mut params, page, id, attribute);
            if !args.is_empty() {
                params.insert("_args".to_owned(), Value::from(args));
            }
            client.send_params(name, params, page.component(id));
        };
        if let Some(commands) = call::commands(text) {
            for (command, text, params) in commands {
                match &*command {
                    "push" => send(self, &text, Vec::new(), &params),
                    "navigate" => self.ask_for(&text, true),
                    "patch" => self.ask_for(&link::merged(&text, self.session.url()), false),
                    // The browser's alone.
                    _ => {}
                }
            }
            return true;
        }
        let Some((name, args)) = call::call(text) else {
            return false;
        };
        send(self, &name, args, &Params::new());
        true
    }

    fn send_params(&mut self, name: &str, params: Params, component: u32) {
        match component {
            crate::component::store::VIEW => self.send(name, Value::Object(params)),
            component => self.send_to(component, name, Value::Object(params)),
        };
    }

    /// Asks for the URL that a link, or a form with these fields, leads to.
    fn follow_link(&mut self, page: &Markup, id: Id, fields: Vec<(String, String)>) -> bool {
        let leaves = page.has(id, "dj-navigate");
        let text = page.attribute(id, if leaves { "dj-navigate" } else { "dj-patch" });
        let is_form = page.name(id) == "form";
        let place = page.attribute(id, if is_form { "action" } else { "href" });
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        let at = self.session.url().to_owned();
        let Some(to) = text.or(place).or(is_form.then_some(&*at)) else {
            return false;
        };
        let is_merged = text.is_some() && !leaves && !is_form;
        let mut url = match is_merged {
            true => link::merged(to, &at),
            false => to.to_owned(),
        };
        if is_form {
            url.truncate(url.find('?').unwrap_or(url.len()));
            for (at, (name, value)) in fields.iter().enumerate() {
                url.push(if at == 0 { '?' } else { '&' });
                encode(&mut url, name);
                url.push('=');
                encode(&mut url, value);
            }
        }
        self.ask_for(&url, leaves);
        true
    }

    /// Asks for a URL: that of another view, or of this one.
    fn ask_for(&mut self, url: &str, leaves: bool) {
        let at = self.session.url();
        let path = at.split('?').next().unwrap_or_default();
        let url = match url.starts_with('?') {
            true => format!("{path}{url}"),
            false => url.to_owned(),
        };
        self.send_numbered(|reference, version| match leaves {
            true => json!(["v", reference, version, url, 1, 1]),
            false => json!(["v", reference, version, url, 1]),
        });
    }
}

/// Whether a click on it leads on.
fn is_link(page: &Markup, id: Id) -> bool {
    let leads = page.has(id, "dj-patch") || page.has(id, "dj-navigate");
    leads && page.name(id) != "form" && field::kind(page, id).is_none()
}

fn is_button(page: &Markup, id: Id) -> bool {
    page.around(id).any(|it| page.name(it) == "button")
}

/// The field of a label.
fn labelled(page: &Markup, label: Id) -> Option<Id> {
    if let Some(named) = page.attribute(label, "for") {
        return page
            .all()
            .find(|it| page.attribute(*it, "id") == Some(named));
    }
    page.within(label)
        .find(|it| field::kind(page, *it).is_some())
}

/// All elements that a selector finds.
#[track_caller]
pub(super) fn find(page: &Markup, selector: &str) -> Vec<Id> {
    match Selector::parse(selector) {
        Ok(parsed) => parsed.find(page),
        Err(why) => panic!("`{selector}` is no selector: {why}"),
    }
}

/// The one element that a selector finds.
#[track_caller]
pub(super) fn one(page: &Markup, selector: &str) -> Id {
    match find(page, selector)[..] {
        [id] => id,
        [] => panic!("nothing on the page is `{selector}`"),
        [first, second, ..] => panic!(
            "`{selector}` is several elements, such as {} and {}",
            page.tag(first),
            page.tag(second)
        ),
    }
}
