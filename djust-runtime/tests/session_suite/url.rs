//! The URL that a session is at.

use djust_runtime::context::Connect;
use djust_runtime::param::UrlParams;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;

use crate::board::{Board, page, request};

#[test]
fn a_session_moves_to_another_url_and_mounts_anew_from_there() {
    let (request, _) = request("start=3");
    let request = MountRequest {
        connect: Connect::new("/board?start=3"),
        ..request
    };
    let mut client = TestClient::mount::<Board>(request).unwrap();
    assert_eq!(client.session.url(), "/board?start=3");
    let params = UrlParams {
        query: "start=8".to_owned(),
        ..UrlParams::default()
    };
    client.session.set_url("/board?start=8", params.clone());
    assert_eq!(client.session.url(), "/board?start=8");
    assert_eq!(client.session.connect().uri, "/board?start=8");
    assert_eq!(client.session.params(), &params);
    assert_eq!(client.html(), page(3, "", &[]), "the view is not told");
    client.event("boom", json!({}));
    assert_eq!(client.html(), page(8, "", &[]));
}
