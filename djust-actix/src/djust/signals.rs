//! When the process is told to end.

/// Waits for an interrupt or a termination signal. Where signals can't be had, forever.
#[cfg(unix)]
pub(super) async fn terminate() {
    use actix_web::rt::signal::unix::{SignalKind, signal};

    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Waits for an interrupt. Where signals can't be had, forever.
#[cfg(not(unix))]
pub(super) async fn terminate() {
    if actix_web::rt::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
