//! A server on a free port of loopback.

use std::net::{SocketAddr, TcpListener};

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer};
use djust_actix::{Djust, DjustBuilder, Limits, assets, halt::Halt, live_session, live_view};
use tokio::net::TcpSocket;

use crate::client::Browser;
use crate::feed::{Board, Feed};
use crate::views::{Counter, Item, Log};

pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    pub(crate) djust: Djust,
    pub(crate) log: Log,
    pub(crate) feed: Feed,
    handle: ServerHandle,
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self::with(|builder| builder.limits(limits))
    }

    /// Serves `/`, the counter; `/board/{letters}`, which shows the feed; `/item/{id}`; and `/members/{id}`, for those
    /// who are logged in by a cookie `user`.
    pub(crate) fn with(configure: impl FnOnce(DjustBuilder) -> DjustBuilder) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        Self::on(listener, configure)
    }

    /// A server for which the operating system buffers little: what a client does not read waits in the server itself.
    pub(crate) fn with_small_buffers() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_send_buffer_size(16_384).expect("a size");
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        socket.bind(any).expect("a free port");
        let listener = socket
            .listen(1_024)
            .and_then(tokio::net::TcpListener::into_std);
        Self::on(listener.expect("a listener"), |builder| builder)
    }

    fn on(listener: TcpListener, configure: impl FnOnce(DjustBuilder) -> DjustBuilder) -> Self {
        let (log, feed) = (Log::default(), Feed::default());
        let builder = Djust::builder()
            .key([7; 32])
            .data(log.clone())
            .data(feed.clone())
            .on_connect(|request, connect| {
                connect.identity = request
                    .cookie("user")
                    .map(|cookie| cookie.value().to_owned());
            });
        let djust = configure(builder).build();
        let shared = djust.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .service(assets())
                .service(live_view::<Counter>("/"))
                .service(live_view::<Board>("/board/{letters}"))
                .service(live_view::<Item>("/item/{id}"))
                .service(
                    live_session("/members")
                        .view::<Item>("/{id}")
                        .on_mount(async |cx| match cx.identity() {
                            Some(_) => Ok(()),
                            None => Err(Halt::redirect("/login")),
                        }),
                )
        })
        .workers(2)
        .disable_signals()
        .listen(listener)
        .expect("a server");
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            address,
            djust,
            log,
            feed,
            handle,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// Waits until something holds.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..500 {
            if holds(self) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("still not: {what}; {:?}", self.djust.sessions());
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

/// A server that ends with the process's signals, as an application's does.
#[cfg(unix)]
pub(crate) fn until_signal() -> (SocketAddr, tokio::task::JoinHandle<std::io::Result<()>>) {
    let djust = Djust::builder().key([7; 32]).build();
    let shared = djust.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .service(live_view::<Counter>("/"))
    })
    .workers(1)
    .bind(("127.0.0.1", 0))
    .expect("a free port");
    let address = server.addrs()[0];
    let server = server.run();
    let task = actix_web::rt::spawn(async move { djust.serve(server).await });
    (address, task)
}
