//! A view with components, written by hand as the macros would: keyed items, each with a rating, each with a badge.

use std::cell::RefCell;
use std::fmt::Display;

use askama::Template;
use djust_runtime::component::{Call, ComponentProps, LiveComponent, Props};
use djust_runtime::context::Context;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Mark, Recorder, RenderError};
use djust_runtime::event::EventError;
use djust_runtime::halt::Mounted;
use djust_runtime::handler::{HandlerMeta, MessageMeta, PropMeta};
use djust_runtime::param::Args;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use djust_runtime::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn log(what: impl Into<String>) {
    LOG.with_borrow_mut(|log| log.push(what.into()));
}

/// What happened on this thread since the last call: mounts, updates, renders, drops.
pub(crate) fn happened() -> Vec<String> {
    LOG.take()
}

/// A shop that sells these items.
pub(crate) fn shop(items: &[&str]) -> TestClient {
    let request = MountRequest::default();
    let mut client = TestClient::mount::<Shop>(request).unwrap();
    for item in items {
        client.event("add", serde_json::json!({ "name": item }));
    }
    happened();
    client
}

pub(crate) struct Shop {
    title: String,
    items: Vec<(String, i64)>,
    aside: bool,
}

#[derive(Template)]
#[template(
    source = "{{ Mark(0) }}{{ shop.title }}\
              {% for item in shop.items %}{{ Mark(2147483649) }}{{ Mark(4096) }}{{ item.0 }}\
              {{ self.rating(4097, item.0, item.1) }}{% endfor %}\
              {% if shop.aside %}{{ Mark(2147483650) }}{{ self.aside() }}{% endif %}",
    ext = "html"
)]
struct ShopTemplate<'a> {
    shop: &'a Shop,
}

#[derive(Clone, Copy)]
struct RatingProps(i64);

impl ShopTemplate<'_> {
    fn rating<'a>(
        &self,
        slot: u32,
        key: &'a dyn Display,
        value: &i64,
    ) -> Call<'a, Rating, RatingProps, 1> {
        Call::new(slot, [key], RatingProps(*value))
    }

    fn aside(&self) -> Call<'_, Rating, RatingProps, 0> {
        Call::new(8192, [], RatingProps(0))
    }
}

const TEXT: Slot = Slot::Text(Text::Live);

impl ViewTemplate for Shop {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "shop.html",
        document: false,
        components: &[|| Rating::SKELETON],
        contents: &[],
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
                    Part::Html("<h1"),
                    Part::Anchor(&[Target::Content(0)]),
                    Part::Html(">"),
                    Part::Text(0),
                    Part::Html("</h1><ul"),
                    Part::Anchor(&[Target::Rows(1)]),
                    Part::Html(">"),
                    Part::Rows(1),
                    Part::Html("</ul>"),
                    Part::Branch(2),
                ],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[TEXT, Slot::Component(0)],
                parts: &[
                    Part::Html("<li"),
                    Part::Anchor(&[Target::Attr(0, "data-key")]),
                    Part::Html(" data-key=\""),
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
        log("render shop");
        recorder.render(&ShopTemplate { shop: self })
    }
}

impl Handlers for Shop {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveView for Shop {
    const NAME: &'static str = "Shop";

    fn mount<'a>(_: Args<'a>, _: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async {
            Shop {
                title: "Shop".to_owned(),
                items: Vec::new(),
                aside: false,
            }
            .mounted()
        })
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        _: &'a mut Context,
    ) -> Dispatch<'a> {
        let item: String = args.take("name", 0).unwrap_or_default();
        match name {
            "add" => self.items.push((item, 0)),
            "remove" => self.items.retain(|(name, _)| *name != item),
            "reverse" => self.items.reverse(),
            "rename" => self.title = item,
            "rate" => self.items.iter_mut().for_each(|(name, value)| {
                *value += i64::from(*name == item);
            }),
            "aside" => self.aside = !self.aside,
            _ => return Dispatch::Done(Err(EventError::unknown(name))),
        }
        Dispatch::Done(Ok(()))
    }
}

/// A component with a prop, a state of its own, and another component in it.
pub(crate) struct Rating {
    value: i64,
    hover: i64,
    fails: bool,
    panics: bool,
}

impl Props<Rating> for RatingProps {
    fn create(&self) -> Option<Rating> {
        Some(Rating {
            value: self.0,
            hover: 0,
            fails: false,
            panics: false,
        })
    }

