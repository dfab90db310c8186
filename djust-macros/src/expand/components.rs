//! The tags of components: each is a method of the wrapper, a struct of what it gives, and the checks of both.

use djust_template::ir::{ComponentTag, Prop};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use crate::attr::Kind;
use crate::errors::place;
use crate::view::View;

/// The name that the generated code gives a kind of component.
pub(super) fn kind(kind: usize) -> Ident {
    format_ident!("__DjKind{kind}", span = Span::call_site())
}

/// The name of the tables of what is handed to a component.
pub(super) fn content(number: usize) -> Ident {
    format_ident!("__DJ_CONTENT_{number}", span = Span::call_site())
}

/// The name of all that a tag hands to its component.
pub(super) fn handed(tag: usize) -> Ident {
    format_ident!("__DJ_HANDED_{tag}", span = Span::call_site())
}

/// The name of the tables of a component that is handed something.
pub(super) fn filled(kind: usize) -> Ident {
    format_ident!("__DJ_FILLED_{kind}", span = Span::call_site())
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
        let contents = tag.contents.iter();
        let contents =
            contents.filter_map(|number| Some(&view.template.contents.get(*number)?.name));
        let (refused, around) = (&tag.refused, &tag.parent);
        quote_spanned! {view.span=>
            const _: () = {
                const TAG: #private::check::component::Tag = #private::check::component::Tag {
                    at: #at,
                    excerpt: #excerpt,
                    component: #component,
                    props: &[#(#props),*],
                };
                #private::check::component::root(
                    &TAG,
                    <#kind as #private::ComponentProps>::ROOT,
                    &[#(#refused),*],
                    #around,
                );
                #private::check::component::contents(
                    &TAG,
                    &[#(#contents),*],
                    <#kind as #private::ComponentProps>::OUTLETS,
                );
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

/// The handlers of the components in a view's template. An element of a component hears of no other's.
pub(super) fn tables(view: &View<'_>) -> TokenStream {
    let private = &view.private;
    if view.is != Kind::View {
        return TokenStream::new();
    }
    let tables = (0..view.kinds.len()).map(|number| {
        let kind = kind(number);
        quote_spanned! {view.span=>
            #private::check::Below {
                handlers: <#kind as #private::Handlers>::HANDLERS,
                refused: <#kind as #private::Handlers>::REFUSED,
                holds: <#kind as #private::ComponentProps>::HOLDS,
            }
        }
    });
    quote!(#(#tables),*)
}

fn tag(view: &View<'_>, wrapper: &Ident, number: usize, tag: &ComponentTag) -> TokenStream {
    let private = &view.private;
    let kind = kind(usize::from(tag.kind));
    let method = local(format_args!("__DjComponent{number}"));
    let giving = Giving::new(format_args!("{number}"), &kind, &tag.props);
    let own = giving.expand(view, wrapper, &shown(view, tag));
    let Giving {
        given,
        types,
        values,
        numbers,
        ..
    } = &giving;
    let handing = (!tag.contents.is_empty()).then(|| {
        let handed = handed(number);
        quote!(.handing(#handed))
    });
    let keys: Vec<Ident> = (0..tag.keys).map(|key| format_ident!("key{key}")).collect();
    let (slot, depth) = (tag.slot, tag.keys);
    quote_spanned! {view.span=>
        #own

        impl #wrapper<'_> {
            #[allow(non_snake_case, clippy::too_many_arguments)]
            fn #method<'keys, #(#types),*>(
                &self,
                #(#keys: &'keys dyn ::core::fmt::Display,)*
                #(#values: #types),*
            ) -> #private::Call<'keys, #kind, #given<#(#types),*>, #depth>
            where
                #(#kind: #private::PropAt<{ #numbers }, #types>,)*
            {
                #private::Call::new(#slot, [#(#keys),*], #given(#(#values),*))#handing
            }
        }
    }
}

/// The methods that a component's outlets call, and that which stands around what is handed to one.
pub(super) fn outlets(view: &View<'_>, wrapper: &Ident) -> TokenStream {
    let private = &view.private;
    let outlets = view.template.outlets.iter().enumerate();
    let outlets = outlets.map(|(number, outlet)| {
        let method = local(format_args!("__DjOutlet{number}"));
        let keys: Vec<Ident> = (0..outlet.keys)
            .map(|key| format_ident!("key{key}"))
            .collect();
        let (name, arm, depth) = (&outlet.name, outlet.arm, outlet.keys);
        quote! {
            #[allow(non_snake_case)]
            fn #method<'keys>(
                &self,
                #(#keys: &'keys dyn ::core::fmt::Display,)*
            ) -> #private::Outlet<'keys, #depth> {
                #private::Outlet::new(#name, #arm, [#(#keys),*])
            }
        }
    });
    let handing = (!view.template.contents.is_empty()).then(|| {
        quote! {
            #[allow(non_snake_case)]
            fn __DjHanding(&self, ends: ::core::primitive::bool) -> #private::Handing {
                #private::Handing { ends }
            }
        }
    });
    quote! {
        impl #wrapper<'_> {
            #(#outlets)*
            #handing
        }
    }
}

