//! How frames get from a client to its session and back. Whoever holds a session knows only what stands here.
//!
//! A transport hands over what its client sends, makes room for what is sent to it, and says why it ends. How fast a
//! client may send, what its frames mean and what becomes of its session is the holder's business, so that it is the same
//! over each transport.

use std::task::{Context, Poll};

use bytestring::ByteString;

pub(crate) use self::close::CloseCode;

mod close;
pub(crate) mod websocket;

/// One client's connection.
pub(crate) trait Transport {
    /// Waits for what comes next. Nothing is asked for behind [`Incoming::Lost`] and [`Incoming::Broken`].
    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Incoming>;

    /// Sends a frame as soon as there is room for it: until then nothing is sent, and the same frame is given again. A slow
    /// client is held back so, in bytes. What is sent to a client that is gone goes nowhere.
    fn poll_send(&mut self, frame: &str, context: &mut Context<'_>) -> Poll<()>;

    /// Ends the connection, and tells the client why if there is a reason. Whether it reads that is not waited for.
    fn close(self: Box<Self>, reason: Option<CloseCode>);
}

/// What comes from a client.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// A frame of the protocol, whole.
    Frame(ByteString),
    /// A message that can't be a frame, because it is not text.
    Binary,
    /// A sign of life without content.
    Alive,
    /// The connection is gone, or the client closed it. All that came before was received.
    Lost,
    /// The connection can't be read on, for this reason.
    Broken(&'static str),
}
