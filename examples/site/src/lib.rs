//! What the examples share: where they listen, how they look, which headers they send.
//!
//! Not part of djust: an application has its own. The interesting files are the examples themselves.

use std::net::TcpListener;
use std::process::ExitCode;

use actix_web::middleware::DefaultHeaders;
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, HttpServer, web};
use djust_actix::prelude::*;

/// Everything on the page, the socket too, comes from this server; nothing is inline.
const POLICY: &str = "default-src 'self'; require-trusted-types-for 'script'; trusted-types djust";

/// What every example's server is built from. `DJUST_KEY`, 32 or more bytes, keeps pages joinable across restarts;
/// without it a random one does until the process ends.
///
/// # Panics
///
/// If the system has no random numbers to give.
pub fn builder() -> DjustBuilder {
    let random = || {
        let mut key = [0; 32];
        getrandom::fill(&mut key).expect("the system has a source of random numbers");
        key.to_vec()
    };
    let key = std::env::var("DJUST_KEY").map(String::into_bytes);
    Djust::builder().key(key.unwrap_or_else(|_| random()))
}

/// Serves the routes on 127.0.0.1:$PORT (8080 if unset) until the process is told to end.
#[must_use]
pub fn serve(name: &str, builder: DjustBuilder, routes: fn(&mut ServiceConfig)) -> ExitCode {
    match actix_web::rt::System::new().block_on(run(name, builder, routes)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{name}: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(
    name: &str,
    builder: DjustBuilder,
    routes: fn(&mut ServiceConfig),
) -> Result<(), String> {
    let port = number("PORT")?.unwrap_or(8080);
    let djust = builder.try_build().map_err(|error| error.to_string())?;
    let workers = number("WORKERS")?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let shared = djust.clone();
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .wrap(DefaultHeaders::new().add(("Content-Security-Policy", POLICY)))
            .service(djust_actix::assets())
            .configure(assets)
            .configure(routes)
    });
    if let Some(workers) = workers {
        server = server.workers(usize::from(workers).max(1));
    }
    let server = server.listen(listener).map_err(|error| error.to_string())?;
    println!("{name}: http://{address}");
    djust
        .serve(server.run())
        .await
        .map_err(|error| error.to_string())
}

fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!(
                "port {port} is taken. Choose another one: PORT={} …",
                port.saturating_add(1)
            )
        }
        _ => format!("127.0.0.1:{port} can't be listened on: {error}"),
    })
}

/// A number from the environment.
fn number(name: &str) -> Result<Option<u16>, String> {
    match std::env::var(name) {
        Err(_) => Ok(None),
        Ok(text) => match text.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(format!(
                "{name} must be a number up to 65535, found `{text}`"
            )),
        },
    }
}

fn assets(app: &mut ServiceConfig) {
    app.route("/style.css", web::get().to(style))
        .route("/icon.svg", web::get().to(icon));
}

async fn style() -> HttpResponse {
    let text = include_str!("../assets/style.css");
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .body(text)
}

async fn icon() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .body(include_str!("../assets/icon.svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let message = listen(port).unwrap_err();
        assert!(
            message.contains(&format!("port {port} is taken")),
            "{message}"
        );
    }
}
