//! Loops: lists, tables, and rows of anything.

use super::Writer;
use super::scope::{Row, Scope};

impl Writer {
    /// The white space that a person would put at a row's edge.
    pub(super) fn edge(&mut self) {
        if self.pretty {
            self.out.push_str("\n    ");
        }
    }

    pub(super) fn rows(&mut self, scope: &Scope) -> Option<(String, Row, String)> {
        self.fresh += 1;
        let name = format!("row{}", self.fresh);
        if !scope.subs.is_empty() {
            return Some((name, Row::Sub, self.one(&scope.subs)));
        }
        (!scope.items.is_empty()).then(|| (name, Row::Item, self.one(&scope.items)))
    }

    pub(super) fn open_for(&mut self, name: &str, list: &str) {
        let filter = if self.random.one_in(5) {
            format!(" if {name}.on")
        } else {
            String::new()
        };
        self.out
            .push_str(&format!("{{% for {name} in {list}{filter} %}}"));
    }

    pub(super) fn close_for(&mut self, scope: &Scope, otherwise: &str) {
        if self.random.one_in(4) {
            let value = self.expression(scope);
            let body = otherwise.replace("VALUE", &format!("{{{{ {value} }}}}"));
            self.out.push_str(&format!("{{% else %}}{body}"));
        }
        self.out.push_str("{% endfor %}");
    }

    pub(super) fn key(&mut self, name: &str) -> String {
        match self.random.below(5) {
            0 => String::new(),
            1 => format!(" id=\"{name}-{{{{ {name}.id }}}}\""),
            _ => format!(" data-key=\"{{{{ {name}.id }}}}\""),
        }
    }

    pub(super) fn list(&mut self, scope: &Scope, depth: u32) {
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

    pub(super) fn table(&mut self, scope: &Scope, depth: u32) {
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
    pub(super) fn bare_rows(&mut self, scope: &Scope, depth: u32) {
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
}
