use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("counter", site::djust(), counter::routes)
}
