//! What a component is to the runtime: a part of a page with a struct, a template, a tape and handlers of its own.
//!
//! The macros implement these traits; nobody writes them by hand. A render of the parent *reaches* its components
//! through [`Call`]s, which bring the props; the `store` knows which component a call means. When they are
//! rendered is the session's business.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use askama::{FastWritable, Values};

use crate::context::Context;
use crate::engine::skeleton::Content;
use crate::engine::tape::{self, Mark};
use crate::param::Args;
use crate::view::{Dispatch, Handlers, ViewTemplate};

mod inline;
mod outlet;
mod part;
mod props;
pub(crate) mod store;

pub use inline::{Component, Inline};
pub use outlet::{Handing, Outlet};
pub(crate) use part::Part;
pub use props::{ComponentProps, Given, PropAt};
use store::Tag;
pub(crate) use store::{Component as Standing, Components, Hook};

/// The behaviour of a component. Its template is exactly one element.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no live impl",
    note = "put `#[live_component]` on an `impl {Self} {{ … }}` block, with its handlers if it has any"
)]
pub trait LiveComponent: ComponentProps + ViewTemplate + Handlers + Send + Sized + 'static {
    /// The struct's name.
    const NAME: &'static str;

    /// Called once, when the component has its first props.
    fn mount(&mut self, cx: &mut Context) {
        let _ = cx;
    }

    /// Called when a render of the parent brought other props.
    fn update(&mut self, cx: &mut Context) {
        let _ = cx;
    }

    /// Runs the named handler. An unknown name is [`EventError::unknown`](crate::event::EventError::unknown).
    fn dispatch<'a>(&'a mut self, name: &str, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a>;
}

/// What a tag gives to its component: references into the parent, copied only where they differ.
pub trait Props<C> {
    /// A component with these props, and its other fields as they begin. `None` if one is missing, which the template
    /// was refused for.
    fn create(&self) -> Option<C>;

    /// Sets the props that differ, and says whether any did.
    fn set(&self, component: &mut C) -> bool;
}

/// A component's place in a template: marks the slot and writes the component's id.
pub struct Call<'a, C, P, const N: usize> {
    slot: u32,
    keys: [&'a dyn Display; N],
    props: P,
    contents: &'static [Content],
    component: PhantomData<fn() -> C>,
}

impl<'a, C: LiveComponent, P: Props<C>, const N: usize> Call<'a, C, P, N> {
    /// The component at the slot with this mark. `keys` are those of the rows around it, outermost first; the index
    /// of a row without a key.
    pub fn new(slot: u32, keys: [&'a dyn Display; N], props: P) -> Self {
        Self {
            slot,
            keys,
            props,
            contents: &[],
            component: PhantomData,
        }
    }

    /// The same for a tag whose content follows.
    #[must_use]
    pub fn handing(self, contents: &'static [Content]) -> Self {
        Self { contents, ..self }
    }
}

impl<C: LiveComponent, P: Props<C>, const N: usize> FastWritable for Call<'_, C, P, N> {
    fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        Mark(self.slot).write_into(to, values)?;
        let id = tape::with_loan(values, |loan| {
            let tag = Tag {
                slot: self.slot,
                keys: &self.keys,
                contents: self.contents,
            };
            Components::reach::<C>(loan, &tag, &self.props)
        });
        match id {
            Some(Some(id)) => Ok(write!(to, "{id}")?),
            Some(None) => Err(askama::Error::custom(format!(
                "{} stands in more than {} components, and one that holds its own kind has to end; or it lacks a prop",
                C::NAME,
                store::DEEPEST
            ))),
            None => Err(askama::Error::custom(
                "a component can only be rendered by a session",
            )),
        }
    }
}

/// Nothing but through [`FastWritable`].
impl<C, P, const N: usize> Display for Call<'_, C, P, N> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl<C, P, const N: usize> askama::filters::HtmlSafe for Call<'_, C, P, N> {}

impl<C, P, const N: usize> fmt::Debug for Call<'_, C, P, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("slot", &self.slot)
            .finish_non_exhaustive()
    }
}
