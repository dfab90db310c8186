//! A view written by hand, as the macros would: a count, a note and a keyed list.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Polled, Poll};

use askama::Template;
use djust_runtime::app::App;
use djust_runtime::context::Context;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Recorder, RenderError};
use djust_runtime::event::{EventError, Outcome};
use djust_runtime::halt::{Halt, Mounted};
use djust_runtime::handler::{Debounce, HandlerMeta, Throttle};
use djust_runtime::param::{Args, UrlParams};
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use djust_runtime::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};

/// What ran, in order: kept outside the view, so that it outlives it.
pub(crate) type Ledger = Arc<Mutex<Vec<String>>>;

#[derive(Debug, Default)]
pub(crate) struct Board {
    pub count: i64,
    pub note: String,
    pub items: Vec<String>,
    pub fails: Fails,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) enum Fails {
    #[default]
    Never,
    RenderPanics,
    RenderErrs,
    DropPanics,
}

#[derive(Template)]
#[template(
    source = "{{ djust_runtime::__private::Mark(0) }}{{ board.count }}\
              {{ djust_runtime::__private::Mark(1) }}{{ board.note()? }}\
              {% for item in board.items %}{{ djust_runtime::__private::Mark(2147483649) }}\
              {{ djust_runtime::__private::Mark(4096) }}{{ item }}{% endfor %}",
    ext = "html"
)]
struct BoardTemplate<'a> {
    board: &'a Board,
}

impl Board {
    fn note(&self) -> askama::Result<&str> {
        match self.fails {
            Fails::RenderPanics => panic!("the render panics"),
            Fails::RenderErrs => Err(askama::Error::Fmt),
            _ => Ok(&self.note),
        }
    }

    fn add(&mut self, text: String) {
        self.items.push(text);
    }

    fn refuse(&mut self) -> Result<(), EventError> {
        self.count += 100;
        Err(EventError::failed("not today"))
    }

    async fn slow(&mut self, by: i64) {
        self.count += by;
        Once(false).await;
        self.count += by;
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        assert!(self.fails != Fails::DropPanics, "the drop panics");
    }
}

/// What a message may hold.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a message was dropped");
    }
}

/// Waits once.
struct Once(bool);

impl Future for Once {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, polled: &mut Polled<'_>) -> Poll<()> {
        polled.waker().wake_by_ref();
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

const TEXT: Slot = Slot::Text(Text::Live);

impl ViewTemplate for Board {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "board.html",
        document: false,
        components: &[],
        contents: &[],
        fragments: &[
            Fragment {
                fields: &[],
                slots: &[
                    TEXT,
                    TEXT,
                    Slot::List(Rows {
                        fragment: 1,
                        edge: Edge::Element { separator: "" },
                    }),
                ],
                parts: &[
                    Part::Html("<b"),
                    Part::Anchor(&[Target::Content(0)]),
                    Part::Html(">"),
                    Part::Text(0),
                    Part::Html("</b><p"),
                    Part::Anchor(&[Target::Content(1)]),
                    Part::Html(">"),
                    Part::Text(1),
                    Part::Html("</p><ul"),
                    Part::Anchor(&[Target::Rows(2)]),
                    Part::Html(">"),
                    Part::Rows(2),
                    Part::Html("</ul>"),
                ],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
                fields: &[],
                slots: &[TEXT],
                parts: &[
                    Part::Html("<li"),
                    Part::Anchor(&[Target::Content(0)]),
                    Part::Html(">"),
                    Part::Text(0),
                    Part::Html("</li>"),
                ],
                key: Key::Slot(0),
                namespace: Namespace::Html,
            },
        ],
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(&BoardTemplate { board: self })
    }
}

const fn throttled(name: &'static str, leading: bool, trailing: bool) -> HandlerMeta {
    HandlerMeta {
        throttle: Some(Throttle {
            interval_ms: 1000,
            leading,
            trailing,
        }),
        ..HandlerMeta::named(name)
    }
}

impl Handlers for Board {
    const HANDLERS: &'static [HandlerMeta] = &[
        HandlerMeta {
            debounce: Some(Debounce {
                wait_ms: 500,
                max_wait_ms: None,
            }),
            ..HandlerMeta::named("search")
        },
        HandlerMeta {
            debounce: Some(Debounce {
                wait_ms: 500,
                max_wait_ms: Some(1200),
            }),
            ..HandlerMeta::named("search_often")
        },
        throttled("save", true, true),
        throttled("like", true, false),
        throttled("report", false, true),
        HandlerMeta {
            debounce: Some(Debounce {
                wait_ms: 500,
                max_wait_ms: None,
            }),
            ..HandlerMeta::named("refuse_late")
        },
        HandlerMeta {
            debounce: Some(Debounce {
                wait_ms: 500,
                max_wait_ms: None,
            }),
            ..HandlerMeta::named("render_err_late")
        },
    ];
}

impl LiveView for Board {
    const NAME: &'static str = "Board";

