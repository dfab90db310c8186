//! Writes the generated templates as Rust source: for each, a live view and a plain Askama template of one source.

// The crate shares these modules with its build script, where `pub` says nothing.
#[allow(unreachable_pub)]
#[path = "src"]
mod shared {
    pub mod grammar;
    pub mod random;
}

use std::fmt::Write as _;
use std::path::Path;

use shared::grammar;

/// How many templates are generated. The property test counts them.
const TEMPLATES: u64 = 320;

/// The fields of every generated view, as the grammar uses them. They are those of `state::State`.
const FIELDS: &str = "a: bool, b: bool, c: bool, n: i64, word: String, text: String, html: Html, blank: String, \
                      opt: Option<String>, kind: Kind, items: Vec<Item>, others: Vec<Item>";
const NAMES: &str = "a, b, c, n, word, text, html, blank, opt, kind, items, others";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/random.rs");
    println!("cargo::rerun-if-changed=src/grammar.rs");
    println!("cargo::rerun-if-changed=src/grammar");
    println!("cargo::rerun-if-changed=templates");

    let mut code = String::new();
    let mut table = String::new();
    for seed in 0..TEMPLATES {
        let template = grammar::template(seed);
        write_template(&mut code, &mut table, seed, &template)
            .expect("writing to a string does not fail");
    }
    write!(
        code,
        "/// Every generated template.\npub static CASES: &[Case] = &[{table}];"
    )
    .expect("as above");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("generated.rs"), code).expect("OUT_DIR is writable");
}

fn write_template(
    code: &mut String,
    table: &mut String,
    seed: u64,
    template: &grammar::Template,
) -> std::fmt::Result {
    let source = &template.source;
    write!(
        code,
        "#[live_view(source = {source:?})] struct Live{seed} {{ {FIELDS} }}
         #[live_view] impl Live{seed} {{
             fn mount() -> Self {{ Self::from(State::default()) }}
         }}
         impl From<State> for Live{seed} {{
             fn from(state: State) -> Self {{ let State {{ {NAMES} }} = state; Self {{ {NAMES} }} }}
         }}
         #[derive(askama::Template)] #[template(source = {source:?}, ext = \"html\")] struct Plain{seed} {{ {FIELDS} }}
         impl From<State> for Plain{seed} {{
             fn from(state: State) -> Self {{ let State {{ {NAMES} }} = state; Self {{ {NAMES} }} }}
         }}\n"
    )?;
    write!(
        table,
        "Case {{ seed: {seed}, source: {source:?}, pretty: {}, skeleton: <Live{seed} as ViewTemplate>::SKELETON, \
         live: |state, recorder| Live{seed}::from(state).render(recorder), \
         plain: |state| askama::Template::render(&Plain{seed}::from(state)) }},",
        template.pretty
    )
}
