use crate::server::Site;

#[actix_web::test]
async fn a_page_is_complete_and_mounts_once() {
    let site = Site::start();
    let page = site.browser().get("/?start=5").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body
            .starts_with("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("<body><h1 dj>5</h1></body>"),
        "{}",
        page.body
    );
    assert_eq!(page.header("cache-control"), Some("private, no-cache"));
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let cookie = page.header("set-cookie").expect("a cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert_eq!(site.log.mounts(), 1);

    let data = page.data();
    assert_eq!(
        (&data["p"], &data["v"], &data["n"]),
        (&2.into(), &0.into(), &1.into())
    );
    assert_eq!(data["m"].as_str().map(str::len), Some(3));
    // Nothing on the page is inline, so a policy of `default-src 'self'` holds.
    assert!(!page.body.contains("<script>") && !page.body.contains("style="));
}

#[actix_web::test]
async fn the_files_that_a_page_links_to_are_immutable() {
    let site = Site::start();
    let mut browser = site.browser();
    let page = browser.get("/").await;
    let script = page
        .body
        .split("<script src=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a script");
    let skeleton = page.data()["s"].as_str().expect("a skeleton").to_owned();
    for (url, kind) in [
        (script, "text/javascript; charset=utf-8"),
        (&skeleton, "application/json"),
    ] {
        let file = browser.request("GET", url, "").await;
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, Some(kind)),
            "{url}"
        );
        let caching = file.header("cache-control").expect("caching");
        assert!(
            caching.contains("immutable") && caching.contains("max-age=31536000"),
            "{caching}"
        );
        let tag = file.header("etag").expect("a tag");
        let again = browser
            .request("GET", url, &format!("If-None-Match: {tag}\r\n"))
            .await;
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        let head = browser.request("HEAD", url, "").await;
        assert_eq!((head.status, head.body.as_str()), (200, ""));
    }
    assert!(
        browser
            .request("GET", &skeleton, "")
            .await
            .body
            .starts_with("{\"p\":2,\"f\":[[")
    );
    for unknown in [
        "/djust/unknown.js",
        "/djust/unknown.json",
        "/djust/..%2f..%2fetc%2fpasswd",
    ] {
        assert_eq!(browser.request("GET", unknown, "").await.status, 404);
    }
}

#[actix_web::test]
async fn pages_that_nobody_looks_at_are_not_kept() {
    let site = Site::start();
    let browser = site.browser();
    let head = browser.request("HEAD", "/", "").await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for headers in [
        "Sec-Purpose: prefetch\r\n",
        "Sec-Purpose: prefetch;prerender\r\n",
        "Purpose: prefetch\r\n",
    ] {
        assert_eq!(browser.request("GET", "/", headers).await.status, 200);
    }
    assert_eq!(site.djust.sessions().unjoined, 0);
    browser.request("GET", "/", "").await;
    assert_eq!(site.djust.sessions().unjoined, 1);
}

#[actix_web::test]
async fn a_halted_mount_is_a_status() {
    let site = Site::start();
    let mut browser = site.browser();
    for status in [302, 403, 404, 500] {
        let answer = browser.get(&format!("/?start={status}")).await;
        assert_eq!(answer.status, status);
        assert!(!answer.body.contains("10.0.0.3"));
    }
    assert_eq!(
        browser.get("/?start=302").await.header("location"),
        Some("/elsewhere")
    );
    assert_eq!(
        browser.get("/?start=501").await.status,
        500,
        "a panic in mount"
    );
    assert_eq!(
        browser
            .request("POST", "/", "Content-Length: 0\r\n")
            .await
            .status,
        405
    );
}

#[actix_web::test]
async fn a_bad_capture_is_not_found_and_a_bad_query_a_bad_request() {
    let site = Site::start();
    let mut browser = site.browser();
    assert!(
        browser
            .get("/item/5?id=6")
            .await
            .body
            .contains("<h1 dj>5 nobody</h1>"),
        "a capture beats a query"
    );
    assert_eq!(browser.get("/item/x").await.status, 404);
    assert_eq!(browser.get("/item/%ff").await.status, 404);
    let answer = browser.get("/?start=x").await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("`start`"), "{}", answer.body);
}

#[actix_web::test]
async fn hooks_of_a_live_session_halt_its_views_only() {
    let site = Site::start();
    let stranger = site.browser().get("/members/1").await;
    assert_eq!(
        (stranger.status, stranger.header("location")),
        (302, Some("/login"))
    );
    let page = site
        .browser()
        .with_cookie("user=ann")
        .get("/members/1")
        .await;
    assert!(page.body.contains("<h1 dj>1 ann</h1>"), "{}", page.body);
}

#[actix_web::test]
async fn pages_without_a_join_are_bounded() {
    let site = Site::with_limits(djust_actix::Limits {
        unjoined_sessions: 20,
        ..djust_actix::Limits::default()
    });
    let mut tab = site.browser().open("/?start=7").await;
    let resume = tab.resume.clone();
    tab.socket.send("[\"e\",1,0,\"increment\"]").await;
    tab.socket.frame().await;
    drop(tab);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;
    for _ in 0..200 {
        assert_eq!(site.browser().get("/").await.status, 200);
    }
    let counts = site.djust.sessions();
    assert_eq!((counts.unjoined, counts.parked), (20, 1));
    let _ = resume;
}
