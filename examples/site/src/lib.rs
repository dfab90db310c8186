//! What the examples share: where they listen, how they look, which headers they send.
//!
//! Not part of djust: an application has its own. The interesting files are the examples themselves.

use std::net::TcpListener;
use std::process::ExitCode;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorRequestTimeout;
use actix_web::http::KeepAlive;
use actix_web::middleware::{self, DefaultHeaders, Next};
use actix_web::rt::time::timeout;
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, HttpResponse, HttpServer, web};
use djust_actix::prelude::*;

/// Everything on the page, the socket too, comes from this server; nothing is inline.
const POLICY: &str = "default-src 'self'; require-trusted-types-for 'script'; trusted-types djust";

/// How long a client may take to send the head of a request, and to take the end of a connection. A page's socket is
/// held to neither: it has heartbeats.
const HEAD: Duration = Duration::from_secs(5);
const DISCONNECT: Duration = Duration::from_secs(1);

/// How long an answer may take, the body of the request included.
const ANSWER: Duration = Duration::from_secs(10);

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
    let server = server(listener, workers, djust.clone(), routes);
    let server = server.map_err(|error| error.to_string())?;
    println!("{name}: http://{address}");
    djust.serve(server).await.map_err(|error| error.to_string())
}

fn server(
    listener: TcpListener,
    workers: Option<u16>,
    djust: Djust,
    routes: fn(&mut ServiceConfig),
) -> std::io::Result<Server> {
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(djust.clone())
            .wrap(DefaultHeaders::new().add(("Content-Security-Policy", POLICY)))
            .wrap(middleware::from_fn(answer_in_time))
            .service(djust_actix::assets())
            .configure(assets)
            .configure(routes)
    });
    if let Some(workers) = workers {
        server = server.workers(usize::from(workers).max(1));
    }
    let server = server
        .client_request_timeout(HEAD)
        .client_disconnect_timeout(DISCONNECT)
        // actix gives only the first head of a connection a time.
        .keep_alive(KeepAlive::Disabled);
    Ok(server.listen(listener)?.run())
}

/// Ends a request whose body does not come, or whose handler does not end.
async fn answer_in_time<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match timeout(ANSWER, next.call(request)).await {
        Ok(answer) => answer,
        Err(_) => Err(ErrorRequestTimeout("that took too long")),
    }
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
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Instant;

    use actix_web::rt::task::spawn_blocking;

    use super::*;

    /// How long the server keeps a connection on which this was sent and nothing follows.
    fn kept(port: u16, sent: &str) -> Duration {
        let begun = Instant::now();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(ANSWER * 3)).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        let ended = stream.read_to_end(&mut Vec::new());
        assert!(ended.is_ok(), "{sent:?} stays open: {ended:?}");
        begun.elapsed()
    }

    async fn echo(body: String) -> String {
        body
    }

    #[actix_web::test]
    async fn half_sent_requests_end() {
        let listener = listen(0).unwrap();
        let port = listener.local_addr().unwrap().port();
        let routes = |app: &mut ServiceConfig| {
            app.route("/echo", web::post().to(echo));
        };
        let server = server(listener, Some(1), builder().build(), routes).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let cases = [
            ("", HEAD),
            ("GET /icon.svg HTTP/1.1\r\nHost: x\r\n", HEAD),
            ("GET /icon.svg HTTP/1.1\r\nHost: x\r\n\r\n", Duration::ZERO),
            (
                "GET /icon.svg HTTP/1.1\r\nHost: x\r\n\r\nGET /icon.svg HTTP/1.1\r\n",
                Duration::ZERO,
            ),
            (
                "GET /icon.svg HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
                Duration::ZERO,
            ),
            (
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
                ANSWER,
            ),
        ];
        let clients =
            cases.map(|(sent, limit)| (sent, limit, spawn_blocking(move || kept(port, sent))));
        for (sent, limit, client) in clients {
            let kept = client.await.unwrap();
            // A loaded machine takes its time.
            let most = limit + DISCONNECT + Duration::from_secs(8);
            assert!(kept < most, "{sent:?} was kept for {kept:?}");
        }
        handle.stop(false).await;
    }

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
