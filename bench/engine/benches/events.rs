//! An event on its way: its frame read, its parameters coerced, its handler called, the answer written.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use djust_runtime::param::Args;
use djust_runtime::session::Outbox;
use djust_runtime::test::TestClient;
use djust_runtime::wire::ClientFrame;
use engine_bench::{SIZES, client};
use serde_json::value::RawValue;

const FORM: &str = r#"{"name":"Ada Lovelace","age":"36","tags":["a","b","c"],"ok":"on"}"#;

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("read a frame");
    let long = "x".repeat(60_000);
    let frames = [
        ("bare", r#"["e",1,0,"noop"]"#.to_owned()),
        ("form", format!(r#"["e",1,0,"form",{FORM}]"#)),
        ("60 KB", format!(r#"["e",1,0,"form",{{"name":"{long}"}}]"#)),
    ];
    for (name, frame) in &frames {
        group.bench_function(*name, |b| {
            b.iter(|| ClientFrame::parse(black_box(frame)).is_ok())
        });
    }
    group.finish();
}

fn coerce(c: &mut Criterion) {
    let mut group = c.benchmark_group("coerce");
    let form = RawValue::from_string(FORM.to_owned()).expect("it is JSON");
    group.bench_function("an integer of a form", |b| {
        b.iter(|| {
            Args::json(Some(black_box(&form)))
                .take::<u8>("age", 0)
                .is_ok()
        });
    });
    group.bench_function("every field of a form", |b| {
        b.iter(|| {
            let mut args = Args::json(Some(black_box(&form)));
            args.take::<String>("name", 0).is_ok()
                && args.take::<Option<u8>>("age", 1).is_ok()
                && args.take::<Vec<String>>("tags", 2).is_ok()
                && args.take::<bool>("ok", 3).is_ok()
        });
    });
    group.finish();
}

fn event(c: &mut Criterion) {
    let mut group = c.benchmark_group("an event through a session");
    for size in SIZES {
        for name in ["noop", "tick"] {
            let mut client = client(size);
            let mut next = 1;
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| send(&mut client, &mut next, name, ""));
            });
        }
    }
    let mut client = client(10);
    let mut next = 1;
    group.bench_function("form/10", |b| {
        let params = format!(",{FORM}");
        b.iter(|| send(&mut client, &mut next, "form", &params));
    });
    group.finish();
}

fn send(client: &mut TestClient, next: &mut u64, name: &str, params: &str) {
    let ack = client.session.version();
    let frame = format!("[\"e\",{next},{ack},\"{name}\"{params}]");
    *next += 1;
    let mut out = Outbox::new();
    let now = client.now();
    client
        .session
        .receive(&frame, now, &mut out)
        .expect("an event is taken");
    let mut polled = Context::from_waker(Waker::noop());
    let ran = pin!(client.session.run(now, &mut out)).poll(&mut polled);
    assert!(ran == Poll::Ready(()) && out.frames().count() == 1);
}

criterion_group!(benches, read, coerce, event);
criterion_main!(benches);
