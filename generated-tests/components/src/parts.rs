//! The components that stand in generated templates.

use djust_macros::live_component;

/// Text, an attribute and a branch.
#[live_component(
    source = "<i title=\"{{ word }}\">{{ n }}{% if n > 1 %}<u>{{ word }}</u>{% endif %}</i>"
)]
#[derive(Debug)]
pub struct Leaf {
    #[prop]
    word: String,
    #[prop]
    n: u32,
}

#[live_component]
impl Leaf {}

/// Others in it: in a branch, in rows, and in what it hands on.
#[live_component(
    source = "<em>{% if n > 0 %}{% live_component Leaf word=word n=n %}{% endif %}\
    {% for k in 0..n %}<s data-key=\"{{ k }}\">{% live_component Leaf word=word n=k %}</s>{% endfor %}\
    {% live_component Panel open=n != 2 %}<b>{{ word }}{% live_component Leaf word=\"fixed\" n=n %}</b>{% endlive_component Panel %}</em>"
)]
#[derive(Debug)]
pub struct Nest {
    #[prop]
    word: String,
    #[prop]
    n: u32,
}

#[live_component]
impl Nest {}

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
