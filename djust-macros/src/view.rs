//! `#[live_view(…)]` on a struct: the template is compiled, checked against the struct, and becomes `ViewTemplate`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use djust_template::ir::{Position, Root as NamedRoot, Template};
use djust_template::{Root, Source};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, LitStr};

use crate::attr::ViewAttr;
use crate::errors::{Errors, did_you_mean, excerpt, located};
use crate::expand;
use crate::paths;

/// More errors of one template than anybody reads.
const MOST_ERRORS: usize = 20;

/// A struct and its compiled template, free of mistakes as far as a macro can see.
pub(crate) struct View<'a> {
    /// The path of the runtime's hidden module.
    pub(crate) private: TokenStream,
    /// The user's struct.
    pub(crate) item: &'a DeriveInput,
    /// What the compiler made of the template.
    pub(crate) template: Template,
    /// Where the template is named: errors about it point there.
    pub(crate) span: Span,
    /// `config = "…"`.
    pub(crate) config: Option<LitStr>,
}

/// Expands the attribute. The struct always stays as it was written.
pub(crate) fn expand(attr: TokenStream, item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let view = errors
        .keep(syn::parse2::<ViewAttr>(attr))
        .and_then(|attr| check(attr, item, &mut errors));
    let generated = view
        .filter(|_| errors.is_empty())
        .and_then(|view| generate(&view, &mut errors))
        .unwrap_or_else(|| expand::template::without(&paths::private(), item));
    let errors = errors.into_tokens();
    quote!(#item #errors #generated)
}

/// The generated code, or nothing where Askama refuses what it alone understands.
fn generate(view: &View<'_>, errors: &mut Errors) -> Option<TokenStream> {
    match catch_unwind(AssertUnwindSafe(|| expand::template::expand(view))) {
        Ok(Ok(generated)) => return Some(generated),
        Ok(Err(message)) => {
            // The rest of the message is about the source that Askama saw, which is not the author's.
            let (message, source) = message.split_once("\n  --> ").unwrap_or((&message, ""));
            let near = source
                .split_once('\n')
                .map_or("", |(_, source)| near(source));
            let quoted = match near {
                "" => String::new(),
                near => format!(", near `{near}`"),
            };
            let at = place_of(near, &view.template.files).unwrap_or_else(|| Position {
                file: view.template.skeleton.template.clone(),
                line: 0,
                column: 0,
                excerpt: String::new(),
            });
            let message = format!("Askama says: {message}{quoted}");
            errors.span(view.span, located(&at, &message));
        }
        Err(_) => errors.span(
            view.span,
            "Askama's code generator failed on this template; please report it",
        ),
    }
    None
}

/// What the author wrote of Askama's excerpt, which goes on into tags of ours.
fn near(excerpt: &str) -> &str {
    let text = excerpt.trim_end_matches("...").trim_matches('"');
    let end = ["+}}", "+%}"].iter().filter_map(|end| text.find(end)).min();
    text[..end.unwrap_or(text.len())].trim_end()
}

/// Where the text stands, if it does so once in all the files.
fn place_of(text: &str, files: &[PathBuf]) -> Option<Position> {
    if text.len() < 3 {
        return None;
    }
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let mut found = None;
    for path in files {
        let file = std::fs::read_to_string(path).ok()?;
        for (at, _) in file.match_indices(text) {
            if found.is_some() {
                return None;
            }
            let line = file[..at].rfind('\n').map_or(0, |end| end + 1);
            found = Some(Position {
                file: path
                    .strip_prefix(&folder)
                    .unwrap_or(path)
                    .display()
                    .to_string(),
                line: u32::try_from(file[..at].matches('\n').count()).ok()? + 1,
                column: u32::try_from(file[line..at].chars().count()).ok()? + 1,
                excerpt: file[line..].lines().next()?.to_owned(),
            });
        }
    }
    found
}

fn check<'a>(attr: ViewAttr, item: &'a DeriveInput, errors: &mut Errors) -> Option<View<'a>> {
    if !matches!(item.data, Data::Struct(_)) {
        errors.at(
            &item.ident,
            "a view is a struct: put what varies into a field of it, as an enum if you like",
        );
        return None;
    }
    generics(item, errors);
    let span = match (&attr.template, &attr.source) {
        (Some(literal), None) | (None, Some(literal)) => literal.span(),
        (Some(_), Some(source)) => {
            errors.at(source, "give either `template` or `source`, not both");
            return None;
        }
        (None, None) => {
            errors.span(
                Span::call_site(),
                "a view needs a template: `#[live_view(template = \"name.html\")]`, \
                 or `#[live_view(source = \"…\")]` for one that stands here",
            );
            return None;
        }
    };
    let template = compile(&attr, item, span, errors)?;
    roots(item, &template.roots, span, errors);
    Some(View {
        private: paths::private(),
        item,
        template,
        span,
        config: attr.config,
    })
}

fn generics(item: &DeriveInput, errors: &mut Errors) {
    let generics = &item.generics;
    if generics.params.is_empty() {
        return;
    }
    let message = if generics.lifetimes().next().is_some() {
        "a view can't borrow: it lives on after the request that made it; own the data, or share it with `Arc`"
    } else {
        "a view can't be generic: its template is checked against concrete types; \
         name the type, or box it as `Box<dyn Trait + Send>`"
    };
    errors.at(&generics.params, message);
}

/// Runs the template compiler; whatever it finds is added to the errors.
fn compile(
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
    match catch_unwind(AssertUnwindSafe(|| djust_template::compile(&root))) {
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

/// The names of the fields, as a template writes them.
pub(crate) fn field_names(item: &DeriveInput) -> Vec<String> {
    let Data::Struct(data) = &item.data else {
        return Vec::new();
    };
    let Fields::Named(fields) = &data.fields else {
        return Vec::new();
    };
    let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
    names
        .map(|name| syn::ext::IdentExt::unraw(name).to_string())
        .collect()
}

/// `templates/x.html:12:7` and the excerpt, for checks that run when constants are evaluated.
pub(crate) fn place(at: &Position) -> (String, String) {
    (
        format!("{}:{}:{}", at.file, at.line, at.column),
        excerpt(at),
    )
}

/// The tokens of an item that is no struct at all.
pub(crate) fn not_a_view(item: TokenStream, span: impl ToTokens) -> TokenStream {
    let mut errors = Errors::default();
    errors.at(
        span,
        "`#[live_view]` stands on a struct, with its template, and on its `impl` block, with its handlers",
    );
    let errors = errors.into_tokens();
    quote!(#item #errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_askama_quotes_ends_where_the_author_ended() {
        assert_eq!(
            near(r#""(|x| x == c) +%}checked{%+ endif +%}"..."#),
            "(|x| x == c)"
        );
        assert_eq!(near(r#""() +}}{{+ __DjMark(1)|safe +}}""#), "()");
        assert_eq!(near(r#""|truncate +}}""#), "|truncate");
        assert_eq!(near(""), "");
    }

    #[test]
    fn a_text_that_stands_once_has_a_place() {
        let folder = std::env::temp_dir().join(format!("djust-place-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("x.html");
        std::fs::write(&file, "<p>\n  {{ a(|x| x) }} {{ b() }} {{ c() }}").unwrap();
        let files = [file];
        let at = place_of("(|x| x)", &files).unwrap();
        assert_eq!((at.line, at.column), (2, 7));
        assert_eq!(at.excerpt, "  {{ a(|x| x) }} {{ b() }} {{ c() }}");
        assert!(place_of("() }}", &files).is_none());
        assert!(place_of("(|y| y)", &files).is_none());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
