//! Rules that take time.

use super::LiveForm;
use super::part::Part;
use crate::form::ask::{Answer, Question};
use crate::form::schema::Kind;
use crate::form::{FormValues, Problem};

impl LiveForm {
    /// What there is to ask about a field with [`Rules::ask`](super::super::Rules::ask): nothing while its other rules do not hold, and
    /// nothing that was answered. The answer goes to [`LiveForm::take_answer`].
    ///
    /// ```
    /// # use djust_runtime::{context::Context, form::LiveForm};
    /// struct Page {
    ///     form: LiveForm,
    /// }
    ///
    /// impl Page {
    ///     fn check(&mut self, cx: &mut Context, field: String, value: String) {
    ///         self.form.validate_field(&field, value);
    ///         if let Some(question) = self.form.question(&field) {
    ///             cx.start_async(&field, question, |page: &mut Page, _, answer| {
    ///                 if let Ok(answer) = answer {
    ///                     page.form.take_answer(answer);
    ///                 }
    ///             });
    ///         }
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn question(&self, name: &str) -> Option<Question> {
        let (form, at) = self.locate(name)?;
        form.question_at(at, name.to_owned())
    }

    /// Takes an answer. It counts while the field holds the text that was asked about; later, nothing happens.
    pub fn take_answer(&mut self, answer: Answer) {
        let Some((form, at)) = self.locate_mut(&answer.name) else {
            return;
        };
        let current = form.entry_mut(at);
        let Some(entry) = current.filter(|entry| entry.text == answer.text) else {
            return;
        };
        (entry.refused, entry.granted) = match answer.error {
            Some(error) => (Some((answer.text, error)), None),
            None => (None, Some(answer.text)),
        };
        form.show(at);
        self.judge();
    }

    /// As [`LiveForm::validate_all`], and when all other rules hold, asks those that take time.
    pub async fn validate_all_async(&mut self) -> bool {
        self.submitted = true;
        // What was answered before may have changed since.
        self.forget_answers();
        self.show_all();
        if !self.judge() || !self.valid() {
            return false;
        }
        let mut questions = Vec::new();
        self.questions("", &mut questions);
        for question in questions {
            let answer = question.await;
            self.take_answer(answer);
        }
        self.holds()
    }

    /// As [`LiveForm::take_all`], and when all other rules hold, asks those that take time.
    pub async fn take_all_async(&mut self, values: &FormValues) -> bool {
        self.take_sent(values) && self.validate_all_async().await
    }

    /// Whether the application has not been asked about what a field holds.
    pub(super) fn is_unchecked(&self, at: usize) -> bool {
        match (self.schema.parts.get(at), self.parts.get(at)) {
            (Some((_, Kind::Text(rules))), Some(Part::Text(entry))) => {
                rules.ask.is_some()
                    && !entry.text.trim().is_empty()
                    && entry.granted.as_deref() != Some(&entry.text)
            }
            _ => false,
        }
    }

    /// Says so beside each field that the application has not been asked about.
    pub(super) fn show_unchecked(&mut self) {
        for at in 0..self.parts.len() {
            let unchecked = self.is_unchecked(at);
            let (schema, part) = (&self.schema, self.parts.get_mut(at));
            match (schema.parts.get(at), part) {
                (Some((name, _)), Some(Part::Text(entry))) if unchecked => {
                    let say = || (schema.messages)(name, &Problem::Unchecked);
                    entry.verdict.error.get_or_insert_with(say);
                }
                (_, Some(part)) => part.forms_mut().for_each(Self::show_unchecked),
                (_, None) => {}
            }
        }
    }

    fn question_at(&self, at: usize, name: String) -> Option<Question> {
        let (_, Kind::Text(rules)) = self.schema.parts.get(at)? else {
            return None;
        };
        let Part::Text(entry) = self.parts.get(at)? else {
            return None;
        };
        let ask = rules.ask.as_ref()?;
        if !self.is_unchecked(at) || self.problem(at).is_some() {
            return None;
        }
        let worth = rules.worth(&entry.text).to_owned();
        Some(ask.question(name, entry.text.clone(), worth))
    }

    /// All that there is to ask. `outer` is the name of what this form stands in, as the asking form knows it.
    fn questions(&self, outer: &str, questions: &mut Vec<Question>) {
        for (at, (name, _)) in self.schema.parts.iter().enumerate() {
            let name = match outer {
                "" => name.clone(),
                outer => format!("{outer}[{name}]"),
            };
            match self.parts.get(at) {
                Some(Part::Group(group)) => group.questions(&name, questions),
                Some(Part::Rows(rows)) => {
                    for row in &rows.rows {
                        row.questions(&format!("{name}[{}]", row.key()), questions);
                    }
                }
                _ => questions.extend(self.question_at(at, name)),
            }
        }
    }

    fn forget_answers(&mut self) {
        for (part, (_, kind)) in self.parts.iter_mut().zip(&self.schema.parts) {
            match (part, kind) {
                (Part::Text(entry), Kind::Text(rules)) if rules.ask.is_some() => {
                    entry.refused = None;
                    entry.granted = None;
                }
                (part, _) => part.forms_mut().for_each(Self::forget_answers),
            }
        }
    }
}
