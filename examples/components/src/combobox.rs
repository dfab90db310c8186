//! A field that offers what fits. The focus stays in the field; `aria-activedescendant` says which option is meant.
//!
//! It closes when the tabulator key leads on, not when the field is left: a click on an option leaves the field before it chooses.

use djust_actix::prelude::*;

/// An option was picked.
#[derive(Message)]
pub(crate) struct Picked {
    option: String,
}

#[live_component(template = "combobox.html", emits(Picked))]
pub(crate) struct Combobox {
    #[prop]
    id: String,
    #[prop]
    label: String,
    #[prop]
    options: Vec<String>,
    text: String,
    open: bool,
    /// The option that is meant, among those that fit.
    active: Option<usize>,
}

#[live_component]
impl Combobox {
    fn found(&self) -> Vec<&String> {
        let text = self.text.to_lowercase();
        let fits = |option: &&String| option.to_lowercase().contains(&text);
        self.options.iter().filter(fits).collect()
    }

    fn is_open(&self) -> bool {
        self.open && !self.found().is_empty()
    }

    fn is_active(&self, n: &usize) -> bool {
        self.active.as_ref() == Some(n)
    }

    #[event_handler]
    fn filter(&mut self, value: String) {
        self.text = value;
        self.open = true;
        self.active = None;
    }

    #[event_handler]
    fn next(&mut self) {
        self.go(1);
    }

    #[event_handler]
    fn previous(&mut self) {
        self.go(-1);
    }

    /// The option that is meant is taken.
    #[event_handler]
    fn take(&mut self, cx: &mut Context) {
        let option = self
            .active
            .and_then(|n| self.found().get(n).copied().cloned());
        if let Some(option) = option.filter(|_| self.open) {
            self.pick(option, cx);
        }
    }

    #[event_handler]
    fn choose(&mut self, option: String, cx: &mut Context) {
        if self.options.contains(&option) {
            self.pick(option, cx);
        }
    }

    #[event_handler]
    fn close(&mut self) {
        self.open = false;
        self.active = None;
    }

    fn go(&mut self, by: isize) {
        let count = self.found().len();
        self.open = true;
        self.active = (count > 0).then(|| match self.active {
            Some(n) => n.wrapping_add_signed(by).min(n + count) % count,
            None if by > 0 => 0,
            None => count - 1,
        });
    }

    fn pick(&mut self, option: String, cx: &mut Context) {
        self.text.clone_from(&option);
        self.close();
        cx.send_parent(self, Picked { option });
    }
}

#[cfg(test)]
mod tests {
    use djust_actix::test::{Entry, TestClient, json};

    use super::*;

    fn combobox() -> TestClient {
        let combobox = Combobox {
            id: "c".to_owned(),
            label: "City".to_owned(),
            options: ["Lima", "Lagos", "Oslo"].map(str::to_owned).to_vec(),
            text: String::new(),
            open: false,
            active: None,
        };
        TestClient::component(combobox).unwrap()
    }

    #[test]
    fn what_fits_is_offered_and_picked_by_keys_or_a_click() {
        let mut page = combobox();
        page.input("#c", "l");
        assert_eq!(page.texts("[role=option]"), ["Lima", "Lagos", "Oslo"]);
        page.input("#c", "la");
        let mut key = |name: &str| page.send_event_to(1, name, ()).is_ok();
        assert!(key("previous") && key("take"));
        assert_eq!(page.value("#c"), Entry::from("Lagos"));
        page.input("#c", "o")
            .click("[role=option]:has-text('Oslo')");
        let picked = |option: &str| ("picked".to_owned(), json!({ "option": option }));
        assert_eq!(page.sent(), [picked("Lagos"), picked("Oslo")]);
    }

    #[test]
    fn what_is_no_option_is_not_picked() {
        let mut page = combobox();
        page.send_event_to(1, "choose", json!({ "option": "Atlantis" }))
            .assert_ok();
        page.input("#c", "x");
        assert_eq!(
            page.attribute("#c", "aria-expanded").as_deref(),
            Some("false")
        );
        assert!(page.smoke_test() > 20 && page.sent().is_empty());
    }
}
