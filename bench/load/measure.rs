//! The measurements. Ours and the floor take turns within each, so that what the machine does besides meets both.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::scenario::{Goal, ROWS, SCENARIOS, SIZES, Scenario};
use crate::server::Server;
use crate::session::{Session, Side};
use crate::yardstick::Yardstick;

/// Events before those that count.
const WARM_UP: usize = 20;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) rounds: usize,
    /// Events a round.
    pub(crate) events: usize,
    /// Mounts a round.
    pub(crate) mounts: usize,
    /// Events a round of all clients together.
    pub(crate) crowd_events: usize,
    /// Sessions held idle.
    pub(crate) idle: usize,
}

/// Where the programs are, and on which core they run.
#[derive(Debug)]
pub(crate) struct Programs {
    pub(crate) ours: PathBuf,
    pub(crate) floor: PathBuf,
    pub(crate) core: Option<String>,
}

impl Programs {
    pub(crate) fn start(&self, side: Side, page: usize) -> Outcome<Server> {
        let program = match side {
            Side::Ours => &self.ours,
            Side::Floor => &self.floor,
        };
        let settings = [("PAGE_BYTES", page.to_string())];
        Server::start(program, self.core.as_deref(), &settings)
    }
}

/// Both servers, and what a render takes on their core.
pub(crate) struct Pair {
    pub(crate) ours: Server,
    floor: Server,
    pub(crate) yardstick: Yardstick,
}

pub(crate) const SIDES: [Side; 2] = [Side::Ours, Side::Floor];

impl Pair {
    /// Starts both; the floor's page has the bytes of our page of 1,000 rows.
    pub(crate) async fn start(programs: &Programs) -> Outcome<Self> {
        let ours = programs.start(Side::Ours, 0)?;
        let page = Session::open(Side::Ours, &ours.address, "/table")
            .await?
            .page;
        let floor = programs.start(Side::Floor, page)?;
        let yardstick = Yardstick::new(&programs.floor, programs.core.as_deref());
        Ok(Self {
            ours,
            floor,
            yardstick,
        })
    }

    pub(crate) fn server(&self, side: Side) -> &Server {
        match side {
            Side::Ours => &self.ours,
            Side::Floor => &self.floor,
        }
    }
}

/// What one side shows for one scenario, an event.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// CPU microseconds: the median of the rounds' means.
    pub(crate) cpu: f64,
    /// Microseconds from sending to the answer.
    pub(crate) median: f64,
    pub(crate) p99: f64,
    pub(crate) up: f64,
    pub(crate) down: f64,
}

/// A scenario on both sides.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) name: String,
    pub(crate) goal: Goal,
    /// The most bytes down an event.
    pub(crate) most_down: Option<f64>,
    pub(crate) ours: Figures,
    pub(crate) floor: Figures,
    /// CPU microseconds of a plain Askama render of the table's page, measured before each round.
    pub(crate) render: f64,
    /// What ours takes above the floor, in renders: the median of the rounds, for a machine may be twice as fast a minute
    /// later.
    pub(crate) above: f64,
}

/// A scenario's samples, a value or more of each a round.
#[derive(Default)]
struct Rounds {
    sides: [Samples; 2],
    renders: Vec<f64>,
}

impl Rounds {
    /// Drops the times so far. Bytes and latencies stay.
    fn forget(&mut self) {
        self.renders.clear();
        self.sides.iter_mut().for_each(|side| side.cpu.clear());
    }

    fn compared(mut self, name: &str, goal: Goal, most_down: Option<f64>) -> Compared {
        let rounds = self.renders.iter().zip(&self.sides[0].cpu);
        let rounds = rounds.zip(&self.sides[1].cpu);
        let above = rounds.map(|((render, ours), floor)| (ours - floor) / render);
        let above = quantile(&mut above.collect::<Vec<_>>(), 0.5);
        let [ours, floor] = self.sides.map(Samples::figures);
        eprintln!("{name}: {:.1} us, floor {:.1} us", ours.cpu, floor.cpu);
        Compared {
            name: name.to_owned(),
            goal,
            most_down,
            ours,
            floor,
            render: quantile(&mut self.renders, 0.5),
            above,
        }
    }
}

