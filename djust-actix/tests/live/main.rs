//! Pages and sockets over real connections on loopback, with hand-written frames.

#![allow(missing_docs)]

mod bad_input;
mod client;
mod faults;
mod joins;
mod pages;
mod server;
mod views;
