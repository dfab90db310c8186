use std::process::ExitCode;

fn main() -> ExitCode {
    site::serve(
        "gallery",
        shop::keep(star_rating::keep(login::identify(site::builder()))),
        gallery::routes,
    )
}
