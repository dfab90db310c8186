//! Pages and sockets over real connections on loopback, with hand-written frames.

#![allow(missing_docs)]

mod bad_input;
mod client;
mod crowd;
mod faults;
mod feed;
mod flood;
mod hostile;
mod joins;
mod many;
mod memory;
mod navigation;
mod pages;
mod running;
mod server;
mod setup;
mod slow_reader;
mod views;
