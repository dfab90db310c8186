//! Random templates over the fields of `state::State`: legal in Askama, legal as HTML, and as awkward as we can make
//! them.

mod attributes;
mod macros;
mod rows;
mod scope;

use self::scope::Scope;
use super::random::Random;

/// The seeds below this one have what was added to the grammar later, too.
const AWKWARD: u64 = 64;

/// One generated template.
#[derive(Debug)]
pub struct Template {
    /// Its source.
    pub source: String,
    /// Whether it has white space at the edges of rows, which is the one place where we differ from Askama.
    pub pretty: bool,
}

/// The template of a seed.
pub fn template(seed: u64) -> Template {
    let mut writer = Writer {
        random: Random::new(seed),
        second: Random::new(!seed),
        out: String::new(),
        pretty: seed % 4 == 3,
        macros: 0,
        awkward: seed < AWKWARD,
        wandering: false,
        wandering_body: false,
        fresh: 0,
    };
    writer.preamble();
    let scope = Scope::root();
    writer.out.push_str("<main>");
    writer.flow(&scope, 4);
    writer.out.push_str("</main>");
    if writer.random.one_in(3) {
        writer.flow(&scope, 3);
    }
    Template {
        source: writer.out,
        pretty: writer.pretty,
    }
}

struct Writer {
    random: Random,
    /// Chooses what was added to the grammar later: the first choices stay what they were for each seed.
    second: Random,
    out: String,
    pretty: bool,
    macros: u32,
    /// Whether there is what was added later.
    awkward: bool,
    /// Whether there are macros that are called in parents of every kind.
    wandering: bool,
    /// Whether the body of their call may hold markup.
    wandering_body: bool,
    fresh: u32,
}

impl Writer {
    /// Block content.
    fn flow(&mut self, scope: &Scope, depth: u32) {
        for _ in 0..=self.random.below(3) {
            self.flow_item(scope, depth);
        }
    }

    fn flow_item(&mut self, scope: &Scope, depth: u32) {
        if depth == 0 {
            return self.inline_item(scope, 0);
        }
        let free = self.wandering && !scope.in_macro && !scope.in_call;
        if free && self.second.one_in(8) {
            self.wander(scope);
        }
        match self.random.below(22) {
            0 | 1 => self.element(
                scope,
                depth,
                &["div", "section", "article", "div"],
                Place::Flow,
            ),
            2 | 3 => self.element(scope, depth, &["p", "h2", "span"], Place::Inline),
            4..=6 => self.if_else(scope, depth, Place::Flow),
            7 => self.match_kind(scope, depth),
            8 | 9 => self.list(scope, depth),
            10 | 11 => self.table(scope, depth),
            12 => self.bare_rows(scope, depth),
            13 => self.call(scope, depth),
            14 => self.include(scope),
            15 => self.wrapped(scope),
            16 => self.local(scope, depth),
            17 => self.field(scope),
            18 => self.markup(scope),
            19 => self.adjacent_ifs(scope, depth),
            20 => self.out.push_str(self_contained(&mut self.random)),
            _ => self.inline_item(scope, depth),
        }
    }

    /// Phrasing content.
    fn inline(&mut self, scope: &Scope, depth: u32) {
        for _ in 0..=self.random.below(3) {
            self.inline_item(scope, depth);
        }
    }

    fn inline_item(&mut self, scope: &Scope, depth: u32) {
        match self.random.below(if depth == 0 { 5 } else { 8 }) {
            0 => self.out.push_str(self.random.pick(&[
                "plain ",
                " & more",
                "caf\u{e9}",
                "\u{1f980}",
                " - ",
                "&amp;",
                "&lt;i&gt;",
            ])),
            1..=3 => self.value(scope),
            4 => {
                self.value(scope);
                self.value(scope);
            }
            5 => self.element(scope, depth, &["b", "em", "span", "code"], Place::Inline),
            6 => self.if_else(scope, depth, Place::Inline),
            _ => self.out.push_str("<br>"),
        }
    }

    fn value(&mut self, scope: &Scope) {
        let expression = self.expression(scope);
        let (open, close) = match self.random.below(6) {
            0 => ("{{-", "-}}"),
            1 => ("{{", "~}}"),
            _ => ("{{", "}}"),
        };
        self.out.push_str(&format!("{open} {expression} {close}"));
    }

    fn expression(&mut self, scope: &Scope) -> String {
        if self.random.one_in(3) {
            self.one(&scope.numbers)
        } else {
            self.one(&scope.strings)
        }
    }

    fn one(&mut self, of: &[String]) -> String {
        of[self.random.below(of.len() as u64) as usize].clone()
    }

