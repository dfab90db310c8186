use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve(
        "gallery",
        star_rating::keep(login::identify(site::builder())),
        gallery::routes,
    )
}
