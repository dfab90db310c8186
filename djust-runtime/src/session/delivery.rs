//! Versions: what was handed to the client and not confirmed.
//!
//! At most [`IN_FLIGHT`] versions are unconfirmed (I4), so what is kept for a replay is that many frames. A version is
//! a patch, or all values, and the events that were pushed before it: its confirmation confirms them too. A refusal is
//! confirmed with any version that came behind it.

use std::collections::VecDeque;

/// How many versions may be unconfirmed before the session stops rendering.
pub(super) const IN_FLIGHT: usize = 2;
/// How many bytes of unconfirmed patches are kept; past that all values are sent.
pub(super) const KEPT_BYTES: usize = 64 * 1024;
/// How many unconfirmed refusals are kept, the latest ones.
const REFUSALS: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Delivery {
    pub(super) version: u64,
    unconfirmed: VecDeque<Sent>,
    refusals: Vec<Refusal>,
}

/// An event's refusal.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    /// The event's number.
    pub(super) reference: u64,
    pub(super) frame: Box<str>,
    /// The version that was the last when it was sent.
    before: u64,
}

/// One version.
#[derive(Debug)]
struct Sent {
    version: u64,
    pushes: Vec<String>,
    /// The frame, if it was kept.
    frame: Option<Box<str>>,
}

impl Delivery {
    /// Whether the client must confirm something before the next version.
    pub(super) fn is_full(&self) -> bool {
        self.unconfirmed.len() >= IN_FLIGHT
    }

    /// How many versions the client has not confirmed.
    pub(super) fn unconfirmed(&self) -> usize {
        self.unconfirmed.len()
    }

    /// Whether the client has confirmed everything.
    pub(super) fn is_settled(&self) -> bool {
        self.unconfirmed.is_empty()
    }

    /// Notes that the next version is handed over.
    pub(super) fn sent(&mut self, pushes: Vec<String>, frame: &str) {
        self.version += 1;
        let kept: usize = self.unconfirmed.iter().map(Sent::patch_bytes).sum();
        if self.unconfirmed.capacity() == 0 {
            self.unconfirmed.reserve_exact(IN_FLIGHT);
        }
        self.unconfirmed.push_back(Sent {
            version: self.version,
            pushes,
            frame: (kept + frame.len() <= KEPT_BYTES).then(|| frame.into()),
        });
    }

    /// Notes that an event's refusal is sent.
    pub(super) fn refused(&mut self, reference: u64, frame: &str) {
        if self.refusals.len() >= REFUSALS {
            self.refusals.remove(0);
        }
        self.refusals.push(Refusal {
            reference,
            frame: frame.into(),
            before: self.version,
        });
    }

    /// The refusals of which it is not known that they arrived. The client knows those that did.
    pub(super) fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// The client has applied everything up to this version. One that it can't have is refused.
    pub(super) fn confirm(&mut self, version: u64) -> bool {
        if version > self.version {
            return false;
        }
        while self
            .unconfirmed
            .front()
            .is_some_and(|sent| sent.version <= version)
        {
            self.unconfirmed.pop_front();
        }
        self.refusals.retain(|refusal| refusal.before >= version);
        true
    }

    /// The frames that a client missed which has applied this version, or `None` if they were not kept.
    pub(super) fn missed(&mut self, version: u64) -> Option<Vec<String>> {
        let oldest = self.unconfirmed.front();
        let base = oldest.map_or(self.version, |sent| sent.version - 1);
        if version < base || !self.confirm(version) {
            return None;
        }
        let mut frames = Vec::new();
        for sent in &self.unconfirmed {
            frames.extend(sent.pushes.iter().cloned());
            frames.push(sent.frame.as_ref()?.to_string());
        }
        Some(frames)
    }

    /// Goes on behind this version of the client's, with nothing unconfirmed: all values follow.
    pub(super) fn restart(&mut self, version: u64) -> Vec<String> {
        // Bounded, so that no client can bring the number near its end.
        self.version = self.version.max(version.min(1 << 48));
        let pushes = self.unconfirmed.drain(..).flat_map(|sent| sent.pushes);
        pushes.collect()
    }

    pub(super) fn bytes(&self) -> usize {
        let bytes =
            |sent: &Sent| sent.patch_bytes() + sent.pushes.iter().map(String::len).sum::<usize>();
        let refusals = self.refusals.iter().map(|refusal| refusal.frame.len());
        self.unconfirmed.iter().map(bytes).sum::<usize>() + refusals.sum::<usize>()
    }
}

impl Sent {
    fn patch_bytes(&self) -> usize {
        self.frame.as_ref().map_or(0, |frame| frame.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Delivery {
        let mut delivery = Delivery::default();
        delivery.sent(vec!["u1".into()], "p1");
        delivery.sent(Vec::new(), "p2");
        delivery
    }

    #[test]
    fn i4_two_versions_are_unconfirmed_at_most() {
        let mut delivery = two();
        assert!(delivery.is_full());
        assert!(delivery.confirm(1));
        assert!(!delivery.is_full() && !delivery.is_settled());
        assert!(delivery.confirm(2) && delivery.is_settled());
        assert!(delivery.confirm(1), "an old confirmation is no news");
        assert!(!delivery.confirm(3), "nobody has applied what was not sent");
    }

    #[test]
    fn a_client_gets_what_it_missed() {
        assert_eq!(two().missed(0).unwrap(), ["u1", "p1", "p2"]);
        assert_eq!(two().missed(1).unwrap(), ["p2"]);
        assert_eq!(two().missed(2).unwrap(), [""; 0]);
        assert_eq!(two().missed(9), None, "it can't have that");
        let mut settled = two();
        settled.confirm(2);
        assert_eq!(settled.missed(1), None, "that is not kept any more");
    }

    #[test]
    fn a_refusal_is_kept_until_a_later_version_is_confirmed() {
        let mut delivery = two();
        delivery.refused(7, "x");
        assert!(delivery.confirm(2));
        assert_eq!(delivery.refusals()[0].reference, 7, "it came after that");
        delivery.sent(Vec::new(), "p3");
        assert!(delivery.confirm(3));
        assert!(delivery.refusals().is_empty());
        for number in 0..=16 {
            delivery.refused(number, "x");
        }
        assert_eq!(delivery.refusals().len(), REFUSALS);
        assert_eq!(delivery.refusals()[0].reference, 1);
    }

    #[test]
    fn past_64_kib_all_values_are_sent_and_no_push_is_lost() {
        let mut delivery = Delivery::default();
        delivery.sent(vec!["u1".into()], "p1");
        delivery.sent(vec!["u2".into()], &"x".repeat(KEPT_BYTES));
        assert!(delivery.bytes() < KEPT_BYTES);
        assert_eq!(delivery.missed(0), None);
        assert_eq!(delivery.restart(7), ["u1", "u2"]);
        assert_eq!(delivery.version, 7);
        assert!(delivery.is_settled());
    }
}
