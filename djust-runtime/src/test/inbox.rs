//! What the client does with a server's frame.

use serde_json::Value;

use super::{TestClient, Told};
use crate::context::flash::FLASH;

impl TestClient {
    /// Reads one frame. Says whether there was one.
    ///
    /// # Panics
    ///
    /// The server sent what no server may send.
    pub fn read_one(&mut self) -> bool {
        let Some(frame) = self.inbox.pop_front() else {
            return false;
        };
        let items: Vec<Value> = serde_json::from_str(&frame).expect("a frame is a JSON array");
        let number = |index: usize| items[index].as_u64().expect("a number");
        let text = |index: usize| items[index].as_str().expect("a text").to_owned();
        match items[0].as_str().expect("a kind") {
            "j" => self.joined(number(3), number(4) == 1, &items),
            "p" | "f" => self.apply(&frame, number(2)),
            "a" => self.answered(number(1)),
            "d" => self.held(number(1)),
            "s" => self.settled(number(1), items.len() > 2),
            "x" => self.refused(number(1), text(2), text(3)),
            "u" => self.pushed.push((text(1), items[2].clone())),
            "n" if items.len() > 2 => self.moved.push((text(1), number(2))),
            "n" => self.told.navigated = Some(text(1)),
            "h" => {}
            kind => panic!("no frame is of the kind {kind}"),
        }
        self.told.frames.push(frame);
        true
    }

    fn joined(&mut self, ran: u64, anew: bool, items: &[Value]) {
        let held = items.get(5).and_then(|extras| extras["d"].as_array());
        let held = held.into_iter().flatten().filter_map(Value::as_u64);
        self.held = held.collect();
        self.answered(ran);
        let pending = std::mem::take(&mut self.pending);
        if anew {
            self.told
                .lost
                .extend(pending.iter().map(|(reference, _)| *reference));
            return;
        }
        let again = pending
            .iter()
            .filter(|(reference, _)| !self.held.contains(reference));
        let again: Vec<String> = again.map(|(_, frame)| frame.clone()).collect();
        for frame in &again {
            self.send_frame(frame).expect("an event may be sent again");
        }
        // What the session answered at once is in the inbox, behind what it sent before.
        self.pending = pending;
    }

    fn apply(&mut self, frame: &str, reference: u64) {
        let applied = self.dom.receive(frame).expect("a frame fits the page");
        assert!(applied, "the page took no part in {frame}");
        for (name, payload) in self.pushed.drain(..) {
            match name.as_str() {
                FLASH => self.told.flash(&payload),
                _ => self.told.pushed.push((name, payload)),
            }
        }
        self.told.moved.append(&mut self.moved);
        self.answered(reference);
        if self.confirms {
            let confirmation = format!("[\"k\",{}]", self.dom.version());
            self.send_frame(&confirmation)
                .expect("an applied version may be confirmed");
        }
    }

    /// A refusal comes again if the session can't know that it arrived.
    fn refused(&mut self, reference: u64, code: String, message: String) {
        self.held.remove(&reference);
        let at = self.pending.iter().position(|(it, _)| *it == reference);
        if let Some(at) = at {
            self.pending.remove(at);
            self.told.answered.push(reference);
        }
        if at.is_some() || reference == 0 {
            self.told.refused.push((reference, code, message));
        }
    }

    /// Every event up to this one has its answer.
    fn answered(&mut self, reference: u64) {
        let held = &self.held;
        let answered = &mut self.told.answered;
        self.pending.retain(|(pending, _)| {
            let open = *pending > reference || held.contains(pending);
            if !open {
                answered.push(*pending);
            }
            open
        });
    }

    /// An event is held: only a frame of its own settles it.
    fn held(&mut self, reference: u64) {
        if self.pending.iter().any(|(it, _)| *it == reference) && self.held.insert(reference) {
            self.told.held.push(reference);
        }
    }

    /// A held event ran, or never will.
    fn settled(&mut self, reference: u64, superseded: bool) {
        self.held.remove(&reference);
        if superseded {
            self.told.superseded.push(reference);
        }
        if let Some(at) = self.pending.iter().position(|(it, _)| *it == reference) {
            self.pending.remove(at);
            self.told.answered.push(reference);
        }
    }
}

impl Told {
    fn flash(&mut self, payload: &Value) {
        if let Some(put) = payload["put"].as_array() {
            let text = |at: usize| put[at].as_str().expect("a text").to_owned();
            self.flashes.push((text(0), text(1)));
            return;
        }
        match payload["clear"].as_str() {
            Some(level) => self.flashes.retain(|(of, _)| of != level),
            None => self.flashes.clear(),
        }
    }
}
