//! The list. What it shows is in its URL: what was searched for, the kind, the order, the page.

use djust_actix::prelude::*;

use crate::bell::Bell;
use crate::feed::{self, Change};
use crate::goods::{Kind, Sort};
use crate::item::Item;
use crate::stock::{self, Found, Search};

#[live_view(template = "items.html", path = "/shop/items")]
pub(crate) struct Items {
    /// Where the page is; links change parts of it.
    url: String,
    search: Search,
    found: Found,
}

#[live_view]
impl Items {
    fn mount(cx: &mut Context) -> Self {
        feed::listen(cx, Self::heard);
        Self {
            url: String::new(),
            search: Search::default(),
            found: Found::default(),
        }
    }

    async fn handle_params(
        &mut self,
        cx: &mut Context,
        #[default(String::new())] q: String,
        kind: Option<Kind>,
        sort: Option<Sort>,
        #[default(1)] page: u32,
    ) -> Result<(), EventError> {
        let (q, sort) = (q.trim().to_owned(), sort.unwrap_or_default());
        let search = Search {
            q,
            kind,
            sort,
            page,
        };
        let asked = search.clone();
        let found = stock::with(cx, move |stock| stock.search(&asked)).await?;
        let last = found.pages();
        if !(1..=last).contains(&page) {
            // A page that there is not, or not any more.
            cx.live_patch(Patch::keep().set("page", page.clamp(1, last)).replace());
            return Ok(());
        }
        cx.page_title(title(&search));
        self.url = cx.url().to_owned();
        (self.search, self.found) = (search, found);
        Ok(())
    }

    /// The URL of another page of the same list.
    fn at(&self, page: &u32) -> String {
        let page = (*page > 1).then_some(*page);
        Patch::keep().set("page", page).url(&self.url)
    }

    /// The URL of the list in another order, from its beginning.
    fn sorted(&self, sort: &Sort) -> String {
        let list = Patch::keep().set("page", None::<u32>);
        list.set("sort", sort.to_string()).url(&self.url)
    }

    fn heard(&mut self, cx: &mut Context, change: Change) {
        match change {
            Change::Stock(id, stock) => {
                if let Some(tea) = self.found.teas.iter_mut().find(|tea| tea.id == id) {
                    tea.stock = stock;
                }
            }
            Change::News => {}
            Change::Everything => self.read_again(cx),
        }
    }

    fn read_again(&self, cx: &mut Context) {
        let (Ok(shop), search) = (crate::shop(cx), self.search.clone()) else {
            return;
        };
        let work = cx.blocking(move || shop.stock.search(&search));
        cx.spawn(work, |items: &mut Self, _, found| {
            if let Ok(found) = found {
                items.found = found;
            }
        });
    }
}

fn title(search: &Search) -> String {
    let kind = match search.kind {
        Some(kind) => format!("{kind} tea"),
        None => "tea".to_owned(),
    };
    match search.page {
        1 => format!("Shop: {kind}"),
        page => format!("Shop: {kind}, page {page}"),
    }
}
