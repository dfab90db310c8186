//! Prints what is derived from the vocabulary: `typescript` for the client's list, `words` for what some of its scripts read, `rust` for the server's list of scripts on
//! demand, `kit` for the test kit, `markdown` for the documentation. `typescript` and `rust` are followed by the families that
//! have such a script.
//!
//! `cargo xtask codegen` writes them to their files and says when they are stale.

use std::fmt::Write as _;
use std::process::ExitCode;

use djust_template::vocabulary::{
    self, Attribute, Carries, FAMILIES, Needs, On, Payload, Suffix, Value, Waits,
};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let form = arguments.next();
    let on_demand: Vec<String> = arguments.collect();
    let written = match form.as_deref() {
        Some("typescript") => typescript(&on_demand),
        Some("words") => words(),
        Some("rust") => rust(&on_demand),
        Some("kit") => kit(),
        Some("markdown") => markdown(),
        _ => {
            eprintln!("expected `typescript`, `words`, `rust`, `kit` or `markdown`");
            return ExitCode::FAILURE;
        }
    };
    print!("{written}");
    ExitCode::SUCCESS
}

fn is_parameter(row: &Attribute) -> bool {
    row.carries == Carries::Parameter
}

/// Attributes whose names begin as a parameter's do, and that are none.
fn others() -> impl Iterator<Item = &'static Attribute> {
    let begins = |row: &Attribute| {
        let mut begun = active().filter(|other| other.suffix == Suffix::Any && *other != row);
        begun.any(|other| row.name.starts_with(other.name))
    };
    active().filter(move |row| row.name.starts_with("data-") && !is_parameter(row) && !begins(row))
}

/// What the test kit reads of an element as the client does.
fn kit() -> String {
    let (begin, whole): (Vec<_>, Vec<_>) = others().partition(|row| row.suffix == Suffix::Any);
    let parameters = |suffix: Suffix| -> Vec<&'static str> {
        let rows = active().filter(|row| is_parameter(row) && row.suffix == suffix);
        let ours = rows.filter(|row| row.name.starts_with("dj-"));
        ours.map(|row| row.name).collect()
    };
    let lists = [
        (
            "FIELDS",
            "Attributes of events that carry what their field holds.",
            carrying(Payload::Field),
        ),
        (
            "GIVEN",
            "How names of attributes begin that give each event a parameter.",
            parameters(Suffix::Name),
        ),
        (
            "LIMITED",
            "How names of those begin that may be limited to an event.",
            parameters(Suffix::NameAndEvent),
        ),
        (
            "EVENTS",
            "Events by the names that limit a payload to them.",
            vocabulary::all().filter_map(Attribute::kind).collect(),
        ),
        (
            "OTHERS",
            "Attributes that begin as `data-*` parameters do and are none.",
            names(&whole),
        ),
        (
            "OTHERS_BEGIN",
            "How names of such attributes begin.",
            names(&begin),
        ),
    ];
    let mut out = String::from(
        "//! Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.\n",
    );
    for (name, doc, items) in lists {
        let items: Vec<&str> = items;
        let _ = write!(
            out,
            "\n/// {doc}\n#[rustfmt::skip]\npub(super) const {name}: &[&str] = &[\n"
        );
        for item in items {
            let _ = writeln!(out, "    \"{item}\",");
        }
        out += "];\n";
    }
    out
}

/// The attributes of events that carry this.
fn carrying(payload: Payload) -> Vec<&'static str> {
    let carries = |row: &&Attribute| row.event().is_some_and(|event| event.payload == payload);
    active().filter(carries).map(|row| row.name).collect()
}

