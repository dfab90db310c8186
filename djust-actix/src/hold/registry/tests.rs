use super::*;

/// The URL of every page.
const HOME: &str = "/?start=5";

/// A session of a hundred bytes that says which one it is.
#[derive(Debug, PartialEq)]
struct Page(u32);

impl Keep for Page {
    fn bytes(&self) -> usize {
        100
    }

    fn url(&self) -> &str {
        HOME
    }
}

fn owner(browser: &str) -> Owner {
    Owner {
        browser: browser.into(),
        identity: Some("ann".into()),
    }
}

fn limits() -> Limits {
    Limits {
        unjoined_sessions: 8,
        unjoined_bytes: 600,
        unjoined_per_browser: 3,
        parked_sessions: 4,
        parked_bytes: 100_000,
        ..Limits::default()
    }
}

fn kept(registry: &Arc<Registry<Page>>, browser: &str, page: u32) -> SessionId {
    let id = SessionId::random();
    registry.keep(id, owner(browser), Page(page));
    id
}

fn here(claim: Claim<Page>) -> (Page, Lease<Page>) {
    match claim {
        Claim::Here(page, lease) => (page, lease),
        other => panic!("expected the session, got {other:?}"),
    }
}

fn gone(claim: &Claim<Page>) -> bool {
    matches!(claim, Claim::Gone)
}

#[test]
fn a_pages_token_works_until_its_answer_arrived() {
    let registry = Registry::new(&limits());
    let id = kept(&registry, "b", 1);
    assert!(gone(&registry.claim(id, 1, HOME)));
    let (page, lease) = here(registry.claim(id, 0, HOME));
    assert_eq!((page, lease.generation()), (Page(1), 1));
    assert!(gone(&registry.claim(id, 0, HOME)), "while it is held");
    lease.park(Page(1));
    let (page, lease) = here(registry.claim(id, 0, HOME));
    assert_eq!(lease.generation(), 2, "the answer was lost with its socket");
    lease.confirm();
    lease.park(page);
    assert!(gone(&registry.claim(id, 0, HOME)), "it arrived");
    assert_eq!(here(registry.claim(id, 2, HOME)).0, Page(1));
}

#[test]
fn a_used_resume_token_is_good_until_the_next_one_is_seen() {
    let registry = Registry::new(&limits());
    let id = kept(&registry, "b", 1);
    let (page, lease) = here(registry.claim(id, 0, HOME));
    lease.park(page);
    // The answers with tokens 2, 3 and 4 are lost.
    for generation in 2..=4 {
        let (page, lease) = here(registry.claim(id, 1, HOME));
        assert_eq!(lease.generation(), generation);
        lease.park(page);
    }
    let (page, lease) = here(registry.claim(id, 4, HOME));
    lease.confirm();
    lease.park(page);
    for spent in 0..=4 {
        assert!(gone(&registry.claim(id, spent, HOME)), "{spent}");
    }
    assert!(!gone(&registry.claim(id, 5, HOME)));
}

/// A session is found where it is now, not where it was mounted.
#[test]
fn a_claim_for_another_url_leaves_the_session_where_it_is() {
    let registry = Registry::new(&limits());
    let id = kept(&registry, "b", 1);
    assert!(gone(&registry.claim(id, 0, "/?start=6")));
    assert_eq!(registry.counts().unjoined, 1);
    let (page, mut lease) = here(registry.claim(id, 0, HOME));
    lease.moved("/?start=6", Vec::new());
    lease.moved("/items/2", Vec::new());
    assert!(gone(&registry.claim(id, 1, HOME)), "while it is held");
    lease.park(page);
    assert!(gone(&registry.claim(id, 1, "/?start=6")));
    assert_eq!(here(registry.claim(id, 1, "/items/2")).0, Page(1));
}

#[tokio::test]
async fn the_newest_claim_wins_and_the_value_follows() {
    let registry = Registry::new(&limits());
    let id = kept(&registry, "b", 1);
    let (page, first) = here(registry.claim(id, 0, HOME));
    let Claim::Coming(second_value, second) = registry.claim(id, 1, HOME) else {
        panic!("the first task holds it");
    };
    let Claim::Coming(third_value, third) = registry.claim(id, 2, HOME) else {
        panic!("the second task waits for it");
    };
    first.park(page);
    let page = second_value.await.unwrap();
    second.park(page);
    assert_eq!(third_value.await.unwrap(), Page(1));
    assert_eq!(third.generation(), 3);
    assert_eq!(registry.counts().connected, 1);
    drop(third);
    assert_eq!(registry.counts(), SessionCounts::default());
}

