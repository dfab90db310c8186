//! Attributes that come and go, most of which the page has never seen: everything here refuses or takes what is asked
//! of it as the switch above says, and the page shows what the view has.

use djust_actix::prelude::*;

const ROWS: usize = 3;

#[live_view(template = "attributes.html")]
pub(crate) struct Attributes {
    /// Whether a wish is granted.
    willing: bool,
    /// Whether the arm is shown.
    arm: bool,
    ticked: [bool; ROWS],
    alone: bool,
    in_arm: bool,
    in_macro: bool,
    colour: String,
    text: Option<String>,
    open: bool,
    locked: bool,
    /// How many events ran.
    count: u32,
}

#[live_view]
impl Attributes {
    fn mount() -> Self {
        Self {
            willing: false,
            arm: false,
            ticked: [false; ROWS],
            alone: false,
            in_arm: false,
            in_macro: false,
            colour: String::new(),
            text: None,
            open: false,
            locked: false,
            count: 0,
        }
    }

    #[event_handler]
    fn set_willing(&mut self, value: bool) {
        self.willing = value;
        self.count += 1;
    }

    #[event_handler]
    fn show_arm(&mut self) {
        self.arm = !self.arm;
        self.count += 1;
    }

    #[event_handler]
    fn tick(&mut self, row: usize, value: bool) {
        if let Some(ticked) = self.ticked.get_mut(row)
            && self.willing
        {
            *ticked = value;
        }
        self.count += 1;
    }

    #[event_handler]
    fn tick_alone(&mut self, value: bool) {
        self.alone = self.willing && value;
        self.count += 1;
    }

    #[event_handler]
    fn tick_in_arm(&mut self, value: bool) {
        self.in_arm = self.willing && value;
        self.count += 1;
    }

    #[event_handler]
    fn tick_in_macro(&mut self, value: bool) {
        self.in_macro = self.willing && value;
        self.count += 1;
    }

    #[event_handler]
    fn set_colour(&mut self, value: String) {
        if self.willing {
            self.colour = value;
        }
        self.count += 1;
    }

    #[event_handler]
    fn set_text(&mut self, value: String) {
        self.text = Some(value).filter(|_| self.willing);
        self.count += 1;
    }

    #[event_handler]
    fn set_open(&mut self) {
        self.open = self.willing && !self.open;
        self.count += 1;
    }

    #[event_handler]
    fn lock(&mut self) {
        self.locked = self.willing && !self.locked;
        self.count += 1;
    }

    fn is(&self, colour: &str) -> bool {
        self.colour == colour
    }
}
