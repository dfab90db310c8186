//! Shortcuts, the pointer, the window, and what shows ahead of the answer.

use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Something to like.
struct Song {
    id: u32,
    title: &'static str,
    liked: bool,
}

#[live_view(template = "gestures.html")]
struct Gestures {
    open: bool,
    songs: Vec<Song>,
    likes: i32,
    near: String,
    size: String,
    scrolled: u32,
    pasted: String,
    polls: u32,
}

#[live_view]
impl Gestures {
    fn mount() -> Self {
        let titles = ["Blue Monday", "Teardrop", "Hyperballad"];
        let song = |(id, title)| Song {
            id,
            title,
            liked: false,
        };
        Self {
            open: false,
            songs: (1..).zip(titles).map(song).collect(),
            likes: 0,
            near: String::new(),
            size: String::new(),
            scrolled: 0,
            pasted: String::new(),
            polls: 0,
        }
    }

    #[event_handler]
    fn toggle(&mut self) {
        self.open = !self.open;
    }

    #[event_handler]
    fn close(&mut self) {
        self.open = false;
    }

    /// Takes a second; the page shows the heart at once.
    #[event_handler]
    async fn like(&mut self, id: u32) {
        sleep(Duration::from_secs(1)).await;
        if let Some(song) = self.songs.iter_mut().find(|song| song.id == id) {
            song.liked = !song.liked;
            self.likes += if song.liked { 1 } else { -1 };
        }
    }

    #[event_handler]
    fn enter(&mut self, title: String) {
        self.near = title;
    }

    #[event_handler]
    fn leave(&mut self) {
        self.near.clear();
    }

    #[event_handler]
    fn resized(&mut self, inner_width: u32, inner_height: u32) {
        self.size = format!("{inner_width} × {inner_height}");
    }

    #[event_handler]
    fn scrolled(&mut self, scroll_y: u32) {
        self.scrolled = scroll_y;
    }

    #[event_handler]
    fn pasted(&mut self, text: String, has_files: bool) {
        self.pasted = match has_files {
            true => "files".to_owned(),
            false => format!("{} characters", text.chars().count()),
        };
    }

    #[event_handler]
    fn poll(&mut self) {
        self.polls += 1;
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Gestures>("/"));
}
