//! The template as an impl of `ViewTemplate`: Askama's code on a private wrapper, and the tables.

use djust_template::ir::{Template, Warning, Within};
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, Ident, LitStr};

use super::{action, checks, components, form_fields, model, skeleton, temporary, url};
use crate::errors::located;
use crate::view::View;

/// Everything that follows the struct.
///
/// # Errors
///
/// What Askama says of an expression or tag that only it understands.
pub(crate) fn expand(view: &View<'_>) -> Result<TokenStream, String> {
    let View {
        private,
        item,
        template,
        ..
    } = view;
    let name = &item.ident;
    // Type errors of the template's expressions name this type, so it reads well.
    let wrapper = format_ident!("{}Template", name, span = Span::call_site());
    let askama = askama(view, &wrapper)?;
    let skeleton = skeleton::expand(private, template);
    let contents = skeleton::contents(private, template);
    let outlets = components::outlets(view, &wrapper);
    let components = components::expand(view, &wrapper);
    let inline = components::inline(view, &wrapper);
    let own = self::wrapper(view, &wrapper);
    let files = files(view);
    let checks = checks::expand(view);
    let form_fields = form_fields::expand(view);
    let actions = action::fields(private, item);
    let update_model = model::expand(view);
    let clear_temporary = temporary::expand(view);
    let path = view.path.as_ref().map(url::constant);
    let urls = view.path.as_ref().map(|path| url::expand(view, path));
    let within = within(private, template);
    let warnings = template.warnings.iter().map(|it| warning(view, it));
    Ok(quote! {
        const _: () = {
            #own

            impl #wrapper<'_> {
                // Askama takes a bare call for a method's: this is how its code reaches the mark.
                #[allow(non_snake_case, dead_code)]
                #[inline(always)]
                fn __DjMark(&self, code: ::core::primitive::u32) -> #private::Mark {
                    #private::Mark(code)
                }

                #[allow(non_snake_case, dead_code)]
                #[inline(always)]
                fn __DjNumber<T: #private::Number>(&self, value: T) -> T {
                    value
                }

                #[allow(non_snake_case, dead_code)]
                #[inline(always)]
                fn __DjJs<T: #private::IsJs>(&self, value: T) -> T {
                    value
                }

                #[allow(non_snake_case, dead_code)]
                fn __DjArgument<T: ::core::fmt::Display>(&self, value: T) -> ::std::string::String {
                    #private::argument(value)
                }
            }

            #components

            #contents

            #outlets

            #inline

            #askama

            #[automatically_derived]
            impl #private::ViewTemplate for #name {
                const SKELETON: &'static #private::skeleton::Skeleton = {
                    // One address, wherever the constant is used: tables are told apart by it.
                    static TABLES: #private::skeleton::Skeleton = #skeleton;
                    &TABLES
                };
                #path
                #within

                fn render(
                    &self,
                    recorder: &mut #private::Recorder,
                ) -> ::core::result::Result<(), #private::RenderError> {
                    recorder.render(&#wrapper { __view: self })
                }

                #update_model

                #clear_temporary
            }

            #files

            #checks

            #form_fields

            #actions

            #urls

            #(#warnings)*
        };
    })
}

/// The private struct whose template Askama compiles: its code sees the user's struct behind it.
pub(super) fn wrapper(view: &View<'_>, wrapper: &Ident) -> TokenStream {
    let name = &view.item.ident;
    quote! {
        struct #wrapper<'view> {
            __view: &'view #name,
        }

        impl ::core::ops::Deref for #wrapper<'_> {
            type Target = #name;

            fn deref(&self) -> &#name {
                self.__view
            }
        }
    }
}

