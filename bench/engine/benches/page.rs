//! A page: rendered by Askama alone, recorded to a tape, made HTML again, compared with another, written as a frame.
//!
//! `tick` is what an event costs the engine: render, comparison and frame of one changed cell. What it is to be
//! compared with is `askama`.

use std::hint::black_box;

use askama::Template;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use djust_runtime::engine::html;
use djust_runtime::engine::tape::Recorder;
use djust_runtime::wire;
use engine_bench::{Live, Plain, SIZES, rows};

fn page(c: &mut Criterion) {
    let mut group = c.benchmark_group("page");
    for size in SIZES {
        let plain = Plain {
            rows: rows(size),
            selected: None,
        };
        // Into a buffer that stays, as a tape's recorder has one.
        let mut out = String::new();
        group.bench_function(BenchmarkId::new("askama", size), |b| {
            b.iter(|| {
                out.clear();
                black_box(&plain).render_into(&mut out)
            });
        });

        let mut live = Live::new(size);
        let mut recorder = Recorder::new();
        group.bench_function(BenchmarkId::new("tape", size), |b| {
            b.iter(|| black_box(&live).tape(&mut recorder));
        });
        let mut old = live.tape(&mut recorder);
        group.bench_function(BenchmarkId::new("html", size), |b| {
            b.iter(|| html::marked(black_box(&old), "x7q"));
        });
        group.bench_function(BenchmarkId::new("all values", size), |b| {
            let mut frame = String::new();
            b.iter(|| {
                frame.clear();
                wire::full(&mut frame, 1, 1, &[], black_box(&old));
            });
        });
        let mut frame = String::new();
        group.bench_function(BenchmarkId::new("tick", size), |b| {
            b.iter(|| {
                frame.clear();
                live.rows[size / 2].n += 1;
                let new = live.tape(&mut recorder);
                assert!(wire::patch(&mut frame, 1, 1, &old, &new));
                old = new;
            });
        });
        group.bench_function(BenchmarkId::new("unchanged", size), |b| {
            let same = live.tape(&mut recorder);
            b.iter(|| wire::patch(&mut frame, 1, 1, black_box(&old), black_box(&same)));
        });
    }
    group.finish();
}

criterion_group!(benches, page);
criterion_main!(benches);
