//! A template compiled as a library call: what each build pays, per template.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use djust_template::{Root, Source, compile, load};

/// A card with expressions, attributes, a branch and a list.
const CARD: &str = r#"<section class="card {{ kind }}" data-id="{{ id }}">
  <h2>{{ title|upper }}</h2>
  {% if open %}<p>{{ body }}</p>{% else if let Some(note) = note %}<p class="note">{{ note }}</p>{% endif %}
  <ul>{% for tag in tags %}<li data-key="{{ tag.id }}">{{ loop.index }} {{ tag.name }}</li>{% else %}<li>none</li>{% endfor %}</ul>
  <button dj-click="close" data-id="{{ id }}">Close</button>
</section>
"#;

fn templates(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile a template");
    for cards in [1, 10, 100] {
        let source = CARD.repeat(cards);
        let root = Root {
            manifest_dir: Path::new(env!("CARGO_MANIFEST_DIR")),
            source: Source::Inline {
                text: &source,
                view: "Cards",
                ext: "html",
            },
            config: None,
        };
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(BenchmarkId::new("lex, parse, flatten", cards), |b| {
            b.iter(|| load(black_box(&root)).is_ok());
        });
        assert!(compile(&root).is_ok(), "the template is right");
        group.bench_function(BenchmarkId::new("whole", cards), |b| {
            b.iter(|| compile(black_box(&root)).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, templates);
criterion_main!(benches);
