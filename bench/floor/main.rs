//! The floor: what actix-web and actix-ws cost when the application does nothing.
//!
//! A GET gets a constant page of `PAGE_BYTES` bytes, a WebSocket at the same URL a constant frame for each of its own.
//! Not a server to build on: no limits, no heartbeat, no session.
//!
//! `floor --render` serves nothing: it prints the median microseconds of a plain Askama render of the table's page and
//! that page's bytes, such as `31.5 196467`, and ends.

mod render;

use std::io::Error;
use std::net::TcpListener;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use actix_ws::Message;

/// What a counter's click is answered with.
const REPLY: &str = "[\"p\",1,1,[0,1]]";

fn main() -> Result<(), Error> {
    if std::env::args().any(|word| word == "--render") {
        let render = render::measure().map_err(Error::other)?;
        println!("{:.1} {}", render.micros, render.bytes);
        return Ok(());
    }
    actix_web::rt::System::new().block_on(serve())
}

async fn serve() -> Result<(), Error> {
    let page = Bytes::from(vec![b'x'; number("PAGE_BYTES", 1_000)?]);
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("floor: http://{}", listener.local_addr()?);
    HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(page.clone()))
            .default_service(web::get().to(answer))
    })
    .workers(number("WORKERS", 1)?)
    .listen(listener)?
    .run()
    .await
}

async fn answer(
    request: HttpRequest,
    body: web::Payload,
    page: web::Data<Bytes>,
) -> Result<HttpResponse, actix_web::Error> {
    if !request.headers().contains_key(header::UPGRADE) {
        return Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(Bytes::clone(&page)));
    }
    let (response, mut sender, mut stream) = actix_ws::handle(&request, body)?;
    actix_web::rt::spawn(async move {
        while let Some(Ok(Message::Text(_))) = stream.recv().await {
            if sender.text(REPLY).await.is_err() {
                return;
            }
        }
        let _ = sender.close(None).await;
    });
    Ok(response)
}

/// A number from the environment.
fn number(name: &str, default: usize) -> Result<usize, Error> {
    match std::env::var(name) {
        Err(_) => Ok(default),
        Ok(text) => text
            .parse()
            .map_err(|_| Error::other(format!("{name} must be a number, found `{text}`"))),
    }
}