/// What one side showed, round by round.
#[derive(Default)]
pub(crate) struct Samples {
    /// CPU microseconds an event: the mean of each round.
    pub(crate) cpu: Vec<f64>,
    latency: Vec<f64>,
    up: usize,
    down: usize,
}

impl Samples {
    pub(crate) fn figures(mut self) -> Figures {
        let events = self.latency.len().max(1) as f64;
        Figures {
            cpu: quantile(&mut self.cpu, 0.5),
            median: quantile(&mut self.latency, 0.5),
            p99: quantile(&mut self.latency, 0.99),
            up: self.up as f64 / events,
            down: self.down as f64 / events,
        }
    }
}

/// The value below which this part of all values is.
pub(crate) fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    values
        .get((last * part).round() as usize)
        .copied()
        .unwrap_or_default()
}

/// Every scenario, one client.
pub(crate) async fn scenarios(pair: &Pair, extent: Extent) -> Outcome<Vec<Compared>> {
    let mut all = Vec::new();
    for scenario in SCENARIOS {
        let mut rounds = Rounds::default();
        for _ in 0..extent.rounds {
            rounds.renders.push(pair.yardstick.render()?.micros);
            for (side, samples) in SIDES.into_iter().zip(&mut rounds.sides) {
                round(
                    pair.server(side),
                    side,
                    scenario,
                    (ROWS, scenario.path),
                    extent.events,
                    samples,
                )
                .await?;
            }
        }
        let most_down = scenario.most_down(WARM_UP..WARM_UP + extent.events);
        all.push(rounds.compared(scenario.name, scenario.goal, most_down));
    }
    Ok(all)
}

/// One session, its events one after the other.
pub(crate) async fn round(
    server: &Server,
    side: Side,
    scenario: &Scenario,
    (rows, path): (usize, &str),
    events: usize,
    samples: &mut Samples,
) -> Outcome<()> {
    let mut session = Session::open(side, &server.address, path).await?;
    for turn in 0..WARM_UP {
        let (name, params) = scenario.event(turn, rows);
        session.event(name, &params).await?;
    }
    let before = server.cpu()?;
    for turn in 0..events {
        let (name, params) = scenario.event(WARM_UP + turn, rows);
        let start = Instant::now();
        let traffic = session.event(name, &params).await?;
        samples.latency.push(start.elapsed().as_secs_f64() * 1e6);
        samples.up += traffic.up;
        samples.down += traffic.down;
    }
    samples.cpu.push(spent(server, before, events)?);
    Ok(())
}

/// CPU microseconds since `before`, for each of so many.
pub(crate) fn spent(server: &Server, before: u64, count: usize) -> Outcome<f64> {
    let nanos = server.cpu()?.saturating_sub(before);
    Ok(nanos as f64 / 1e3 / count.max(1) as f64)
}

/// GET, handshake and join of the page of 1,000 rows. `down` is the join's answer, `up` the page.
pub(crate) async fn mounts(pair: &Pair, extent: Extent) -> Outcome<Compared> {
    let mut rounds = Rounds::default();
    for turn in 0..=extent.rounds {
        rounds.renders.push(pair.yardstick.render()?.micros);
        for (side, samples) in SIDES.into_iter().zip(&mut rounds.sides) {
            let server = pair.server(side);
            let before = server.cpu()?;
            for _ in 0..extent.mounts {
                let start = Instant::now();
                let session = Session::open(side, &server.address, "/table").await?;
                samples.latency.push(start.elapsed().as_secs_f64() * 1e6);
                samples.up += session.page;
                samples.down += session.join;
            }
            samples.cpu.push(spent(server, before, extent.mounts)?);
        }
        // The first round warms up.
        if turn == 0 {
            rounds.forget();
        }
    }
    Ok(rounds.compared("mount", Goal::Times(1.5), Some(200.0)))
}

