//! All quoting: what the other modules have understood, as Rust. No rules here.

pub(crate) mod checks;
pub(crate) mod dispatch;
pub(crate) mod skeleton;
pub(crate) mod table;
pub(crate) mod template;