fn names(rows: &[&'static Attribute]) -> Vec<&'static str> {
    rows.iter().map(|row| row.name).collect()
}

/// What scripts on demand read besides. The bundle imports none of it, and does not change with it.
fn words() -> String {
    let waits = |who: Waits| -> Vec<&'static str> {
        let rows = active().filter(|row| row.event().is_some() && row.waits == who);
        rows.map(|row| row.name).collect()
    };
    let recovers = active().filter(|row| row.event().is_some() && row.uses.contains(&"recover"));
    let lists: [(&str, &str, Vec<&str>); 5] = [
        (
            "AWAITED",
            "Events at whose elements somebody waits for the answer.",
            waits(Waits::There),
        ),
        (
            "UNAWAITED",
            "Events whose answers nobody waits for.",
            waits(Waits::Nobody),
        ),
        (
            "EDITS",
            "Events of edits, which are sent again where a view is mounted anew.",
            recovers.map(|row| row.name).collect(),
        ),
        (
            "DISPLAYS",
            "How `dj-loading.show` displays an element.",
            vocabulary::DISPLAYS.to_vec(),
        ),
        (
            "LIMITS",
            "Events by the names that limit a `dj-payload-*` to them.",
            vocabulary::all().filter_map(Attribute::kind).collect(),
        ),
    ];
    let mut out = String::from(
        "// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.\n",
    );
    let mut payloads = Vec::new();
    let mut suffixes = Vec::new();
    for row in active() {
        if let Some(event) = row.event() {
            payloads.push(payload_name(event.payload));
            suffixes.push(suffix(row.suffix));
        }
    }
    union(
        &mut out,
        "Payload",
        "What an event adds by itself.",
        payloads,
    );
    let says = "What may follow an event's name: `parameter` is `:name`, `keys` that or `.key`, `words` some after dots.";
    union(&mut out, "Suffix", says, suffixes);
    for (name, doc, items) in lists {
        let items = items.join("\",\n  \"");
        let _ = write!(
            out,
            "\n/** {doc} */\nexport const {name}: readonly string[] = [\n  \"{items}\",\n];\n"
        );
    }
    out
}

/// A type of one of these texts.
fn union(out: &mut String, name: &str, says: &str, texts: Vec<&str>) {
    let mut different: Vec<&str> = Vec::new();
    for text in texts {
        if !different.contains(&text) {
            different.push(text);
        }
    }
    let texts = different.join("\"\n  | \"");
    let _ = write!(
        out,
        "\n/** {says} */\nexport type {name} =\n  | \"{texts}\";\n"
    );
}

/// What the client reads: the events of its bundle, those of each script on demand, and which attributes are parameters.
fn typescript(on_demand: &[String]) -> String {
    let mut out = String::from(
        "// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.\n\n\
         import type { EventAttribute } from \"./attribute\";\n\n\
         /** Attributes whose names begin as a parameter's do, and that are none; those that end with `-` are beginnings. */\n",
    );
    let names: Vec<&str> = others().map(|row| row.name).collect();
    // One text is smaller than a list of them.
    let _ = writeln!(
        out,
        "export const OTHERS: readonly string[] = /* @__PURE__ */ (\n  \"{}\"\n).split(\" \");",
        names.join(" ")
    );
    out += "\n/** The events of the bundle. */\n";
    let is_on_demand = |row: &Attribute| on_demand.iter().any(|family| family == row.family);
    events(&mut out, "CORE", active().filter(|row| !is_on_demand(row)));
    for family in on_demand {
        let _ = write!(out, "\n/** The events of `on_demand/{family}.ts`. */\n");
        let rows = active().filter(|row| row.family == family);
        events(&mut out, &family.to_ascii_uppercase(), rows);
    }
    out
}

fn active() -> impl Iterator<Item = &'static Attribute> {
    vocabulary::all().filter(|row| row.is_active())
}

fn events(out: &mut String, name: &str, rows: impl Iterator<Item = &'static Attribute>) {
    let _ = write!(out, "export const {name}: readonly EventAttribute[] = [");
    let start = out.len();
    for row in rows {
        let Some(event) = row.event() else { continue };
        let _ = writeln!(
            out,
            "  {{ name: \"{}\", family: \"{}\", event: \"{}\", payload: \"{}\"{} }},",
            row.name,
            row.family,
            event.dom,
            payload_name(event.payload),
            // What most have is not said.
            match row.suffix {
                Suffix::Parameter => String::new(),
                other => format!(", suffix: \"{}\"", suffix(other)),
            },
        );
    }
    if out.len() > start {
        out.insert(start, '\n');
    }
    out.push_str("];\n");
}

/// The scripts on demand, and the attributes for which a page links them.
fn rust(on_demand: &[String]) -> String {
    let styled = || active().filter(|row| !row.sheet.is_empty());
    let mut sheets: Vec<&str> = styled().map(|row| row.sheet).collect();
    sheets.sort_unstable();
    let mut out = format!(
        "//! What the vocabulary says of the files that a page needs. Written by `cargo xtask codegen`; do not edit.\n\n\
         /// Attributes whose events are kept until the client has started.\n\
         #[rustfmt::skip]\n\
         pub(super) const KEPT: &[&str] = &[{}];\n\n\
         /// Attributes for which a page needs the style sheet.\n\
         #[rustfmt::skip]\n\
         pub(super) const STYLED: &[&str] = &[{}];\n\n\
         /// The style sheet.\n\
         #[rustfmt::skip]\n\
         pub(super) const SHEET: &str = concat!({});\n\n",
        quoted(active().filter(|row| row.early).map(|row| row.name)),
        quoted(styled().map(|row| row.name)),
        quoted(sheets.into_iter()),
    );
    out.push_str(
        "/// A family of attributes with a script of its own.\n\
         #[derive(Debug)]\n\
         pub(super) struct Family {\n    \
         /// A page needs the script if one of these stands in its templates.\n    \
         pub(super) attributes: &'static [&'static str],\n    \
         /// Whether it takes a page to another URL.\n    \
         pub(super) navigates: bool,\n    \
         /// The pushed event of a reserved name that it acts on, or nothing.\n    \
         pub(super) pushed: &'static str,\n    \
         pub(super) script: &'static str,\n\
         }\n\n\
         /// All of them, by name.\n\
         #[rustfmt::skip]\n\
         pub(super) const FAMILIES: &[Family] = &[\n",
    );
    for family in on_demand {
        let needs = |row: &&Attribute| row.family == family || row.uses.contains(&family.as_str());
        let names = active().filter(needs);
        let own = || active().filter(|row| row.family == family);
        let navigates = own().any(|row| row.acts && row.value == Value::Url);
        let pushed = own().map(|row| row.pushed).find(|name| !name.is_empty());
        let _ = writeln!(
            out,
            "    Family {{\n        attributes: &[{}],\n        navigates: {navigates},\n        pushed: \"{}\",\n        \
             script: include_str!(\"../../assets/on_demand/{family}.js\"),\n    }},",
            quoted(names.map(|row| row.name)),
            pushed.unwrap_or_default(),
        );
    }
    out + "];\n"
}

