//! `#[live_view]` or `#[live_component]` on an impl: which methods a client may call, how a view is made and what a
//! component is told.

use proc_macro2::TokenStream;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use crate::attr::Kind;
use crate::errors::Errors;
use crate::handler_fn::{self, Handler, Setup};
use crate::impl_block::{LiveImpl, Member};
use crate::paths;

/// The behaviour of a view or a component as its impl block declares it.
pub(crate) struct Behaviour {
    /// Which of the two it is.
    pub(crate) kind: Kind,
    /// The path of the runtime's hidden module.
    pub(crate) private: TokenStream,
    /// The view or component.
    pub(crate) view: Type,
    /// Its name.
    pub(crate) name: Ident,
    /// `fn mount`; `None` where it has a mistake.
    pub(crate) mount: Option<Setup>,
    /// `fn handle_params`, of a view.
    pub(crate) handle_params: Option<Setup>,
    /// `fn update`, of a component.
    pub(crate) update: Option<Setup>,
    /// The methods with `#[event_handler]`, in source order, those with mistakes left out.
    pub(crate) handlers: Vec<Handler>,
    /// The names of those with mistakes.
    pub(crate) refused: Vec<String>,
}

/// Reads the block, and takes our attributes out of it. Nothing when it can't be what it is said to be.
pub(crate) fn read(kind: Kind, item: &mut LiveImpl, errors: &mut Errors) -> Option<Behaviour> {
    let mut handlers: Vec<Handler> = Vec::new();
    let mut refused = Vec::new();
    let mut mount = None;
    let mut handle_params = None;
    let mut update = None;
    for member in &mut item.members {
        let Member::Method(method) = member else {
            continue;
        };
        let name = method.sig.ident.clone();
        if let Some(attr) = handler_fn::take_attribute(&mut method.attrs, errors) {
            let read = handler_fn::handler(kind, method, attr, errors);
            if handlers.iter().any(|it| it.ident == name) {
                errors.at(
                    &name,
                    format!("two handlers are named `{name}`; a client calls them by name, so each needs its own"),
                );
                // Under another name it stays in place, and the compiler does not report the pair once more.
                method.sig.ident = format_ident!("__{}", name, span = name.span());
                continue;
            }
            if read.is_none() {
                refused.push(name.unraw().to_string());
            }
            handlers.extend(read);
            continue;
        }
        match (kind, name.to_string().as_str()) {
            (Kind::View, "mount") => mount = Some(handler_fn::mount(method, errors)),
            (Kind::View, "handle_params") => {
                handle_params = handler_fn::handle_params(method, errors);
            }
            (Kind::Component, "mount") => mount = Some(handler_fn::hook(method, errors)),
            (Kind::Component, "update") => update = handler_fn::hook(method, errors),
            _ => {}
        }
    }
    let name = named(kind, item, errors)?;
    if kind == Kind::View && mount.is_none() {
        errors.at(
            &item.self_ty,
            format!(
                "`{name}` can't be made: add `fn mount() -> Self` to this impl; \
                 its parameters are the URL's captures and query. \
                 A view has one impl with `#[live_view]`: if another one has `mount`, move these methods there"
            ),
        );
    }
    Some(Behaviour {
        kind,
        private: paths::private(),
        view: item.self_ty.clone(),
        name,
        mount: mount.flatten(),
        handle_params,
        update,
        handlers,
        refused,
    })
}

/// The struct's name; nothing when the block can't be a view's or component's.
fn named(kind: Kind, item: &LiveImpl, errors: &mut Errors) -> Option<Ident> {
    let noun = kind.noun();
    if let Some((path, _)) = &item.trait_ {
        errors.at(
            path,
            format!(
                "`#[{}]` stands on the {noun}'s own `impl` block, not on a trait's",
                kind.attribute()
            ),
        );
        return None;
    }
    let Type::Path(path) = &item.self_ty else {
        let message = format!("expected the name of a {noun}'s struct");
        errors.at(&item.self_ty, message);
        return None;
    };
    // A generic view is reported where its struct stands; a second error would only repeat it.
    let segment = path.path.segments.last()?;
    let generic = !item.generics.params.is_empty() || !segment.arguments.is_none();
    (!generic).then(|| segment.ident.clone())
}
