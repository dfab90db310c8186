//! What is logged reaches the crate `log` where nobody subscribes to `tracing`. A program of its own, as both are global.

// A release build without a key does not warn; it refuses.
#![cfg(debug_assertions)]
#![allow(missing_docs)]

use std::sync::Mutex;

use djust_actix::Djust;
use log::{Level, LevelFilter, Log, Metadata, Record};

struct Lines(Mutex<Vec<(Level, String)>>);

static LINES: Lines = Lines(Mutex::new(Vec::new()));

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("djust")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = (record.level(), record.args().to_string());
            self.0.lock().expect("no panic").push(line);
        }
    }

    fn flush(&self) {}
}

#[test]
fn a_logger_of_the_crate_log_gets_what_is_logged() {
    log::set_logger(&LINES).expect("the only one");
    log::set_max_level(LevelFilter::Warn);
    let _djust = Djust::builder().build();
    let lines = LINES.0.lock().expect("no panic");
    let [(Level::Warn, line)] = &lines[..] else {
        panic!("one warning: {lines:?}");
    };
    assert!(line.contains("no key is configured"), "{line}");
}
