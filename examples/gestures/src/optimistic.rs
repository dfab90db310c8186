//! What shows before the server has answered, and which part of the page an answer may write to.

use std::time::Duration;

use actix_web::rt::time::sleep;
use djust_actix::prelude::*;

/// Something to like.
struct Song {
    id: u32,
    title: &'static str,
    liked: bool,
}

#[live_view(template = "optimistic.html")]
pub(crate) struct Optimistic {
    songs: Vec<Song>,
    hearts: i32,
    seats: i32,
    now: &'static str,
    plays: u32,
}

#[live_view]
impl Optimistic {
    fn mount() -> Self {
        let titles = ["Blue Monday", "Teardrop", "Hyperballad"];
        let song = |(id, title)| Song {
            id,
            title,
            liked: false,
        };
        Self {
            songs: (1..).zip(titles).map(song).collect(),
            hearts: 0,
            seats: 1,
            now: "nothing",
            plays: 0,
        }
    }

    /// Takes a while; the page shows the heart at once.
    #[event_handler]
    async fn like(&mut self, id: u32) {
        sleep(Duration::from_millis(400)).await;
        if let Some(song) = self.songs.iter_mut().find(|song| song.id == id) {
            song.liked = !song.liked;
            self.hearts += if song.liked { 1 } else { -1 };
        }
    }

    /// There is one: a second is shown, and taken back.
    #[event_handler]
    async fn take(&mut self) -> Result<(), &'static str> {
        sleep(Duration::from_millis(400)).await;
        if self.seats == 0 {
            return Err("No seat is left.");
        }
        self.seats -= 1;
        Ok(())
    }

    #[event_handler]
    fn play(&mut self, id: u32) {
        self.plays += 1;
        let song = self.songs.iter().find(|song| song.id == id);
        self.now = song.map_or("nothing", |song| song.title);
    }
}
