use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("table", site::builder(), table::routes)
}
