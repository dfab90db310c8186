use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("counter", site::builder(), counter::routes)
}
