//! One visitor: the page, the join, events with their acknowledgements, as the browser's client sends them. The floor
//! is visited the same way; it only has no data block to read and no replies to check.

use serde_json::Value;

use crate::Outcome;
use crate::socket::{Page, Socket, get};

/// Who is visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Ours,
    Floor,
}

/// What one event moved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traffic {
    pub(crate) up: usize,
    pub(crate) down: usize,
}

/// A joined page.
pub(crate) struct Session {
    side: Side,
    socket: Socket,
    last_ref: u64,
    version: u64,
    /// The bytes of the page and of the join's answer.
    pub(crate) page: usize,
    pub(crate) join: usize,
}

impl Session {
    /// Loads a page and joins it.
    pub(crate) async fn open(side: Side, address: &str, path: &str) -> Outcome<Self> {
        let page = get(address, path).await?;
        let hello = match side {
            Side::Ours => hello(&page)?,
            Side::Floor => floor_hello(),
        };
        let mut socket = Socket::open(address, path, page.cookie.as_deref()).await?;
        socket.send(&hello).await?;
        let answer = socket.receive().await?;
        // Mode 0: the session that the page's GET mounted was adopted.
        if side == Side::Ours && number(&answer, 4) != Some(0) {
            return Err(format!("{path} was not adopted: {answer}"));
        }
        Ok(Self {
            side,
            socket,
            last_ref: 0,
            version: 0,
            page: page.body.len(),
            join: answer.len(),
        })
    }

    /// Sends an event and waits for its answer.
    pub(crate) async fn event(&mut self, name: &str, params: &str) -> Outcome<Traffic> {
        self.last_ref += 1;
        let frame = format!(
            "[\"e\",{},{},\"{name}\"{}{params}]",
            self.last_ref,
            self.version,
            if params.is_empty() { "" } else { "," },
        );
        self.socket.send(&frame).await?;
        let mut down = 0;
        loop {
            let answer = self.socket.receive().await?;
            down += answer.len();
            if self.side == Side::Floor || self.answers(&answer)? {
                let up = frame.len();
                return Ok(Traffic { up, down });
            }
        }
    }

    /// Has the view of a URL mounted on the socket, and waits for its values. Gives the bytes of the answer, and those of the
    /// values among them.
    pub(crate) async fn visit(&mut self, url: &str) -> Outcome<(usize, usize)> {
        self.last_ref += 1;
        let frame = format!("[\"v\",{},{},\"{url}\",1,1]", self.last_ref, self.version);
        self.socket.send(&frame).await?;
        let mut down = 0;
        loop {
            let answer = self.socket.receive().await?;
            down += answer.len();
            if self.side == Side::Floor {
                return Ok((down, 0));
            }
            let is_joined = answer.starts_with("[\"j\",") && number(&answer, 4) == Some(2);
            if is_joined || answer.starts_with("[\"n\",") || answer.starts_with("[\"u\",") {
                continue;
            }
            let values = answer.split_once(",[],").map(|(_, values)| values.len());
            let version = number(&answer, 1).filter(|_| answer.starts_with("[\"f\","));
            let (Some(values), Some(version)) = (values, version) else {
                return Err(format!("unexpected answer to a visit: {answer:.200}"));
            };
            self.version = version;
            return Ok((down, values - 1));
        }
    }

    /// Whether the frame answers the last event. Takes a patch's version.
    fn answers(&mut self, frame: &str) -> Outcome<bool> {
        if frame.starts_with("[\"p\",") {
            self.version =
                number(frame, 1).ok_or_else(|| format!("a patch without version: {frame:.99}"))?;
            Ok(number(frame, 2) == Some(self.last_ref))
        } else if frame.starts_with("[\"a\",") {
            Ok(number(frame, 1) == Some(self.last_ref))
        } else if frame.starts_with("[\"u\",") || frame.starts_with("[\"h\"") {
            Ok(false)
        } else {
            Err(format!("unexpected answer to an event: {frame:.200}"))
        }
    }
}

