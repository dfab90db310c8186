use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("gestures", site::builder(), gestures::routes)
}
