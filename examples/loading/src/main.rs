use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("loading", site::builder(), loading::routes)
}
