//! Reading what a client sends. Anything that is not exactly a frame is an error that says what was expected.
//!
//! An event as every client writes it is read by `plain_event`; whatever else comes, strictly and with reasons.

mod plain_event;

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{History, Visit};
use crate::url::is_local;

/// The largest frame, in bytes.
pub const MAX_FRAME: usize = 65_536;
/// How deep arrays and objects may be nested in a frame.
pub const MAX_DEPTH: usize = 32;
/// How many steps a path may have.
pub const MAX_PATH: usize = 64;
/// The longest name of an event, in bytes.
pub const MAX_NAME: usize = 128;
/// The longest URL, in bytes.
pub const MAX_URL: usize = 8192;

/// A frame from a client.
#[derive(Debug)]
pub enum ClientFrame<'a> {
    /// `["j", protocol, token, version, digest]`: join or resume.
    Join {
        /// The client's protocol.
        protocol: u32,
        /// The page's or the last join's token.
        token: Cow<'a, str>,
        /// The last version that the client applied.
        version: u64,
        /// The digest of the skeleton that the client has.
        digest: Cow<'a, str>,
    },
    /// `["e", ref, ack, name, params?, component?]`: an event.
    Event {
        /// Its number, from 1.
        reference: u64,
        /// The last version that the client applied.
        ack: u64,
        /// The handler's name.
        name: Cow<'a, str>,
        /// An object, as it was sent: its syntax is right, but its strings may hold lone surrogates.
        params: Option<&'a RawValue>,
        /// The component that it is for; 0 is the view.
        component: u32,
    },
    /// `["v", ref, ack, url, how, anew?]`: show another URL.
    Visit {
        /// Its number, from 1, one of the events'.
        reference: u64,
        /// The last version that the client applied.
        ack: u64,
        /// A path of the page's origin, and a query.
        url: Cow<'a, str>,
        /// How.
        visit: Visit,
    },
    /// `["k", ack]`: applied up to `ack`.
    Ack {
        /// The last version that the client applied.
        ack: u64,
    },
    /// `["r", ack, path, component?]`: send all values of a region.
    Resync {
        /// The last version that the client applied.
        ack: u64,
        /// Where the region is.
        path: Vec<u32>,
        /// The component that it is in; 0 is the view.
        component: u32,
    },
    /// `["h"]`.
    Heartbeat,
}

impl ClientFrame<'_> {
    /// The version that the client has applied, if the frame says so.
    #[must_use]
    pub fn confirms(&self) -> Option<u64> {
        match *self {
            Self::Event { ack, .. }
            | Self::Visit { ack, .. }
            | Self::Ack { ack }
            | Self::Resync { ack, .. } => Some(ack),
            Self::Join { .. } | Self::Heartbeat => None,
        }
    }
}

/// Why a frame was not read. None of it repeats what the client sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// Longer than [`MAX_FRAME`].
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Not a JSON array of at most six items.
    NotAnArray,
    /// The first item is no kind that this server knows.
    UnknownKind,
    /// An item is missing, of another type or out of bounds.
    BadItem {
        /// The frame's kind.
        kind: char,
        /// Which item, the kind being item 0.
        item: usize,
        /// What belongs there.
        expected: &'static str,
    },
    /// More items than the kind has.
    TooMany {
        /// The frame's kind.
        kind: char,
    },
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::TooLong { bytes } => {
                write!(
                    f,
                    "a frame has at most {MAX_FRAME} bytes, this one has {bytes}"
                )
            }
            FrameError::TooDeep => write!(f, "a frame is nested at most {MAX_DEPTH} deep"),
            FrameError::NotAnArray => f.write_str("a frame is a JSON array of at most six items"),
            FrameError::UnknownKind => f.write_str(
                "a frame begins with its kind: \"j\", \"e\", \"v\", \"k\", \"r\" or \"h\"",
            ),
            FrameError::BadItem {
                kind,
                item,
                expected,
            } => write!(f, "item {item} of a frame \"{kind}\" is {expected}"),
            FrameError::TooMany { kind } => write!(f, "a frame \"{kind}\" has too many items"),
        }
    }
}

impl std::error::Error for FrameError {}

impl<'a> ClientFrame<'a> {
    /// Reads a frame.
    ///
    /// # Errors
    ///
    /// It is not exactly a frame of this protocol, or exceeds a bound.
    pub fn parse(text: &'a str) -> Result<Self, FrameError> {
        if text.len() > MAX_FRAME {
            return Err(FrameError::TooLong { bytes: text.len() });
        }
        match plain_event::read(text) {
            Some(event) => Ok(event),
            None => Self::parse_strictly(text),
        }
    }

    fn parse_strictly(text: &'a str) -> Result<Self, FrameError> {
        if too_deep(text) {
            return Err(FrameError::TooDeep);
        }
        let items: Items<'a> = serde_json::from_str(text).map_err(|_| FrameError::NotAnArray)?;
        let kind: Cow<'a, str> = items
            .get::<Borrowed<'a>>(0)
            .ok_or(FrameError::UnknownKind)?
            .0;
        let read = Reader {
            kind: kind.chars().next().unwrap_or(' '),
            items,
        };
        match &*kind {
            "j" => read.join(),
            "e" => read.event(),
            "v" => read.visit(),
            "k" => {
                read.at_most(2)?;
                Ok(ClientFrame::Ack {
                    ack: read.number(1)?,
                })
            }
            "r" => read.resync(),
            "h" => {
                read.at_most(1)?;
                Ok(ClientFrame::Heartbeat)
            }
            _ => Err(FrameError::UnknownKind),
        }
    }
}

