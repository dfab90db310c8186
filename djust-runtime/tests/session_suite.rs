//! Sessions, driven through the real wire format with a reference client and no server.

#[path = "session_suite/background.rs"]
mod background;
#[path = "session_suite/board.rs"]
mod board;
#[path = "session_suite/bounds.rs"]
mod bounds;
#[path = "session_suite/components.rs"]
mod components;
#[path = "session_suite/events.rs"]
mod events;
#[path = "session_suite/failures.rs"]
mod failures;
#[path = "session_suite/faults.rs"]
mod faults;
#[path = "session_suite/rates.rs"]
mod rates;
#[path = "session_suite/shop.rs"]
mod shop;
#[path = "session_suite/superseded.rs"]
mod superseded;
#[path = "session_suite/url.rs"]
mod url;
