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

/// Of `browser.json`: each operation's ratio, ours over the hand-written code's.
#[derive(Debug, Deserialize)]
pub(crate) struct Browser {
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) ratio: Ratio,
    pub(crate) most: Most,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ratio {
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
            "ratio": { "script": 1.2, "total": 1, "heap": 1.1 }, "most": { "script": 1.3, "heap": 1.5 } }] }"#;
        let browser: Browser = serde_json::from_str(text).unwrap();
        assert_eq!(browser.operations[0].ratio.script, 1.2);
        assert_eq!(browser.operations[0].most.heap, 1.5);
    }
}