    fn mount<'a>(mut args: Args<'a>, cx: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async move {
            note(cx, "mount".to_owned());
            let start: Option<i64> = args.take("start", 0)?;
            match start.unwrap_or(0) {
                -1 => return Err(Halt::NotFound),
                -2 => panic!("the mount panics"),
                -3 => cx.redirect("/elsewhere"),
                -4 => cx.spawn(async { 7 }, |board: &mut Board, _, by: i64| {
                    board.count += by
                }),
                -5 => cx.put_flash("info", "welcome"),
                -7 => cx.spawn(async { panic!("apart") }, |_: &mut Board, _, ()| ()),
                _ => {}
            }
            let mut board = Board::default();
            board.count = start.unwrap_or(0);
            if start == Some(-6) && mounts(cx) > 1 {
                board.fails = Fails::RenderErrs;
            }
            board.mounted()
        })
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        cx: &'a mut Context,
    ) -> Dispatch<'a> {
        macro_rules! take {
            ($name:literal, $at:literal) => {
                match args.take($name, $at) {
                    Ok(value) => value,
                    Err(refused) => return Dispatch::Done(Err(refused)),
                }
            };
        }
        match name {
            "inc" => {
                self.count += 1;
                note(cx, format!("inc {}", self.count));
            }
            "log" | "search" | "search_often" | "save" | "like" | "report" => {
                let text: String = take!("text", 0);
                note(cx, text.clone());
                self.note = text;
            }
            "add" => {
                let text = take!("text", 0);
                self.add(text);
            }
            "nothing" => note(cx, "nothing".to_owned()),
            "refuse" | "refuse_late" => return Dispatch::Done(self.refuse().outcome()),
            "leak" => {
                let error = std::io::Error::other("postgres://secret");
                return Dispatch::Done(Err::<(), _>(error).outcome());
            }
            "slow" => {
                note(cx, "slow".to_owned());
                let by = take!("by", 0);
                return Dispatch::Running(Box::pin(async move {
                    self.slow(by).await;
                    ().outcome()
                }));
            }
            "slow_boom" => {
                return Dispatch::Running(Box::pin(async {
                    Once(false).await;
                    panic!("later");
                }));
            }
            "boom" => panic!("at once"),
            "render_boom" => self.fails = Fails::RenderPanics,
            "render_err" | "render_err_late" => {
                self.count += 1;
                self.fails = Fails::RenderErrs;
            }
            "render_ok" => self.fails = Fails::Never,
            "drop_boom" => {
                self.fails = Fails::DropPanics;
                panic!("and the drop too");
            }
            "flash" => {
                let text: String = take!("text", 0);
                cx.put_flash("success", text);
            }
            "push_big" => cx.push_event("big", &"x".repeat(take!("bytes", 0))),
            "leave" => cx.redirect("/login"),
            "later" => cx.spawn(async { 5 }, |board: &mut Board, _, by: i64| {
                board.count += by
            }),
            "later_boom" => cx.spawn(async { panic!("apart") }, |_: &mut Board, _, ()| ()),
            "later_wrong" => cx.spawn(async {}, |_: &mut String, _, ()| unreachable!()),
            "later_boom_then" => cx.spawn(async {}, |_: &mut Board, _, ()| panic!("back")),
            "many_bombs" => {
                for _ in 0..take!("count", 0) {
                    cx.spawn(async { Bomb }, |_: &mut Board, _, bomb| {
                        std::mem::forget(bomb)
                    });
                }
            }
            "many_later" => {
                for _ in 0..take!("count", 0) {
                    cx.spawn(async { 1 }, |board: &mut Board, _, by: i64| {
                        board.count += by
                    });
                }
            }
            "block" => {
                let job = cx.blocking(|| 20 + 1);
                return Dispatch::Running(Box::pin(async move {
                    self.count = job.await;
                    Ok(())
                }));
            }
            _ => return Dispatch::Done(Err(EventError::unknown(name))),
        }
        Dispatch::Done(Ok(()))
    }
}

fn note(cx: &Context, what: String) {
    if let Some(ledger) = cx.data::<Ledger>() {
        ledger.lock().unwrap().push(what);
    }
}

fn mounts(cx: &Context) -> usize {
    cx.data::<Ledger>().map_or(0, |ledger| {
        let ledger = ledger.lock().unwrap();
        ledger.iter().filter(|what| *what == "mount").count()
    })
}

/// What a board is mounted with.
pub(crate) fn request(query: &str) -> (MountRequest, Ledger) {
    let ledger = Ledger::default();
    let request = MountRequest {
        app: App::new().with_data(Arc::clone(&ledger)),
        params: UrlParams {
            query: query.to_owned(),
            ..UrlParams::default()
        },
        ..MountRequest::default()
    };
    (request, ledger)
}

/// A board whose page is joined.
pub(crate) fn board() -> (TestClient, Ledger) {
    let (request, ledger) = request("");
    (TestClient::mount::<Board>(request).unwrap(), ledger)
}

/// The page of such a board.
pub(crate) fn page(count: i64, note: &str, items: &[&str]) -> String {
    let rows: String = items
        .iter()
        .map(|item| format!("<li>{item}</li>"))
        .collect();
    format!("<b>{count}</b><p>{note}</p><ul>{rows}</ul>")
}

pub(crate) fn ran(ledger: &Ledger) -> Vec<String> {
    ledger.lock().unwrap().clone()
}
