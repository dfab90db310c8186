//! Checks of `{% live_field form.email %}` against the fields of the form's struct.

use super::message::Message;
use super::{is_nearer, same};

/// Refuses a field that the form does not have.
///
/// # Panics
///
/// It has none of this name.
#[track_caller]
pub const fn form_field(at: &str, excerpt: &str, fields: &[&str], name: &str) {
    let (mut index, mut best, mut likely) = (0, usize::MAX, None);
    while index < fields.len() {
        if same(fields[index], name) {
            return;
        }
        if is_nearer(fields[index], name, &mut best) {
            likely = Some(fields[index]);
        }
        index += 1;
    }
    let mut message = Message::at(at);
    message.push("the form has no field ");
    message.quoted(name);
    message.likely(likely);
    message.fail(excerpt)
}