/// The elements that answers are narrowed to, if there are any.
fn within(private: &TokenStream, template: &Template) -> Option<TokenStream> {
    let elements = template.within.iter().map(|Within { id, slots }| {
        quote!(#private::skeleton::Within { id: #id, slots: &[#(#slots),*] })
    });
    (!template.within.is_empty())
        .then(|| quote!(const WITHIN: &'static [#private::skeleton::Within] = &[#(#elements),*];))
}

/// Tracks the files of the template.
pub(super) fn files(view: &View<'_>) -> TokenStream {
    let files = view.template.files.iter().map(|file| {
        let file = file.display().to_string();
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#file);
        )
    });
    quote!(#(#files)*)
}

/// A warning: stable Rust lets a macro give one only by way of something deprecated. `#[allow(deprecated)]` on the
/// struct silences it.
fn warning(view: &View<'_>, warning: &Warning) -> TokenStream {
    let message = located(&warning.at, &warning.message);
    // rustc says `use of deprecated constant`, this name and the message.
    let name = Ident::new(warning.name, view.span);
    let levels = view.item.attrs.iter().filter(|attr| {
        ["allow", "warn", "deny"]
            .iter()
            .any(|level| attr.path().is_ident(level))
    });
    quote_spanned! {view.span=>
        #(#levels)*
        const _: () = {
            #[deprecated(note = #message)]
            #[allow(non_upper_case_globals)]
            const #name: () = ();
            #name
        };
    }
}

/// What stands in for the template when it has mistakes: the type is a view, so that nothing else is reported.
pub(crate) fn without(private: &TokenStream, item: &DeriveInput) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let name = &item.ident;
    let template = name.to_string();
    let actions = action::fields(private, item);
    quote! {
        #actions

        #[automatically_derived]
        impl #private::ViewTemplate for #name {
            const SKELETON: &'static #private::skeleton::Skeleton =
                &#private::skeleton::Skeleton { template: #template, document: false, fragments: &[], components: &[], contents: &[], attributes: &[], token: false };

            fn render(
                &self,
                _: &mut #private::Recorder,
            ) -> ::core::result::Result<(), #private::RenderError> {
                ::core::result::Result::Ok(())
            }
        }
    }
}

/// What Askama's own derive makes of the dynamics-only source.
pub(super) fn askama(view: &View<'_>, wrapper: &Ident) -> Result<TokenStream, String> {
    let private = &view.private;
    let source = LitStr::new(&view.template.source, view.span);
    let escape = &view.template.escape;
    let config = view
        .config
        .as_ref()
        .map(|config| quote!(, config = #config));
    let fields = fields(view.item);
    let input = quote! {
        #[template(
            source = #source,
            ext = "html",
            escape = #escape,
            syntax = "default",
            whitespace = "preserve",
            askama = #private::askama
            #config
        )]
        struct #wrapper<'view> { #fields }
    };
    let output = askama_derive::derive_template(input, || quote!());
    if let Some(message) = refusal(output.clone()) {
        return Err(message);
    }
    // What rustc finds wrong with an expression, it shows at the literal that names the template.
    let place = Span::call_site().located_at(view.span);
    Ok(adopt(output, &view.item.ident, place))
}

/// The user's fields, which Askama looks at for `is defined`; it does not see that the wrapper has others.
fn fields(item: &DeriveInput) -> TokenStream {
    match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let fields = fields.named.iter().filter_map(|field| field.ident.as_ref());
                quote!(#(#fields: (),)*)
            }
            Fields::Unnamed(_) | Fields::Unit => TokenStream::new(),
        },
        Data::Enum(_) | Data::Union(_) => TokenStream::new(),
    }
}

/// The message of a `compile_error!`, at any depth.
fn refusal(tokens: TokenStream) -> Option<String> {
    let mut is_error = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_error = ident == "compile_error",
            TokenTree::Punct(punct) if punct.as_char() == '!' => {}
            TokenTree::Group(group) if is_error => {
                return syn::parse2(group.stream())
                    .ok()
                    .map(|text: LitStr| text.value());
            }
            TokenTree::Group(group) => {
                if let Some(message) = refusal(group.stream()) {
                    return Some(message);
                }
            }
            _ => is_error = false,
        }
    }
    None
}

/// Makes Askama's code the view's: `Self` means the view, not the wrapper, and every token stands at `place`.
fn adopt(tokens: TokenStream, view: &Ident, place: Span) -> TokenStream {
    let token = |mut token| {
        match &mut token {
            TokenTree::Ident(ident) if ident == "Self" => *ident = view.clone(),
            TokenTree::Group(group) => {
                *group = Group::new(group.delimiter(), adopt(group.stream(), view, place));
            }
            _ => {}
        }
        token.set_span(place);
        token
    };
    tokens.into_iter().map(token).collect()
}
