use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("forms", site::builder(), forms::routes)
}
