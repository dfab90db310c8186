//! Macros and their calls.

use super::scope::Scope;
use super::{Place, Writer};

impl Writer {
    /// Macros, at the top.
    pub(super) fn preamble(&mut self) {
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
    pub(super) fn wandering_macros(&mut self) {
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
    pub(super) fn wander(&mut self, scope: &Scope) {
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

    pub(super) fn call(&mut self, scope: &Scope, depth: u32) {
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
}
