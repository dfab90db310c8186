//! I2 with components: a page that was patched into a state is the page that is mounted in it.

use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use generated_components::{CASES, Case};
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

/// CO-11, IP-10: components in branches, rows and content. The reference client refuses a frame that does not fit.
#[test]
fn patched_equals_fresh_with_components() {
    assert!(CASES.len() >= 40);
    for case in CASES {
        let mut client = mounted(case, 0);
        for step in 1..STATES {
            let seed = case.seed * 1000 + step;
            client.event("set", json!({ "seed": seed }));
            assert!(client.told.refused.is_empty(), "{:?}", client.told.refused);
            let fresh = mounted(case, seed).html();
            let context = || format!("seed {}, state {seed}\n{}", case.seed, case.source);
            assert_eq!(client.html(), fresh, "{}", context());
            assert_eq!(client.server_html(), fresh, "{}", context());
        }
    }
}

/// The same with a client that is slow, is cut off and comes back.
#[test]
fn patched_equals_fresh_across_cuts() {
    for case in CASES {
        let mut client = mounted(case, 0);
        for step in 1..STATES / 2 {
            let seed = case.seed * 7000 + step;
            client.send("set", json!({ "seed": seed })).run();
            if step % 3 == 0 {
                client.cut((step % 2) as usize).join();
            }
            client.settle();
            assert_eq!(client.html(), mounted(case, seed).html(), "{}", case.source);
        }
    }
}