#[tokio::test]
async fn a_task_that_dies_takes_only_its_own_session_along() {
    let registry = Registry::new(&limits());
    let id = kept(&registry, "b", 1);
    let other = kept(&registry, "b", 2);
    let (_page, first) = here(registry.claim(id, 0, HOME));
    let Claim::Coming(value, second) = registry.claim(id, 1, HOME) else {
        panic!("the first task holds it");
    };
    drop(first);
    assert_eq!(
        registry.counts().connected,
        1,
        "the second task holds the name"
    );
    drop(second);
    drop(value);
    assert!(gone(&registry.claim(id, 2, HOME)));
    assert_eq!(here(registry.claim(other, 0, HOME)).0, Page(2));
}

#[test]
fn pages_that_nobody_joins_push_out_one_another_only() {
    let registry = Registry::new(&limits());
    let joined = kept(&registry, "ann", 1);
    let (page, lease) = here(registry.claim(joined, 0, HOME));
    lease.park(page);
    for page in 0..100_000 {
        kept(&registry, &format!("b{page}"), page);
    }
    let counts = registry.counts();
    assert_eq!(
        (counts.unjoined, counts.unjoined_bytes),
        (6, 600),
        "bounded in bytes before count"
    );
    assert_eq!(counts.parked, 1);
    assert_eq!(registry.places.lock().entries.len(), 7);
    assert_eq!(here(registry.claim(joined, 1, HOME)).0, Page(1));
}

#[test]
fn one_browser_pushes_out_its_own_pages() {
    let registry = Registry::new(&limits());
    let other = kept(&registry, "other", 0);
    let pages: Vec<_> = (0..5).map(|page| kept(&registry, "b", page)).collect();
    assert_eq!(registry.counts().unjoined, 4);
    assert!(gone(&registry.claim(pages[0], 0, HOME)));
    assert!(gone(&registry.claim(pages[1], 0, HOME)));
    assert_eq!(here(registry.claim(pages[2], 0, HOME)).0, Page(2));
    assert_eq!(here(registry.claim(other, 0, HOME)).0, Page(0));
}

#[test]
fn parked_sessions_are_bounded_and_the_oldest_leaves() {
    let registry = Registry::new(&limits());
    let ids: Vec<_> = (0..6)
        .map(|page| {
            let id = kept(&registry, &format!("b{page}"), page);
            let (page, lease) = here(registry.claim(id, 0, HOME));
            lease.park(page);
            id
        })
        .collect();
    assert_eq!(registry.counts().parked, 4);
    assert!(gone(&registry.claim(ids[1], 1, HOME)));
    assert_eq!(here(registry.claim(ids[2], 1, HOME)).0, Page(2));
}

#[test]
fn waiting_ends() {
    let registry = Registry::new(&limits());
    let unjoined = kept(&registry, "b", 1);
    let parked = kept(&registry, "b", 2);
    let (page, lease) = here(registry.claim(parked, 0, HOME));
    lease.park(page);
    let now = Instant::now();
    registry.sweep(now + Duration::from_secs(16));
    assert!(gone(&registry.claim(unjoined, 0, HOME)));
    assert_eq!(registry.counts().parked, 1);
    registry.sweep(now + Duration::from_secs(61));
    assert!(gone(&registry.claim(parked, 1, HOME)));
    assert_eq!(registry.counts(), SessionCounts::default());
}

#[test]
fn a_silent_socket_is_lost_and_one_that_speaks_is_not() {
    let registry = Registry::<Page>::new(&limits());
    let lease = registry.adopt(owner("b"), HOME);
    let silent = Instant::now() + Duration::from_secs(76);
    registry.sweep(silent - Duration::from_secs(10));
    assert!(lease.link().taken().is_none());
    registry.sweep(silent);
    assert!(matches!(lease.link().taken(), Some(Order::Lost)));
    lease.link().hear(70_000);
    registry.sweep(silent);
    assert!(lease.link().taken().is_none());
}

#[test]
fn log_out_ends_every_session_of_the_identity() {
    let registry = Registry::new(&limits());
    let unjoined = kept(&registry, "b", 1);
    let held = registry.adopt(owner("b"), HOME);
    let nobody = Owner {
        identity: None,
        ..owner("b")
    };
    let other = registry.adopt(nobody, HOME);
    registry.revoke("ann");
    assert!(gone(&registry.claim(unjoined, 0, HOME)));
    assert!(matches!(held.link().taken(), Some(Order::Revoked)));
    assert!(other.link().taken().is_none());
}

#[test]
fn a_session_that_panics_as_it_goes_costs_nothing_else() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in drop");
        }
    }
    impl Keep for Bomb {
        fn bytes(&self) -> usize {
            1
        }

        fn url(&self) -> &str {
            HOME
        }
    }
    let registry = Registry::new(&limits());
    for _ in 0..3 {
        registry.keep(SessionId::random(), owner("b"), Bomb);
    }
    registry.sweep(Instant::now() + Duration::from_secs(60));
    assert_eq!(registry.counts(), SessionCounts::default());
}
