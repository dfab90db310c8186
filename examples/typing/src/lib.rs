//! Typing: when a field sends what is in it, and how often a handler runs.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

const RIVERS: [&str; 12] = [
    "Amazon",
    "Congo",
    "Danube",
    "Ganges",
    "Mekong",
    "Mississippi",
    "Nile",
    "Rhine",
    "Seine",
    "Volga",
    "Yangtze",
    "Zambezi",
];

#[live_view(template = "typing.html")]
struct Typing {
    query: String,
    searches: u32,
    volume: u32,
    steps: u32,
    problem: &'static str,
    saved: String,
    saves: u32,
}

#[live_view]
impl Typing {
    fn mount() -> Self {
        Self {
            query: String::new(),
            searches: 0,
            volume: 50,
            steps: 0,
            problem: "",
            saved: String::new(),
            saves: 0,
        }
    }

    /// After 300 ms without another letter: what suits a text field when nothing else is said.
    #[event_handler]
    fn search(&mut self, value: String) {
        self.query = value;
        self.searches += 1;
    }

    /// At most every 150 ms, and the last step surely: what suits a slider.
    #[event_handler]
    fn louder(&mut self, value: u32) {
        self.volume = value;
        self.steps += 1;
    }

    /// `dj-debounce="blur"`: once the field is left.
    #[event_handler]
    fn check(&mut self, value: String) {
        self.problem = match value.trim().len() {
            0 => "A name is needed.",
            1..=2 => "That is a short name.",
            _ => "",
        };
    }

    /// Each letter is sent, as `dj-debounce="0"` says, and runs half a second after the last one: whatever a client sends.
    #[event_handler(debounce = "500ms", max_wait = "2s")]
    fn save(&mut self, value: String) {
        self.saved = value;
        self.saves += 1;
    }

    fn found(&self) -> impl Iterator<Item = &'static str> {
        let query = self.query.to_lowercase();
        RIVERS
            .into_iter()
            .filter(move |river| river.to_lowercase().contains(&query))
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Typing>("/"));
}
