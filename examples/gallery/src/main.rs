use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve("gallery", login::identify(site::builder()), gallery::routes)
}
