//! Components without state: structs that are written with the template that they stand in.

use std::fmt::{self, Display};

use askama::{FastWritable, Values};

use super::ComponentProps;

/// A component without state: written by `#[component(…)]` on a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no component without state",
    note = "a struct with `#[component(template = \"…\")]` stands in a `component` tag, a live component in a `live_component` tag"
)]
pub trait Component: ComponentProps + FastWritable {}

/// What a `component` tag is in an expression: the component, unless it lacks a prop, which the template was refused for.
#[derive(Debug)]
pub struct Inline<C>(pub Option<C>);

impl<C: Component> FastWritable for Inline<C> {
    fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        match &self.0 {
            Some(component) => component.write_into(to, values),
            None => Err(askama::Error::custom("a component lacks a prop")),
        }
    }
}

/// Nothing but through [`FastWritable`].
impl<C> Display for Inline<C> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
