//! The tags of components: each is a method of the wrapper, a struct of what it gives, and the checks of both.

use djust_template::ir::{ComponentTag, Prop};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::errors::place;
use crate::view::View;

/// The name that the generated code gives a kind of component.
pub(super) fn kind(kind: usize) -> Ident {
    format_ident!("__DjKind{kind}", span = Span::call_site())
}

/// What stands beside the template's code: the kinds, and for each tag its props and the wrapper's method.
pub(super) fn expand(view: &View<'_>, wrapper: &Ident) -> TokenStream {
    let kinds = view.kinds.iter().enumerate().map(|(number, path)| {
        let kind = kind(number);
        quote_spanned! {view.span=>
            #[allow(non_camel_case_types)]
            type #kind = #path;
        }
    });
    let tags = view.template.components.iter().enumerate();
    let tags = tags.map(|(number, it)| tag(view, wrapper, number, it));
    quote!(#(#kinds)* #(#tags)*)
}

/// The checks of the tags against their components, and of what these send against the view's table, `HANDLERS`.
pub(super) fn checks(view: &View<'_>) -> TokenStream {
    let private = &view.private;
    let parent = view.item.ident.to_string();
    let checks = view.template.components.iter().map(|tag| {
        let kind = kind(usize::from(tag.kind));
        let (at, excerpt) = place(&tag.at);
        let component = shown(view, tag);
        let props = tag.props.iter().map(|prop| &prop.name);
        quote_spanned! {view.span=>
            const _: () = {
                const TAG: #private::check::component::Tag = #private::check::component::Tag {
                    at: #at,
                    excerpt: #excerpt,
                    component: #component,
                    props: &[#(#props),*],
                };
                #private::check::component::complete(
                    &TAG,
                    <#kind as #private::ComponentProps>::PROPS,
                );
                #private::check::component::messages(
                    &TAG,
                    <#kind as #private::ComponentProps>::EMITS,
                    #parent,
                    HANDLERS,
                    REFUSED,
                );
            };
        }
    });
    quote!(#(#checks)*)
}

fn tag(view: &View<'_>, wrapper: &Ident, number: usize, tag: &ComponentTag) -> TokenStream {
    let private = &view.private;
    let kind = kind(usize::from(tag.kind));
    let method = format_ident!("__DjComponent{number}", span = Span::call_site());
    let given = format_ident!("__DjGiven{number}", span = Span::call_site());
    let numbers: Vec<Ident> = (0..tag.props.len())
        .map(|prop| format_ident!("__DJ_PROP_{number}_{prop}", span = Span::call_site()))
        .collect();
    let consts = tag.props.iter().zip(&numbers);
    let consts = consts.map(|(prop, number)| constant(view, tag, prop, number, &kind));
    let types: Vec<Ident> = (0..tag.props.len())
        .map(|prop| format_ident!("G{prop}"))
        .collect();
    let fields: Vec<syn::Index> = (0..tag.props.len()).map(syn::Index::from).collect();
    let keys: Vec<Ident> = (0..tag.keys).map(|key| format_ident!("key{key}")).collect();
    let values: Vec<Ident> = (0..tag.props.len())
        .map(|prop| format_ident!("value{prop}"))
        .collect();
    let (slot, depth) = (tag.slot, tag.keys);
    let passes: Vec<Ident> = tag
        .props
        .iter()
        .map(|prop| Ident::new(&prop.method, Span::call_site()))
        .collect();
    quote_spanned! {view.span=>
        #(#consts)*

        #[allow(non_camel_case_types)]
        struct #given<#(#types),*>(#(#types),*);

        impl<#(#types),*> #private::Props<#kind> for #given<#(#types),*>
        where
            #(#kind: #private::PropAt<{ #numbers }, #types>,)*
        {
            #[allow(unused_mut)]
            fn create(&self) -> ::core::option::Option<#kind> {
                let mut draft = <<#kind as #private::ComponentProps>::Draft as ::core::default::Default>::default();
                #(<#kind as #private::PropAt<{ #numbers }, #types>>::draft(&mut draft, &self.#fields);)*
                <#kind as #private::ComponentProps>::build(draft)
            }

            #[allow(unused_mut, unused_variables)]
            fn set(&self, component: &mut #kind) -> ::core::primitive::bool {
                let mut differs = false;
                #(differs |= <#kind as #private::PropAt<{ #numbers }, #types>>::set(component, &self.#fields);)*
                differs
            }
        }

        impl #wrapper<'_> {
            #(
                #[allow(non_snake_case)]
                #[inline(always)]
                fn #passes<G>(&self, given: G) -> G
                where
                    #kind: #private::PropAt<{ #numbers }, G>,
                {
                    given
                }
            )*

            #[allow(non_snake_case, clippy::too_many_arguments)]
            fn #method<'keys, #(#types),*>(
                &self,
                #(#keys: &'keys dyn ::core::fmt::Display,)*
                #(#values: #types),*
            ) -> #private::Call<'keys, #kind, #given<#(#types),*>, #depth>
            where
                #(#kind: #private::PropAt<{ #numbers }, #types>,)*
            {
                #private::Call::new(#slot, [#(#keys),*], #given(#(#values),*))
            }
        }
    }
}

/// Which prop of the component's a tag gives.
fn constant(
    view: &View<'_>,
    tag: &ComponentTag,
    prop: &Prop,
    number: &Ident,
    kind: &Ident,
) -> TokenStream {
    let private = &view.private;
    let component = shown(view, tag);
    let name = &prop.name;
    let (at, excerpt) = place(&prop.at);
    quote_spanned! {view.span=>
        const #number: ::core::primitive::usize = #private::check::component::prop(
            #component,
            <#kind as #private::ComponentProps>::PROPS,
            #name,
            #at,
            #excerpt,
        );
    }
}

/// The component as messages call it: the last name of its path.
fn shown(view: &View<'_>, tag: &ComponentTag) -> String {
    let path = view.kinds.get(usize::from(tag.kind));
    let last = path.and_then(|path| path.segments.last());
    last.map(|segment| segment.ident.to_string())
        .unwrap_or_default()
}
