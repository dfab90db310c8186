//! `#[live_view(…)]` or `#[live_component(…)]` on a struct: the template is compiled and checked against the struct.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use djust_template::ir::{Model as Bound, Position, Root as NamedRoot, Template};
use djust_template::{Root, Source};
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Path};

use crate::attr::model::Model;
use crate::attr::{Kind, ViewAttr};
use crate::errors::{Errors, did_you_mean, located};
use crate::paths;
use crate::pattern::{self, Pattern};

/// More errors of one template than anybody reads.
const MOST_ERRORS: usize = 20;

/// A struct and its compiled template, free of mistakes as far as a macro can see.
pub(crate) struct View<'a> {
    /// The path of the runtime's hidden module.
    pub(crate) private: TokenStream,
    /// What the struct is.
    pub(crate) is: Kind,
    /// The user's struct.
    pub(crate) item: &'a DeriveInput,
    /// What the compiler made of the template.
    pub(crate) template: Template,
    /// Where the template is named: errors about it point there.
    pub(crate) span: Span,
    /// `config = "…"`.
    pub(crate) config: Option<LitStr>,
    /// `path = "…"`.
    pub(crate) path: Option<Pattern>,
    /// The kinds of components in the template, as paths that resolve where the struct stands.
    pub(crate) kinds: Vec<Path>,
    /// The path of each tag of a component without state.
    pub(crate) inline: Vec<Path>,
    /// The fields that may be bound.
    pub(crate) models: Vec<Model>,
    /// The fields that hold something for one render.
    pub(crate) temporary: Vec<Ident>,
}

/// Compiles the template and checks it against the struct.
pub(crate) fn read<'a>(
    kind: Kind,
    attr: ViewAttr,
    item: &'a DeriveInput,
    (models, temporary): (Vec<Model>, Vec<Ident>),
    errors: &mut Errors,
) -> Option<View<'a>> {
    let noun = kind.noun();
    if !matches!(item.data, Data::Struct(_)) {
        errors.at(
            &item.ident,
            format!(
                "a {noun} is a struct: put what varies into a field of it, as an enum if you like"
            ),
        );
        return None;
    }
    generics(noun, item, errors);
    let span = match (&attr.template, &attr.source) {
        (Some(literal), None) | (None, Some(literal)) => literal.span(),
        (Some(_), Some(source)) => {
            errors.at(source, "give either `template` or `source`, not both");
            return None;
        }
        (None, None) => {
            errors.span(
                Span::call_site(),
                format!(
                    "a {noun} needs a template: `#[{0}(template = \"name.html\")]`, \
                     or `#[{0}(source = \"…\")]` for one that stands here",
                    kind.attribute()
                ),
            );
            return None;
        }
    };
    let path = attr.path.clone().map(pattern::read);
    let path = path.and_then(|path| errors.keep(path));
    let template = compile(kind, &attr, item, span, errors)?;
    roots(item, &template.roots, span, errors);
    bound(item, &template, &models, span, errors);
    let kinds = kinds(item, &template, span, errors)?;
    let inline = inline(item, &template, span, errors)?;
    Some(View {
        private: paths::private(),
        is: kind,
        item,
        template,
        span,
        config: attr.config,
        path,
        kinds,
        inline,
        models,
        temporary,
    })
}

/// The components without state that stand in the template.
fn inline(
    item: &DeriveInput,
    template: &Template,
    span: Span,
    errors: &mut Errors,
) -> Option<Vec<Path>> {
    let place = Span::call_site().located_at(span);
    let paths = template
        .inline
        .iter()
        .map(|tag| match syn::parse_str::<Path>(&tag.path) {
            Ok(path) if path.is_ident("Self") => Some(item.ident.clone().into()),
            Ok(path) => Some(respanned(path, place)),
            Err(_) => {
                let message = format!("`{}` is no path of a type", tag.path);
                errors.span(span, located(&tag.at, &message));
                None
            }
        });
    paths.collect()
}

/// The components that stand in the template.
fn kinds(
    item: &DeriveInput,
    template: &Template,
    span: Span,
    errors: &mut Errors,
) -> Option<Vec<Path>> {
    let mut kinds = Vec::new();
    for (kind, written) in template.skeleton.components.iter().enumerate() {
        let mut tags = template.components.iter();
        let tag = tags.find(|tag| usize::from(tag.kind) == kind)?;
        let place = Span::call_site().located_at(span);
        let parsed = syn::parse_str::<Path>(written).ok().filter(|path| {
            let own = path.is_ident("Self") || path.is_ident(&item.ident);
            let endless = template.components.iter().find(|it| it.kind == tag.kind && it.always);
            if let (true, Some(tag)) = (own, endless) {
                let message = format!(
                    "`{}` stands in itself, without end: put the tag into an `{{% if %}}` or a `{{% for %}}`",
                    item.ident
                );
                errors.span(span, located(&tag.at, &message));
            }
            true
        });
        match parsed {
            Some(path) if path.is_ident("Self") => kinds.push(item.ident.clone().into()),
            Some(path) => kinds.push(respanned(path, place)),
            None => {
                let message = format!("`{written}` is no path of a type");
                errors.span(span, located(&tag.at, &message));
            }
        }
    }
    Some(kinds)
}

