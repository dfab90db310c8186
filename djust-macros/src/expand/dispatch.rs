//! `impl LiveView` or `impl LiveComponent`: how it is mounted, and a match from a handler's name to its call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::action;
use crate::attr::Kind;
use crate::handler_fn::{Argument, Handler, Param, Setup};
use crate::handlers::Behaviour;

/// The names that the generated functions give their arguments: no user's expression can see or shadow them.
struct Names {
    args: Ident,
    cx: Ident,
    view: Ident,
}

impl Names {
    fn new() -> Self {
        let local = |name| Ident::new(name, Span::mixed_site());
        Self {
            args: local("args"),
            cx: local("cx"),
            view: local("view"),
        }
    }
}

/// `impl LiveView` or `impl LiveComponent`.
pub(crate) fn expand(behaviour: &Behaviour) -> TokenStream {
    match behaviour.kind {
        Kind::View => view(behaviour),
        Kind::Component | Kind::Inline => component(behaviour),
    }
}

fn component(behaviour: &Behaviour) -> TokenStream {
    let Behaviour {
        private,
        view,
        name,
        ..
    } = behaviour;
    let name = name.to_string();
    let hook = |name: &str, setup: &Setup| {
        let Names { cx, .. } = Names::new();
        let name = Ident::new(name, Span::call_site());
        let passed = setup.arguments.iter().map(|_| &cx);
        quote! {
            #[allow(unused_variables)]
            fn #name(&mut self, #cx: &mut #private::Context) {
                Self::#name(self #(, #passed)*)
            }
        }
    };
    let mount = behaviour.mount.as_ref().map(|it| hook("mount", it));
    let update = behaviour.update.as_ref().map(|it| hook("update", it));
    let dispatch = dispatch(behaviour);
    quote! {
        #[automatically_derived]
        impl #private::LiveComponent for #view {
            const NAME: &'static str = #name;
            #mount
            #update
            #dispatch
        }
    }
}

fn view(behaviour: &Behaviour) -> TokenStream {
    let Behaviour {
        private,
        view,
        name,
        ..
    } = behaviour;
    let name = name.to_string();
    let mount = mount(behaviour);
    let handle_params = behaviour
        .handle_params
        .as_ref()
        .map(|it| handle_params(private, it));
    let dispatch = dispatch(behaviour);
    quote! {
        #[automatically_derived]
        impl #private::LiveView for #view {
            const NAME: &'static str = #name;
            #mount
            #handle_params
            #dispatch
        }
    }
}

fn mount(behaviour: &Behaviour) -> TokenStream {
    let private = &behaviour.private;
    let Names { args, cx, .. } = Names::new();
    let body = match &behaviour.mount {
        Some(setup) => {
            let refuse = |error: &Ident| quote!(return ::core::result::Result::Err(::core::convert::Into::into(#error)));
            let (take, passed) = arguments(private, setup, refuse);
            let wait = setup.is_async.then(|| quote!(.await));
            let mounted = quote_spanned! {setup.output=>
                #private::Mounted::<Self>::mounted(Self::mount(#(#passed),*)#wait)
            };
            quote!(#take #mounted)
        }
        // The mistake is reported already; this only has to have the right type.
        None => quote! {
            ::core::result::Result::Err(#private::Halt::NotFound)
        },
    };
    quote! {
        #[allow(unused_mut, unused_variables, clippy::used_underscore_binding)]
        fn mount<'a>(
            mut #args: #private::Args<'a>,
            #cx: &'a mut #private::Context,
        ) -> #private::MountFuture<'a, Self> {
            ::std::boxed::Box::pin(async move { #body })
        }
    }
}

fn handle_params(private: &TokenStream, setup: &Setup) -> TokenStream {
    let Names { args, cx, view } = Names::new();
    let call = call(private, &quote!(handle_params), setup, &Around::default());
    quote! {
        const HANDLES_PARAMS: ::core::primitive::bool = true;

        #[allow(unused_mut, unused_variables)]
        fn handle_params<'a>(
            &'a mut self,
            mut #args: #private::Args<'a>,
            #cx: &'a mut #private::Context,
        ) -> #private::Dispatch<'a> {
            let #view = self;
            #call
        }
    }
}

fn dispatch(behaviour: &Behaviour) -> TokenStream {
    let private = &behaviour.private;
    let Names { args, cx, view } = Names::new();
    let event = Ident::new("event", Span::mixed_site());
    let arms = behaviour.handlers.iter().map(|handler| {
        let ident = &handler.ident;
        let name = syn::ext::IdentExt::unraw(ident).to_string();
        let around = around(private, handler);
        let call = call(private, &quote!(#ident), &handler.call, &around);
        quote!(#name => { #call })
    });
    quote! {
        #[allow(unused_mut, unused_variables)]
        fn dispatch<'a>(
            &'a mut self,
            #event: &::core::primitive::str,
            mut #args: #private::Args<'a>,
            #cx: &'a mut #private::Context,
        ) -> #private::Dispatch<'a> {
            let #view = self;
            match #event {
                #(#arms)*
                #private::model::EVENT => #private::Dispatch::Done(
                    <Self as #private::ViewTemplate>::update_model(#view, &mut #args),
                ),
                _ => #private::Dispatch::Done(::core::result::Result::Err(
                    #private::EventError::unknown(#event),
                )),
            }
        }
    }
}

