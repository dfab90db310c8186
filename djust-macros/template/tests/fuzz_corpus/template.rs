//! What must hold of any text that an author writes. The fuzz target `template` calls this, too.

use std::path::Path;

use djust_template::{Root, Source, compile};

/// Compiles the bytes as a template, and says whether it could. If not, every error has a place and words.
pub(crate) fn check(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else {
        return false;
    };
    let root = Root {
        manifest_dir: Path::new(env!("CARGO_MANIFEST_DIR")),
        source: Source::Inline {
            text,
            view: "Fuzzed",
            ext: "html",
        },
        config: None,
    };
    match compile(&root) {
        Ok(template) => {
            assert!(!template.skeleton.fragments.is_empty());
            true
        }
        Err(mistakes) => {
            assert!(!mistakes.errors.is_empty());
            for error in mistakes.errors {
                assert!(!error.message.is_empty());
                assert!(error.at.line > 0 && error.at.column > 0);
            }
            false
        }
    }
}
