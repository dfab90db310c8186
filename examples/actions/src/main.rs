use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("actions", site::builder(), actions::routes)
}