/// What is done to the view around a handler's run.
#[derive(Default)]
struct Around {
    before: TokenStream,
    /// The state that takes what the method returns.
    action: Option<TokenStream>,
    after: TokenStream,
}

fn around(private: &TokenStream, handler: &Handler) -> Around {
    let Names { view, cx, .. } = Names::new();
    let mut around = Around::default();
    if handler.is_action {
        let name = action::number(&handler.ident);
        // A missing field is told where the action is named.
        let action = quote_spanned! {handler.ident.span()=>
            <Self as #private::ActionField<#name>>::action(#view)
        };
        around.before = quote!(#action.begin(););
        around.action = Some(action);
    }
    if let Some(flag) = &handler.attr.loading {
        // So is a flag of another type than `bool`.
        let set = quote_spanned!(flag.span()=> #view.#flag = true;);
        around.before.extend(set);
        around.after = quote_spanned!(flag.span()=> #view.#flag = false;);
    }
    if handler.call.is_async && !around.before.is_empty() {
        let push = quote!(#private::Context::push_state(#cx, &*#view).await;);
        around.before.extend(push);
    }
    around
}

/// An expression of type `Dispatch`: coerces the parameters and calls the method.
fn call(
    private: &TokenStream,
    method: &TokenStream,
    setup: &Setup,
    around: &Around,
) -> TokenStream {
    let Around {
        before,
        action,
        after,
    } = around;
    let Names { view, .. } = Names::new();
    let refuse = |error: &Ident| {
        quote! {
            return #private::Dispatch::Done(::core::result::Result::Err(#error))
        }
    };
    let (take, passed) = arguments(private, setup, refuse);
    let wait = setup
        .is_async
        .then(|| quote_spanned!(setup.output=> .await));
    let called = quote_spanned!(setup.output=> Self::#method(#view #(, #passed)*)#wait);
    let outcome = match action {
        Some(action) => {
            let at = Span::mixed_site().located_at(setup.output);
            let returned = Ident::new("returned", at);
            let end = quote_spanned!(setup.output=> .end(#returned));
            quote!({ let #returned = #called; #action #end })
        }
        None => quote_spanned!(setup.output=> #private::Outcome::outcome(#called)),
    };
    let run = if before.is_empty() && after.is_empty() {
        outcome
    } else {
        let outcome_of = Ident::new("outcome", Span::mixed_site());
        quote!(#before let #outcome_of = #outcome; #after #outcome_of)
    };
    if setup.is_async {
        quote! {
            #take
            #private::Dispatch::Running(::std::boxed::Box::pin(async move { #run }))
        }
    } else {
        quote!(#take #private::Dispatch::Done({ #run }))
    }
}

/// Statements that take the parameters, and what to pass.
fn arguments(
    private: &TokenStream,
    setup: &Setup,
    refuse: impl Fn(&Ident) -> TokenStream,
) -> (TokenStream, Vec<TokenStream>) {
    let Names { args, cx, .. } = Names::new();
    let error = Ident::new("error", Span::mixed_site());
    let refuse = refuse(&error);
    let named: Vec<&str> = setup.params().map(|param| param.name.as_str()).collect();
    let mut statements = TokenStream::new();
    let mut passed = Vec::new();
    let mut position = 0_usize;
    for argument in &setup.arguments {
        let (value, ty) = match argument {
            Argument::Context => {
                passed.push(quote!(&mut *#cx));
                continue;
            }
            Argument::Param(param) => {
                position += 1;
                (take(private, param, position - 1), &param.ty)
            }
            Argument::Rest(ty) => {
                let value = quote_spanned!(ty.span()=> #args.rest::<#ty>(&[#(#named),*]));
                (value, ty)
            }
        };
        let local = format_ident!("p{}", passed.len(), span = Span::mixed_site());
        // A default such as `vec![]` stands in a closure, of which clippy would tell the handler's author.
        statements.extend(quote! {
            #[allow(clippy::redundant_closure)]
            let #local: #ty = match #value {
                ::core::result::Result::Ok(value) => value,
                ::core::result::Result::Err(#error) => #refuse,
            };
        });
        passed.push(quote!(#local));
    }
    (statements, passed)
}

fn take(private: &TokenStream, param: &Param, position: usize) -> TokenStream {
    let Names { args, .. } = Names::new();
    let Param { name, ty, default } = param;
    match default {
        Some(default) => quote_spanned! {ty.span()=>
            <#ty as #private::FromParam>::take_or(&mut #args, #name, #position, || #default)
        },
        None => quote_spanned! {ty.span()=>
            <#ty as #private::FromParam>::take(&mut #args, #name, #position)
        },
    }
}
