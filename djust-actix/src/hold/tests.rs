//! What a session's holder does, over a transport that is a list of messages.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::mem;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use djust_runtime::context;
use djust_runtime::engine::skeleton::{Fragment, Key, Namespace, Part, Skeleton, Slot, Text};
use djust_runtime::engine::tape::{Recorder, RenderError};
use djust_runtime::event::EventError;
use djust_runtime::handler::{Debounce, HandlerMeta};
use djust_runtime::param::{Args, UrlParams};
use djust_runtime::session::{Join, MountRequest, Outbox};
use djust_runtime::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
use tokio::time::timeout;

use super::connection::Ending;
use super::drive::{Live, Seat, drive, now, send};
use super::registry::Claim;
use super::*;
use crate::group::{Group, Place};
use crate::route::{Prefix, Route};
use crate::transport::{CloseCode, Incoming};

/// What a client sent and what it got.
#[derive(Default)]
struct Client {
    sends: VecDeque<Incoming>,
    got: Vec<String>,
    closed: Option<Option<CloseCode>>,
}

#[derive(Default, Clone)]
struct Fake(Rc<RefCell<Client>>);

impl Fake {
    fn sends(&self, frame: &str) {
        let frame = Incoming::Frame(frame.into());
        self.0.borrow_mut().sends.push_back(frame);
    }

    fn got(&self) -> Vec<String> {
        mem::take(&mut self.0.borrow_mut().got)
    }

    fn closed(&self) -> Option<Option<CloseCode>> {
        self.0.borrow().closed
    }
}

impl Transport for Fake {
    fn poll_receive(&mut self, _: &mut Context<'_>) -> Poll<Incoming> {
        let next = self.0.borrow_mut().sends.pop_front();
        next.map_or(Poll::Pending, Poll::Ready)
    }

    fn poll_send(&mut self, frame: &str, _: &mut Context<'_>) -> Poll<()> {
        self.0.borrow_mut().got.push(frame.to_owned());
        Poll::Ready(())
    }

    fn close(self: Box<Self>, reason: Option<CloseCode>) {
        self.0.borrow_mut().closed = Some(reason);
    }
}

/// `{{ count }}`, which an event raises by one, at once or a little later.
struct Counter(u32);

impl ViewTemplate for Counter {
    const SKELETON: &'static Skeleton = &Skeleton {
        template: "counter.html",
        fragments: &[Fragment {
            slots: &[Slot::Text(Text::Live)],
            parts: &[Part::Text(0)],
            key: Key::None,
            namespace: Namespace::Html,
            fields: &[],
        }],
        document: false,
        components: &[],
        contents: &[],
        attributes: &[],
        token: false,
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.mark(0).text(&self.0.to_string());
        Ok(())
    }
}

impl Handlers for Counter {
    const HANDLERS: &'static [HandlerMeta] = &[HandlerMeta {
        debounce: Some(Debounce {
            wait_ms: 20,
            max_wait_ms: None,
        }),
        ..HandlerMeta::named("later")
    }];
}

impl LiveView for Counter {
    const NAME: &'static str = "Counter";

    fn mount<'a>(_: Args<'a>, _: &'a mut context::Context) -> MountFuture<'a, Self> {
        Box::pin(async { Ok(Self(0)) })
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        _: Args<'a>,
        _: &'a mut context::Context,
    ) -> Dispatch<'a> {
        if !["increment", "later"].contains(&name) {
            return Dispatch::Done(Err(EventError::unknown(name)));
        }
        self.0 += 1;
        Dispatch::Done(Ok(()))
    }
}

/// A counter that is at this URL and was joined by the client.
async fn counter(sessions: &Sessions, connection: &mut Connection, url: &str) -> Seat {
    let owner = owner();
    let request = MountRequest {
        connect: context::Connect::new(url),
        ..MountRequest::default()
    };
    let lease = sessions.registry.adopt(owner, url);
    let prefix = Prefix {
        text: "",
        whole: true,
    };
    let route = Route::new::<Counter>(prefix, url.to_owned(), &[], false);
    let place = Place::new(&Group::new(vec![Arc::new(route)]), 0);
    let mut session = Session::mount::<Counter>(request).await.unwrap();
    let mut out = Outbox::new();
    session.join(&Join::default(), now(), &mut out).await;
    send(&mut out, connection, &lease).await;
    Seat::new(session, lease, Arc::new(place))
}

