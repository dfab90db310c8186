//! Why the server ends a connection, as the client is told.

use std::borrow::Cow;
use std::time::Duration;

/// The codes with which a WebSocket closes, and what each tells the client to do. A page of a foreign origin is refused
/// before there is anything to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CloseCode {
    /// 4001: another connection took the session over. This one does not come back.
    TakenOver,
    /// 4002: the client does not keep up with what may not be skipped. It comes back and gets what it missed.
    Slow,
    /// 4003: the server goes away. The client comes back after this time, which is the reason in milliseconds.
    Away(Duration),
    /// 4004: there is no session, and none can be made here. The client loads the page.
    Gone,
    /// 4400: the client broke the protocol or a limit, in this way.
    Broken(&'static str),
}

impl CloseCode {
    /// The number.
    pub(crate) fn code(self) -> u16 {
        match self {
            CloseCode::TakenOver => 4001,
            CloseCode::Slow => 4002,
            CloseCode::Away(_) => 4003,
            CloseCode::Gone => 4004,
            CloseCode::Broken(_) => 4400,
        }
    }

    /// The text beside the number.
    pub(crate) fn reason(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            CloseCode::TakenOver => "another socket took over",
            CloseCode::Slow => "too slow",
            CloseCode::Away(delay) => return Cow::Owned(delay.as_millis().to_string()),
            CloseCode::Gone => "the view is gone",
            CloseCode::Broken(reason) => reason,
        })
    }
}
