//! HTTP and WebSocket over a plain connection, as much of both as the benchmark needs: whole text frames, no
//! extensions, a server that is trusted.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Outcome;

/// A page as it came.
pub(crate) struct Page {
    pub(crate) body: String,
    /// What goes back in `Cookie`.
    pub(crate) cookie: Option<String>,
}

/// Gets a page over a connection of its own, as a browser's socket has another one.
pub(crate) async fn get(address: &str, path: &str) -> Outcome<Page> {
    let mut stream = connect(address).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    );
    write(&mut stream, request.as_bytes()).await?;
    let mut bytes = Vec::with_capacity(256 * 1024);
    stream
        .read_to_end(&mut bytes)
        .await
        .map_err(|error| format!("the page at {path} broke off: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| "the page is not UTF-8".to_owned())?;
    let (head, body) = text
        .split_once("\r\n\r\n")
        .ok_or_else(|| format!("the answer to GET {path} has no end of headers"))?;
    if !head.starts_with("HTTP/1.1 200") {
        return Err(format!("GET {path}: {head}"));
    }
    let cookie = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let cookie = value.trim().split(';').next()?;
        name.eq_ignore_ascii_case("set-cookie")
            .then(|| cookie.to_owned())
    });
    Ok(Page {
        body: body.to_owned(),
        cookie,
    })
}

async fn connect(address: &str) -> Outcome<TcpStream> {
    let stream = TcpStream::connect(address)
        .await
        .map_err(|error| format!("{address} can't be reached: {error}"))?;
    stream
        .set_nodelay(true)
        .map_err(|error| error.to_string())?;
    Ok(stream)
}

async fn write(stream: &mut TcpStream, bytes: &[u8]) -> Outcome<()> {
    stream
        .write_all(bytes)
        .await
        .map_err(|error| format!("the connection broke: {error}"))
}

/// An open WebSocket.
pub(crate) struct Socket {
    stream: TcpStream,
    read: Vec<u8>,
    /// How much of what was read was used.
    used: usize,
    write: Vec<u8>,
}

impl Socket {
    /// Opens a socket at a page's URL.
    pub(crate) async fn open(address: &str, path: &str, cookie: Option<&str>) -> Outcome<Self> {
        let cookie = cookie.map_or(String::new(), |cookie| format!("Cookie: {cookie}\r\n"));
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{cookie}\
             Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        let mut socket = Self {
            stream: connect(address).await?,
            read: Vec::with_capacity(4 * 1024),
            used: 0,
            write: Vec::with_capacity(512),
        };
        write(&mut socket.stream, request.as_bytes()).await?;
        loop {
            socket.fill().await?;
            let end = socket.read.windows(4).position(|four| four == b"\r\n\r\n");
            let Some(end) = end else { continue };
            if !socket.read.starts_with(b"HTTP/1.1 101") {
                let answer = String::from_utf8_lossy(&socket.read);
                return Err(format!("the socket was refused: {answer}"));
            }
            socket.used = end + 4;
            return Ok(socket);
        }
    }

    /// Sends a text frame.
    pub(crate) async fn send(&mut self, text: &str) -> Outcome<()> {
        const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
        self.write.clear();
        self.write.push(0x81);
        match u16::try_from(text.len()) {
            Ok(length @ 0..=125) => self.write.push(0x80 | length as u8),
            Ok(length) => {
                self.write.push(0x80 | 126);
                self.write.extend(length.to_be_bytes());
            }
            Err(_) => return Err("the benchmark sends small frames only".to_owned()),
        }
        self.write.extend(MASK);
        let masked = text.bytes().zip(MASK.iter().cycle());
        self.write.extend(masked.map(|(byte, mask)| byte ^ mask));
        write(&mut self.stream, &self.write).await
    }

    /// The next text frame.
    pub(crate) async fn receive(&mut self) -> Outcome<String> {
        loop {
            if let Some((opcode, start, end)) = frame(&self.read[self.used..]) {
                let payload = self.read[self.used + start..self.used + end].to_vec();
                self.used += end;
                match opcode {
                    1 => return String::from_utf8(payload).map_err(|error| error.to_string()),
                    8 => return Err(format!("the server closed the socket: {payload:?}")),
                    _ => continue,
                }
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Outcome<()> {
        self.read.drain(..self.used);
        self.used = 0;
        match self.stream.read_buf(&mut self.read).await {
            Ok(0) => Err("the server ended the connection".to_owned()),
            Ok(_) => Ok(()),
            Err(error) => Err(format!("the connection broke: {error}")),
        }
    }
}

/// Opcode, start and end of the payload of the frame at the start of these bytes, once all of it is there.
fn frame(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let (&first, &second) = (bytes.first()?, bytes.get(1)?);
    let (start, length): (usize, usize) = match second & 0x7f {
        126 => (
            4,
            usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)),
        ),
        127 => {
            let length = u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?);
            (10, usize::try_from(length).ok()?)
        }
        length => (2, usize::from(length)),
    };
    let end = start.checked_add(length)?;
    (bytes.len() >= end).then_some((first & 0x0f, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_found_once_they_are_whole() {
        assert_eq!(frame(b""), None);
        assert_eq!(frame(b"\x81\x02h"), None);
        assert_eq!(frame(b"\x81\x02hi\x81"), Some((1, 2, 4)));
        let mut long = vec![0x81, 126, 1, 0];
        long.extend([b'x'; 256]);
        assert_eq!(frame(&long), Some((1, 4, 260)));
        let mut longer = vec![0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0];
        longer.extend([b'x'; 65_536]);
        assert_eq!(frame(&longer), Some((1, 10, 65_546)));
        assert_eq!(frame(&longer[..70]), None);
    }
}
