use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("typing", site::builder(), typing::routes)
}