/// Kilobytes of memory a session held idle.
#[derive(Debug)]
pub(crate) struct Idle {
    pub(crate) path: &'static str,
    pub(crate) most_above: f64,
    pub(crate) ours: f64,
    pub(crate) floor: f64,
}

/// Sessions held idle, in servers of their own.
pub(crate) async fn idle(programs: &Programs, extent: Extent) -> Outcome<Vec<Idle>> {
    let mut all = Vec::new();
    for (path, most_above) in [("/counter", 2.5), ("/table100", 20.0)] {
        let ours = programs.start(Side::Ours, 0)?;
        let page = Session::open(Side::Ours, &ours.address, path).await?.page;
        let floor = programs.start(Side::Floor, page)?;
        let ours = held(&ours, Side::Ours, path, extent.idle).await?;
        let floor = held(&floor, Side::Floor, path, extent.idle).await?;
        eprintln!("idle {path}: {ours:.1} KB, floor {floor:.1} KB");
        all.push(Idle {
            path,
            most_above,
            ours,
            floor,
        });
    }
    Ok(all)
}

async fn held(server: &Server, side: Side, path: &str, count: usize) -> Outcome<f64> {
    const FIRST: usize = 50;
    let mut sessions = Vec::new();
    let mut before = 0;
    for index in 0..FIRST + count {
        if index == FIRST {
            tokio::task::yield_now().await;
            std::thread::sleep(Duration::from_millis(200));
            before = server.memory()?;
        }
        let mut session = Session::open(side, &server.address, path).await?;
        // So that the page's token counts as spent, as it does for anyone who uses the page.
        let event = if path == "/counter" { "inc" } else { "tick" };
        session.event(event, "").await?;
        sessions.push(session);
    }
    std::thread::sleep(Duration::from_millis(500));
    let after = server.memory()?;
    drop(sessions);
    Ok((after as f64 - before as f64) / count as f64)
}

/// What one scenario costs at each size.
#[derive(Debug)]
pub(crate) struct Growth {
    pub(crate) name: &'static str,
    /// CPU microseconds and bytes down an event, by [`SIZES`].
    pub(crate) sizes: Vec<(f64, f64)>,
}

/// The table's scenarios at every size, ours only.
pub(crate) async fn growth(pair: &Pair, extent: Extent) -> Outcome<Vec<Growth>> {
    let mut all = Vec::new();
    let events = extent.events / 2;
    for scenario in SCENARIOS
        .iter()
        .filter(|scenario| scenario.path == "/table")
    {
        let mut sizes = Vec::new();
        for page in SIZES {
            let mut samples = Samples::default();
            for _ in 0..extent.rounds.min(3) {
                round(&pair.ours, Side::Ours, scenario, page, events, &mut samples).await?;
            }
            let figures = samples.figures();
            sizes.push((figures.cpu, figures.down));
        }
        eprintln!("growth of {}: {sizes:.1?}", scenario.name);
        all.push(Growth {
            name: scenario.name,
            sizes,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_the_floor_is_counted_in_the_renders_of_its_round() {
        let samples = |cpu: [f64; 3]| Samples {
            cpu: cpu.to_vec(),
            ..Samples::default()
        };
        let rounds = Rounds {
            sides: [samples([110.0, 220.0, 900.0]), samples([50.0, 100.0, 0.0])],
            renders: vec![30.0, 60.0, 30.0],
        };
        let tick = rounds.compared("tick", Goal::None, None);
        assert_eq!((tick.above, tick.render), (2.0, 30.0));
    }

    #[test]
    fn quantiles_are_values_that_were_there() {
        let mut values = [5.0, 1.0, 3.0, 2.0, 4.0];
        assert_eq!(quantile(&mut values, 0.5), 3.0);
        assert_eq!(quantile(&mut values, 0.99), 5.0);
        assert_eq!(quantile(&mut [], 0.5), 0.0);
    }
}
