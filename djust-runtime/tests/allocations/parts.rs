//! A page of components, and what an event of one of them asks for.

use std::pin::pin;
use std::task::{Context as Polled, Poll, Waker};

use allocation_counter::{AllocationInfo, measure};
use djust_macros::{live_component, live_view};
use djust_runtime::session::Outbox;
use djust_runtime::test::TestClient;

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

/// A whole event of the component in the middle of so many.
pub(crate) fn event(count: u32) -> AllocationInfo {
    let visit = TestClient::visit(format!("/?count={count}"));
    let mut client = visit.mount::<Parts>().expect("a page");
    let (now, mut out) = (client.now(), Outbox::new());
    let mut last = AllocationInfo::default();
    // The first ones let buffers grow.
    for reference in 1..=4 {
        let ack = client.session.version();
        let frame = format!(
            "[\"e\",{reference},{ack},\"inc\",{{}},{}]",
            count.div_ceil(2)
        );
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
