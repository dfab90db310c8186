//! Random templates over the fields of `state::State`: legal in Askama, legal as HTML, and as awkward as we can make
//! them.

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

/// The variables that an expression may use.
#[derive(Debug, Clone)]
struct Scope {
    booleans: Vec<String>,
    strings: Vec<String>,
    numbers: Vec<String>,
    /// Lists of `Item`; rows of them have `subs`.
    items: Vec<String>,
    /// Lists of `Sub`.
    subs: Vec<String>,
    /// In a macro's body and in rows the depth is bounded by this.
    in_loop: bool,
    in_macro: bool,
    /// Askama takes a call of a macro in the body of its own call for a recursion.
    in_call: bool,
}

impl Scope {
    fn root() -> Self {
        Self {
            booleans: own(&[
                "a",
                "b",
                "c",
                "n > 1",
                "a && !b",
                "opt.is_some()",
                "items.is_empty()",
            ]),
            strings: own(&[
                "word",
                "text",
                "blank",
                "word|upper",
                "text|lower",
                "word.len()",
                "opt.as_deref().unwrap_or(\"-\")",
            ]),
            numbers: own(&["n", "items.len()", "n * 3"]),
            items: own(&["items", "others"]),
            subs: Vec::new(),
            in_loop: false,
            in_macro: false,
            in_call: false,
        }
    }

    fn in_macro() -> Self {
        Self {
            booleans: own(&["flag", "!flag", "label.is_empty()"]),
            strings: own(&["label", "label|upper", "label.len()"]),
            numbers: own(&["label.len()"]),
            items: Vec::new(),
            subs: Vec::new(),
            in_loop: false,
            in_macro: true,
            in_call: false,
        }
    }

    fn in_call(&self) -> Self {
        Self {
            in_call: true,
            ..self.clone()
        }
    }

    fn row(&self, name: &str, of: Row) -> Self {
        let mut scope = self.clone();
        scope.in_loop = true;
        scope.booleans.extend([
            format!("{name}.on"),
            "loop.first".into(),
            "loop.last".into(),
        ]);
        scope.numbers.extend([
            format!("{name}.id"),
            "loop.index".into(),
            "loop.index0".into(),
        ]);
        match of {
            Row::Item => {
                scope
                    .strings
                    .extend([format!("{name}.label"), format!("{name}.label|upper")]);
                scope.numbers.push(format!("{name}.n"));
                scope.subs = vec![format!("{name}.subs")];
            }
            Row::Sub => {
                scope.strings.push(format!("{name}.name"));
                scope.subs = Vec::new();
            }
        }
        scope.items = Vec::new();
        scope
    }
}

