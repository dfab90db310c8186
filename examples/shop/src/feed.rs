//! What happens in the shop, for whoever listens: pages of any visitor, and the bell on each of them.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use djust_actix::prelude::*;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender, channel};

use crate::goods::Tea;

/// How many headlines are kept.
const KEPT: usize = 5;

/// How many changes a page may be behind.
const BEHIND: usize = 256;

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Of this tea there is this much now.
    Stock(u32, u32),
    /// There are other headlines, or they were seen.
    News,
    /// More than this page has heard of.
    Everything,
}

/// A line of news.
#[derive(Debug, Clone)]
pub(crate) struct Headline {
    pub(crate) id: u64,
    pub(crate) text: String,
}

/// What a bell shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Board {
    pub(crate) unread: u64,
    /// The latest first.
    pub(crate) latest: VecDeque<Headline>,
}

/// All that happens.
#[derive(Debug)]
pub(crate) struct Feed {
    sender: Sender<Change>,
    /// There is no login here, so all visitors are one.
    board: Mutex<Board>,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Self {
            sender: channel(BEHIND).0,
            board: Mutex::default(),
        }
    }

    pub(crate) fn board(&self) -> Board {
        self.lock().clone()
    }

    /// Tells what is left of a tea, and perhaps a headline.
    pub(crate) fn tell(&self, tea: &Tea, headline: Option<String>) {
        self.send(Change::Stock(tea.id, tea.stock));
        let Some(text) = headline else { return };
        {
            let mut board = self.lock();
            let id = board.latest.front().map_or(1, |last| last.id + 1);
            board.latest.push_front(Headline { id, text });
            board.latest.truncate(KEPT);
            board.unread += 1;
        }
        self.send(Change::News);
    }

    /// The headlines were read.
    pub(crate) fn see(&self) {
        self.lock().unread = 0;
        self.send(Change::News);
    }

    fn send(&self, change: Change) {
        // An error means that nobody listens.
        let _ = self.sender.send(change);
    }

    fn lock(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells a view or a component of every change from here on. Listen first, then read what the changes are about.
pub(crate) fn listen<V: 'static>(cx: &mut Context, heard: fn(&mut V, &mut Context, Change)) {
    if let Ok(shop) = crate::shop(cx) {
        wait(cx, shop.feed.sender.subscribe(), heard);
    }
}

fn wait<V: 'static>(
    cx: &mut Context,
    mut receiver: Receiver<Change>,
    heard: fn(&mut V, &mut Context, Change),
) {
    let next = async move { (receiver.recv().await, receiver) };
    cx.spawn(next, move |view: &mut V, cx, (change, receiver)| {
        match change {
            Ok(change) => heard(view, cx, change),
            Err(RecvError::Lagged(_)) => heard(view, cx, Change::Everything),
            Err(RecvError::Closed) => return,
        }
        wait(cx, receiver, heard);
    });
}