    fn element(&mut self, scope: &Scope, depth: u32, names: &[&'static str], place: Place) {
        let name = self.random.pick(names);
        self.out.push_str(&format!("<{name}"));
        self.attributes(scope);
        self.out.push('>');
        match place {
            Place::Flow => self.flow(scope, depth - 1),
            Place::Inline => self.inline(scope, depth - 1),
        }
        self.out.push_str(&format!("</{name}>"));
    }

    fn if_else(&mut self, scope: &Scope, depth: u32, place: Place) {
        if !scope.in_macro && self.random.one_in(5) {
            self.out.push_str("{% if let Some(inner) = opt %}");
            let mut inner = scope.clone();
            inner.strings.push("inner".into());
            self.body(&inner, depth - 1, place);
        } else {
            let condition = self.one(&scope.booleans);
            self.out.push_str(&format!("{{% if {condition} %}}"));
            self.body(scope, depth - 1, place);
        }
        while self.random.one_in(3) {
            let condition = self.one(&scope.booleans);
            self.out.push_str(&format!("{{% else if {condition} %}}"));
            self.body(scope, depth - 1, place);
        }
        if self.random.one_in(2) {
            self.out.push_str("{% else %}");
            if !self.random.one_in(5) {
                self.body(scope, depth - 1, place);
            }
        }
        self.out.push_str("{% endif %}");
    }

    fn body(&mut self, scope: &Scope, depth: u32, place: Place) {
        match place {
            Place::Flow => self.flow(scope, depth),
            Place::Inline => self.inline(scope, depth),
        }
    }

    fn match_kind(&mut self, scope: &Scope, depth: u32) {
        if scope.in_macro {
            return self.inline_item(scope, depth);
        }
        self.out
            .push_str("{% match kind %}{% when Kind::Nothing %}");
        self.flow(scope, depth - 1);
        self.out.push_str("{% when Kind::Number with (num) %}");
        let mut inner = scope.clone();
        inner.numbers.push("num".into());
        self.flow(&inner, depth - 1);
        if self.random.one_in(2) {
            self.out.push_str("{% when Kind::Named { name } %}");
            let mut inner = scope.clone();
            inner.strings.push("name".into());
            self.flow(&inner, depth - 1);
        } else {
            self.out.push_str("{% else %}");
        }
        self.out.push_str("{% endmatch %}");
    }

    fn include(&mut self, scope: &Scope) {
        if scope.in_macro {
            return self.value(scope);
        }
        let file = self.random.pick(&["part.html", "rows.html"]);
        self.out.push_str(&format!("{{% include \"{file}\" %}}"));
    }

    fn wrapped(&mut self, scope: &Scope) {
        self.out.push_str("<div>{% filter upper %}a<b>");
        self.value(scope);
        self.out.push_str("</b>{% endfilter %}</div>");
    }

    fn local(&mut self, scope: &Scope, depth: u32) {
        self.fresh += 1;
        let name = format!("local{}", self.fresh);
        let number = self.one(&scope.numbers);
        self.out.push_str(&format!("{{% let {name} = {number} %}}"));
        let mut inner = scope.clone();
        inner.numbers.push(name);
        self.flow(&inner, depth - 1);
    }

    fn field(&mut self, scope: &Scope) {
        let expression = self.expression(scope);
        match self.random.below(3) {
            0 => self.out.push_str(&format!(
                "<textarea name=\"t\">{{{{ {expression} }}}} tail</textarea>"
            )),
            1 => {
                let flag = self.one(&scope.booleans);
                self.out.push_str(&format!(
                    "<input type=\"checkbox\"{{% if {flag} %}} checked{{% endif %}}>"
                ));
            }
            _ => self
                .out
                .push_str(&format!("<input value=\"{{{{ {expression} }}}}\">")),
        }
    }

    fn markup(&mut self, scope: &Scope) {
        if scope.in_macro {
            return self.value(scope);
        }
        self.out.push_str(self.random.pick(&[
            "<div>{{ html }}</div>",
            "<div>{{ html }}{{ word }}</div>",
            "<div>a {{ html }} b</div>",
            "<svg viewBox=\"0 0 9 9\"><g>{% if a %}<circle r=\"{{ n }}\"></circle>{% else %}<path d=\"M0 0\"></path>{% endif %}</g></svg>",
        ]));
    }

    fn adjacent_ifs(&mut self, scope: &Scope, depth: u32) {
        for _ in 0..3 {
            let condition = self.one(&scope.booleans);
            self.out.push_str(&format!("{{% if {condition} %}}"));
            self.inline(scope, depth.min(1));
            self.out.push_str("{% endif %}");
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Flow,
    Inline,
}

fn self_contained(random: &mut Random) -> &'static str {
    random.pick(&[
        "{# a comment #}",
        "<!-- a user's comment -->",
        "{% raw %}{{ not a tag }}{% endraw %}",
        "<pre>{{ text }}</pre>",
        "<p>{{ \"{{\" }} \"quoted\" 'single'</p>",
        "<hr/>",
    ])
}
