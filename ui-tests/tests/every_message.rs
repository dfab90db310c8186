//! Each message of the compiler has a case that shows it: what the sources can say is looked for in `fail/*.stderr`.
#![allow(missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

/// Where messages are written.
const SOURCES: [&str; 4] = [
    "djust-macros/src",
    "djust-macros/template/src",
    "djust-runtime/src/check.rs",
    "djust-runtime/src/check",
];

#[test]
fn every_message_has_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cases = files(&root.join("ui-tests/tests/fail"), "stderr");
    let shown: Vec<String> = cases.iter().map(|file| read(file)).collect();
    let shown: Vec<&str> = shown.iter().flat_map(|file| file.lines()).collect();
    let mut silent = Vec::new();
    for file in SOURCES
        .iter()
        .flat_map(|path| files(&root.join(path), "rs"))
    {
        let mut texts = BTreeSet::new();
        let source: TokenStream = read(&file).parse().expect("a file that compiles");
        collect(source, &mut texts);
        let texts = texts.into_iter().filter(|text| is_message(text));
        let missing = texts.filter(|text| !is_said(&shown, text));
        silent.extend(missing.map(|text| format!("{}: {text}", file.display())));
    }
    assert!(
        silent.is_empty(),
        "no case in ui-tests/tests/fail shows these {}; write one, or take away what can't be reached:\n{}",
        silent.len(),
        silent.join("\n")
    );
}

/// Whether a text is a sentence or a part of one: it has some words, or quotes something. Markup is none, and what is said of
/// mistakes of ours is not counted.
fn is_message(text: &str) -> bool {
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().all(|c| c.is_ascii_alphabetic()));
    let is_markup = text.starts_with('<') || text.starts_with("{{%");
    let least = if text.contains('`') { 1 } else { 3 };
    words.count() >= least && !is_markup && !text.ends_with("please report it")
}

/// Whether one of the lines holds the text: as it stands, or with values in place of its braces.
fn is_said(lines: &[&str], text: &str) -> bool {
    let between = pieces(text);
    let holds = |line: &&str| {
        let mut rest = *line;
        between.iter().all(|piece| {
            let found = rest.find(piece.as_str());
            rest = found.map_or("", |at| &rest[at + piece.len()..]);
            found.is_some()
        })
    };
    lines.iter().any(|line| line.contains(text) || holds(line))
}

/// What a format string writes between its values.
fn pieces(text: &str) -> Vec<String> {
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let between = text
        .split('{')
        .enumerate()
        .map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once('}').map_or("", |(_, piece)| piece),
        });
    between
        .map(|piece| piece.replace('\u{1}', "{").replace('\u{2}', "}"))
        .collect()
}

/// Gathers the texts in a file, without those that no compiler prints: attributes (comments are such), unit tests, what is
/// expected never to happen, and what the vocabulary says for the documentation.
fn collect(tokens: TokenStream, texts: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next_if(|token| token.to_string() == "!");
                tokens.next();
            }
            TokenTree::Ident(name) if name == "says" => drop(tokens.nth(1)),
            TokenTree::Ident(name) if name == "expect" => drop(tokens.next()),
            TokenTree::Ident(name) if name == "mod" => drop(tokens.nth(1)),
            TokenTree::Group(group) => collect(group.stream(), texts),
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<LitStr>(&literal.to_string());
                texts.extend(text.map(|text| text.value()));
            }
            _ => {}
        }
    }
}

/// The files below a path whose names end so, without those of unit tests.
fn files(path: &Path, extension: &str) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("a folder of ours");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let ours = paths
        .into_iter()
        .filter(|path| path.file_stem().is_none_or(|name| name != "tests"));
    let ours =
        ours.filter(|path| path.is_dir() || path.extension().is_some_and(|it| it == extension));
    ours.flat_map(|path| files(&path, extension)).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a file of ours")
}