fn own(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Item,
    Sub,
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
    /// Macros, at the top.
    fn preamble(&mut self) {
        self.wandering = self.awkward && self.second.one_in(3);
        if self.wandering {
            self.wandering_macros();
        }
        if !self.random.one_in(3) {
            return;
        }
        for index in 0..=self.random.below(2) {
            let caller = index == 1;
            self.out
                .push_str(&format!("{{% macro m{index}(label, flag) %}}"));
            self.out.push_str("<p class=\"m\">");
            self.inline(&Scope::in_macro(), 2);
            self.out.push_str("</p>");
            if caller {
                self.out.push_str("<blockquote>{{ caller() }}</blockquote>");
            } else if self.random.one_in(2) {
                self.if_else(&Scope::in_macro(), 1, Place::Flow);
            }
            self.out.push_str("{% endmacro %}");
            self.macros = index as u32 + 1;
        }
    }

    /// `rows` is called in parents that show white space, fold it or never show it; `places` writes the body of its
    /// call in several of them.
    fn wandering_macros(&mut self) {
        let edge = if self.pretty { "\n  " } else { "" };
        let key = self.second.pick(&[" data-key=\"{{ x.id }}\"", ""]);
        let test = self.second.pick(&["", " if x.on"]);
        self.out.push_str(&format!(
            "{{% macro rows(xs, flag) %}}{{% for x in xs{test} %}}{edge}<li{key}>{{{{ x.label }}}}{{% for y in x.subs %}}{{{{ y.name }}}}{{% endfor %}}</li>{edge}{{% endfor %}}{{% if flag %}}<li>more</li>{{% endif %}}{{% endmacro %}}"
        ));
        let places = self.second.pick(&[
            "<pre>{{ caller() }}</pre><ul>{{ caller() }}</ul>",
            "<menu>{{ caller() }}</menu>{% if flag %}<div title='a \"b\"'>{{ caller() }}</div>{% endif %}",
            "{{ caller() }}",
            "{% for c in label.chars() %}<ol>{{ caller() }}</ol>{% endfor %}",
            "<div data-t=\"{{ caller() }}\"></div>",
        ]);
        self.out.push_str(&format!(
            "{{% macro places(label, flag) %}}<h3>{{{{ label }}}}</h3>{places}{{% endmacro %}}"
        ));
        self.wandering_body = !places.contains("data-t");
    }

    /// Calls of those macros.
    fn wander(&mut self, scope: &Scope) {
        let index = self.second.below(scope.booleans.len() as u64) as usize;
        let flag = scope.booleans[index].clone();
        let list = self.second.pick(&["items", "others"]);
        for _ in 0..=self.second.below(2) {
            let parent = self
                .second
                .pick(&["pre", "ul", "div", "menu", "section", "blockquote"]);
            self.out.push_str(&format!(
                "<{parent}>{{{{ rows({list}, {flag}) }}}}</{parent}>"
            ));
        }
        let body = match (self.wandering_body, self.second.below(3)) {
            (false, _) => "w {{ n }}{% if a %} {{ word }}{% endif %}".to_owned(),
            (true, 0) => "{{ word }}{% if b %}<b>{{ n }}</b>{% endif %}".to_owned(),
            (true, _) => format!(
                "{{% for z in {list} %}}<li data-key=\"{{{{ z.id }}}}\">{{{{ z.label }}}}{{% if z.on %}}<i>{{{{ n }}}}</i>{{% endif %}}</li>{{% endfor %}}"
            ),
        };
        self.out.push_str(&format!(
            "{{% call places(word, {flag}) %}}{body}{{% endcall %}}"
        ));
    }

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

    fn attributes(&mut self, scope: &Scope) {
        if self.random.one_in(3) {
            self.out.push_str(" lang=\"en\"");
        }
        if self.random.one_in(3) {
            let expression = self.expression(scope);
            self.out
                .push_str(&format!(" title=\"{{{{ {expression} }}}}\""));
        }
        if self.random.one_in(3) {
            let (flag, expression) = (self.one(&scope.booleans), self.expression(scope));
            self.out.push_str(&format!(" class=\"k {{% if {flag} %}}on{{% else %}}off {{{{ {expression} }}}}{{% endif %}}\""));
        }
        if self.random.one_in(4) {
            let (flag, expression) = (self.one(&scope.booleans), self.expression(scope));
            self.out.push_str(&format!(
                "{{% if {flag} %}} hidden data-x=\"{{{{ {expression} }}}}\"{{% endif %}}"
            ));
            if self.random.one_in(3) {
                let flag = self.one(&scope.booleans);
                self.out.push_str(&format!(
                    " data-y='y'{{% if {flag} %}} data-z=1{{% endif %}}"
                ));
            }
        }
        if self.awkward && self.second.one_in(6) {
            self.awkward_attributes(scope);
        }
    }

    /// Statements between attributes, and quotes in the other quotes.
    fn awkward_attributes(&mut self, scope: &Scope) {
        let index = self.second.below(scope.numbers.len() as u64) as usize;
        let number = scope.numbers[index].clone();
        let index = self.second.below(scope.booleans.len() as u64) as usize;
        let flag = scope.booleans[index].clone();
        self.fresh += 1;
        let name = format!("held{}", self.fresh);
        let quoted = self.second.pick(&[
            " data-q='say \"NAME\" & \"x\"'",
            " data-q='{\"a\": [NAME, \"b\"]}'",
            " data-q=\"it's NAME\"",
            " data-q='\"'",
        ]);
        let quoted = quoted.replace("NAME", &format!("{{{{ {name} }}}}"));
        self.out
            .push_str(&format!("{{% let {name} = {number} %}}{quoted}"));
        match self.second.below(3) {
            0 => self.out.push_str(&format!(
                "{{% if {flag} %}} data-r='{{{{ {name} }}}} \"r\"'{{% endif %}} data-s=\"{{{{ {name} }}}}\""
            )),
            1 => self.out.push_str(&format!(
                "{{% if {flag} %}} data-r=\"{{{{ {name} }}}}\"{{% else %}} data-s='\"'{{% endif %}}"
            )),
            _ => self.out.push_str(&format!(
                "{{% let {name}b = {name} %}} data-r=\"{{{{ {name}b }}}}\" "
            )),
        }
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

    /// The white space that a person would put at a row's edge.
    fn edge(&mut self) {
        if self.pretty {
            self.out.push_str("\n    ");
        }
    }

    fn rows(&mut self, scope: &Scope) -> Option<(String, Row, String)> {
        self.fresh += 1;
        let name = format!("row{}", self.fresh);
        if !scope.subs.is_empty() {
            return Some((name, Row::Sub, self.one(&scope.subs)));
        }
        (!scope.items.is_empty()).then(|| (name, Row::Item, self.one(&scope.items)))
    }

    fn open_for(&mut self, name: &str, list: &str) {
        let filter = if self.random.one_in(5) {
            format!(" if {name}.on")
        } else {
            String::new()
        };
        self.out
            .push_str(&format!("{{% for {name} in {list}{filter} %}}"));
    }

    fn close_for(&mut self, scope: &Scope, otherwise: &str) {
        if self.random.one_in(4) {
            let value = self.expression(scope);
            let body = otherwise.replace("VALUE", &format!("{{{{ {value} }}}}"));
            self.out.push_str(&format!("{{% else %}}{body}"));
        }
        self.out.push_str("{% endfor %}");
    }

    fn key(&mut self, name: &str) -> String {
        match self.random.below(5) {
            0 => String::new(),
            1 => format!(" id=\"{name}-{{{{ {name}.id }}}}\""),
            _ => format!(" data-key=\"{{{{ {name}.id }}}}\""),
        }
    }

    fn list(&mut self, scope: &Scope, depth: u32) {
        let Some((name, of, list)) = self.rows(scope) else {
            return self.inline_item(scope, depth);
        };
        self.out.push_str("<ul>");
        if self.random.one_in(4) {
            self.out.push_str("<li>first</li>");
        }
        self.open_for(&name, &list);
        self.edge();
        let row = scope.row(&name, of);
        let wrap = self.random.one_in(5).then(|| self.one(&row.booleans));
        if let Some(condition) = &wrap {
            self.out.push_str(&format!("{{% if {condition} %}}"));
        }
        let key = self.key(&name);
        self.out.push_str(&format!("<li{key}"));
        self.attributes(&row);
        self.out.push('>');
        self.flow(&row, depth - 1);
        self.out.push_str("</li>");
        if wrap.is_some() {
            if self.random.one_in(2) {
                self.out.push_str("{% else %}<li>none</li>");
            }
            self.out.push_str("{% endif %}");
        }
        self.edge();
        self.close_for(scope, "<li>VALUE</li>");
        if self.random.one_in(4) {
            self.out.push_str("<li>last</li>");
        }
        self.out.push_str("</ul>");
    }

    fn table(&mut self, scope: &Scope, depth: u32) {
        let Some((name, of, list)) = self.rows(scope) else {
            return self.inline_item(scope, depth);
        };
        self.out.push_str("<table><tbody>");
        self.open_for(&name, &list);
        self.edge();
        let row = scope.row(&name, of);
        let key = self.key(&name);
        self.out.push_str(&format!("<tr{key}"));
        self.attributes(&row);
        self.out
            .push_str(&format!("><td>{{{{ {name}.id }}}}</td><td>"));
        self.flow(&row, depth - 1);
        self.out.push_str("</td>");
        if self.random.one_in(3) {
            let condition = self.one(&row.booleans);
            self.out.push_str(&format!("{{% if {condition} %}}<td>"));
            self.inline(&row, 1);
            self.out.push_str("</td>{% endif %}");
        }
        self.out.push_str("</tr>");
        self.edge();
        self.close_for(scope, "<tr><td>VALUE</td></tr>");
        self.out.push_str("</tbody></table>");
    }

    /// Rows that are text, several elements, or nothing.
    fn bare_rows(&mut self, scope: &Scope, depth: u32) {
        let Some((name, of, list)) = self.rows(scope) else {
            return self.inline_item(scope, depth);
        };
        self.out.push_str("<div>");
        self.open_for(&name, &list);
        let row = scope.row(&name, of);
        if self.random.one_in(3) {
            let condition = self.one(&row.booleans);
            let word = self.random.pick(&["continue", "break"]);
            self.out.push_str(&format!(
                "{{% if {condition} %}}{{% {word} %}}{{% endif %}}"
            ));
        }
        self.inline(&row, depth - 1);
        self.close_for(scope, "VALUE");
        self.out.push_str("</div>");
    }

    fn call(&mut self, scope: &Scope, depth: u32) {
        if self.macros == 0 || scope.in_macro || scope.in_call {
            return self.inline_item(scope, depth);
        }
        let flag = self.one(&scope.booleans);
        if self.macros == 2 && self.random.one_in(2) {
            self.out.push_str(&format!("{{% call m1(word, {flag}) %}}"));
            self.flow(&scope.in_call(), 1);
            self.out.push_str("{% endcall %}");
        } else {
            self.out.push_str(&format!("{{{{ m0(text, {flag}) }}}}"));
        }
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
