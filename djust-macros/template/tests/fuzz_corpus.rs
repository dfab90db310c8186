//! Runs the corpus of the fuzz target `template`, whole and cut short, without a fuzzer.

use std::fs;
use std::path::Path;

#[path = "fuzz_corpus/template.rs"]
mod template;

#[test]
fn every_template_of_the_corpus_compiles_or_says_why_not() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/template");
    let (mut files, mut compiled) = (0, 0);
    for entry in fs::read_dir(&corpus).expect("the corpus is there") {
        let path = entry.expect("its entries are").path();
        let data = fs::read(&path).expect("its files can be read");
        for end in 0..=data.len() {
            template::check(&data[..end]);
        }
        files += 1;
        compiled += usize::from(template::check(&data));
    }
    assert!(files >= 20, "only {files} in {}", corpus.display());
    assert!(compiled >= 10, "only {compiled} compile");
}

/// What is nested without end is an error, not the end of the compiler.
#[test]
fn deep_templates_end() {
    for (open, close) in [
        ("{% if a %}", "{% endif %}"),
        ("{% for a in b %}<p>", "</p>{% endfor %}"),
        ("<div>", "</div>"),
        ("{{ (", ") }}"),
        ("{# ", " #}"),
        ("{% filter upper %}", "{% endfilter %}"),
        ("{% block a %}", "{% endblock %}"),
        ("<svg>", ""),
    ] {
        for depth in [10, 2_000] {
            let whole = format!("{}{}", open.repeat(depth), close.repeat(depth));
            template::check(whole.as_bytes());
            template::check(open.repeat(depth).as_bytes());
        }
    }
    let expression = format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000));
    template::check(expression.as_bytes());
}
