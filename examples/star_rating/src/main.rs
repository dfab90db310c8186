use std::process::ExitCode;

fn main() -> ExitCode {
    let builder = star_rating::keep(site::builder());
    site::serve("star_rating", builder, star_rating::routes)
}
