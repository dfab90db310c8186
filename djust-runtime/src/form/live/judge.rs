//! Rules over several fields.

use super::LiveForm;

impl LiveForm {
    /// Asks the rules of the whole form and of all that is in it. What they say shows under fields that show errors. Says whether all hold.
    pub(super) fn judge(&mut self) -> bool {
        self.forget_rulings();
        self.rule()
    }

    /// Which rules of this form do not hold, and of which field they say so.
    pub(super) fn broken_rules(&self) -> Vec<(String, String)> {
        let rules = self.schema.rules.iter();
        rules.filter_map(|rule| rule.check(self).err()).collect()
    }

    fn rule(&mut self) -> bool {
        // What is nearest to a field comes first, and is what the user reads.
        let mut holds = true;
        for part in &mut self.parts {
            for form in part.forms_mut() {
                holds &= form.rule();
            }
        }
        let broken = self.broken_rules();
        holds &= broken.is_empty();
        for (field, message) in broken {
            self.place(&field, message);
        }
        holds
    }

    fn place(&mut self, field: &str, message: String) {
        let found = self.locate_mut(field);
        let Some(verdict) = found.and_then(|(form, at)| form.parts.get_mut(at)?.verdict_mut())
        else {
            tracing::error!(
                field,
                message,
                "a form's rule names what shows no errors: the form can't be sent, and nobody sees why"
            );
            return;
        };
        if verdict.touched {
            verdict.ruled.get_or_insert(message);
        }
    }

    fn forget_rulings(&mut self) {
        for part in &mut self.parts {
            if let Some(verdict) = part.verdict_mut() {
                verdict.ruled = None;
            }
            part.forms_mut().for_each(Self::forget_rulings);
        }
    }
}