    fn set(&self, rating: &mut Rating) -> bool {
        let differs = rating.value != self.0;
        rating.value = self.0;
        differs
    }
}

#[derive(Template)]
#[template(
    source = "{{ Mark(0) }}{{ self.hover()? }}{{ Mark(1) }}{{ rating.value }}\
              {{ self.badge() }}",
    ext = "html"
)]
struct RatingTemplate<'a> {
    rating: &'a Rating,
}

impl RatingTemplate<'_> {
    fn badge(&self) -> Call<'_, Badge, BadgeProps, 0> {
        Call::new(2, [], BadgeProps(self.rating.hover))
    }

    fn hover(&self) -> askama::Result<i64> {
        assert!(!self.rating.panics, "the rating's render panics");
        if self.rating.fails {
            return Err(askama::Error::Fmt);
        }
        Ok(self.rating.hover)
    }
}

impl ViewTemplate for Rating {
    const SKELETON: &'static Skeleton = {
        static TABLES: Skeleton = Skeleton {
            attributes: &[],
            token: false,
            template: "rating.html",
            document: false,
            components: &[|| Badge::SKELETON],
            contents: &[],
            fragments: &[Fragment {
                fields: &[],
                slots: &[TEXT, TEXT, Slot::Component(0)],
                parts: &[
                    Part::Html("<p"),
                    Part::Anchor(&[Target::Attr(0, "class")]),
                    Part::Html(" class=\""),
                    Part::Text(0),
                    Part::Html("\">"),
                    Part::Value(1),
                    Part::Component(2),
                    Part::Html("</p>"),
                ],
                key: Key::None,
                namespace: Namespace::Html,
            }],
        };
        &TABLES
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        log("render rating");
        recorder.render(&RatingTemplate { rating: self })
    }
}

impl Handlers for Rating {
    const HANDLERS: &'static [HandlerMeta] = &[HandlerMeta {
        is_async: true,
        ..HandlerMeta::named("climb")
    }];
}

/// What the macros write of a component without props of its own that a tag may give.
macro_rules! no_props {
    ($($component:ident),*) => {
        $(impl ComponentProps for $component {
            const PROPS: &'static [PropMeta] = &[];
            const EMITS: &'static [&'static MessageMeta] = &[];
            type Draft = ();

            fn build((): ()) -> Option<Self> {
                None
            }
        })*
    };
}

no_props!(Rating, Badge);

impl LiveComponent for Rating {
    const NAME: &'static str = "Rating";

    fn mount(&mut self, _: &mut Context) {
        log("mount rating");
    }

    fn update(&mut self, _: &mut Context) {
        log("update rating");
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        cx: &'a mut Context,
    ) -> Dispatch<'a> {
        match name {
            "hover" => match args.take("at", 0) {
                Ok(at) => self.hover = at,
                Err(refused) => return Dispatch::Done(Err(refused)),
            },
            "nothing" => {}
            "boom" => panic!("the rating panics"),
            "fail" => {
                self.hover += 1;
                self.fails = true;
            }
            "mend" => self.fails = false,
            "panic_later" => self.panics = true,
            "later" => cx.spawn(async { 5 }, |rating: &mut Rating, _, by: i64| {
                rating.hover += by;
            }),
            "climb" => {
                return Dispatch::Running(Box::pin(async {
                    self.hover = 1;
                    cx.push_state(&*self).await;
                    self.hover = 2;
                    Ok(())
                }));
            }
            "forever" => return Dispatch::Running(Box::pin(std::future::pending())),
            "flash" => cx.put_flash("info", "rated"),
            _ => return Dispatch::Done(Err(EventError::unknown(name))),
        }
        Dispatch::Done(Ok(()))
    }
}

impl Drop for Rating {
    fn drop(&mut self) {
        log("drop rating");
    }
}

/// A component in a component, with nothing but a prop.
struct Badge(i64);

struct BadgeProps(i64);

impl Props<Badge> for BadgeProps {
    fn create(&self) -> Option<Badge> {
        Some(Badge(self.0))
    }

    fn set(&self, badge: &mut Badge) -> bool {
        std::mem::replace(&mut badge.0, self.0) != self.0
    }
}

#[derive(Template)]
#[template(source = "{{ Mark(0) }}{{ badge.0 }}", ext = "html")]
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
        contents: &[],
        fragments: &[Fragment {
            fields: &[],
            slots: &[TEXT],
            parts: &[
                Part::Html("<i"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</i>"),
            ],
            key: Key::None,
            namespace: Namespace::Html,
        }],
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        log("render badge");
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
