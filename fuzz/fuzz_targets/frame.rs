//! Frames as any client may send them.
#![no_main]

#[path = "../../djust-runtime/tests/fuzz_corpus/frame.rs"]
mod frame;

libfuzzer_sys::fuzz_target!(|data: &[u8]| frame::check(data));
