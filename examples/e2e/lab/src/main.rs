//! Pages that only the browser tests need: states by number, so that a page that was patched into a state can be
//! compared with one that was rendered in it. Each file of `pages` is a page, listed by `build.rs`.

mod gate;
mod random;

mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("lab", site::builder(), pages::routes)
}