/// Items of a frame that is being read.
struct Reader<'a> {
    kind: char,
    items: Items<'a>,
}

impl<'a> Reader<'a> {
    fn join(&self) -> Result<ClientFrame<'a>, FrameError> {
        self.at_most(5)?;
        let protocol = self.number(1)?;
        Ok(ClientFrame::Join {
            protocol: u32::try_from(protocol).map_err(|_| self.bad(1, "the protocol's number"))?,
            token: self.text(2, "a token", MAX_FRAME)?,
            version: self.number(3)?,
            digest: self.text(4, "the skeleton's digest", MAX_NAME)?,
        })
    }

    fn event(&self) -> Result<ClientFrame<'a>, FrameError> {
        const OBJECT: &str = "an object of parameters";
        let reference = self.reference()?;
        let params = self.items.0.get(4).copied().flatten();
        if params.is_some_and(|params| !params.get().starts_with('{')) {
            return Err(self.bad(4, OBJECT));
        }
        Ok(ClientFrame::Event {
            reference,
            ack: self.number(2)?,
            name: self.text(3, "an event's name of at most 128 bytes", MAX_NAME)?,
            params,
            component: self.component(5)?,
        })
    }

    fn visit(&self) -> Result<ClientFrame<'a>, FrameError> {
        const URL: &str = "a path of this origin, perhaps with a query, of at most 8192 bytes";
        let history = match self.number(4) {
            Ok(1) => History::Push,
            Ok(2) => History::Replace,
            Ok(3) => History::Stay,
            _ => {
                return Err(self.bad(
                    4,
                    "1 for a new entry of the history, 2 in its place, 3 for none",
                ));
            }
        };
        let anew = match self.items.0.get(5).copied().flatten() {
            None => false,
            Some(_) if self.number(5) == Ok(1) => true,
            Some(_) => return Err(self.bad(5, "1, or left out")),
        };
        let url = self.text(3, URL, MAX_URL)?;
        if !is_local(&url) {
            return Err(self.bad(3, URL));
        }
        Ok(ClientFrame::Visit {
            reference: self.reference()?,
            ack: self.number(2)?,
            url,
            visit: Visit { history, anew },
        })
    }

    fn reference(&self) -> Result<u64, FrameError> {
        let reference = self.number(1).ok().filter(|reference| *reference > 0);
        reference.ok_or_else(|| self.bad(1, "the event's number, from 1"))
    }

    fn resync(&self) -> Result<ClientFrame<'a>, FrameError> {
        self.at_most(4)?;
        let path = self
            .items
            .get::<Vec<u32>>(2)
            .filter(|path| path.len() <= MAX_PATH)
            .ok_or_else(|| self.bad(2, "a path of at most 64 slots and row indices"))?;
        Ok(ClientFrame::Resync {
            ack: self.number(1)?,
            path,
            component: self.component(3)?,
        })
    }

    /// The id of a component, or 0 if the frame ends before it.
    fn component(&self, item: usize) -> Result<u32, FrameError> {
        if self.items.0.get(item).copied().flatten().is_none() {
            return Ok(0);
        }
        self.items
            .get::<u32>(item)
            .filter(|id| *id > 0)
            .ok_or_else(|| self.bad(item, "a component's number, from 1"))
    }

    /// A whole number from 0 to 2^53 - 1.
    fn number(&self, item: usize) -> Result<u64, FrameError> {
        self.items
            .get::<u64>(item)
            .filter(|number| *number < 1 << 53)
            .ok_or_else(|| self.bad(item, "a whole number from 0 to 2^53 - 1"))
    }

    fn text(
        &self,
        item: usize,
        expected: &'static str,
        most: usize,
    ) -> Result<Cow<'a, str>, FrameError> {
        self.items
            .get::<Borrowed<'a>>(item)
            .map(|text| text.0)
            .filter(|text| text.len() <= most)
            .ok_or_else(|| self.bad(item, expected))
    }

    fn at_most(&self, items: usize) -> Result<(), FrameError> {
        if self.items.0.iter().skip(items).any(Option::is_some) {
            return Err(FrameError::TooMany { kind: self.kind });
        }
        Ok(())
    }

    fn bad(&self, item: usize, expected: &'static str) -> FrameError {
        FrameError::BadItem {
            kind: self.kind,
            item,
            expected,
        }
    }
}

/// A string that is borrowed unless it has escapes.
#[derive(Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

/// The items of a frame, not read yet. No frame has more.
struct Items<'a>([Option<&'a RawValue>; 6]);

impl<'a> Items<'a> {
    fn get<T: Deserialize<'a>>(&self, item: usize) -> Option<T> {
        serde_json::from_str(self.0.get(item).copied().flatten()?.get()).ok()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = [Option<&'de RawValue>; 6];

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a frame")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = [None; 6];
                let mut next = 0;
                while let Some(item) = list.next_element::<&RawValue>()? {
                    *items
                        .get_mut(next)
                        .ok_or_else(|| serde::de::Error::custom("too many items"))? = Some(item);
                    next += 1;
                }
                Ok(items)
            }
        }

        deserializer.deserialize_seq(List).map(Items)
    }
}

/// Whether brackets are nested too deep, strings apart. Whoever parses the parameters later may then recurse.
fn too_deep(text: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
