//! Render, diff and patch of a table of 10 to 10,000 rows.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use djust_runtime::engine::tape::Recorder;
use djust_runtime::engine::{dom, html};
use djust_runtime::wire;

mod table;

use table::{Row, Table};

const SIZES: [u32; 4] = [10, 100, 1_000, 10_000];

/// A change of a table, by name.
type Change = (&'static str, fn(&mut Vec<Row>));

const CHANGES: [Change; 6] = [
    ("unchanged", |_| {}),
    ("tick", |rows| {
        let middle = rows.len() / 2;
        rows[middle].count += 1;
    }),
    ("swap", |rows| {
        let last = rows.len() - 2;
        rows.swap(1, last);
    }),
    ("first removed", |rows| {
        rows.remove(0);
    }),
    ("every tenth edited", |rows| {
        for row in rows.iter_mut().step_by(10) {
            row.label.push('!');
        }
    }),
    ("reversed", |rows| rows.reverse()),
];

fn render(c: &mut Criterion) {
    let mut group = c.benchmark_group("render");
    for size in SIZES {
        let table = Table::new(size);
        let mut recorder = Recorder::new();
        group.bench_function(BenchmarkId::new("record", size), |b| {
            b.iter(|| recorder.render(black_box(&table)));
        });
        group.bench_function(BenchmarkId::new("tape", size), |b| {
            b.iter(|| black_box(&table).tape(&mut recorder));
        });
        let tape = table.tape(&mut recorder);
        group.bench_function(BenchmarkId::new("page", size), |b| {
            b.iter(|| html::marked(black_box(&tape), "x7q"));
        });
    }
    group.finish();
}

fn diff(c: &mut Criterion) {
    let mut recorder = Recorder::new();
    for (name, change) in CHANGES {
        let mut group = c.benchmark_group(format!("diff/{name}"));
        for size in SIZES {
            let mut table = Table::new(size);
            let old = table.tape(&mut recorder);
            change(&mut table.rows);
            let new = table.tape(&mut recorder);
            let mut out = String::new();
            group.bench_function(BenchmarkId::from_parameter(size), |b| {
                b.iter(|| {
                    out.clear();
                    wire::patch(&mut out, 1, 1, black_box(&old), black_box(&new))
                });
            });
        }
        group.finish();
    }
}

fn patch(c: &mut Criterion) {
    let mut recorder = Recorder::new();
    let mut group = c.benchmark_group("patch (reference client)");
    for size in SIZES {
        let mut table = Table::new(size);
        let old = table.tape(&mut recorder);
        table.rows[1].count += 1;
        let mut frame = String::new();
        wire::patch(&mut frame, 1, 1, &old, &table.tape(&mut recorder));
        let page = dom::Dom::adopt(&old, 0);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter_batched(
                || page.clone(),
                |mut page| page.receive(&frame),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, render, diff, patch);
criterion_main!(benches);
