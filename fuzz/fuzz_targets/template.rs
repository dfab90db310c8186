//! Templates as nobody would write them.
#![no_main]

#[path = "../../djust-macros/template/tests/fuzz_corpus/template.rs"]
mod template;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    template::check(data);
});