/// Texts as literals, with commas between.
fn quoted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(|text| format!("{text:?}")).collect();
    texts.join(", ")
}

fn payload_name(payload: Payload) -> &'static str {
    match payload {
        Payload::None => "none",
        Payload::Field => "field",
        Payload::Model => "model",
        Payload::Form => "form",
        Payload::Key => "key",
        Payload::Press => "press",
        Payload::Shortcut => "shortcut",
        Payload::Pointer => "pointer",
        Payload::Scroll => "scroll",
        Payload::Size => "size",
        Payload::Copied => "copied",
        Payload::Paste => "paste",
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
         with `dj-`. A capital word stands for a name of yours. What is sent as `scrollX` answers to `scroll_x` too.\n\n\
         ## What works\n",
    );
    families(&mut out, true);
    keys(&mut out);
    out += "\n## Kept for later\n\nThese names are reserved: the compiler says that they do nothing yet.\n";
    families(&mut out, false);
    out
}

/// What keys are called.
fn keys(out: &mut String) {
    let names = |keys: &[&[&str]]| -> String {
        let each = keys.iter().map(|names| match names {
            [name, others @ ..] if !others.is_empty() => {
                format!("`{name}` (also `{}`)", others.join("`, `"))
            }
            names => format!("`{}`", names.concat()),
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let _ = write!(
        out,
        "\n## Names of keys\n\n\
         `dj-keydown.KEY`, its kin and `dj-shortcut` name a key so:\n\n\
         - {};\n\
         - `f1` to `f24`;\n\
         - any other key by the one character that it writes, such as `k`, `7`, `/` or `?`. Letters are small; they hear the capital one, too.\n\n\
         What is held with a shortcut's key: {}. Any other name is a compile error.\n",
        names(vocabulary::KEYS),
        names(vocabulary::MODIFIERS),
    );
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

fn value(row: &Attribute) -> String {
    let said = match (row.value, row.carries) {
        (Value::Words(words) | Value::Known(words), _) => {
            return vocabulary::either(words.iter().copied());
        }
        (Value::Call, _) => "handler or call",
        (Value::OptionalCall, _) => "handler, call or nothing",
        (Value::Commands, _) => "commands",
        (Value::Transition, _) => "a name, or three classes",
        (Value::Classes, _) => "classes",
        (Value::Names, _) => "names of attributes",
        (Value::Model, _) => "a field of the view",
        (Value::Shortcuts, _) => "`KEYS:HANDLER`, with commas between",
        (Value::KnownOrNothing(_), _) => "a word, or none",
        (Value::Handlers, _) => "names of handlers",
        (Value::BySuffix(_), _) => "names of handlers, or by the suffix",
        (Value::Changes, _) => "`FIELD:WHAT`, with commas between",
        (Value::Hook, _) => "a hook's name",
        (Value::Ignore, _) => "`ignore`",
        (Value::Key, _) => "text",
        (Value::Filled, _) => "none",
        (Value::Time, _) => "time",
        (Value::TimeOrBlur, _) => "time or `blur`",
        (Value::Url, _) => "URL",
        (Value::Target, _) => "`#ID`, or none",
        (Value::Text, Carries::Flag) => "none",
        (Value::Text, Carries::Url) => "address",
        (Value::Text, Carries::Selector) => "selector",
        (Value::Text, _) => "text",
    };
    said.to_owned()
}

fn place(row: &Attribute) -> String {
    let event = row.event().is_some();
    let on = match (row.on, event) {
        (On::Field, true) if row.value == Value::Model => "a field".to_owned(),
        (On::Any, _) => String::new(),
        (On::Dialog, _) => "`<dialog>`".to_owned(),
        (On::Body, _) => "`<body>`".to_owned(),
        (On::Form, false) => "a form".to_owned(),
        (On::Field, false) => "a field".to_owned(),
        (On::Form, true) => "a form, or around one".to_owned(),
        (On::Field, true) => "a field, or around some".to_owned(),
    };
    let needs = match row.needs {
        Needs::Nothing => return on,
        Needs::Sending => "beside an event or on a submit button".to_owned(),
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
