//! What came of one event: its answer, and what that cost.

use std::fmt;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;

use super::TestClient;
use crate::component::store::VIEW;
use crate::engine::dom::Work;

/// What came of one event.
#[derive(Debug, Clone)]
#[must_use = "whether the event was refused stands in it; `assert_ok` looks"]
pub struct Answer {
    /// Why it was refused: a code such as `missing_param`, and the message to the user.
    pub refused: Option<(String, String)>,
    /// The page before it, without marks.
    pub before: String,
    /// The page after it.
    pub after: String,
    /// How long it took until nothing more happened, the kit's own work included.
    pub took: Duration,
    /// What the server sent.
    pub frames: Vec<String>,
    /// What the client did with that.
    pub work: Work,
}

impl TestClient {
    /// Sends an event by its handler's name, lets everything run, and says what came of it. Parameters are whatever
    /// serialises to a JSON object; `()` are none.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::{TestClient, json};
    ///
    /// let mut page = TestClient::visit("/?start=1").mount::<Counter>()?;
    /// let answer = page.send_event("add", json!({ "amount": 2 }));
    /// assert_eq!(answer.frames, [r#"["p",1,1,[0,3]]"#]);
    /// page.send_event("add", json!({ "amount": "many" })).assert_refused("bad_param");
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_event(&mut self, name: &str, params: impl Serialize) -> Answer {
        self.send_event_to(VIEW, name, params)
    }

    /// The same for a component. A component that was mounted alone has the id 1.
    ///
    /// # Panics
    ///
    /// The parameters can't be serialised.
    pub fn send_event_to(&mut self, component: u32, name: &str, params: impl Serialize) -> Answer {
        let params = serde_json::to_value(params).expect("parameters are JSON");
        let params = match params {
            Value::Null => Value::Object(serde_json::Map::new()),
            params => params,
        };
        let (before, work) = (self.html(), self.dom.work());
        let (frames, refused) = (self.told.frames.len(), self.told.refused.len());
        let from = Instant::now();
        match component {
            VIEW => self.event(name, params),
            component => self.event_to(component, name, params),
        };
        let took = from.elapsed();
        let refused = self.told.refused.get(refused);
        Answer {
            refused: refused.map(|(_, code, message)| (code.clone(), message.clone())),
            before,
            after: self.html(),
            took,
            frames: self.told.frames[frames..].to_vec(),
            work: since(self.dom.work(), work),
        }
    }
}

impl Answer {
    /// Whether it was not refused.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.refused.is_none()
    }

    /// How many bytes the server sent.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.frames.iter().map(String::len).sum()
    }

    /// How many nodes of the page the client wrote, built, moved or removed.
    #[must_use]
    pub fn writes(&self) -> u64 {
        let work = self.work;
        work.texts + work.arms + work.inserted + work.moved + work.removed + work.components
    }

    /// Panics if it was refused.
    #[track_caller]
    pub fn assert_ok(&self) -> &Self {
        if let Some((code, message)) = &self.refused {
            panic!("the event was refused ({code}): {message}");
        }
        self
    }

    /// Panics unless it was refused with this code.
    #[track_caller]
    pub fn assert_refused(&self, code: &str) -> &Self {
        match &self.refused {
            Some((refused, _)) if refused == code => self,
            Some((other, message)) => {
                panic!("the event was refused with {other}, not {code}: {message}")
            }
            None => panic!("the event was not refused; {code} was expected"),
        }
    }

    /// Panics if it cost more than this. Bytes and writes are the same in each run, so they make better limits of
    /// performance than times.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::{Cost, TestClient, json};
    ///
    /// let mut page = TestClient::visit("/?start=1").mount::<Counter>()?;
    /// let limit = Cost { bytes: 20, writes: 1, ..Cost::default() };
    /// page.send_event("add", json!({ "amount": 1 })).assert_costs_at_most(limit);
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn assert_costs_at_most(&self, limit: Cost) -> &Self {
        let cost = Cost {
            bytes: self.bytes(),
            writes: self.writes(),
            time: self.took,
        };
        let fits = cost.bytes <= limit.bytes && cost.writes <= limit.writes;
        assert!(
            fits && cost.time <= limit.time,
            "the event cost {cost}, and may cost {limit}\nframes: {}",
            self.frames.join("\n        ")
        );
        self
    }
}

/// What an event may cost; what is not said is not limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How many bytes the server sends.
    pub bytes: usize,
    /// How many nodes the client writes, builds, moves or removes.
    pub writes: u64,
    /// How long it takes.
    pub time: Duration,
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            bytes: usize::MAX,
            writes: u64::MAX,
            time: Duration::MAX,
        }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.bytes < usize::MAX {
            parts.push(format!("{} bytes", self.bytes));
        }
        if self.writes < u64::MAX {
            parts.push(format!("{} writes", self.writes));
        }
        if self.time < Duration::MAX {
            parts.push(format!("{:?}", self.time));
        }
        f.write_str(&parts.join(", "))
    }
}

fn since(now: Work, before: Work) -> Work {
    Work {
        texts: now.texts - before.texts,
        arms: now.arms - before.arms,
        inserted: now.inserted - before.inserted,
        moved: now.moved - before.moved,
        removed: now.removed - before.removed,
        components: now.components - before.components,
    }
}
