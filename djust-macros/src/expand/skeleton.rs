//! The tables of a template as constants of the runtime's `skeleton` module.

use djust_template::ir::{
    ComponentTag, Content, Edge, FieldSlot, Fragment, Key, Namespace, Part, Skeleton, Slot, Target,
    Template, Text,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::components;

/// An expression of type `Skeleton`.
pub(crate) fn expand(private: &TokenStream, template: &Template) -> TokenStream {
    let at = &quote!(#private::skeleton);
    let components = kinds(private, template);
    let Skeleton {
        template,
        document,
        fragments,
        attributes,
        token,
        ..
    } = &template.skeleton;
    let fragments = fragments.iter().map(|it| fragment(at, it));
    quote! {
        #at::Skeleton {
            template: #template,
            document: #document,
            fragments: &[#(#fragments),*],
            components: &[#(#components),*],
            contents: &[],
            attributes: &[#(#attributes),*],
            token: #token,
        }
    }
}

/// The tables of what is handed to components, and of each component that is handed something.
pub(crate) fn contents(private: &TokenStream, template: &Template) -> TokenStream {
    let at = &quote!(#private::skeleton);
    let contents = template.contents.iter().enumerate();
    let contents = contents.map(|(number, content)| {
        let name = components::content(number);
        let table = content_table(private, template, content);
        quote!(static #name: #at::Skeleton = #table;)
    });
    let tags = template.components.iter().enumerate();
    let tags = tags.filter(|(_, tag)| !tag.contents.is_empty());
    let tags = tags.map(|(number, tag)| {
        let (handed, filled) = (
            components::handed(number),
            components::filled(usize::from(tag.kind)),
        );
        let kind = components::kind(usize::from(tag.kind));
        let entries = entries(at, template, tag);
        quote! {
            static #handed: &[#at::Content] = &[#(#entries),*];
            static #filled: #at::Skeleton = #at::Skeleton {
                contents: #handed,
                ..*<#kind as #private::ViewTemplate>::SKELETON
            };
        }
    });
    quote!(#(#contents)* #(#tags)*)
}

fn entries(at: &TokenStream, template: &Template, tag: &ComponentTag) -> Vec<TokenStream> {
    let entry = |number: &usize| {
        let table = components::content(*number);
        let name = &template.contents.get(*number)?.name;
        Some(quote!(#at::Content { name: #name, skeleton: || &#table }))
    };
    tag.contents.iter().filter_map(entry).collect()
}

fn content_table(private: &TokenStream, template: &Template, content: &Content) -> TokenStream {
    let at = &quote!(#private::skeleton);
    let components = kinds(private, template);
    let name = &template.skeleton.template;
    let fragments = content.fragments.iter().map(|it| fragment(at, it));
    quote! {
        #at::Skeleton {
            template: #name,
            document: false,
            fragments: &[#(#fragments),*],
            components: &[#(#components),*],
            contents: &[],
            attributes: &[],
            token: false,
        }
    }
}

/// The tables of the components, by their kinds.
fn kinds(private: &TokenStream, template: &Template) -> Vec<TokenStream> {
    let kinds = 0..template.skeleton.components.len();
    kinds
        .map(|number| {
            let mut tags = template.components.iter();
            let is_filled =
                tags.any(|tag| usize::from(tag.kind) == number && !tag.contents.is_empty());
            if is_filled {
                let filled = components::filled(number);
                return quote!(|| &#filled);
            }
            let kind = components::kind(number);
            quote!(|| <#kind as #private::ViewTemplate>::SKELETON)
        })
        .collect()
}

fn fragment(at: &TokenStream, fragment: &Fragment) -> TokenStream {
    let slots = fragment.slots.iter().map(|it| slot(at, it));
    let parts = fragment.parts.iter().map(|it| part(at, it));
    let fields = fragment.fields.iter().map(|it| field(at, it));
    let key = match fragment.key {
        Key::None => quote!(None),
        Key::Slot(slot) => quote!(Slot(#slot)),
        Key::Branch(slot) => quote!(Branch(#slot)),
    };
    let namespace = match fragment.namespace {
        Namespace::Html => quote!(Html),
        Namespace::Svg => quote!(Svg),
        Namespace::MathMl => quote!(MathMl),
    };
    quote! {
        #at::Fragment {
            slots: &[#(#slots),*],
            parts: &[#(#parts),*],
            key: #at::Key::#key,
            namespace: #at::Namespace::#namespace,
            fields: &[#(#fields),*],
        }
    }
}

fn field(at: &TokenStream, field: &FieldSlot) -> TokenStream {
    let FieldSlot {
        slot,
        path,
        negated,
        texts,
    } = field;
    let texts = match texts {
        Some((when, otherwise)) => quote!(Some((#when, #otherwise))),
        None => quote!(None),
    };
    quote! {
        #at::FieldSlot {
            slot: #slot,
            path: #path,
            negated: #negated,
            texts: ::core::option::Option::#texts,
        }
    }
}

fn slot(at: &TokenStream, slot: &Slot) -> TokenStream {
    match slot {
        Slot::Text(text) => {
            let text = match text {
                Text::Live => quote!(Live),
                Text::Url => quote!(Url),
                Text::Once => quote!(Once),
                Text::Initial => quote!(Initial),
            };
            quote!(#at::Slot::Text(#at::Text::#text))
        }
        Slot::Branch(arms) => quote!(#at::Slot::Branch(&[#(#arms),*])),
        Slot::List(rows) => {
            let fragment = rows.fragment;
            let edge = match &rows.edge {
                Edge::Element { separator } => quote!(Element { separator: #separator }),
                Edge::Pair => quote!(Pair),
            };
            quote!(#at::Slot::List(#at::Rows { fragment: #fragment, edge: #at::Edge::#edge }))
        }
        Slot::Component(kind) => quote!(#at::Slot::Component(#kind)),
        Slot::Outlet(name) => quote!(#at::Slot::Outlet(#name)),
    }
}

fn part(at: &TokenStream, part: &Part) -> TokenStream {
    let part = match part {
        Part::Html(html) => quote!(Html(#html)),
        Part::Anchor(targets) => {
            let targets = targets.iter().map(|it| target(at, it));
            quote!(Anchor(&[#(#targets),*]))
        }
        Part::Text(slot) => quote!(Text(#slot)),
        Part::Value(slot) => quote!(Value(#slot)),
        Part::Branch(slot) => quote!(Branch(#slot)),
        Part::List(slot) => quote!(List(#slot)),
        Part::Rows(slot) => quote!(Rows(#slot)),
        Part::Component(slot) => quote!(Component(#slot)),
        Part::Newline => quote!(Newline),
        Part::Scripts => quote!(Scripts),
    };
    quote!(#at::Part::#part)
}

fn target(at: &TokenStream, target: &Target) -> TokenStream {
    let target = match target {
        Target::Content(slot) => quote!(Content(#slot)),
        Target::Attr(slot, name) => quote!(Attr(#slot, #name)),
        Target::Attrs(slot, names) => quote!(Attrs(#slot, &[#(#names),*])),
        Target::Raw(slot) => quote!(Raw(#slot)),
        Target::Rows(slot) => quote!(Rows(#slot)),
    };
    quote!(#at::Target::#target)
}
