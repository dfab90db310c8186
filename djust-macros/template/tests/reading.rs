//! Holds reading to Askama: what we keep of a template's text is, byte for byte, what Askama writes (I1). And what
//! can't be read is an error at its place, never a panic.

use std::path::Path;

use askama::Template;
use djust_template::ast::{Flat, Node, Nodes};
use djust_template::{Root, Source, load};

/// Renders templates whose conditions are literal.
fn render(flat: &Flat, nodes: &Nodes, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&text.text),
            Node::If(tag) => {
                let taken = tag
                    .arms
                    .iter()
                    .find(|(test, _)| test.as_ref().is_none_or(|test| test.text == "true"));
                if let Some((_, body)) = taken {
                    render(flat, body, out);
                }
            }
            Node::Match(tag) => render(flat, &tag.arms[0].1, out),
            Node::For(tag) => {
                for _ in 0..2 {
                    render(flat, &tag.body, out);
                }
            }
            Node::Scope(body) => render(flat, body, out),
            Node::Filter(tag) => render(flat, &tag.body, out),
            Node::Call(call) => invoke(flat, &call.name, out),
            Node::Expr(source) => match source.text.split_once('(') {
                Some((name, _)) => invoke(flat, name, out),
                None => out.push_str(&source.text),
            },
            _ => {}
        }
    }
}

fn invoke(flat: &Flat, name: &str, out: &mut String) {
    let body = flat.nodes.iter().find_map(|node| match node {
        Node::Macro(one) if one.name == name => Some(&one.body),
        _ => None,
    });
    render(flat, body.expect("the macro is defined"), out);
}

fn read(source: Source<'_>) -> Result<Flat, String> {
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Root {
        manifest_dir,
        source,
        config: None,
    };
    load(&root).map_err(|errors| {
        let error = &errors[0];
        format!(
            "{}:{}:{}: {}",
            error.at.file, error.at.line, error.at.column, error.message
        )
    })
}

fn inline(text: &str) -> Source<'_> {
    Source::Inline {
        text,
        view: "T",
        ext: "html",
    }
}

fn ours(source: Source<'_>) -> String {
    let flat = read(source).expect("it reads");
    let mut out = String::new();
    render(&flat, &flat.nodes, &mut out);
    out
}

macro_rules! oracle {
    ($($text:literal),* $(,)?) => {$({
        #[derive(Template)]
        #[template(source = $text, ext = "html")]
        struct T;
        assert_eq!(ours(inline($text)), T.render().unwrap(), "{:?}", $text);
    })*};
}

macro_rules! files {
    ($($path:literal),* $(,)?) => {$({
        #[derive(Template)]
        #[template(path = $path)]
        struct T;
        assert_eq!(ours(Source::Path($path)), T.render().unwrap(), "{}", $path);
    })*};
}

/// I1
#[test]
fn white_space_is_what_askama_writes() {
    oracle!(
        "a {# c #} b {#- c -#} d {#~ c ~#}\n e {#+ {# n #} +#} f",
        " {% if true -%} a {%- else -%} b {% endif ~%}\n\n c ",
        "x {%~ if true +%} \n a \n{%~ endif -%}  ",
        "x {% if false -%} a {% endif %} y",
        "x {% if false %} a {%- else if true ~%}  b {%- endif -%} y",
        "a {% raw -%} {{ x }} {%~ endraw %} b",
        "a {%- raw %} {% if %} {% endraw -%} b",
        "a {% for _i in 0..2 -%} r {% endfor ~%} \n b",
        "a {% for _i in 0..2 ~%} r {%- else -%} n {% endfor -%} b",
        "a {%- match 1 %} {# c #} {%- when 1 -%} one {% when _ %} two {% endmatch -%} b",
        "a {% match 1 %}{% when 1 ~%} one {%- endwhen %} {% else %} x {% endmatch %} b",
        "a {%- let x = 1 -%} b {% let y %} z {% endlet ~%} c",
        "a {% filter safe -%} b {%~ endfilter -%} c",
        "a {%- macro m() -%} in {%- endmacro ~%} b {{- m() -}} c {% call m() -%} x {%- endcall +%} d",
        "a {%- block b -%} in {%- endblock b ~%}  c",
        "a {{- 1 -}} b {{~ 2 ~}}  \n c {{+ 3 +}} d",
        "\r\n a \r\n{% if true ~%}\r\n b {% endif %}\r\n",
        "  ",
        "",
        "{# x -#}   ",
    );
}

/// I1
#[test]
fn files_come_together_as_in_askama() {
    files!(
        "oracle/base.html",
        "oracle/mid.html",
        "oracle/leaf.html",
        "oracle/part.html",
        "oracle/import.html",
    );
}

