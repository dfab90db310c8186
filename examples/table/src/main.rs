use std::process::ExitCode;

use djust_actix::Limits;

fn main() -> ExitCode {
    // A benchmark sends its next event when the last is answered: hundreds of times what a hand does.
    let limits = Limits {
        messages_per_second: u32::MAX,
        message_burst: u32::MAX,
        events_per_second: u32::MAX,
        sockets: usize::MAX,
        sockets_per_browser: usize::MAX,
        ..Limits::default()
    };
    site::serve("table", site::builder().limits(limits), table::routes)
}