/// The tags of components without state, each with its path and the wrapper's method.
pub(super) fn inline(view: &View<'_>, wrapper: &Ident) -> TokenStream {
    let private = &view.private;
    let tags = view.template.inline.iter().zip(&view.inline).enumerate();
    let tags = tags.map(|(number, (tag, path))| {
        let kind = local(format_args!("__DjInlineKind{number}"));
        let method = local(format_args!("__DjInline{number}"));
        let giving = Giving::new(format_args!("Inline{number}"), &kind, &tag.props);
        let component = last_name(path);
        let own = giving.expand(view, wrapper, &component);
        let (at, excerpt) = place(&tag.at);
        let props = tag.props.iter().map(|prop| &prop.name);
        let Giving {
            given,
            types,
            values,
            numbers,
            ..
        } = &giving;
        quote_spanned! {view.span=>
            #[allow(non_camel_case_types)]
            type #kind = #path;

            const _: fn() = || {
                fn is_one<C: #private::Component>() {}
                is_one::<#kind>();
            };

            const _: () = #private::check::component::complete(
                &#private::check::component::Tag {
                    at: #at,
                    excerpt: #excerpt,
                    component: #component,
                    props: &[#(#props),*],
                },
                <#kind as #private::ComponentProps>::PROPS,
            );

            #own

            impl #wrapper<'_> {
                #[allow(non_snake_case, clippy::too_many_arguments)]
                fn #method<#(#types),*>(&self, #(#values: #types),*) -> #private::Inline<#kind>
                where
                    #(#kind: #private::PropAt<{ #numbers }, #types>,)*
                {
                    #private::Inline(#private::Props::create(&#given(#(#values),*)))
                }
            }
        }
    });
    quote!(#(#tags)*)
}

/// The names that the code of a tag's props needs.
struct Giving<'a> {
    kind: &'a Ident,
    props: &'a [Prop],
    /// The struct of what the tag gives.
    given: Ident,
    /// A constant for each prop: which of the component's it is.
    numbers: Vec<Ident>,
    types: Vec<Ident>,
    values: Vec<Ident>,
}

impl<'a> Giving<'a> {
    fn new(tag: std::fmt::Arguments<'_>, kind: &'a Ident, props: &'a [Prop]) -> Self {
        let each = |name: &dyn Fn(usize) -> Ident| (0..props.len()).map(name).collect();
        Self {
            kind,
            props,
            given: local(format_args!("__DjGiven{tag}")),
            numbers: each(&|prop| local(format_args!("__DJ_PROP_{tag}_{prop}"))),
            types: each(&|prop| format_ident!("G{prop}")),
            values: each(&|prop| format_ident!("value{prop}")),
        }
    }

    /// The struct as the component's props, and the methods that each value passes through.
    fn expand(&self, view: &View<'_>, wrapper: &Ident, component: &str) -> TokenStream {
        let private = &view.private;
        let Self {
            kind,
            props,
            given,
            numbers,
            types,
            ..
        } = self;
        let consts = props.iter().zip(numbers);
        let consts = consts.map(|(prop, number)| {
            let name = &prop.name;
            let (at, excerpt) = place(&prop.at);
            quote_spanned! {view.span=>
                #[allow(non_upper_case_globals)]
                const #number: ::core::primitive::usize = #private::check::component::prop(
                    #component,
                    <#kind as #private::ComponentProps>::PROPS,
                    #name,
                    #at,
                    #excerpt,
                );
            }
        });
        let fields: Vec<syn::Index> = (0..props.len()).map(syn::Index::from).collect();
        let passes = props
            .iter()
            .map(|prop| local(format_args!("{}", prop.method)));
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
            }
        }
    }
}

/// A name that the author can see only where rustc shows it.
fn local(name: std::fmt::Arguments<'_>) -> Ident {
    Ident::new(&name.to_string(), Span::call_site())
}

/// The component as messages call it: the last name of its path.
fn shown(view: &View<'_>, tag: &ComponentTag) -> String {
    let path = view.kinds.get(usize::from(tag.kind));
    path.map(last_name).unwrap_or_default()
}

fn last_name(path: &Path) -> String {
    let last = path.segments.last();
    last.map(|segment| segment.ident.to_string())
        .unwrap_or_default()
}
