//! Components, their tables written by hand: a keyed list of counters, each with a badge in it, and one in an arm.
//!
//! What is written here, macros will write one day. Until then this page shows in a browser that the engine, the
//! session and the client agree on components.

use std::fmt::Display;

use actix_web::web::ServiceConfig;
use askama::Template;
use djust_actix::live_view;
use djust_runtime::component::{Call, LiveComponent, Props};
use djust_runtime::context::Context;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Mark, Recorder, RenderError};
use djust_runtime::event::EventError;
use djust_runtime::halt::Mounted;
use djust_runtime::handler::HandlerMeta;
use djust_runtime::param::Args;
use djust_runtime::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Parts>("/parts"));
}

const TEXT: Slot = Slot::Text(Text::Live);

/// The view: which counters there are is its own, what they count is theirs.
pub(crate) struct Parts {
    names: Vec<String>,
    limit: u32,
    aside: bool,
}

#[derive(Template)]
#[template(
    source = "{{ Mark(0) }}{{ parts.limit }}\
              {% for name in parts.names %}{{ Mark(2147483649) }}{{ Mark(4096) }}{{ name }}\
              {{ self.counter(4097, name) }}{% endfor %}\
              {% if parts.aside %}{{ Mark(2147483650) }}{{ self.aside() }}{% endif %}",
    ext = "html"
)]
struct PartsTemplate<'a> {
    parts: &'a Parts,
}

impl PartsTemplate<'_> {
    fn counter<'a>(&self, slot: u32, key: &'a dyn Display) -> Call<'a, Counter, CounterProps, 1> {
        Call::new(slot, [key], CounterProps(self.parts.limit))
    }

    fn aside(&self) -> Call<'_, Counter, CounterProps, 0> {
        Call::new(8192, [], CounterProps(self.parts.limit))
    }
}

impl ViewTemplate for Parts {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "parts.html",
        document: true,
        components: &[|| Counter::SKELETON],
        fragments: &[
            Fragment {
                fields: &[],
                slots: &[
                    TEXT,
                    Slot::List(Rows {
                        fragment: 1,
                        edge: Edge::Element { separator: "" },
                    }),
                    Slot::Branch(&[2]),
                ],
                parts: &[
                    Part::Html(concat!(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">",
                        "<title>Components</title><link rel=\"icon\" href=\"/icon.svg\"></head><body>",
                        "<button dj-click=\"more\">more</button>",
                        "<button dj-click=\"reverse\">reverse</button>",
                        "<button dj-click=\"drop_first\">drop first</button>",
                        "<button dj-click=\"raise\">raise</button>",
                        "<button dj-click=\"aside\">aside</button><h1",
                    )),
                    Part::Anchor(&[Target::Content(0)]),
                    Part::Html(">"),
                    Part::Text(0),
                    Part::Html("</h1><ul"),
                    Part::Anchor(&[Target::Rows(1)]),
                    Part::Html(">"),
                    Part::Rows(1),
                    Part::Html("</ul><aside>before "),
                    Part::Branch(2),
                    Part::Html(" behind</aside>"),
                    Part::Scripts,
                    Part::Html("</body></html>"),
                ],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[TEXT, Slot::Component(0)],
                parts: &[
                    Part::Html("<li"),
                    Part::Anchor(&[Target::Attr(0, "id")]),
                    Part::Html(" id=\""),
                    Part::Text(0),
                    Part::Html("\">"),
                    Part::Component(1),
                    Part::Html("</li>"),
                ],
                key: Key::Slot(0),
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[Slot::Component(0)],
                parts: &[Part::Component(0)],
                key: Key::None,
                namespace: Namespace::Html,
            },
        ],
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(&PartsTemplate { parts: self })
    }
}

impl Handlers for Parts {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveView for Parts {
    const NAME: &'static str = "Parts";

    fn mount<'a>(mut args: Args<'a>, _: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async move {
            let count: Option<u32> = args.take("count", 0)?;
            Parts {
                names: (0..count.unwrap_or(3)).map(|it| format!("c{it}")).collect(),
                limit: 5,
                aside: false,
            }
            .mounted()
        })
    }

    fn dispatch<'a>(&'a mut self, name: &str, _: Args<'a>, _: &'a mut Context) -> Dispatch<'a> {
        match name {
            "more" => self.names.push(format!("c{}", self.names.len())),
            "reverse" => self.names.reverse(),
            "drop_first" => drop(self.names.drain(..self.names.len().min(1))),
            "raise" => self.limit += 1,
            "aside" => self.aside = !self.aside,
            _ => return Dispatch::Done(Err(EventError::unknown(name))),
        }
        Dispatch::Done(Ok(()))
    }
}

