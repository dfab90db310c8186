//! Messages that come in fragments are put together, within bounds. The library's own aggregator bounds their bytes, but
//! not how many there are.

use actix_ws::Item;
use bytestring::ByteString;

use crate::transport::Incoming;

pub(super) const TOO_LARGE: &str = "the message is larger than the limit";
pub(super) const NOT_UTF8: &str = "a text message must be UTF-8";
const TOO_MANY: &str = "the message has too many fragments";

/// The message whose last fragment has not come.
#[derive(Debug)]
pub(super) struct Fragments {
    max_bytes: usize,
    max_count: usize,
    /// Nothing is kept of a binary message.
    text: Option<Vec<u8>>,
    length: usize,
    count: usize,
}

impl Fragments {
    /// For messages of at most so many bytes and fragments.
    pub(super) fn new(max_bytes: usize, max_count: usize) -> Self {
        Self {
            max_bytes,
            max_count,
            text: None,
            length: 0,
            count: 0,
        }
    }

    /// Adds a fragment. Gives the message that is complete with it, or what is wrong. The library sees to their order.
    pub(super) fn add(&mut self, item: Item) -> Option<Incoming> {
        let (bytes, last) = match item {
            Item::FirstText(bytes) => {
                self.begin(Some(Vec::new()));
                (bytes, false)
            }
            Item::FirstBinary(bytes) => {
                self.begin(None);
                (bytes, false)
            }
            Item::Continue(bytes) => (bytes, false),
            Item::Last(bytes) => (bytes, true),
        };
        self.count += 1;
        self.length += bytes.len();
        if self.count > self.max_count {
            return Some(Incoming::Broken(TOO_MANY));
        }
        if self.length > self.max_bytes {
            return Some(Incoming::Broken(TOO_LARGE));
        }
        if let Some(text) = &mut self.text {
            text.extend_from_slice(&bytes);
        }
        last.then(|| self.whole())
    }

    fn begin(&mut self, text: Option<Vec<u8>>) {
        self.text = text;
        (self.length, self.count) = (0, 0);
    }

    fn whole(&mut self) -> Incoming {
        let Some(text) = self.text.take() else {
            return Incoming::Binary;
        };
        match String::from_utf8(text) {
            Ok(text) => Incoming::Frame(ByteString::from(text)),
            Err(_) => Incoming::Broken(NOT_UTF8),
        }
    }
}
