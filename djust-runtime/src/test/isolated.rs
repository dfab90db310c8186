//! A page that holds one component and nothing else, and hears what that tells its parent.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use askama::Template;
use parking_lot::Mutex;
use serde_json::Value;

use crate::component::{Call, LiveComponent, Props};
use crate::context::Context;
use crate::engine::skeleton::{Fragment, Key, Namespace, Part, Skeleton, Slot};
use crate::engine::tape::{Recorder, RenderError};
use crate::halt::Halt;
use crate::handler::HandlerMeta;
use crate::param::Args;
use crate::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};

/// What the component has sent: the names of handlers, and their parameters.
pub(super) type Sent = Arc<Mutex<Vec<(String, Value)>>>;

/// The page.
pub(super) struct Isolated<C> {
    /// Until it is mounted.
    component: RefCell<Option<C>>,
    sent: Sent,
}

thread_local! {
    /// What the next mount is given: a view is made of a request alone.
    static NEXT: Cell<Option<Box<dyn Any>>> = const { Cell::new(None) };
}

impl<C: LiveComponent> Isolated<C> {
    /// Gives the next mount on this thread its component.
    pub(super) fn prepare(component: C, sent: Sent) {
        NEXT.set(Some(Box::new(Self {
            component: RefCell::new(Some(component)),
            sent,
        })));
    }
}

#[derive(Template)]
#[template(source = "{{ self.call()|safe }}", ext = "html")]
struct Page<'a, C: LiveComponent>(&'a Isolated<C>);

impl<'a, C: LiveComponent> Page<'a, C> {
    fn call(&self) -> Call<'a, C, Once<'a, C>, 0> {
        Call::new(0, [], Once(self.0))
    }
}

/// The component as it was given: the page has no props.
struct Once<'a, C>(&'a Isolated<C>);

impl<C> Props<C> for Once<'_, C> {
    fn create(&self) -> Option<C> {
        self.0.component.borrow_mut().take()
    }

    fn set(&self, _: &mut C) -> bool {
        false
    }
}

impl<C: LiveComponent> ViewTemplate for Isolated<C> {
    const SKELETON: &'static Skeleton = &Skeleton {
        template: "<one component>",
        document: false,
        fragments: &[Fragment {
            slots: &[Slot::Component(0)],
            parts: &[Part::Component(0)],
            key: Key::None,
            namespace: Namespace::Html,
            fields: &[],
        }],
        components: &[|| C::SKELETON],
        contents: &[],
        attributes: &[],
        token: false,
    };

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.render(&Page(self))
    }
}

impl<C> Handlers for Isolated<C> {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl<C: LiveComponent> LiveView for Isolated<C> {
    const NAME: &'static str = C::NAME;

    fn mount<'a>(_: Args<'a>, _: &'a mut Context) -> MountFuture<'a, Self> {
        let prepared = NEXT.take().and_then(|next| next.downcast().ok());
        let mounted = prepared.map(|isolated| *isolated).ok_or_else(|| {
            Halt::Error("a component that is mounted alone can't be mounted again".to_owned())
        });
        Box::pin(std::future::ready(mounted))
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        _: &'a mut Context,
    ) -> Dispatch<'a> {
        let params = args.rest::<serde_json::Map<String, Value>>(&[]);
        Dispatch::Done(params.map(|params| {
            self.sent
                .lock()
                .push((name.to_owned(), Value::Object(params)));
        }))
    }
}
