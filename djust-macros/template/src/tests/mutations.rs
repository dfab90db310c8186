//! The HTML stage on whatever comes: it answers or refuses, and never panics (I6's sister at compile time).

use std::rc::Rc;

use crate::ast::{At, Call, File, Flat, For, If, Live, Macro, Match, Node, Nodes, Source, Wrapped};
use crate::compile_flat;

/// A small generator of numbers: the cases are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }
}

const TEXTS: &[&str] = &[
    "<",
    "</",
    "<p",
    "<p>",
    "</p>",
    "<div class=\"a\">",
    "</div>",
    " ",
    "\n",
    "text",
    "<table>",
    "<tr>",
    "</table>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<textarea>",
    "</textarea>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "\"",
    "'",
    "=",
    " a=\"",
    ">",
    "/>",
    "<svg>",
    "</svg>",
    "<template>",
    "</template>",
    "<!doctype html>",
    "<html>",
    "<head>",
    "</head>",
    "<body>",
    "\u{e9}\u{1f600}",
    "<br>",
    " dj-click=\"f('",
    "{",
    "{{",
    "%}",
    "<pre>\n",
    "</pre>",
    "<![CDATA[",
    "<a href=\"",
    " data-key=\"",
    "<\u{e9}",
    "</\u{e9}",
    "<p\u{e9}=\u{e9}",
    " dj-value-",
    "<option>",
    "<input ",
];
const EXPRS: &[&str] = &[
    "x",
    "x.y",
    "m()",
    "m(x, \")\")",
    "caller()",
    "caller",
    "x|safe",
    "'",
    "\"",
    "f(",
    "|",
    "a[",
    "",
    "\u{e9}",
    "m(",
    "n()",
    "x =",
    "1.",
    "..",
    "let",
    "r#\"",
    "b'",
    "self.x",
];

fn source(chance: &mut Chance, file: &Rc<File>, choices: &[&'static str]) -> Source {
    Source {
        text: chance.pick(choices).to_owned(),
        at: At {
            file: file.clone(),
            offset: chance.below(40),
        },
    }
}

fn nodes(chance: &mut Chance, file: &Rc<File>, depth: usize) -> Nodes {
    (0..chance.below(6))
        .map(|_| node(chance, file, depth))
        .collect()
}

fn node(chance: &mut Chance, file: &Rc<File>, depth: usize) -> Node {
    let kind = if depth == 0 {
        chance.below(9)
    } else {
        chance.below(20)
    };
    let expr = source(chance, file, EXPRS);
    let at = expr.at.clone();
    let inner = depth.saturating_sub(1);
    match kind {
        0..6 => Node::Text(source(chance, file, TEXTS)),
        6 | 7 => Node::Expr(expr),
        8 => Node::Statement(source(
            chance,
            file,
            &[
                "let a = x",
                "let a = m()",
                "let",
                "x += 1",
                "let (a = b",
                "decl z",
            ],
        )),
        9 | 10 => Node::If(If {
            arms: (0..=chance.below(3))
                .map(|arm| ((arm < 2).then(|| expr.clone()), nodes(chance, file, inner)))
                .collect(),
            at,
        }),
        11 => Node::Match(Match {
            arms: (0..=chance.below(3))
                .map(|_| (Some(expr.clone()), nodes(chance, file, inner)))
                .collect(),
            subject: expr,
            at,
        }),
        12 | 13 => Node::For(For {
            header: source(
                chance,
                file,
                &["a in x", "(a, b) in x if a", "", "in", "a in", "if in"],
            ),
            body: nodes(chance, file, inner),
            otherwise: (chance.below(3) == 0).then(|| nodes(chance, file, inner)),
            at,
        }),
        14 => Node::Filter(Wrapped {
            header: source(chance, file, &["filter upper", "filter", "filter a|b(x"]),
            body: nodes(chance, file, inner),
            at,
        }),
        15 => Node::Call(Call {
            caller_params: chance.pick(&["", "(a)", "(", ")"]).to_owned(),
            name: chance.pick(&["m", "n", "o", ""]).to_owned(),
            args: expr,
            body: nodes(chance, file, inner),
            at,
        }),
        16 => Node::Scope(nodes(chance, file, inner)),
        17 => Node::Macro(Macro {
            name: chance.pick(&["m", "n"]).to_owned(),
            params: source(chance, file, &["(a)", "()", "", "(a = \"x\", b)", "("]),
            body: nodes(chance, file, inner),
            at,
        }),
        18 => [Node::Break(at.clone()), Node::Continue(at)][chance.below(2)].clone(),
        _ => Node::Live(Live {
            name: chance
                .pick(&["djust_scripts", "csrf_token", "dj_flash"])
                .to_owned(),
            rest: expr,
        }),
    }
}

#[test]
fn whatever_comes_is_compiled_or_refused() {
    let file = Rc::new(File {
        name: "templates/t.html".to_owned(),
        text: "a\nb\u{e9}\u{1f600}c\r\nd".repeat(3),
    });
    let mut chance = Chance(7);
    let mut compiled = 0;
    for _ in 0..8_000 {
        let flat = Flat {
            nodes: nodes(&mut chance, &file, 4),
            escape: "html".to_owned(),
            name: "templates/t.html".to_owned(),
            files: Vec::new(),
            warnings: Vec::new(),
            form_fields: Vec::new(),
        };
        compiled += usize::from(compile_flat(&flat).is_ok());
    }
    assert!(
        compiled > 200,
        "only {compiled} cases got through: the generator is too wild to test the second half"
    );
}
