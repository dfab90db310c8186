use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("hard_cases", site::builder(), hard_cases::routes)
}
