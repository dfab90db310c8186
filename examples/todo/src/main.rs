use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("todo", site::builder(), todo::routes)
}
