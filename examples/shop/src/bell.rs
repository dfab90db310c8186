//! The bell: a component in the layout of every page, which rings when something happens elsewhere.

use djust_actix::prelude::*;

use crate::feed::{self, Board, Change};

#[live_component(template = "bell.html")]
pub(crate) struct Bell {
    #[state]
    board: Board,
}

#[live_component]
impl Bell {
    fn mount(&mut self, cx: &mut Context) {
        feed::listen(cx, |bell: &mut Self, cx, change| {
            if !matches!(change, Change::Stock(..)) {
                bell.read(cx);
            }
        });
        self.read(cx);
    }

    #[event_handler]
    fn seen(&mut self, cx: &mut Context) {
        if let Ok(shop) = crate::shop(cx) {
            shop.feed.see();
        }
        self.read(cx);
    }

    fn read(&mut self, cx: &Context) {
        if let Ok(shop) = crate::shop(cx) {
            self.board = shop.feed.board();
        }
    }
}
