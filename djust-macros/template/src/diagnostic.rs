//! Errors with their place.

use crate::ast::At;
use crate::ir::{Diagnostic, Position};
use crate::position::position;

/// An error at a place.
pub(crate) fn fault(at: &At, message: impl Into<String>) -> Diagnostic {
    Diagnostic {
        at: position(at),
        message: message.into(),
    }
}

/// An error that has no place in a template.
pub(crate) fn nowhere(file: &str, message: String) -> Diagnostic {
    let at = Position {
        file: file.to_owned(),
        ..Position::default()
    };
    Diagnostic { at, message }
}
