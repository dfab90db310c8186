//! What is written as a whole, in `filter` and `let` blocks: it has no slots, so nothing of it is checked as it is
//! rendered.

use super::Site;
use super::tree::{Content, Hole, Invocation, Item, Items, each_attr};
use crate::attributes;

/// Refuses addresses that begin with an expression: their scheme is checked in slots only.
pub(super) fn refuse_addresses(site: &Site<'_>, items: &Items<'_>) {
    for item in items {
        match item {
            Item::Element(element) => {
                each_attr(&element.tag.parts, &mut |attr| {
                    if attributes::url(&element.tag.name, attr) {
                        site.error(
                            &attr.value_at,
                            format!(
                                "`{0}` begins with an expression in a `filter` or `let` block, where its scheme can't be checked: take the element out of the block, or begin the address with a literal, such as `{0}=\"/{{{{ … }}}}\"`",
                                attr.written
                            ),
                        );
                    }
                });
                if let Content::Items(children) = &element.children {
                    refuse_addresses(site, children);
                }
            }
            Item::Hole(Hole::Branch(_, arms)) => {
                arms.iter().for_each(|arm| refuse_addresses(site, arm));
            }
            Item::Hole(Hole::List(_, rows, otherwise)) => {
                refuse_addresses(site, rows);
                otherwise.iter().for_each(|arm| refuse_addresses(site, arm));
            }
            Item::Hole(Hole::Call(Invocation::Block(_, body))) => refuse_addresses(site, body),
            _ => {}
        }
    }
}
