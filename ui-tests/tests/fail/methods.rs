#![allow(dead_code)]

use djust_macros::{live_component, live_view};
use djust_runtime::context::Context;

#[live_view(source = "<p>a</p>")]
struct Page;

#[live_view(source = "<p>a</p>")]
impl Page {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn handle_params(&mut self) {}

    #[event_handler(max_wait = "1s")]
    fn a(&mut self) {}

    #[event_handler(debounce = "2s", max_wait = "1s")]
    fn b(&mut self) {}

    #[event_handler(throttle = "1s", leading = false, trailing = false)]
    fn c(&mut self) {}

    #[event_handler(throttle = "1s", leading = 5)]
    fn d(&mut self) {}

    #[event_handler(permission = " ")]
    fn e(&mut self) {}

    #[event_handler = 5]
    fn f(&mut self) {}

    #[event_handler]
    extern "C" fn g(&mut self) {}

    #[event_handler]
    fn h(&mut self, #[rest] one: String, #[rest] two: String) {}

    #[event_handler]
    fn i(&mut self, one: &mut Context, two: &mut Context) {}

    #[event_handler]
    fn j(&mut self, #[rest] #[default(1)] one: String) {}
}

#[live_view]
impl (Page, Page) {}

#[live_component(source = "<p>a</p>")]
struct Part;

#[live_component]
impl Part {
    fn mount(&mut self) -> u8 {
        0
    }
}

fn main() {}
