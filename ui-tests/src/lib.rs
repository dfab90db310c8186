//! Nothing: this crate is its tests. They hold what the macros accept and do, and what they refuse with which words.
