use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("parameters", site::builder(), parameters::routes)
}
