use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("components", site::builder(), components::routes)
}
