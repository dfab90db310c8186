//! The template compiler: an Askama template in; skeletons, slots and a dynamics-only source out.
//!
//! Two stages. The first reads files and leaves one flat tree ([`ast::Flat`]); the second walks that tree with an
//! HTML tokenizer and writes [`ir::Template`]. Nothing here generates Rust: that is the macros' work.
#![deny(missing_docs)]

pub mod ast;
pub mod ir;
