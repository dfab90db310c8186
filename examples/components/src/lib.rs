//! Six patterns of the WAI-ARIA Authoring Practices as live components, and a page that uses them.

mod combobox;
mod dialog;
mod menu;
mod sortable;
mod tabs;
mod toasts;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

use crate::sortable::City;
use crate::toasts::Toast;

/// So many messages are kept.
const KEPT: usize = 5;

#[live_view(template = "components.html")]
struct Page {
    cities: Vec<City>,
    toasts: Vec<Toast>,
    said: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        let city = |name, country, people| City {
            name,
            country,
            people,
        };
        Self {
            cities: vec![
                city("Lagos", "Nigeria", 15_300),
                city("Lima", "Peru", 10_000),
                city("Oslo", "Norway", 700),
                city("Osaka", "Japan", 2_700),
            ],
            toasts: Vec::new(),
            said: 0,
        }
    }

    /// A menu's item.
    #[event_handler]
    fn chosen(&mut self, item: String) {
        self.say(format!("You chose {item}."));
    }

    /// A combobox's option.
    #[event_handler]
    fn picked(&mut self, option: String) {
        let city = self.cities.iter().find(|city| city.name == option);
        if let Some(country) = city.map(|city| city.country) {
            self.say(format!("{option} is in {country}."));
        }
    }

    /// A dialog's yes.
    #[event_handler]
    fn confirmed(&mut self, what: String) {
        if self.cities.pop().is_some() {
            self.say(format!("Done: {what}."));
        }
    }

    fn say(&mut self, text: String) {
        self.said += 1;
        let id = self.said;
        self.toasts.push(Toast { id, text });
        let old = self.toasts.len().saturating_sub(KEPT);
        self.toasts.drain(..old);
    }

    fn names(&self) -> Vec<String> {
        self.cities
            .iter()
            .map(|city| city.name.to_owned())
            .collect()
    }

    fn actions(&self) -> Vec<String> {
        ["Copy", "Move", "Rename"].map(str::to_owned).to_vec()
    }

    fn topics(&self) -> Vec<(String, String)> {
        let topics = [
            (
                "Keys",
                "Left and right go to the next tab, Home and End to the ends.",
            ),
            (
                "Focus",
                "One tab can be reached with the tabulator key, then its panel.",
            ),
            ("State", "Which tab is chosen is a field of the component."),
        ];
        topics
            .map(|(title, text)| (title.to_owned(), text.to_owned()))
            .to_vec()
    }
}

/// The focus goes to the element of this id, behind the patch.
fn focus(cx: &mut Context, id: String) {
    cx.js(Js::focus(format!("#{id}")));
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Page>("/"));
}

#[cfg(test)]
mod tests {
    use djust_actix::test::TestClient;

    use super::*;

    /// The toasts' timers are tokio's.
    #[actix_web::test]
    async fn the_parts_work_together() {
        let mut page = TestClient::visit("/").mount::<Page>().unwrap();
        page.click("#actions-button").click("#actions-1");
        assert_eq!(page.texts(".toast span"), ["You chose Move."]);
        page.click("[dj-click='sort(2)']")
            .click("[dj-click='sort(2)']");
        assert_eq!(page.text("tbody tr:first-child td:first-child"), "Lagos");
        assert_eq!(
            page.attribute("th:last-child", "aria-sort").as_deref(),
            Some("descending")
        );
        page.click("[dj-click=ask]")
            .click("dialog [dj-click=accept]");
        assert_eq!(page.count("tbody tr"), 3);
        page.click(".toast [aria-label^='Dismiss: You']");
        assert_eq!(page.texts(".toast span"), ["Done: Remove the last city."]);
    }
}
