//! Addresses in what is written as a whole, in `filter` and `let` blocks and in elements that are left to scripts: it has no
//! slots of its own, so nothing of it is checked as it is rendered.

use super::Site;
use super::calls::Called;
use super::tree::{Tag, each_attr};
use crate::html::attributes;

/// Refuses addresses that begin with an expression: their scheme is checked in slots only. `calls` are those that lead
/// from the block to the tag.
pub(super) fn refuse<'a>(site: &Site<'a>, tag: &Tag<'a>, calls: &[Called<'a>]) {
    each_attr(&tag.parts, &mut |attr| {
        if attributes::url(&tag.name, attr) {
            site.error_because(
                &attr.value_at,
                format!(
                    "`{0}` begins with an expression in what is written as a whole (a `filter` or `let` block, or an element with `dj-update=\"ignore\"`), where its scheme can't be checked: take the element out of that, or begin the address with a literal, such as `{0}=\"/{{{{ … }}}}\"`",
                    attr.written
                ),
                calls,
            );
        }
    });
}
