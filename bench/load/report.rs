//! The results as Markdown and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::crowd::Crowd;
use crate::growth;
use crate::measure::{Compared, Figures, Growth, Idle};
use crate::navigate::{self, Navigate};
use crate::page::Page;
use crate::parts::Parts;
use crate::scenario::{SCENARIOS, SIZES};

/// All that was measured.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) scenarios: Vec<Compared>,
    pub(crate) mount: Option<Compared>,
    pub(crate) page: Option<Page>,
    pub(crate) navigate: Vec<Navigate>,
    pub(crate) crowd: Option<Crowd>,
    pub(crate) idle: Vec<Idle>,
    pub(crate) growth: Vec<Growth>,
    pub(crate) parts: Option<Parts>,
}

impl Report {
    /// Tables for people.
    pub(crate) fn markdown(&self) -> String {
        let mut out = String::new();
        self.events(&mut out);
        self.others(&mut out);
        navigate::markdown(&self.navigate, &mut out);
        self.sizes(&mut out);
        if let Some(parts) = &self.parts {
            parts.markdown(&mut out);
        }
        peers(&mut out);
        out
    }

    fn events(&self, out: &mut String) {
        out.push_str(
            "| scenario | CPU us | floor | above | ratio | held to | | a render | above, in renders | latency us, median | p99 | floor's | p99 | bytes up | down | held to | |\n\
             |---|--:|--:|--:|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|\n",
        );
        for row in self.scenarios.iter().chain(&self.mount) {
            let Compared {
                name,
                goal,
                most_down,
                ours,
                floor,
                render,
                above,
            } = row;
            let bytes = most_down.map_or(String::new(), |most| format!("<= {most}"));
            let _ = writeln!(
                out,
                "| {name} | {:.1} | {:.1} | {:.1} | {:.2} | {} | {} | {render:.1} | {above:.2} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {bytes} | {} |",
                ours.cpu,
                floor.cpu,
                ours.cpu - floor.cpu,
                ours.cpu / floor.cpu,
                goal.words(),
                verdict(goal.met(ours.cpu, floor.cpu)),
                ours.median,
                ours.p99,
                floor.median,
                floor.p99,
                ours.up,
                ours.down,
                verdict(most_down.map(|most| ours.down <= most)),
            );
        }
        out.push_str(
            "\nOf `mount`, \"up\" is the page and \"down\" the join's answer. Bytes are WebSocket payload, means an event.\n\
             \"A render\" is the CPU time of plain Askama for the page of 1,000 rows, on the same core before each round.\n\
             Limits in microseconds were set where it took 30: there 80 us are 2.67 renders, 120 are 4, 150 are 5, 500 are 16.67.\n\n",
        );
    }

    fn others(&self, out: &mut String) {
        out.push_str(
            "| | ours | floor | above | ratio | held to | |\n|---|--:|--:|--:|--:|---|---|\n",
        );
        if let Some(page) = &self.page {
            weighed(out, "bytes", page.ours.raw, page.plain.raw, 1.12);
            weighed(out, "bytes by gzip", page.ours.gzip, page.plain.gzip, 1.2);
        }
        if let Some(crowd) = &self.crowd {
            crowded(out, crowd);
        }
        for Idle {
            path,
            most_above,
            ours,
            floor,
        } in &self.idle
        {
            let _ = writeln!(
                out,
                "| an idle session of {path}, KB | {ours:.1} | {floor:.1} | {:.1} | {:.2} | <= floor + {most_above} | {} |",
                ours - floor,
                ours / floor,
                verdict(Some(ours - floor <= *most_above))
            );
        }
        out.push('\n');
    }

