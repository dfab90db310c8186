//! `dj-update="ignore"`: what is in the element is left to scripts. Tags of the template in it are written with what is new
//! on the page, and no patch writes there.

use crate::ast::Live;
use crate::html::Site;
use crate::html::left::{IGNORE, is_left};
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items};

/// Says what is wrong with the attribute.
pub(super) fn check(site: &Site<'_>, element: &Element<'_>, attr: &Attr<'_>) {
    if attr.literal().as_deref() != Some(IGNORE) {
        return site.error(
            &attr.value_at,
            "expected `ignore`: the only other way to update an element is by what its slots show",
        );
    }
    if !is_left(&element.tag) {
        return site.error(
            &attr.at,
            "what is in this element is left to scripts or is not, for as long as it is on the page: write the attribute outside of conditions",
        );
    }
    if let Content::Items(items) = &element.children {
        refuse_live(site, items);
    }
}

/// Refuses what would have to be patched to live.
fn refuse_live(site: &Site<'_>, items: &Items<'_>) {
    for item in items {
        match item {
            Item::Element(element) => {
                if let Content::Items(items) = &element.children {
                    refuse_live(site, items);
                }
            }
            Item::Hole(Hole::Branch(_, arms)) => {
                arms.iter().for_each(|arm| refuse_live(site, arm));
            }
            Item::Hole(Hole::List(_, rows, otherwise)) => {
                refuse_live(site, rows);
                otherwise.iter().for_each(|arm| refuse_live(site, arm));
            }
            Item::Hole(Hole::Live(live))
                if !matches!(live.name.as_str(), "component" | "csrf_token") =>
            {
                refuse(site, live);
            }
            Item::Hole(Hole::Component(component, _)) => refuse(site, &component.live),
            _ => {}
        }
    }
}

fn refuse(site: &Site<'_>, live: &Live) {
    site.error(
        &live.rest.at,
        format!(
            "`{{% {} %}}` in an element that is left to scripts: no patch writes there, so it could not change; put it outside",
            live.name
        ),
    );
}
