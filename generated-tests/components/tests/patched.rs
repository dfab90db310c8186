//! I2 with components: a page that was patched into a state is the page that is mounted in it.

use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use generated_components::model::{Model, timeless};
use generated_components::random::Random;
use generated_components::{CASES, Case, trace};
use serde_json::json;

/// How many states each page goes through.
const STATES: u64 = 40;

fn mounted(case: &Case, seed: u64) -> TestClient {
    let mut request = MountRequest::default();
    request.params.query = format!("seed={seed}");
    match (case.mount)(request) {
        Ok(client) => client,
        Err(halt) => panic!("seed {}\n{}\n{halt:?}", case.seed, case.source),
    }
}

/// A page as it is mounted in a state.
fn fresh(case: &Case, seed: u64) -> String {
    let html = mounted(case, seed).html();
    trace::take();
    timeless(&html)
}

/// A page, and the model of its components.
fn begin(case: &Case) -> (TestClient, Model) {
    let client = mounted(case, 0);
    let mut model = Model::default();
    model.follow();
    (client, model)
}

/// CO-04, CO-05, CO-11, IP-10: components in branches, rows and content. Clicks between the states reach the one that they
/// are for, and each keeps its count for as long as its parent's renders reach it. The reference client refuses a frame that
/// does not fit.
#[test]
fn patched_equals_fresh_with_components() {
    assert!(CASES.len() >= 40);
    let mut clicks = 0;
    for case in CASES {
        let (mut client, mut model) = begin(case);
        let mut random = Random::new(case.seed);
        for step in 1..STATES {
            let seed = case.seed * 1000 + step;
            let context = || format!("seed {}, state {seed}\n{}", case.seed, case.source);
            for _ in 0..random.below(4) {
                model.click(&mut client, &mut random);
                model.follow();
                model.assert_shown(&client.html(), &context);
            }
            client.event("set", json!({ "seed": seed }));
            assert!(client.told.refused.is_empty(), "{:?}", client.told.refused);
            model.follow();
            clicks += model.clicks();
            let html = client.html();
            model.assert_shown(&html, &context);
            assert_eq!(client.server_html(), html, "{}", context());
            assert_eq!(timeless(&html), fresh(case, seed), "{}", context());
        }
    }
    assert!(clicks > 1000, "{clicks} clicks were kept through a state");
}

/// The same with a client that is slow, is cut off and comes back.
#[test]
fn patched_equals_fresh_across_cuts() {
    for case in CASES {
        let (mut client, mut model) = begin(case);
        let mut random = Random::new(case.seed);
        for step in 1..STATES / 2 {
            let seed = case.seed * 7000 + step;
            let context = || format!("seed {}, state {seed}\n{}", case.seed, case.source);
            model.click(&mut client, &mut random);
            model.follow();
            client.send("set", json!({ "seed": seed })).run();
            if step % 3 == 0 {
                client.cut((step % 2) as usize).join();
            }
            client.settle();
            model.follow();
            let html = client.html();
            model.assert_shown(&html, &context);
            assert_eq!(timeless(&html), fresh(case, seed), "{}", context());
        }
    }
}
