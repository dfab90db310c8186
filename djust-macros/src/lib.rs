//! The macros of djust: what a user writes over a view becomes the runtime's traits.
//!
//! Entry points only. The template's language is read by `djust-template`; what the traits mean is said in
//! `djust-runtime`, which this crate never links: generated code names it.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod attr;
mod errors;
mod expand;
mod fallback;
mod form;
mod handler_fn;
mod handlers;
mod impl_block;
mod message;
mod paths;
mod pattern;
mod view;

use proc_macro::TokenStream;
use quote::quote;

use crate::attr::Kind;

/// Makes a struct with a template, and an impl with handlers, a live view.
///
/// On the struct it names the template: `#[live_view(template = "counter.html")]`, searched as Askama does, or
/// `#[live_view(source = "<p>{{ count }}</p>")]`. On the impl it takes nothing: `mount` makes the view, methods with
/// `#[event_handler]` answer the page's events.
#[proc_macro_attribute]
pub fn live_view(attr: TokenStream, item: TokenStream) -> TokenStream {
    expand_item(Kind::View, attr.into(), item.into()).into()
}

/// Makes a struct with a template, and an impl with handlers, a live component.
///
/// On the struct it names the template, as `#[live_view]` does, and what it sends to its parent:
/// `#[live_component(template = "star_rating.html", emits(RatingChanged))]`. The template is exactly one element. Of the
/// fields, `#[prop]` marks what a tag gives, `#[prop(default)]` or `#[prop(default = 5)]` what it may leave out; the others
/// are the component's own, and begin as their type's default or as `#[state(expr)]` says.
///
/// On the impl it takes nothing. `fn mount(&mut self, cx: &mut Context)` runs once, when the first props are there,
/// `fn update(&mut self, cx: &mut Context)` when a render of the parent brought others; both may be left out, and so may
/// the context. Methods with `#[event_handler]` answer the events of the component's own template.
///
/// In a template it stands as `{% live_component crate::parts::StarRating value=user_rating max=5 %}`.
#[proc_macro_attribute]
pub fn live_component(attr: TokenStream, item: TokenStream) -> TokenStream {
    expand_item(Kind::Component, attr.into(), item.into()).into()
}

/// Makes a struct with a template a component without state: text that its props make, and no more.
///
/// It names the template and has props as `#[live_component]` does, but no handlers and no impl. It stands in a template as
/// `{% component Badge label=item.name %}`, and is written with it. In Rust it can be displayed.
#[proc_macro_attribute]
pub fn component(attr: TokenStream, item: TokenStream) -> TokenStream {
    expand_item(Kind::Inline, attr.into(), item.into()).into()
}

/// Makes a struct a message from a component to its parent.
///
/// `RatingChanged { value: 4 }` calls the parent's handler `rating_changed` with 4 for its parameter `value`. The fields
/// are of types that a handler's parameters may have, and that serde serialises.
#[proc_macro_derive(Message)]
pub fn message(item: TokenStream) -> TokenStream {
    let item = syn::parse_macro_input!(item as syn::DeriveInput);
    message::expand(&item).into()
}

/// Gives a struct a form: its fields, their types and rules.
///
/// A field's rules stand on it: `#[form(required, min_length = 2)]`, with `required`, `min_length`, `max_length`, `pattern`, `email`,
/// `url`, `min`, `max`, `choices = ["a", "b"]` and `custom = a_function`. `#[form(nested)]` stands on a field whose type is another such
/// struct, or a `Vec` of them, of which `min_rows` and `max_rows` say how many there may be. `#[form(messages = a_function)]` on the struct
/// says problems in other words.
#[proc_macro_derive(Form, attributes(form))]
pub fn form(item: TokenStream) -> TokenStream {
    let item = syn::parse_macro_input!(item as syn::DeriveInput);
    form::expand(&item).into()
}

/// Lets a client call a method of a live view or a live component.
///
/// It means something inside an impl block with `#[live_view]` or `#[live_component]` only. It takes how often the handler may be called, in
/// times such as `"500ms"` or in milliseconds, and what is said of it:
///
/// - `debounce = "300ms"`: a call waits for a newer one, which takes its place; `max_wait = "2s"` ends the wait;
/// - `throttle = "1s"`: at most one call runs in that time, the first one at once and the last one at its end;
///   `leading = false` or `trailing = false` leaves one of them out;
/// - `rate_limit = "10/s"`: more calls of one session or one browser are refused; also `"100/m"`, `"5/h"`, `"3/10s"`;
/// - `permission = "todos.add"`: a call of a user who may not is refused, as the application's `permissions` say;
/// - `loading = "is_saving"`: this field is true while the handler runs, which has to be `async`; the page is rendered and
///   sent before it begins;
/// - `description = "…"`: in place of the first line of the doc comment.
#[proc_macro_attribute]
pub fn event_handler(_attr: TokenStream, item: TokenStream) -> TokenStream {
    misplaced("event_handler", item.into()).into()
}

/// Lets a client call a method of a live view, and shows what becomes of it.
///
/// It is an `#[event_handler]` with a state, which stands in a field of its own name: `save: Action<Saved>` for
/// `#[action] async fn save(&mut self) -> Result<Saved, EventError>`. The template reads `save.pending`, `save.error` and
/// `save.result`. It takes what `#[event_handler]` takes.
#[proc_macro_attribute]
pub fn action(_attr: TokenStream, item: TokenStream) -> TokenStream {
    misplaced("action", item.into()).into()
}

/// An attribute of a method's where no `#[live_view]` reads it.
fn misplaced(name: &str, item: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let error = syn::Error::new(
        proc_macro2::Span::call_site(),
        format!(
            "`#[{name}]` does nothing here: put `#[live_view]`, or a component's `#[live_component]`, on the `impl` block around it"
        ),
    )
    .into_compile_error();
    let item = fallback::strip(item);
    quote!(#error #item)
}

/// A struct or an impl; anything else is handed back with an error.
fn expand_item(
    kind: Kind,
    attr: proc_macro2::TokenStream,
    item: proc_macro2::TokenStream,
) -> proc_macro2::TokenStream {
    let struct_error = match syn::parse2::<syn::DeriveInput>(item.clone()) {
        Ok(input) => return expand::view(kind, attr, input),
        Err(error) => error,
    };
    let impl_error = match syn::parse2::<impl_block::LiveImpl>(item.clone()) {
        Ok(input) => return expand::behaviour(kind, &attr, input),
        Err(error) => error,
    };
    let words: Vec<String> = item
        .clone()
        .into_iter()
        .take(40)
        .map(|token| token.to_string())
        .collect();
    let error = if words.iter().any(|word| word == "impl") {
        impl_error
    } else if words.iter().any(|word| word == "struct") {
        struct_error
    } else {
        syn::Error::new(
            proc_macro2::Span::call_site(),
            format!(
                "`#[{}]` stands on a struct, with its template, and on its `impl` block, with its handlers",
                kind.attribute()
            ),
        )
    };
    let (item, error) = (fallback::strip(item), error.into_compile_error());
    quote!(#item #error)
}
