use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("gallery", site::djust(), gallery::routes)
}
