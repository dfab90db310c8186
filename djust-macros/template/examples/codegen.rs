//! Prints what is derived from the vocabulary: `typescript` for the client's list, `markdown` for the documentation.
//!
//! `cargo xtask codegen` writes both to their files and says when they are stale.

use std::fmt::Write as _;
use std::process::ExitCode;

use djust_template::vocabulary::{
    self, Attribute, Carries, FAMILIES, Needs, On, Payload, Suffix, Value,
};

fn main() -> ExitCode {
    let written = match std::env::args().nth(1).as_deref() {
        Some("typescript") => typescript(),
        Some("markdown") => markdown(),
        _ => {
            eprintln!("expected `typescript` or `markdown`");
            return ExitCode::FAILURE;
        }
    };
    print!("{written}");
    ExitCode::SUCCESS
}

/// The rows that the client acts on.
fn typescript() -> String {
    let mut out = String::from(
        "// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.\n\n\
         import type { Attribute } from \"./attribute\";\n\n\
         export const VOCABULARY: readonly Attribute[] = [\n",
    );
    for row in vocabulary::all().filter(|row| row.is_active()) {
        let Attribute { name, family, .. } = row;
        let (event, payload) = row
            .event()
            .map_or(("", Payload::None), |event| (event.dom, event.payload));
        let _ = writeln!(
            out,
            "  {{ name: \"{name}\", family: \"{family}\", carries: \"{}\", event: \"{event}\", payload: \"{}\", suffix: \"{}\" }},",
            carries(row.carries),
            payload_name(payload),
            suffix(row.suffix),
        );
    }
    out + "];\n"
}

fn carries(carries: Carries) -> &'static str {
    match carries {
        Carries::Event(_) => "event",
        Carries::Rate => "rate",
        Carries::Flag => "flag",
        Carries::Text => "text",
        Carries::Url => "url",
        Carries::Selector => "selector",
        Carries::Keys => "keys",
        Carries::Parameter => "parameter",
        Carries::Mark => "mark",
    }
}

fn payload_name(payload: Payload) -> &'static str {
    match payload {
        Payload::None => "none",
        Payload::Field => "field",
        Payload::Form => "form",
        Payload::Key => "key",
        Payload::Pointer => "pointer",
        Payload::Scroll => "scroll",
        Payload::Size => "size",
        Payload::Copied => "copied",
    }
}

fn suffix(suffix: Suffix) -> &'static str {
    match suffix {
        Suffix::None => "none",
        Suffix::Parameter => "parameter",
        Suffix::Keys => "keys",
        Suffix::Words(_) => "words",
        Suffix::Name => "name",
        Suffix::NameAndEvent => "name-event",
        Suffix::Any => "any",
    }
}

/// The reference page.
fn markdown() -> String {
    let mut out = String::from(
        "<!-- Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit. -->\n\n\
         # Attributes\n\n\
         Every attribute that means something in a template, by families. The compiler knows no other name that begins\n\
         with `dj-`. A capital word stands for a name of yours.\n\n\
         ## What works\n",
    );
    families(&mut out, true);
    out += "\n## Kept for later\n\nThese names are reserved: the compiler says that they do nothing yet.\n";
    families(&mut out, false);
    out
}

fn families(out: &mut String, active: bool) {
    for rows in FAMILIES {
        let rows: Vec<&Attribute> = rows
            .iter()
            .filter(|row| row.is_active() == active)
            .collect();
        let Some(first) = rows.first() else { continue };
        let _ = write!(
            out,
            "\n### {}\n\n| attribute | value | where | sends by itself | |\n|---|---|---|---|---|\n",
            heading(first.family)
        );
        for row in rows {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                spelled(row),
                value(row),
                place(row),
                sent(row),
                row.says,
            );
        }
    }
}

fn heading(family: &str) -> String {
    let mut letters = family.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The name with what may follow it.
fn spelled(row: &Attribute) -> String {
    let name = row.name;
    let more = match row.suffix {
        Suffix::None => String::new(),
        Suffix::Parameter => format!(", `{name}:NAME`"),
        Suffix::Keys => format!(", `{name}.KEY`, `{name}:NAME`"),
        Suffix::Words(words) => {
            let words = words.iter().map(|word| match word.strip_suffix('-') {
                Some(word) => format!("`.{word}-NUMBER`"),
                None => format!("`.{word}`"),
            });
            format!(" with {}", words.collect::<Vec<_>>().join(", "))
        }
        Suffix::Name => return format!("`{name}NAME`, `{name}NAME:TYPE`"),
        Suffix::NameAndEvent => {
            return format!("`{name}NAME`, `{name}NAME-EVENT`, either with `:TYPE`");
        }
        Suffix::Any => return format!("`{name}…`"),
    };
    format!("`{name}`{more}")
}

fn value(row: &Attribute) -> &'static str {
    match (row.value, row.carries) {
        (Value::Call, _) => "handler or call",
        (Value::OptionalCall, _) => "handler, call or nothing",
        (Value::Shortcuts, _) => "`KEYS:HANDLER`, with commas between",
        (Value::Time, _) => "time",
        (Value::TimeOrBlur, _) => "time or `blur`",
        (Value::Text, Carries::Flag) => "none",
        (Value::Text, Carries::Url) => "address",
        (Value::Text, Carries::Selector) => "selector",
        (Value::Text, _) => "text",
    }
}

fn place(row: &Attribute) -> String {
    let event = row.event().is_some();
    let on = match (row.on, event) {
        (On::Any, _) => String::new(),
        (On::Form, false) => "a form".to_owned(),
        (On::Field, false) => "a field".to_owned(),
        (On::Form, true) => "a form, or around one".to_owned(),
        (On::Field, true) => "a field, or around some".to_owned(),
    };
    let needs = match row.needs {
        Needs::Nothing => return on,
        Needs::Acting => "beside an event".to_owned(),
        Needs::Beside(name) => format!("beside `{name}`"),
    };
    if on.is_empty() {
        needs
    } else {
        format!("{on}; {needs}")
    }
}

fn sent(row: &Attribute) -> String {
    let Some(event) = row.event() else {
        return String::new();
    };
    let names = event.payload.params().iter();
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match event.payload {
        Payload::Form => format!("the form's fields, {}", names.join(", ")),
        _ => names.join(", "),
    }
}
