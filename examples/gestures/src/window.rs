//! What happens anywhere: the window's size and scrolling, keys and clicks, the pointer, elements that come, time that passes.

use djust_actix::prelude::*;

#[live_view(template = "window.html")]
pub(crate) struct Window {
    size: String,
    scrolled: u32,
    clicked: String,
    key: String,
    keys: u32,
    near: String,
    lines: u32,
    arrived: u32,
    polls: u32,
}

#[live_view]
impl Window {
    fn mount() -> Self {
        Self {
            size: "not resized yet".to_owned(),
            scrolled: 0,
            clicked: "nowhere yet".to_owned(),
            key: "none".to_owned(),
            keys: 0,
            near: "elsewhere".to_owned(),
            lines: 2,
            arrived: 0,
            polls: 0,
        }
    }

    #[event_handler]
    fn resized(&mut self, inner_width: u32, inner_height: u32) {
        self.size = format!("{inner_width} × {inner_height}");
    }

    #[event_handler]
    fn scrolled(&mut self, scroll_y: u32) {
        self.scrolled = scroll_y;
    }

    #[event_handler]
    fn clicked(&mut self, client_x: i32, client_y: i32) {
        self.clicked = format!("at {client_x}, {client_y}");
    }

    #[event_handler]
    fn pressed(&mut self, key: String) {
        self.key = key;
    }

    #[event_handler]
    fn released(&mut self) {
        self.key = "none".to_owned();
        self.keys += 1;
    }

    #[event_handler]
    fn enter(&mut self, line: u32) {
        self.near = format!("on line {line}");
    }

    #[event_handler]
    fn leave(&mut self) {
        self.near = "elsewhere".to_owned();
    }

    #[event_handler]
    fn more(&mut self) {
        self.lines += 1;
    }

    /// A patch has brought a line.
    #[event_handler]
    fn arrived(&mut self) {
        self.arrived += 1;
    }

    #[event_handler]
    fn poll(&mut self) {
        self.polls += 1;
    }
}
