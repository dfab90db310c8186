use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("hooks", site::builder(), hooks::routes)
}
