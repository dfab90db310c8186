//! What of the benchmarks' files is drawn.

use serde::Deserialize;

/// Of `server.json`: what each scenario costs by the number of rows.
#[derive(Debug, Deserialize)]
pub(crate) struct Server {
    pub(crate) growth: Vec<Growth>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Growth {
    pub(crate) scenario: String,
    pub(crate) sizes: Vec<Size>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Size {
    pub(crate) rows: f64,
    /// CPU microseconds an event.
    pub(crate) cpu_us: f64,
    /// Bytes down an event.
    pub(crate) down: f64,
}

/// Of `browser.json`: what each operation takes on the three pages.
#[derive(Debug, Deserialize)]
pub(crate) struct Browser {
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) live: Page,
    /// By hand, over a socket.
    pub(crate) socket: Page,
    /// By hand, without a server.
    pub(crate) hand: Page,
    pub(crate) most: Most,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Page {
    pub(crate) script: f64,
    pub(crate) total: f64,
    pub(crate) heap: f64,
}

/// What ratios are held to.
#[derive(Debug, Deserialize)]
pub(crate) struct Most {
    pub(crate) script: f64,
    pub(crate) heap: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_load_client_writes() {
        let text = r#"{ "scenarios": [], "growth": [
            { "scenario": "tick", "sizes": [{ "rows": 10, "cpu_us": 30.5, "down": 29 }] }
        ] }"#;
        let server: Server = serde_json::from_str(text).unwrap();
        assert_eq!(server.growth[0].scenario, "tick");
        assert_eq!(server.growth[0].sizes[0].cpu_us, 30.5);
    }

    #[test]
    fn reads_what_the_browser_benchmark_writes() {
        let text = r#"{ "operations": [{ "name": "swap", "rounds": 15,
            "live": { "script": 3, "total": 9, "heap": 2, "records": 4 },
            "socket": { "script": 2.5, "total": 8, "heap": 1, "records": 4 },
            "hand": { "script": 1, "total": 7, "heap": 1, "records": 4 }, "most": { "script": 1.3, "heap": 1.5 } }] }"#;
        let browser: Browser = serde_json::from_str(text).unwrap();
        assert_eq!(browser.operations[0].socket.script, 2.5);
        assert_eq!(browser.operations[0].most.heap, 1.5);
    }
}