fn respanned(mut path: Path, span: Span) -> Path {
    for segment in &mut path.segments {
        segment.ident.set_span(span);
    }
    path
}

fn generics(noun: &str, item: &DeriveInput, errors: &mut Errors) {
    let generics = &item.generics;
    if generics.params.is_empty() {
        return;
    }
    let message = if generics.lifetimes().next().is_some() {
        "borrow: it lives on after the request that made it; own the data, or share it with `Arc`"
    } else {
        "be generic: its template is checked against concrete types; \
         name the type, or box it as `Box<dyn Trait + Send>`"
    };
    errors.at(&generics.params, format!("a {noun} can't {message}"));
}

/// Runs the template compiler; whatever it finds is added to the errors.
fn compile(
    kind: Kind,
    attr: &ViewAttr,
    item: &DeriveInput,
    span: Span,
    errors: &mut Errors,
) -> Option<Template> {
    let manifest_dir =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let text = attr.template.as_ref().or(attr.source.as_ref())?.value();
    let view = item.ident.to_string();
    let ext = attr.ext.as_ref().map(LitStr::value);
    let config = attr.config.as_ref().map(LitStr::value);
    let source = if attr.template.is_some() {
        Source::Path(&text)
    } else {
        Source::Inline {
            text: &text,
            view: &view,
            ext: ext.as_deref().unwrap_or("html"),
        }
    };
    let root = Root {
        manifest_dir: &manifest_dir,
        source,
        config: config.as_deref(),
    };
    let compile = match kind {
        Kind::View => djust_template::compile,
        Kind::Component => djust_template::compile_component,
        Kind::Inline => djust_template::compile_inline,
    };
    match catch_unwind(AssertUnwindSafe(|| compile(&root))) {
        Ok(Ok(template)) => Some(template),
        Ok(Err(mistakes)) => {
            for diagnostic in mistakes.errors.iter().take(MOST_ERRORS) {
                errors.template(span, diagnostic);
            }
            roots(item, &mistakes.roots, span, errors);
            None
        }
        Err(_) => {
            errors.span(
                span,
                "the template compiler failed on this template; please report it",
            );
            None
        }
    }
}

/// Every bare name of an expression has to be a field.
fn roots(item: &DeriveInput, roots: &[NamedRoot], span: Span, errors: &mut Errors) {
    let fields = field_names(item);
    let view = &item.ident;
    let mut reported: Vec<(&str, &Position)> = Vec::new();
    for root in roots {
        let known = fields.contains(&root.name);
        let enough = reported.len() >= MOST_ERRORS;
        if known || enough || reported.contains(&(&root.name, &root.at)) {
            continue;
        }
        reported.push((&root.name, &root.at));
        let names = root.locals.iter().chain(&fields).map(String::as_str);
        let mut message = format!(
            "no field `{}` on `{view}`{}",
            root.name,
            did_you_mean(&root.name, names)
        );
        if !message.ends_with('?') {
            message.push_str(&match fields.as_slice() {
                [] => "; it has no fields".to_owned(),
                fields => format!("; it has `{}`", fields.join("`, `")),
            });
        }
        errors.span(span, located(&root.at, &message));
    }
}

/// Every field that a `dj-model` names has to be marked.
fn bound(
    item: &DeriveInput,
    template: &Template,
    models: &[Model],
    span: Span,
    errors: &mut Errors,
) {
    let view = &item.ident;
    let fields = field_names(item);
    let marked: Vec<String> = models
        .iter()
        .map(|it| it.ident.unraw().to_string())
        .collect();
    for Bound { field, at } in &template.models {
        if marked.contains(field) {
            continue;
        }
        let message = if fields.contains(field) {
            format!("`{field}` of `{view}` is not the page's to set: put `#[model]` on it if it is")
        } else {
            let names = if marked.is_empty() { &fields } else { &marked };
            let likely = did_you_mean(field, names.iter().map(String::as_str));
            format!("no field `{field}` on `{view}` that could be bound{likely}")
        };
        errors.span(span, located(at, &message));
    }
}

/// The names of the fields, as a template writes them.
fn field_names(item: &DeriveInput) -> Vec<String> {
    let Data::Struct(data) = &item.data else {
        return Vec::new();
    };
    let Fields::Named(fields) = &data.fields else {
        return Vec::new();
    };
    let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
    names.map(|name| name.unraw().to_string()).collect()
}
