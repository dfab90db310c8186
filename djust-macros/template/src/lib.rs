//! The template compiler: an Askama template in; skeletons, slots and a dynamics-only source out.
//!
//! Two stages. The first reads files and leaves one flat tree ([`ast::Flat`]); the second walks that tree with an
//! HTML tokenizer and writes [`ir::Template`]. Nothing here generates Rust: that is the macros' work.
#![deny(missing_docs)]

pub mod ast;
mod bindings;
mod config;
mod diagnostic;
#[doc(hidden)]
pub mod duration;
mod entities;
mod expression;
mod files;
mod flatten;
mod fragments;
mod html;
pub mod ir;
mod lexer;
pub mod likely;
mod load;
mod parser;
pub mod position;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod vocabulary;

pub use load::{Root, Source, load};

use std::rc::Rc;

use ast::{At, File, Flat, Node, Nodes};
use bindings::Bound;
use fragments::{Writer, Written};
use html::Site;
use html::content::{self, Around};
use html::root;

/// Reads a template with all that it names, and compiles it.
///
/// # Errors
///
/// What is wrong with the files or tags, else with the markup.
pub fn compile(root: &Root<'_>) -> Result<ir::Template, ir::Mistakes> {
    compile_as(&load(root)?, false)
}

/// The same for a component, whose template is exactly one element.
///
/// # Errors
///
/// As [`compile`].
pub fn compile_component(root: &Root<'_>) -> Result<ir::Template, ir::Mistakes> {
    compile_as(&load(root)?, true)
}

/// The same for a component without state: its source is the whole template, and it has no slots.
///
/// # Errors
///
/// As [`compile`]; and what only a page or a live component can have.
pub fn compile_inline(root: &Root<'_>) -> Result<ir::Template, ir::Mistakes> {
    let flat = load(root)?;
    let template = compile_as(&flat, false)?;
    let site = Site::new(&flat, start(&flat));
    if let Some(name) = template.skeleton.attributes.first() {
        let bound = template.bindings.iter();
        let mut at = bound.map(|binding| binding.at.clone());
        let at = at.next().unwrap_or_else(|| position::position(&site.start));
        let message = format!(
            "`{name}` in a component without state, which has no handlers and is text to the page: make it a `#[live_component]`"
        );
        return Err(vec![ir::Diagnostic { at, message }].into());
    }
    let mut writer = Writer::new(&site, Bound::default(), true, true);
    writer.raw_nodes(&flat.nodes);
    let written = writer.finish();
    if written.token {
        site.error(
            &site.start,
            "`{% csrf_token %}` in a component without state: write it into the form of the page",
        );
    }
    let Written { source, inline, .. } = written;
    let errors = site.into_notes().errors;
    if !errors.is_empty() {
        return Err(errors.into());
    }
    Ok(ir::Template {
        source,
        inline,
        skeleton: ir::Skeleton {
            template: template.skeleton.template,
            ..ir::Skeleton::default()
        },
        components: Vec::new(),
        bindings: Vec::new(),
        models: Vec::new(),
        ..template
    })
}

/// Compiles a flat template.
///
/// # Errors
///
/// Everything that is wrong with the markup, in the order in which it stands.
pub fn compile_flat(flat: &Flat) -> Result<ir::Template, ir::Mistakes> {
    compile_as(flat, false)
}

fn compile_as(flat: &Flat, component: bool) -> Result<ir::Template, ir::Mistakes> {
    let site = Site::new(flat, start(flat));
    let around = match component {
        true => Around::component(),
        false => Around::root(),
    };
    let items = content::read(&site, &flat.nodes, &around, &site.start);
    if component {
        root::check(&site, &items, &site.start);
    }
    let of_markup = site.error_count();
    let document = items.iter().any(content::is_document);
    let mut bound = Bound::default();
    bindings::collect(&site, &items, &mut bound);
    for kept in site.take_kept() {
        bindings::collect(&site, &kept, &mut bound);
    }
    let scripts = places_scripts(&flat.nodes);
    let mut writer = Writer::new(&site, bound, scripts, component);
    writer.template(&items);
    let Written {
        source,
        fragments,
        roots,
        bound,
        token,
        components,
        kinds,
        inline,
        contents,
        outlets,
        targets,
    } = writer.finish();
    bound.check_changes(&site, &fragments);
    bound.check_aims(&site, &targets, component);
    let mut notes = site.into_notes();
    notes.errors = merged(notes.errors, of_markup);
    in_order(&mut notes.warnings, |warning| &warning.at);
    if !notes.errors.is_empty() {
        return Err(ir::Mistakes {
            errors: notes.errors,
            roots,
        });
    }
    let mut warnings = flat.warnings.clone();
    warnings.extend(notes.warnings);
    Ok(ir::Template {
        source,
        escape: flat.escape.clone(),
        skeleton: ir::Skeleton {
            template: flat.name.clone(),
            document,
            fragments,
            components: kinds,
            attributes: bound.attributes(),
            token,
        },
        bindings: bound.bindings(),
        models: bound.models(),
        form_fields: flat.form_fields.clone(),
        roots,
        files: flat.files.clone(),
        warnings,
        root: root::name(&items).unwrap_or_default(),
        components,
        inline,
        contents,
        outlets,
        within: targets,
    })
}

/// Where a template begins.
fn start(flat: &Flat) -> At {
    let first = flat.nodes.iter().find_map(html::reader::place);
    first.unwrap_or_else(|| At {
        file: Rc::new(File {
            name: flat.name.clone(),
            text: String::new(),
        }),
        offset: 0,
    })
}

/// Puts the errors of later stages to their places among those of the markup, which come first. These keep the order in
/// which they were met: what is wrong comes before what follows from it.
fn merged(mut markup: Vec<ir::Diagnostic>, of_markup: usize) -> Vec<ir::Diagnostic> {
    let mut later = markup.split_off(of_markup);
    in_order(&mut later, |error| &error.at);
    let mut later = later.into_iter().peekable();
    let mut all = Vec::new();
    for error in markup {
        while let Some(before) = later.next_if(|one| is_before(&one.at, &error.at)) {
            all.push(before);
        }
        all.push(error);
    }
    all.extend(later);
    all
}

fn is_before(one: &ir::Position, other: &ir::Position) -> bool {
    one.file == other.file && (one.line, one.column) < (other.line, other.column)
}

/// Sorts by places, the files in the order in which they were met.
fn in_order<T>(found: &mut [T], at: impl Fn(&T) -> &ir::Position) {
    let mut files: Vec<String> = Vec::new();
    for one in found.iter() {
        let file = &at(one).file;
        if !files.contains(file) {
            files.push(file.clone());
        }
    }
    found.sort_by_key(|one| {
        let at = at(one);
        let file = files.iter().position(|file| *file == at.file);
        (file, at.line, at.column)
    });
}

/// Whether `{% djust_scripts %}` stands in the template itself.
fn places_scripts(nodes: &Nodes) -> bool {
    nodes.iter().any(|node| match node {
        Node::Live(live) => live.name == "djust_scripts",
        Node::Scope(nodes) => places_scripts(nodes),
        _ => false,
    })
}