fn owner() -> Owner {
    Owner {
        browser: "b".into(),
        identity: Some("ann".into()),
    }
}

async fn live(client: &Fake) -> Live {
    let signer = Signer::new(&[7; 32]).unwrap();
    let sessions = Sessions::new(signer, Limits::default());
    let admission = sessions.admit(&owner()).expect("a place");
    let transport = Box::new(client.clone());
    let mut connection = Connection::new(transport, admission, &sessions.limits);
    let seat = counter(&sessions, &mut connection, "/a").await;
    Live {
        connection,
        seat,
        sessions,
    }
}

/// Drives the session until there is nothing to do. Whether the connection ended.
fn run(live: &mut Live) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    pin!(drive(live)).poll(&mut context).is_ready()
}

#[actix_web::test]
async fn one_connection_holds_one_session_after_another() {
    let client = Fake::default();
    let mut live = live(&client).await;
    client.sends("[\"e\",1,1,\"increment\"]");
    assert!(!run(&mut live));
    let got = client.got();
    assert_eq!(got.last().unwrap(), "[\"p\",2,1,[0,1]]", "{got:?}");

    let next = counter(&live.sessions, &mut live.connection, "/b").await;
    assert_eq!(live.sessions.counts().connected, 2);
    mem::replace(&mut live.seat, next).leave(Some(Ending::Revoked));
    assert_eq!(live.sessions.counts().connected, 1);

    let got = client.got();
    assert!(got[0].starts_with("[\"j\","), "{got:?}");
    client.sends("[\"e\",2,1,\"increment\"]");
    client.sends("[\"h\"]");
    assert!(!run(&mut live));
    assert_eq!(client.got(), ["[\"h\"]", "[\"p\",2,2,[0,1]]"]);
    assert_eq!(client.closed(), None, "it is the same connection");

    live.sessions.revoke("ann");
    assert!(run(&mut live));
    assert_eq!(client.closed(), Some(Some(CloseCode::Gone)));
}

/// An answer that leaves ahead of an event which may wait is sent, even if that event does not wait.
#[actix_web::test]
async fn what_leaves_early_is_sent_though_the_run_ends_at_once() {
    let client = Fake::default();
    let mut live = live(&client).await;
    client.got();
    client.sends("[\"e\",1,1,\"increment\"]");
    client.sends("[\"v\",2,1,\"/a?page=2\",1]");
    assert!(!run(&mut live));
    let got = client.got();
    assert_eq!(got[0], "[\"p\",2,1,[0,1]]", "{got:?}");
    assert!(got[1].starts_with("[\"x\",2,\"bad_url\","), "{got:?}");
}

/// One timer of the task is all that a held event costs, and there is none without.
#[actix_web::test]
async fn a_held_event_runs_when_its_time_has_come() {
    let client = Fake::default();
    let mut live = live(&client).await;
    client.sends("[\"e\",1,1,\"increment\"]");
    assert!(!run(&mut live));
    assert!(live.seat.alarm.is_none());
    client.got();

    client.sends("[\"e\",2,2,\"later\"]");
    assert!(!run(&mut live));
    assert_eq!(client.got(), ["[\"d\",2]"]);
    assert!(live.seat.alarm.is_some());
    let _ = timeout(Duration::from_millis(200), drive(&mut live)).await;
    let got = client.got();
    assert!(got.contains(&"[\"s\",2]".to_owned()), "{got:?}");
    assert!(live.seat.alarm.is_none());
}

#[actix_web::test]
async fn a_session_is_claimed_where_it_is_now() {
    let client = Fake::default();
    let mut live = live(&client).await;
    let session = &mut live.seat.session;
    session.set_url("/a?page=2", UrlParams::default());
    client.sends("[\"e\",1,1,\"increment\"]");
    assert!(!run(&mut live));
    let (id, generation) = (live.seat.lease.id(), live.seat.lease.generation());
    live.seat.leave(Some(Ending::Lost));
    let registry = &live.sessions.registry;
    assert!(matches!(registry.claim(id, generation, "/a"), Claim::Gone));
    let claim = registry.claim(id, generation, "/a?page=2");
    assert!(matches!(claim, Claim::Here(..)));
}
