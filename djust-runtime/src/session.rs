//! A live page as a value: its view, its last tape and what its client has not confirmed.

mod caught;

pub(crate) use caught::Caught;
