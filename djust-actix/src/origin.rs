//! Which pages may open a socket. Browsers send cookies with any WebSocket handshake, wherever the page that opens it
//! came from, so the `Origin` header decides, before the handshake is answered.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::headers::text;

/// The origins whose pages may open a socket.
#[derive(Debug, Clone, Default)]
pub(crate) enum Origins {
    /// Those whose host and port are the request's own.
    #[default]
    SameHost,
    /// Exactly these.
    Listed(Vec<Origin>),
}

impl Origins {
    /// Whether the page that sent a request may open a socket.
    pub(crate) fn admit(&self, request: &HttpRequest) -> bool {
        let admitted = self.allow(text(request, header::ORIGIN), host(request));
        if !admitted {
            let origin = text(request, header::ORIGIN);
            tracing::debug!(
                ?origin,
                "a socket was refused: pages of that origin may not open one"
            );
        }
        admitted
    }

    /// Whether a handshake with these headers is let in. One without an `Origin` is not: every browser sends it.
    fn allow(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let Some(origin) = origin.and_then(Origin::parse) else {
            return false;
        };
        match self {
            Origins::SameHost => host.is_some_and(|host| origin.is_at(host)),
            Origins::Listed(listed) => listed.contains(&origin),
        }
    }
}

/// The host that the request was sent to, as the client named it.
fn host(request: &HttpRequest) -> Option<&str> {
    text(request, header::HOST).or_else(|| {
        let authority = request.uri().authority()?;
        Some(authority.as_str())
    })
}

/// A scheme, a host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// Reads `scheme://host` or `scheme://host:port`, and nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let (host, port) = split_authority(authority)?;
        Some(Self {
            scheme,
            host,
            port: port.unwrap_or(default_port),
        })
    }

    /// Whether a `Host` header names this origin's host and port. It tells no scheme: behind a proxy that ends TLS the
    /// server does not know it.
    fn is_at(&self, host: &str) -> bool {
        let default_port = if self.scheme == "https" { 443 } else { 80 };
        split_authority(host).is_some_and(|(host, port)| {
            host == self.host && port.unwrap_or(default_port) == self.port
        })
    }
}

/// The host, in lower case, and the port of `host`, `host:port`, `[v6]` or `[v6]:port`.
fn split_authority(authority: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port = match port {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse().ok()?)
        }
        Some(_) => return None,
        None => None,
    };
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let inside = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let valid = if bracketed {
        host[1..host.len() - 1].bytes().all(inside)
    } else {
        host.bytes().all(plain)
    };
    (valid && !host.is_empty()).then(|| (host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_host_is_let_in_by_default() {
        let origins = Origins::default();
        for (origin, host) in [
            ("http://example.com", "example.com"),
            ("http://example.com", "example.com:80"),
            ("https://example.com", "example.com:443"),
            ("https://EXAMPLE.com", "example.COM"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://[::1]:8080", "[::1]:8080"),
        ] {
            assert!(
                origins.allow(Some(origin), Some(host)),
                "{origin} at {host}"
            );
        }
    }

    #[test]
    fn foreign_and_odd_origins_are_refused() {
        let origins = Origins::default();
        for origin in [
            "",
            "null",
            "file://",
            "http://evil.com",
            "http://example.com.evil.com",
            "http://evilexample.com",
            "http://sub.example.com",
            "http://example.com:81",
            "http://example.com@evil.com",
            "http://evil.com/example.com",
            "http://example.com/",
            "http://example.com:80:80",
            "http://example.com:+80",
            "ftp://example.com",
            "example.com",
        ] {
            assert!(
                !origins.allow(Some(origin), Some("example.com:80")),
                "{origin}"
            );
        }
        assert!(!origins.allow(None, Some("example.com")));
        assert!(!origins.allow(Some("http://example.com"), None));
    }

    #[test]
    fn a_list_is_exact_and_replaces_the_default() {
        let origins = Origins::Listed(vec![Origin::parse("https://app.example.com").unwrap()]);
        assert!(origins.allow(Some("https://app.example.com:443"), Some("10.0.0.1")));
        assert!(!origins.allow(Some("http://app.example.com"), Some("app.example.com")));
        assert!(!origins.allow(Some("https://10.0.0.1"), Some("10.0.0.1")));
    }
}
