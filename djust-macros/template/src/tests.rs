//! The HTML stage as a whole: small templates, and what becomes of them.

mod bindings;
mod components;
mod fields;
mod flash;
mod flow;
mod handler_names;
mod left;
mod live_field;
mod live_form;
mod macros;
mod markup;
mod mutations;
mod slots;

use std::path::Path;

use crate::ast::Flat;
use crate::ir::{Diagnostic, Fragment, Part, Target, Template};
use crate::{Root, Source, compile_as, compile_flat, load};

/// A file of the contract, which the other side reads too.
pub(crate) fn contract(file: &str) -> serde_json::Value {
    let path = format!("{}/../../contract/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the contract's file");
    serde_json::from_str(&text).expect("JSON")
}

pub(crate) fn compiled(text: &str) -> Template {
    match compile_text(text) {
        Ok(template) => {
            askama_takes(&template.source);
            template
        }
        Err(errors) => panic!("{text}\n{errors:#?}"),
    }
}

/// The same for a component.
fn compiled_component(text: &str) -> Result<Template, String> {
    let flat = flat(text).map_err(|errors| format!("{errors:?}"))?;
    compile_as(&flat, true).map_err(|mistakes| mistakes.errors[0].message.clone())
}

fn compile_text(text: &str) -> Result<Template, Vec<Diagnostic>> {
    let flat = flat(text)?;
    compile_flat(&flat).map_err(|mistakes| mistakes.errors)
}

fn flat(text: &str) -> Result<Flat, Vec<Diagnostic>> {
    load(&Root {
        manifest_dir: Path::new("/nonexistent"),
        source: Source::Inline {
            text,
            view: "T",
            ext: "html",
        },
        config: None,
    })
}

/// Askama must be able to compile what was written; whether the types fit is seen where views are compiled.
fn askama_takes(source: &str) {
    let input = quote::quote! {
        #[template(source = #source, ext = "html")]
        struct Tested;
    };
    let output = askama_derive::derive_template(input, || {
        quote::quote!(
            use askama;
        )
    })
    .to_string();
    assert!(!output.contains("compile_error"), "{source}\n{output}");
}

/// The first error's message, which must stand in the given line and column.
fn error(text: &str) -> String {
    match compile_text(text) {
        Ok(template) => panic!("no error: {text}\n{template:#?}"),
        Err(errors) => {
            let first = errors.first().expect("an error");
            format!("{}:{}: {}", first.at.line, first.at.column, first.message)
        }
    }
}

fn assert_error(text: &str, parts: &[&str]) {
    let message = error(text);
    for part in parts {
        assert!(
            message.contains(part),
            "{text}\nexpected `{part}` in:\n{message}"
        );
    }
}

/// A fragment in short: markup, `@[targets]`, `{slot}`, `<v slot>` and the like.
fn short(fragment: &Fragment) -> String {
    let mut out = String::new();
    for part in &fragment.parts {
        match part {
            Part::Html(html) => out += html,
            Part::Anchor(targets) => {
                let targets: Vec<String> = targets
                    .iter()
                    .map(|target| match target {
                        Target::Content(slot) => format!("c{slot}"),
                        Target::Attr(slot, name) => format!("{name}={slot}"),
                        Target::Attrs(slot, _) => format!("*{slot}"),
                        Target::Raw(slot) => format!("r{slot}"),
                        Target::Rows(slot) => format!("l{slot}"),
                    })
                    .collect();
                out += &format!("@[{}]", targets.join(" "));
            }
            Part::Text(slot) => out += &format!("${slot}"),
            Part::Value(slot) => out += &format!("(v{slot})"),
            Part::Branch(slot) => out += &format!("(b{slot})"),
            Part::List(slot) => out += &format!("(l{slot})"),
            Part::Rows(slot) => out += &format!("(r{slot})"),
            Part::Component(slot) => out += &format!("(c{slot})"),
            Part::Newline => out += "(nl)",
            Part::Scripts => out += "(js)",
        }
    }
    out
}

fn parts(template: &Template) -> Vec<String> {
    template.skeleton.fragments.iter().map(short).collect()
}

/// The source with marks as `<fragment.slot>` and `<fragment>`, and without the plus signs.
fn source(template: &Template) -> String {
    let mut out = String::new();
    let mut rest = template.source.as_str();
    while let Some(at) = rest.find("{{+ __DjMark(") {
        out += &rest[..at];
        let after = &rest[at + "{{+ __DjMark(".len()..];
        let (number, after) = after.split_once(")|safe +}}").expect("a mark ends");
        let number: u32 = number.parse().expect("a number");
        if number >> 31 == 1 {
            let fragment = number & 0xFFFF;
            out += &format!("<{fragment}>");
            if number >> 30 == 3 {
                out += &format!("<{fragment}.0>");
            }
        } else {
            out += &format!("<{}.{}>", number >> 12, number & 0xFFF);
        }
        rest = after;
    }
    out += rest;
    out.replace("{{+ ", "{{ ")
        .replace(" +}}", " }}")
        .replace("{%+ ", "{% ")
        .replace(" +%}", " %}")
}
