//! A tea: another view on the socket of the list.

use djust_actix::prelude::*;

use crate::bell::Bell;
use crate::feed::{self, Change};
use crate::goods::Tea;
use crate::http::headline;
use crate::items::Items;
use crate::stock;

#[live_view(template = "item.html", path = "/shop/items/{id}")]
pub(crate) struct Item {
    tea: Tea,
}

#[live_view]
impl Item {
    async fn mount(id: u32, cx: &mut Context) -> Result<Self, Halt> {
        feed::listen(cx, Self::heard);
        let tea = stock::with(cx, move |stock| stock.tea(id)).await?;
        let tea = tea.ok_or(Halt::NotFound)?;
        cx.page_title(format!("Shop: {}", tea.name));
        cx.page_meta(
            "description",
            format!("{}, {} tea, {}", tea.name, tea.kind, tea.price()),
        );
        Ok(Self { tea })
    }

    #[event_handler]
    async fn buy(&mut self, cx: &mut Context) -> Result<(), EventError> {
        let id = self.tea.id;
        let taken = stock::with(cx, move |stock| stock.take(id)).await?;
        let Some(tea) = taken else {
            cx.put_flash(Level::Warning, "There is none left.");
            return Ok(());
        };
        crate::shop(cx)?.feed.tell(&tea, headline(&tea));
        cx.put_flash(Level::Success, format!("One {} is yours.", tea.name));
        self.tea = tea;
        Ok(())
    }

    fn heard(&mut self, cx: &mut Context, change: Change) {
        match change {
            Change::Stock(id, stock) if id == self.tea.id => self.tea.stock = stock,
            Change::Stock(..) | Change::News => {}
            Change::Everything => self.read_again(cx),
        }
    }

    fn read_again(&self, cx: &mut Context) {
        let (Ok(shop), id) = (crate::shop(cx), self.tea.id) else {
            return;
        };
        let work = cx.blocking(move || shop.stock.tea(id));
        cx.spawn(work, |item: &mut Self, _, tea| {
            if let Ok(Some(tea)) = tea {
                item.tea = tea;
            }
        });
    }
}
