//! Fifty clients at once: how many events a second, and whether memory grows with the events.

use std::time::Instant;

use tokio::task::JoinSet;

use crate::Outcome;
use crate::measure::{Extent, Pair, SIDES, quantile, spent};
use crate::session::{Session, Side};

/// What they showed.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    /// Events a second: ours, the floor's.
    pub(crate) rate: [f64; 2],
    /// CPU microseconds an event.
    pub(crate) cpu: [f64; 2],
    /// By how many kilobytes our process grew over all the events of all rounds but the first.
    pub(crate) grown: i64,
    pub(crate) events: usize,
}

/// Fifty clients at the counter, each sending its next event when the last is answered.
pub(crate) async fn measure(pair: &Pair, extent: Extent) -> Outcome<Crowd> {
    const CLIENTS: usize = 50;
    let each = extent.crowd_events / CLIENTS;
    let mut sessions = [Vec::new(), Vec::new()];
    for (side, sessions) in SIDES.into_iter().zip(&mut sessions) {
        for _ in 0..CLIENTS {
            let address = &pair.server(side).address;
            sessions.push(Session::open(side, address, "/counter").await?);
        }
    }
    let (mut rates, mut cpus) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let mut memory = 0;
    for turn in 0..=extent.rounds {
        for (index, side) in SIDES.into_iter().enumerate() {
            let server = pair.server(side);
            let (before, start) = (server.cpu()?, Instant::now());
            sessions[index] = together(std::mem::take(&mut sessions[index]), each).await?;
            let elapsed = start.elapsed().as_secs_f64();
            // The first round warms up.
            if turn > 0 {
                rates[index].push((each * CLIENTS) as f64 / elapsed);
                cpus[index].push(spent(server, before, each * CLIENTS)?);
            } else if side == Side::Ours {
                memory = server.memory()?;
            }
        }
    }
    let crowd = Crowd {
        rate: rates.map(|mut rates| quantile(&mut rates, 0.5)),
        cpu: cpus.map(|mut cpus| quantile(&mut cpus, 0.5)),
        grown: pair.ours.memory()? as i64 - memory as i64,
        events: each * CLIENTS * extent.rounds,
    };
    eprintln!(
        "fifty clients: {:.0}/s, floor {:.0}/s",
        crowd.rate[0], crowd.rate[1]
    );
    Ok(crowd)
}

async fn together(sessions: Vec<Session>, events: usize) -> Outcome<Vec<Session>> {
    let mut tasks: JoinSet<Outcome<Session>> = JoinSet::new();
    for mut session in sessions {
        tasks.spawn(async move {
            for _ in 0..events {
                session.event("inc", "").await?;
            }
            Ok(session)
        });
    }
    let mut sessions = Vec::new();
    while let Some(done) = tasks.join_next().await {
        sessions.push(done.map_err(|error| error.to_string())??);
    }
    Ok(sessions)
}