#[test]
fn errors_name_the_place_and_the_remedy() {
    let error = |text| read(inline(text)).expect_err(text);
    assert!(
        error("a\r\n\t{% fro x in y %}")
            .contains("<T>:2:5: unknown tag `fro`; did you mean `for`?")
    );
    assert!(
        error("{% if a %}\n{% for x in y %}\n{% endif %}").contains("to close `for` of line 2")
    );
    assert!(error("{% if a %}").contains("{% endif %}"));
    assert!(error("{% endif %}").contains("nothing to close"));
    assert!(error("{{ f(\"}}\" }}").contains("bracket is not closed"));
    assert!(error("{{ \"a }}").contains("is not closed"));
    assert!(
        error("{% include \"oracle/bse.html\" %}").contains("did you mean `oracle/base.html`?")
    );
    assert!(error("{% break %}").contains("outside of any `for`"));
    assert!(error("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}").contains("circle"));
}

/// Each tag that can't be read is told of, and none that only seems wrong because of another one.
#[test]
fn all_errors_are_told_and_no_consequences() {
    let errors = |text: &str| {
        let root = Root {
            manifest_dir: Path::new(env!("CARGO_MANIFEST_DIR")),
            source: inline(text),
            config: None,
        };
        let errors = load(&root).expect_err(text);
        let places = errors
            .iter()
            .map(|error| format!("{}:{}", error.at.line, error.at.column));
        places.collect::<Vec<_>>().join(" ")
    };
    for (text, places) in [
        (
            "{% a %}\n{% if x %}{% b %}{% endif %}\n{{ }}",
            "1:4 2:14 3:1",
        ),
        (
            "{% include \"none.html\" %}\n{% if a %}{% include \"nor.html\" %}{% endif %}",
            "1:12 2:22",
        ),
        (
            "{% call a() %}{% endcall %}\n{% call b() %}{% endcall %}",
            "1:1 2:1",
        ),
        // A misspelt tag leaves its end alone, and others open; what it defines seems to be missing.
        ("{% fi a %}\n{% endif %}{% if b %}\n", "1:4"),
        ("{% if a %}{% endfi %}", "1:14"),
        (
            "{% if a %}\n{% for x in y %}\n{% endif %}\n{% endfor %}",
            "3:1",
        ),
        (
            "{% maco m() %}{% endmacro %}{% call m() %}{% endcall %}",
            "1:4",
        ),
        ("{{ f( }}\n{{ g( }}", "1:5 2:5"),
        ("{% x %}{{ (\n{% y %}", "1:4 1:8"),
    ] {
        assert_eq!(errors(text), places, "{text}");
    }
    let many = "{% include \"none.html\" %}\n".repeat(50);
    assert_eq!(errors(&many).split(' ').count(), 20);
}

/// A generator of numbers, the same in each run.
fn random(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap_or(0)
}

#[test]
fn no_input_makes_it_panic() {
    let pieces = [
        "{%",
        "%}",
        "{{",
        "}}",
        "{#",
        "#}",
        "-",
        "~",
        " ",
        "\n",
        "if",
        "else",
        "endif",
        "for x in y",
        "endfor",
        "match",
        "when",
        "endmatch",
        "raw",
        "endraw",
        "macro m(a)",
        "endmacro",
        "call m(1)",
        "endcall",
        "block b",
        "endblock",
        "let x",
        "endlet",
        "= 1",
        "\"",
        "'",
        "'a",
        "r#\"",
        "(",
        ")",
        "[",
        "{",
        "é",
        "super()",
        "include \"oracle/part.html\"",
        "extends \"oracle/base.html\"",
        "import \"oracle/part.html\" as p",
        "p::m(1)",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus: Vec<String> = std::fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("text"))
        .collect();
    assert!(!corpus.is_empty());
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let mut read_whole = 0;
    for round in 0..6000 {
        let mut text: Vec<char> = match round % 2 {
            0 => corpus[random(&mut state) % corpus.len()].chars().collect(),
            _ => Vec::new(),
        };
        for _ in 0..random(&mut state) % 12 {
            let at = random(&mut state) % (text.len() + 1);
            match random(&mut state) % 4 {
                0 => text.truncate(at),
                1 if at < text.len() => drop(text.remove(at)),
                _ => {
                    let piece = pieces[random(&mut state) % pieces.len()];
                    text.splice(at..at, piece.chars());
                }
            }
        }
        let text: String = text.into_iter().collect();
        read_whole += usize::from(read(inline(&text)).is_ok());
    }
    assert!(
        read_whole > 100,
        "the inputs are all refused: the test tests nothing"
    );
}
