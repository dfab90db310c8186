//! What must hold of any bytes that a client sends. The fuzz target `frame` calls this, too.

use djust_runtime::wire::{ClientFrame, MAX_FRAME, MAX_NAME, MAX_PATH};

/// Reads the bytes as a frame: it may be refused, in words, and what is taken is within its bounds.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match ClientFrame::parse(text) {
        Ok(frame) => {
            assert!(text.len() <= MAX_FRAME);
            match frame {
                ClientFrame::Event { name, params, .. } => {
                    assert!(name.len() <= MAX_NAME);
                    assert!(params.is_none_or(|params| text.contains(params.get())));
                }
                ClientFrame::Resync { path, .. } => assert!(path.len() <= MAX_PATH),
                _ => {}
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
