//! The tokens with which a client claims a session: signed, so that a forged one costs no look-up, and bound to the view,
//! the browser and the identity for which the session was made.
//!
//! A token names a session and a *generation*. Which generation may still be used, and for how long, is not told
//! here: the registry knows. It knows the session's URL as well, which changes while the session lives.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

const ID_BYTES: usize = 16;
const GENERATION_BYTES: usize = 4;
const MAC_BYTES: usize = 16;
const TOKEN_BYTES: usize = ID_BYTES + GENERATION_BYTES + MAC_BYTES;

/// The random name of a session.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SessionId([u8; ID_BYTES]);

impl SessionId {
    /// A name that nobody can guess.
    pub(crate) fn random() -> Self {
        Self(random_bytes())
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A log must not be enough to take a session over, so most of the name is left out.
        write!(f, "SessionId({:02x}{:02x}..)", self.0[0], self.0[1])
    }
}

/// What a token is good for; anything else and it does not verify.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binding<'a> {
    /// The view's type.
    pub(crate) view: &'a str,
    /// The browser's cookie.
    pub(crate) browser: &'a str,
    /// Who is logged in, as the application tells.
    pub(crate) identity: Option<&'a str>,
}

/// Signs and verifies tokens with the application's key.
#[derive(Clone)]
pub(crate) struct Signer(Hmac<Sha256>);

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(..)")
    }
}

impl Signer {
    /// A signer with this key, or `None` if the key can't be one.
    pub(crate) fn new(key: &[u8]) -> Option<Self> {
        let mut mac = Hmac::new_from_slice(key).ok()?;
        mac.update(b"djust token 2");
        Some(Self(mac))
    }

    /// The token of a session's generation.
    pub(crate) fn sign(&self, id: SessionId, generation: u32, binding: Binding<'_>) -> String {
        let mut token = [0; TOKEN_BYTES];
        let (head, mac) = token.split_at_mut(ID_BYTES + GENERATION_BYTES);
        head[..ID_BYTES].copy_from_slice(&id.0);
        head[ID_BYTES..].copy_from_slice(&generation.to_be_bytes());
        let full = self.mac(head, binding).finalize().into_bytes();
        mac.copy_from_slice(&full[..MAC_BYTES]);
        URL_SAFE_NO_PAD.encode(token)
    }

    /// The session and the generation that a token names, if it was signed here for this binding.
    pub(crate) fn verify(&self, token: &str, binding: Binding<'_>) -> Option<(SessionId, u32)> {
        let mut bytes = [0; TOKEN_BYTES];
        let length = URL_SAFE_NO_PAD.decode_slice(token, &mut bytes).ok()?;
        if length != TOKEN_BYTES {
            return None;
        }
        let (head, mac) = bytes.split_at(ID_BYTES + GENERATION_BYTES);
        self.mac(head, binding).verify_truncated_left(mac).ok()?;
        let id = SessionId(head[..ID_BYTES].try_into().ok()?);
        let generation = u32::from_be_bytes(head[ID_BYTES..].try_into().ok()?);
        Some((id, generation))
    }

    /// The token in the forms of a browser's pages.
    pub(crate) fn form_token(&self, browser: &str) -> String {
        let full = self.form_mac(browser).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(&full[..MAC_BYTES])
    }

    /// Whether a form's token was made for this browser.
    pub(crate) fn verify_form(&self, token: &str, browser: &str) -> bool {
        let mut bytes = [0; MAC_BYTES];
        let length = URL_SAFE_NO_PAD.decode_slice(token, &mut bytes);
        length == Ok(MAC_BYTES) && self.form_mac(browser).verify_truncated_left(&bytes).is_ok()
    }

    fn form_mac(&self, browser: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        // A join token's MAC is over more bytes than a browser's name has, so neither can pass for the other.
        mac.update(b"form");
        mac.update(browser.as_bytes());
        mac
    }

    fn mac(&self, head: &[u8], binding: Binding<'_>) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(head);
        // Each field goes in with its length, so that no two bindings give the same bytes.
        for field in [binding.view, binding.browser] {
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field.as_bytes());
        }
        mac.update(&[u8::from(binding.identity.is_some())]);
        mac.update(binding.identity.unwrap_or_default().as_bytes());
        mac
    }
}

/// Bytes from the system's random source.
///
/// # Panics
///
/// If the system has no random source: nothing here could then be kept secret.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("the system's random source failed: {error}");
    }
    bytes
}

/// A random text of 22 characters that is safe in a cookie.
pub(crate) fn random_text() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<16>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Binding<'static> = Binding {
        view: "app::Counter",
        browser: "b1",
        identity: Some("ann"),
    };

    fn signer() -> Signer {
        Signer::new(&[7; 32]).unwrap()
    }

    #[test]
    fn a_token_names_its_session_and_generation() {
        let id = SessionId::random();
        let token = signer().sign(id, 3, HOME);
        assert_eq!(token.len(), 48);
        assert_eq!(signer().verify(&token, HOME), Some((id, 3)));
    }

    #[test]
    fn a_token_is_refused_for_any_other_binding() {
        let token = signer().sign(SessionId::random(), 0, HOME);
        let others = [
            Binding {
                view: "app::Other",
                ..HOME
            },
            Binding {
                browser: "b2",
                ..HOME
            },
            Binding {
                identity: Some("bob"),
                ..HOME
            },
            Binding {
                identity: None,
                ..HOME
            },
            // The same bytes, cut elsewhere.
            Binding {
                view: "app::Counterb",
                browser: "1",
                ..HOME
            },
        ];
        for other in others {
            assert_eq!(signer().verify(&token, other), None, "{other:?}");
        }
    }

    #[test]
    fn a_forged_token_is_refused() {
        let token = signer().sign(SessionId::random(), 0, HOME);
        let foreign = Signer::new(&[8; 32]).unwrap();
        assert_eq!(foreign.verify(&token, HOME), None);
        for forged in [
            "",
            "a",
            &token[1..],
            &format!("{token}A"),
            &token.to_lowercase(),
            "\u{e9}",
            &"A".repeat(48),
        ] {
            assert_eq!(signer().verify(forged, HOME), None, "{forged}");
        }
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(bytes).unwrap();
            assert_eq!(signer().verify(&forged, HOME), None, "byte {at}");
        }
    }

    #[test]
    fn a_forms_token_is_one_browsers() {
        let token = signer().form_token("b1");
        assert!(signer().verify_form(&token, "b1"));
        assert!(!signer().verify_form(&token, "b2"));
        let foreign = Signer::new(&[8; 32]).unwrap();
        assert!(!foreign.verify_form(&token, "b1"));
        for forged in ["", "a", &token[1..], &format!("{token}A"), "\u{e9}"] {
            assert!(!signer().verify_form(forged, "b1"), "{forged}");
        }
    }

    #[test]
    fn random_names_differ() {
        assert_ne!(SessionId::random(), SessionId::random());
        assert_eq!(random_text().len(), 22);
    }
}
