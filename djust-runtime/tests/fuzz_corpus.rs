//! Runs the corpus of the fuzz target `frame`, whole and cut short, without a fuzzer. I6

use std::fs;
use std::path::Path;

#[path = "fuzz_corpus/frame.rs"]
mod frame;

#[test]
fn every_frame_of_the_corpus_is_taken_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/frame");
    let mut files = 0;
    for entry in fs::read_dir(&corpus).expect("the corpus is there") {
        let path = entry.expect("its entries are").path();
        let data = fs::read(&path).expect("its files can be read");
        for end in 0..=data.len() {
            frame::check(&data[..end]);
        }
        files += 1;
    }
    assert!(files >= 20, "only {files} in {}", corpus.display());
}

/// Nesting costs no stack.
#[test]
fn deep_frames_are_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[", ""), ("{\"", "")] {
        for depth in [31, 32, 33, 10_000] {
            let params = format!("{}{}", open.repeat(depth), close.repeat(depth));
            frame::check(format!("[\"e\",1,0,\"x\",{params}]").as_bytes());
            frame::check(params.as_bytes());
        }
    }
}
