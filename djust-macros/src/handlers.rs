//! `#[live_view]` on an impl: which methods a client may call, and how the view is made.

use proc_macro2::{Group, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, ImplItem, Signature, Token, Type, Visibility};

use crate::errors::Errors;
use crate::expand;
use crate::handler_fn::{self, Handler, Setup};
use crate::paths;
use crate::second;

/// An `impl` block. Bodies stay unread: one that is being typed must not cost the rest.
pub(crate) struct LiveImpl {
    attrs: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    impl_token: Token![impl],
    generics: syn::Generics,
    /// `Trait for`, which is a mistake here.
    trait_: Option<(syn::Path, Token![for])>,
    self_ty: Type,
    members: Vec<Member>,
}

enum Member {
    Method(Box<Method>),
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

/// A view's behaviour as its impl block declares it.
pub(crate) struct Behaviour {
    /// The path of the runtime's hidden module.
    pub(crate) private: TokenStream,
    /// The view.
    pub(crate) view: Type,
    /// Its name.
    pub(crate) name: Ident,
    /// `fn mount`; `None` where it has a mistake.
    pub(crate) mount: Option<Setup>,
    /// `fn handle_params`.
    pub(crate) handle_params: Option<Setup>,
    /// The methods with `#[event_handler]`, in source order, those with mistakes left out.
    pub(crate) handlers: Vec<Handler>,
    /// The names of those with mistakes.
    pub(crate) refused: Vec<String>,
}

/// Expands the attribute. The impl stays as it was written, less our attributes.
pub(crate) fn expand(attr: &TokenStream, mut item: LiveImpl) -> TokenStream {
    let mut errors = Errors::default();
    if !attr.is_empty() {
        errors.at(
            attr,
            "`#[live_view]` on an impl takes nothing; what concerns the template stands on the struct",
        );
    }
    let behaviour = read(&mut item, &mut errors);
    let generated = behaviour.as_ref().map(|behaviour| {
        let handlers = expand::table::expand(behaviour);
        let live_view = expand::dispatch::expand(behaviour);
        quote!(#handlers #live_view)
    });
    let errors = errors.into_tokens();
    quote!(#item #errors #generated)
}

fn read(item: &mut LiveImpl, errors: &mut Errors) -> Option<Behaviour> {
    let mut handlers: Vec<Handler> = Vec::new();
    let mut refused = Vec::new();
    let mut mount = None;
    let mut handle_params = None;
    for member in &mut item.members {
        let Member::Method(method) = member else {
            continue;
        };
        let name = method.sig.ident.clone();
        if handler_fn::take_attribute(&mut method.attrs, errors) {
            let read = handler_fn::handler(method, errors);
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
        } else if name == "mount" {
            mount = Some(handler_fn::mount(method, errors));
        } else if name == "handle_params" {
            handle_params = handler_fn::handle_params(method, errors);
        }
    }
    let name = named(item, errors)?;
    if mount.is_some() {
        second::remember(&name);
    } else if second::is(&name) {
        errors.at(
            &item.self_ty,
            format!(
                "`{name}` has an impl with `#[live_view]` already, and a view has one: move these methods there"
            ),
        );
        return None;
    } else {
        errors.at(
            &item.self_ty,
            format!(
                "`{name}` can't be made: add `fn mount() -> Self` to this impl; \
                 its parameters are the URL's captures and query"
            ),
        );
    }
    Some(Behaviour {
        private: paths::private(),
        view: item.self_ty.clone(),
        name,
        mount: mount.flatten(),
        handle_params,
        handlers,
        refused,
    })
}

/// The view's name; nothing when the block can't be a view's.
fn named(item: &LiveImpl, errors: &mut Errors) -> Option<Ident> {
    if let Some((path, _)) = &item.trait_ {
        errors.at(
            path,
            "`#[live_view]` stands on the view's own `impl` block, not on a trait's",
        );
        return None;
    }
    let Type::Path(path) = &item.self_ty else {
        errors.at(&item.self_ty, "expected the name of a view's struct");
        return None;
    };
    // A generic view is reported where its struct stands; a second error would only repeat it.
    let segment = path.path.segments.last()?;
    let generic = !item.generics.params.is_empty() || !segment.arguments.is_none();
    (!generic).then(|| segment.ident.clone())
}
