use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("login", site::djust(), login::routes)
}