/// The number at an index of a frame whose items before it are numbers and short texts without commas.
fn number(frame: &str, index: usize) -> Option<u64> {
    let item = frame.split(',').nth(index)?;
    item.trim_end_matches(']').parse().ok()
}

const BLOCK: &str = "<script type=\"application/json\" id=\"djust\">";

fn no_block() -> String {
    "the page has no data block".to_owned()
}

/// What the data block says.
fn data(page: &Page) -> Outcome<Value> {
    let (_, rest) = page.body.split_once(BLOCK).ok_or_else(no_block)?;
    let (block, _) = rest.split_once("</script>").ok_or_else(no_block)?;
    serde_json::from_str(block).map_err(|error| error.to_string())
}

/// The page without marks and scripts.
pub(crate) fn plain(page: &Page) -> Outcome<String> {
    let data = data(page)?;
    let tag = data["m"].as_str().ok_or_else(no_block)?;
    let (before, rest) = page.body.split_once(BLOCK).ok_or_else(no_block)?;
    let (_, behind) = rest.split_once("defer></script>").ok_or_else(no_block)?;
    // Other scripts stand before the block.
    let (before, _) = before.split_once("<script src=").unwrap_or((before, ""));
    let text = format!("{before}{behind}").replace(&format!("<!--/{tag}-->"), "");
    let mut plain = String::with_capacity(text.len());
    let open = format!("<!--{tag}");
    let mut pieces = text.split(&open);
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (_, piece) = piece
            .split_once("-->")
            .ok_or("a mark of the page has no end")?;
        plain.push_str(piece);
    }
    Ok(plain.replace(" dj ", " ").replace(" dj>", ">"))
}

/// The first frame: what the page's data block says, handed back.
fn hello(page: &Page) -> Outcome<String> {
    let data = data(page)?;
    let text = |name: &str| data[name].as_str().ok_or_else(no_block);
    let file = text("s")?.rsplit('/').next().unwrap_or_default();
    let digest = file.strip_suffix(".json").unwrap_or(file);
    let protocol = &data["p"];
    Ok(format!(
        "[\"j\",{protocol},\"{}\",0,\"{digest}\"]",
        text("t")?
    ))
}

/// A frame of the same length.
fn floor_hello() -> String {
    format!("[\"j\",2,\"{}\",0,\"{}\"]", "t".repeat(48), "d".repeat(26))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_by_their_index() {
        assert_eq!(number("[\"p\",7,12,[0,1]]", 1), Some(7));
        assert_eq!(number("[\"p\",7,12,[0,1]]", 2), Some(12));
        assert_eq!(number("[\"a\",9]", 1), Some(9));
        assert_eq!(number("[\"j\",0,\"token\",0,0]", 4), Some(0));
        assert_eq!(number("[\"h\"]", 1), None);
    }

    #[test]
    fn marks_and_scripts_are_not_plain() {
        let body = "<head><script type=\"application/json\" id=\"djust\">{\"m\":\"x7q\"}</script>\
            <script src=\"/djust/a.js\" defer></script></head><p dj>a</p><!--x7q0--><i dj id=\"b\">c</i><!--/x7q-->";
        let page = Page {
            body: body.to_owned(),
            cookie: None,
        };
        assert_eq!(
            plain(&page).as_deref(),
            Ok("<head></head><p>a</p><i id=\"b\">c</i>")
        );
    }

    #[test]
    fn the_data_block_gives_the_join() {
        let body = "<head><script type=\"application/json\" id=\"djust\">{\"p\":2,\"t\":\"tok\",\"v\":0,\
            \"s\":\"/djust/abc.json\",\"m\":\"x7q\",\"n\":17}</script></head>";
        let page = Page {
            body: body.to_owned(),
            cookie: None,
        };
        assert_eq!(hello(&page).as_deref(), Ok("[\"j\",2,\"tok\",0,\"abc\"]"));
    }
}
