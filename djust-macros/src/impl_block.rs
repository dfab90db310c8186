//! An `impl` block as it was written, its methods' bodies unread.

use proc_macro2::{Group, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ImplItem, Signature, Token, Type, Visibility};

/// An `impl` block. Bodies stay unread: one that is being typed must not cost the rest.
pub(crate) struct LiveImpl {
    attrs: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    impl_token: Token![impl],
    /// Its parameters, which no view has.
    pub(crate) generics: syn::Generics,
    /// `Trait for`, which is a mistake here.
    pub(crate) trait_: Option<(syn::Path, Token![for])>,
    /// The view.
    pub(crate) self_ty: Type,
    /// What stands in it.
    pub(crate) members: Vec<Member>,
}

/// Something in an `impl` block.
pub(crate) enum Member {
    /// A method or function.
    Method(Box<Method>),
    /// A constant, a type, a macro's call.
    Other(Box<ImplItem>),
}

/// A method, its body unread.
pub(crate) struct Method {
    /// Its attributes; ours are taken out.
    pub(crate) attrs: Vec<Attribute>,
    vis: Visibility,
    /// Its signature; the parameters' attributes of ours are taken out.
    pub(crate) sig: Signature,
    body: Group,
}

impl Parse for LiveImpl {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let unsafety = input.parse()?;
        let impl_token = input.parse()?;
        let mut generics: syn::Generics = if input.peek(Token![<]) {
            input.parse()?
        } else {
            syn::Generics::default()
        };
        let mut self_ty: Type = input.parse()?;
        let mut trait_ = None;
        if let Some(for_token) = input.parse::<Option<Token![for]>>()?
            && let Type::Path(path) = self_ty
        {
            trait_ = Some((path.path, for_token));
            self_ty = input.parse()?;
        }
        generics.where_clause = input.parse()?;
        let content;
        syn::braced!(content in input);
        let mut members = Vec::new();
        while !content.is_empty() {
            members.push(content.parse()?);
        }
        Ok(Self {
            attrs,
            unsafety,
            impl_token,
            generics,
            trait_,
            self_ty,
            members,
        })
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        if ahead.parse::<Signature>().is_ok() {
            return Ok(Self::Method(Box::new(Method {
                attrs: input.call(Attribute::parse_outer)?,
                vis: input.parse()?,
                sig: input.parse()?,
                body: input.parse()?,
            })));
        }
        input.parse().map(Box::new).map(Self::Other)
    }
}

impl ToTokens for LiveImpl {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (generics, _, where_clause) = self.generics.split_for_impl();
        let Self {
            attrs,
            unsafety,
            impl_token,
            self_ty,
            members,
            ..
        } = self;
        let trait_ = self
            .trait_
            .as_ref()
            .map(|(path, token)| quote!(#path #token));
        tokens.extend(quote! {
            #(#attrs)*
            #unsafety #impl_token #generics #trait_ #self_ty #where_clause {
                #(#members)*
            }
        });
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Member::Method(method) => {
                let Method {
                    attrs,
                    vis,
                    sig,
                    body,
                } = &**method;
                tokens.extend(quote!(#(#attrs)* #vis #sig #body));
            }
            Member::Other(item) => item.to_tokens(tokens),
        }
    }
}
