//! How often an event on a page of 1,000 rows asks for memory, once buffers have grown to their size.

use std::pin::pin;
use std::task::{Context as Polled, Poll, Waker};

use allocation_counter::measure;
use djust_runtime::context::Context;
use djust_runtime::engine::skeleton::Skeleton;
use djust_runtime::engine::tape::{Recorder, RenderError, Rendered};
use djust_runtime::event::EventError;
use djust_runtime::handler::HandlerMeta;
use djust_runtime::param::Args;
use djust_runtime::session::{MountRequest, Outbox};
use djust_runtime::test::TestClient;
use djust_runtime::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
use djust_runtime::wire;

use crate::cards;
use crate::table::{SKELETON, Table};

impl ViewTemplate for Table {
    const SKELETON: &'static Skeleton = &SKELETON;

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(self)
    }
}

impl Handlers for Table {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveView for Table {
    const NAME: &'static str = "Table";

    fn mount<'a>(_: Args<'a>, _: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async { Ok(Table::new(1000)) })
    }

    fn dispatch<'a>(&'a mut self, name: &str, _: Args<'a>, _: &'a mut Context) -> Dispatch<'a> {
        Dispatch::Done(match name {
            "tick" => {
                self.rows[500].count += 1;
                Ok(())
            }
            "nothing" => Ok(()),
            name => Err(EventError::unknown(name)),
        })
    }
}

/// Render, diff and frame of one changed cell.
pub(crate) fn tick() -> u64 {
    let mut recorder = Recorder::new();
    let mut table = Table::new(1000);
    let mut frame = String::with_capacity(256);
    let mut old = table.tape(&mut recorder);
    let mut last = 0;
    // The first one lets buffers grow.
    for _ in 0..2 {
        frame.clear();
        table.rows[500].count += 1;
        last = measure(|| {
            let new = table.tape(&mut recorder);
            wire::patch(&mut frame, 1, 1, &old, &new);
            old = new;
        })
        .count_total;
    }
    assert_eq!(frame, r#"["p",1,1,[1,[[500,[3,502]]]]]"#);
    last
}

/// Diff and frame of one changed card on a board of so many.
pub(crate) fn card(count: u32) -> u64 {
    let mut recorder = Recorder::new();
    let mut cards = cards::cards(count);
    let (view, mut components) = cards::tapes(&mut recorder, &cards);
    let mut frame = String::with_capacity(256);
    let mut last = 0;
    for title in ["first", "second"] {
        frame.clear();
        cards[4].1.title = title.to_owned();
        let tape = cards::tape(&mut recorder, &cards[4].1);
        let old = components.insert(5, tape).expect("it was there");
        let new = Rendered {
            tape: &view,
            components: &components,
        };
        last = measure(|| {
            let changed = std::iter::once((5, &old, &components[&5]));
            wire::patch_all(&mut frame, 1, 1, &view, new, changed);
        })
        .count_total;
    }
    assert_eq!(frame, r#"["p",1,1,[],5,[0,"second"]]"#);
    last
}

/// A whole event through a session: its frame read, its handler run, the view rendered, the answer written.
pub(crate) fn event(name: &str) -> u64 {
    let mut client = TestClient::mount::<Table>(MountRequest::default()).expect("a table mounts");
    let mut out = Outbox::new();
    let mut last = 0;
    let now = client.now();
    // The first ones let buffers grow.
    for reference in 1..=4 {
        let ack = client.session.version();
        let frame = format!("[\"e\",{reference},{ack},\"{name}\"]");
        last = measure(|| {
            client
                .session
                .receive(&frame, now, &mut out)
                .expect("an event is taken");
            let mut polled = Polled::from_waker(Waker::noop());
            let ran = pin!(client.session.run(now, &mut out)).poll(&mut polled);
            assert_eq!(ran, Poll::Ready(()));
        })
        .count_total;
        let frames = out.take();
        assert_eq!(frames.len(), 1, "{frames:?}");
    }
    last
}
