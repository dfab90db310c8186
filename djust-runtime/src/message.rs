//! What a component tells its parent: a struct whose name and fields are those of a handler of the parent's.

use std::fmt::Write as _;

use serde::Serialize;

use crate::handler::MessageMeta;

/// A message from a component to its parent, by `#[derive(Message)]`.
///
/// `RatingChanged { value: 4 }` calls the parent's handler `rating_changed`, with 4 for its parameter `value`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no message",
    note = "put `#[derive(Message)]` on the struct"
)]
pub trait Message {
    /// Its name, its handler's, its fields.
    #[doc(hidden)]
    const META: &'static MessageMeta;

    /// Writes its fields.
    #[doc(hidden)]
    fn write(&self, fields: &mut Fields);
}

/// Says that a component sends this message: `#[live_component(…, emits(RatingChanged))]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not send `{M}`",
    label = "not among what it emits",
    note = "name it where the component's template is named: `#[live_component(template = \"…\", emits({M}))]`"
)]
pub trait Emits<M> {}

/// The fields of a message as the parameters of a call.
#[derive(Debug)]
pub struct Fields(String);

impl Fields {
    /// The parameters that a message is.
    pub(crate) fn of(message: &impl Message) -> String {
        let mut fields = Self("{".to_owned());
        message.write(&mut fields);
        fields.0.push('}');
        fields.0
    }

    /// Adds a field. One that can't be serialised is logged and left out: the handler refuses the call without it.
    pub fn put(&mut self, name: &str, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(value) => {
                let comma = if self.0.len() > 1 { "," } else { "" };
                // Names of Rust fields need no escapes, and a String takes whatever is written.
                let _ = write!(self.0, "{comma}\"{name}\":{value}");
            }
            Err(error) => {
                tracing::error!(field = name, %error, "a message's field was not serialised")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Moved {
        from: u64,
        to: Option<String>,
    }

    impl Message for Moved {
        const META: &'static MessageMeta = &MessageMeta {
            name: "Moved",
            handler: "moved",
            fields: &[],
        };

        fn write(&self, fields: &mut Fields) {
            fields.put("from", &self.from);
            fields.put("to", &self.to);
        }
    }

    #[test]
    fn a_message_is_the_parameters_of_a_call() {
        let message = Moved {
            from: u64::MAX,
            to: Some("a \"b\"".to_owned()),
        };
        assert_eq!(
            Fields::of(&message),
            r#"{"from":18446744073709551615,"to":"a \"b\""}"#
        );
    }
}
