//! Attributes: those with a value, those in branches, those between statements.

use super::Writer;
use super::scope::Scope;

impl Writer {
    pub(super) fn attributes(&mut self, scope: &Scope) {
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
    pub(super) fn awkward_attributes(&mut self, scope: &Scope) {
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
}
