//! The components that stand in generated templates.

use djust_macros::{component, live_component};

use crate::trace;

/// A word in an element of its own, without state.
#[component(source = "<q title=\"{{ word }}\">{{ word }}</q>{% if n > 1 %}{{ n }}{% endif %}")]
#[derive(Debug)]
pub struct Badge {
    #[prop]
    word: String,
    #[prop]
    n: u32,
}

/// Text, an attribute, a branch, and a count of its own.
#[live_component(
    source = "<i title=\"{{ word }}\" data-at=\"{{ at }}\"><b class=\"count\" dj-click=\"bump\">{{ count }}</b>\
    {{ n }}{% if n > 1 %}<u>{{ word }}</u>{% endif %}</i>"
)]
#[derive(Debug)]
pub struct Leaf {
    #[prop]
    at: String,
    #[prop]
    word: String,
    #[prop]
    n: u32,
    #[state]
    count: u32,
}

#[live_component]
impl Leaf {
    #[event_handler]
    fn bump(&mut self) {
        self.count += 1;
    }
}

/// Others in it: in a branch, in rows, and in what it hands on.
#[live_component(
    source = "<em data-at=\"{{ at }}\">{{ self::trace::begin(number) }}<b class=\"count\" dj-click=\"bump\">{{ count }}</b>\
    {% if n > 0 %}{% live_component Leaf at=self::trace::reach_in(number, \"branch\") word=word n=n %}{% endif %}\
    {% for k in 0..n %}<s data-key=\"{{ k }}\">{% live_component Leaf at=self::trace::reach_in(number, k) word=word n=k %}</s>{% endfor %}\
    {% live_component Panel open=n != 2 %}{{ word }}{% live_component Leaf at=self::trace::reach_in(number, \"content\") word=\"fixed\" n=n %}{% endlive_component Panel %}</em>"
)]
#[derive(Debug)]
pub struct Nest {
    #[prop]
    at: String,
    #[prop]
    word: String,
    #[prop]
    n: u32,
    #[state]
    count: u32,
    /// Its own name among parents.
    #[state]
    number: u64,
}

#[live_component]
impl Nest {
    fn mount(&mut self) {
        self.number = trace::number();
    }

    #[event_handler]
    fn bump(&mut self) {
        self.count += 1;
    }
}

/// Shows what is handed to it while it is open.
#[live_component(
    source = "<article>{% slot head %}{% if open %}<div>{% slot %}</div>{% else %}shut{% endif %}</article>"
)]
#[derive(Debug)]
pub struct Panel {
    #[prop]
    open: bool,
}

#[live_component]
impl Panel {}

/// Shows what is handed to it so many times.
#[live_component(
    source = "<aside>{% for k in 0..times %}<span>{{ k }}{% slot %}</span>{% endfor %}</aside>"
)]
#[derive(Debug)]
pub struct Often {
    #[prop]
    times: u32,
}

#[live_component]
impl Often {}
