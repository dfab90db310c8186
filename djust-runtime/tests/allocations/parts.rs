//! Pages of components, and what an event of one of them, or of the page, asks for.

use std::pin::pin;
use std::task::{Context as Polled, Poll, Waker};

use allocation_counter::{AllocationInfo, measure};
use djust_macros::{component, live_component, live_view};
use djust_runtime::session::Outbox;
use djust_runtime::test::TestClient;
use djust_runtime::view::LiveView;

#[live_view(
    source = "<ul>{% for n in numbers %}<li data-key=\"{{ n }}\">{% live_component Part %}</li>{% endfor %}</ul>"
)]
struct Parts {
    numbers: Vec<u32>,
}

#[live_view]
impl Parts {
    fn mount(count: u32) -> Self {
        Self {
            numbers: (0..count).collect(),
        }
    }
}

#[live_component(source = "<b>{{ clicks }}</b>")]
struct Part {
    clicks: u32,
}

#[live_component]
impl Part {
    #[event_handler]
    fn inc(&mut self) {
        self.clicks += 1;
    }
}

#[component(
    source = "<span class=\"badge{% if n > 9 %} is-many{% endif %}\"><b>{{ n }}</b></span>"
)]
pub(crate) struct Badge {
    #[prop]
    n: u32,
}

/// Rows of components without state.
#[live_view(
    source = "<ul>{% for n in numbers %}<li data-key=\"{{ loop.index }}\">{% component Badge n=n %}</li>{% endfor %}</ul>"
)]
pub(crate) struct Badges {
    numbers: Vec<u32>,
}

#[live_view]
impl Badges {
    fn mount() -> Self {
        Self {
            numbers: vec![1; 1_000],
        }
    }

    #[event_handler]
    fn inc(&mut self) {
        self.numbers[500] += 1;
    }
}

/// The same rows, with the component's markup in their own.
#[live_view(
    source = "<ul>{% for n in numbers %}<li data-key=\"{{ loop.index }}\">\
    <span class=\"badge{% if *n > 9 %} is-many{% endif %}\"><b>{{ n }}</b></span></li>{% endfor %}</ul>"
)]
pub(crate) struct Written {
    numbers: Vec<u32>,
}

#[live_view]
impl Written {
    fn mount() -> Self {
        Self {
            numbers: vec![1; 1_000],
        }
    }

    #[event_handler]
    fn inc(&mut self) {
        self.numbers[500] += 1;
    }
}

/// A whole event of a page, which renders all of it.
pub(crate) fn tick<V: LiveView>() -> AllocationInfo {
    let mut client = TestClient::visit("/").mount::<V>().expect("a page");
    last(&mut client, |reference, ack| {
        format!("[\"e\",{reference},{ack},\"inc\"]")
    })
}

/// A whole event of the component in the middle of so many.
pub(crate) fn event(count: u32) -> AllocationInfo {
    let visit = TestClient::visit(format!("/?count={count}"));
    let mut client = visit.mount::<Parts>().expect("a page");
    let id = count.div_ceil(2);
    last(&mut client, |reference, ack| {
        format!("[\"e\",{reference},{ack},\"inc\",{{}},{id}]")
    })
}

/// The last of some events: the first ones let buffers grow.
fn last(client: &mut TestClient, frame: impl Fn(u32, u64) -> String) -> AllocationInfo {
    let (now, mut out) = (client.now(), Outbox::new());
    let mut last = AllocationInfo::default();
    for reference in 1..=4 {
        let frame = frame(reference, client.session.version());
        last = measure(|| {
            let taken = client.session.receive(&frame, now, &mut out);
            taken.expect("an event is taken");
            let mut polled = Polled::from_waker(Waker::noop());
            let ran = pin!(client.session.run(now, &mut out)).poll(&mut polled);
            assert_eq!(ran, Poll::Ready(()));
        });
        let frames = out.take();
        assert!(
            frames[0].starts_with("[\"p\"") && frames.len() == 1,
            "{frames:?}"
        );
    }
    last
}