    fn sizes(&self, out: &mut String) {
        if self.growth.is_empty() {
            return;
        }
        out.push_str("CPU us and bytes down an event, by the number of rows:\n\n| scenario |");
        for (size, _) in SIZES {
            let _ = write!(out, " {size} rows | bytes |");
        }
        out.push_str("\n|---|");
        out.push_str(&"--:|--:|".repeat(SIZES.len()));
        out.push('\n');
        for row in &self.growth {
            let _ = write!(out, "| {} |", row.name);
            for (cpu, down) in &row.sizes {
                let _ = write!(out, " {cpu:.1} | {down:.0} |");
            }
            out.push('\n');
        }
        out.push('\n');
        growth::markdown(&self.growth, out);
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let rows = self.scenarios.iter().chain(&self.mount);
        let rows: Vec<Value> = rows
            .map(|row| {
                json!({
                    "scenario": row.name,
                    "ours": figures(&row.ours),
                    "floor": figures(&row.floor),
                    "ratio": row.ours.cpu / row.floor.cpu,
                    "render_us": row.render,
                    "above_in_renders": row.above,
                    "met": row.goal.met(row.ours.cpu, row.floor.cpu),
                })
            })
            .collect();
        let idle: Vec<Value> = self
            .idle
            .iter()
            .map(|row| json!({ "page": row.path, "ours_kb": row.ours, "floor_kb": row.floor }))
            .collect();
        let growth: Vec<Value> = self
            .growth
            .iter()
            .map(|row| {
                let sizes = SIZES.iter().zip(&row.sizes);
                let sizes: Vec<Value> = sizes
                    .map(|((rows, _), (cpu, down))| json!({ "rows": rows, "cpu_us": cpu, "down": down }))
                    .collect();
                json!({ "scenario": row.name, "sizes": sizes })
            })
            .collect();
        let verdicts = growth::verdicts(&self.growth);
        let verdicts: Vec<Value> = verdicts
            .iter()
            .map(|verdict| json!({ "what": verdict.name, "met": verdict.met() }))
            .collect();
        json!({
            "scenarios": rows,
            "page": self.page.as_ref().map(|page| json!({
                "bytes": page.ours.raw,
                "plain": page.plain.raw,
                "gzip": page.ours.gzip,
                "plain_gzip": page.plain.gzip,
            })),
            "navigate": self.navigate.iter().map(Navigate::json).collect::<Vec<_>>(),
            "fifty_clients": self.crowd.as_ref().map(|crowd| json!({
                "events_per_second": crowd.rate,
                "cpu_us": crowd.cpu,
                "grown_kb": crowd.grown,
                "events": crowd.events,
            })),
            "idle": idle,
            "growth": growth,
            "growth_held": verdicts,
            "components": self.parts.as_ref().map(Parts::json),
        })
    }
}

fn weighed(out: &mut String, unit: &str, ours: usize, plain: usize, most: f64) {
    let ratio = ours as f64 / plain as f64;
    let _ = writeln!(
        out,
        "| the page of 1,000 rows, {unit} | {ours} | {plain} | {} | {ratio:.2} | <= {most} x plain Askama | {} |",
        ours as i64 - plain as i64,
        verdict(Some(ratio <= most))
    );
}

fn crowded(out: &mut String, crowd: &Crowd) {
    let Crowd {
        rate,
        cpu,
        grown,
        events,
    } = crowd;
    let ratio = rate[0] / rate[1];
    let _ = writeln!(
        out,
        "| fifty clients, events a second | {:.0} | {:.0} | | {ratio:.2} | >= 0.75 x floor | {} |",
        rate[0],
        rate[1],
        verdict(Some(ratio >= 0.75))
    );
    let _ = writeln!(
        out,
        "| fifty clients, CPU us an event | {:.1} | {:.1} | {:.1} | {:.2} | | |",
        cpu[0],
        cpu[1],
        cpu[0] - cpu[1],
        cpu[0] / cpu[1]
    );
    let _ = writeln!(
        out,
        "| growth over {events} events, KB | {grown} | | | | | |"
    );
}

fn figures(figures: &Figures) -> Value {
    json!({
        "cpu_us": figures.cpu,
        "latency_median_us": figures.median,
        "latency_p99_us": figures.p99,
        "up": figures.up,
        "down": figures.down,
    })
}

fn verdict(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    }
}

fn peers(out: &mut String) {
    out.push_str(
        "Constants for orientation, not measured in this run: CPU us an event, on another machine of two cores, production\n\
         settings, the same pages without `select`.\n\n\
         | scenario | djust 1.2.6 | Phoenix LiveView 1.2.10 | dioxus-liveview 0.7.10 |\n|---|--:|--:|--:|\n",
    );
    for scenario in SCENARIOS
        .iter()
        .filter(|scenario| !scenario.peers[0].is_empty())
    {
        let [djust, phoenix, dioxus] = scenario.peers;
        let _ = writeln!(
            out,
            "| {} | {djust} | {phoenix} | {dioxus} |",
            scenario.name
        );
    }
    out.push_str(
        "| mount, GET and join | 270,000 | 11,200 | 3,400 (no server HTML) |\n\
         | fifty clients, events a second | 1,000 | 16,500 | 25,500-32,100 |\n\
         | an idle session of /counter, KB | 83-87 | 35-38 | 180 |\n\
         | an idle session of /table100, KB | 907 | 335 | 313 |\n",
    );
}
