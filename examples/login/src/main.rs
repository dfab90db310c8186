use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("login", login::identify(site::builder()), login::routes)
}
