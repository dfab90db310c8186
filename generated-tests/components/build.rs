//! Writes the generated templates as live views that can be set to any state.

#[allow(unreachable_pub)]
#[path = "src/grammar.rs"]
mod grammar;
// The crate shares these modules with its build script, where `pub` says nothing.
#[allow(unreachable_pub, dead_code)]
#[path = "../src/random.rs"]
mod random;

use std::fmt::Write as _;
use std::path::Path;

const TEMPLATES: u64 = 48;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/grammar.rs");
    println!("cargo::rerun-if-changed=../src/random.rs");
    let (mut code, mut table) = (String::new(), String::new());
    for seed in 0..TEMPLATES {
        let source = grammar::template(seed);
        write!(
            code,
            "#[live_view(source = {source:?})] struct Page{seed} {{
                 a: bool, b: bool, n: u32, word: String, items: Vec<Item>,
             }}
             #[live_view] impl Page{seed} {{
                 fn mount(#[default(0)] seed: u64) -> Self {{ Self::of(seed) }}
                 fn of(seed: u64) -> Self {{
                     let State {{ a, b, n, word, items }} = State::random(seed);
                     Self {{ a, b, n, word, items }}
                 }}
                 #[event_handler] fn set(&mut self, seed: u64) {{ *self = Self::of(seed); }}
             }}\n"
        )
        .expect("writing to a string does not fail");
        write!(
            table,
            "Case {{ seed: {seed}, source: {source:?}, mount: |request| TestClient::mount::<Page{seed}>(request) }},"
        )
        .expect("as above");
    }
    write!(
        code,
        "/// Every template.\npub static CASES: &[Case] = &[{table}];"
    )
    .expect("as above");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("pages.rs"), code).expect("OUT_DIR is writable");
}