/// A component: counts up to a limit that its parent sets, and says what was typed into it.
pub(crate) struct Counter {
    limit: u32,
    count: u32,
    said: String,
}

struct CounterProps(u32);

impl Props<Counter> for CounterProps {
    fn create(&self) -> Counter {
        Counter {
            limit: self.0,
            count: 0,
            said: String::new(),
        }
    }

    fn set(&self, counter: &mut Counter) -> bool {
        std::mem::replace(&mut counter.limit, self.0) != self.0
    }
}

#[derive(Template)]
#[template(
    source = "{{ Mark(0) }}{{ counter.count }}{{ Mark(1) }}{{ counter.limit }}\
              {{ Mark(2) }}{{ counter.said }}{{ self.badge() }}",
    ext = "html"
)]
struct CounterTemplate<'a> {
    counter: &'a Counter,
}

impl CounterTemplate<'_> {
    fn badge(&self) -> Call<'_, Badge, BadgeProps, 0> {
        Call::new(3, [], BadgeProps(self.counter.count >= self.counter.limit))
    }
}

impl ViewTemplate for Counter {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "counter.html",
        document: false,
        components: &[|| Badge::SKELETON],
        fragments: &[Fragment {
            fields: &[],
            slots: &[TEXT, TEXT, TEXT, Slot::Component(0)],
            parts: &[
                Part::Html("<section"),
                Part::Anchor(&[]),
                Part::Html(" class=\"counter\"><button dj-click=\"up\">up</button><output"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</output> of "),
                Part::Value(1),
                Part::Html("<input"),
                Part::Anchor(&[Target::Attr(2, "value")]),
                Part::Html(" dj-input=\"say\" aria-label=\"said\" value=\""),
                Part::Text(2),
                Part::Html("\"><q"),
                Part::Anchor(&[Target::Content(2)]),
                Part::Html(">"),
                Part::Text(2),
                Part::Html("</q>"),
                Part::Component(3),
                Part::Html("</section>"),
            ],
            key: Key::None,
            namespace: Namespace::Html,
        }],
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(&CounterTemplate { counter: self })
    }
}

impl Handlers for Counter {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveComponent for Counter {
    const NAME: &'static str = "Counter";

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        _: &'a mut Context,
    ) -> Dispatch<'a> {
        match name {
            "up" => self.count = self.limit.min(self.count + 1),
            "say" => match args.take::<String>("value", 0) {
                Ok(value) => self.said = value,
                Err(refused) => return Dispatch::Done(Err(refused)),
            },
            _ => return Dispatch::Done(Err(EventError::unknown(name))),
        }
        Dispatch::Done(Ok(()))
    }
}

/// A component in a component: two words for whether its counter is full.
struct Badge(bool);

struct BadgeProps(bool);

impl Props<Badge> for BadgeProps {
    fn create(&self) -> Badge {
        Badge(self.0)
    }

    fn set(&self, badge: &mut Badge) -> bool {
        std::mem::replace(&mut badge.0, self.0) != self.0
    }
}

#[derive(Template)]
#[template(
    source = "{% if badge.0 %}{{ Mark(2147483649) }}{% else %}{{ Mark(2147483650) }}{% endif %}",
    ext = "html"
)]
struct BadgeTemplate<'a> {
    badge: &'a Badge,
}

impl ViewTemplate for Badge {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "badge.html",
        document: false,
        components: &[],
        fragments: &[
            Fragment {
                fields: &[],
                slots: &[Slot::Branch(&[1, 2])],
                parts: &[
                    Part::Html("<em"),
                    Part::Anchor(&[]),
                    Part::Html(">"),
                    Part::Branch(0),
                    Part::Html("</em>"),
                ],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[],
                parts: &[Part::Html("full")],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[],
                parts: &[Part::Html("free")],
                key: Key::None,
                namespace: Namespace::Html,
            },
        ],
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(&BadgeTemplate { badge: self })
    }
}

impl Handlers for Badge {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveComponent for Badge {
    const NAME: &'static str = "Badge";

    fn dispatch<'a>(&'a mut self, name: &str, _: Args<'a>, _: &'a mut Context) -> Dispatch<'a> {
        Dispatch::Done(Err(EventError::unknown(name)))
    }
}
