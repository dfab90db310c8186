//! What stands under a name of a form, and how names lead to it.

use std::sync::Arc;

use super::LiveForm;
use super::rows::Rows;
use super::verdict::Verdict;
use crate::form::FormValues;
use crate::form::nested::{self, BadNames, Tree};
use crate::form::schema::Kind;
use crate::form::values::joined;

/// What a name of a form stands for.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Text(Entry),
    Group(LiveForm),
    Rows(Rows),
}

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The name that it has on the page.
    pub(super) name: Box<str>,
    pub(super) text: String,
    pub(super) verdict: Verdict,
    /// A text that the application refused, and why.
    pub(super) refused: Option<(String, String)>,
    /// The text that the application was asked about and found nothing wrong with.
    pub(super) granted: Option<String>,
}

impl Entry {
    fn new(name: String) -> Self {
        Self {
            name: name.into(),
            text: String::new(),
            verdict: Verdict::default(),
            refused: None,
            granted: None,
        }
    }

    /// Why the application refused what the field holds now.
    pub(super) fn refusal(&self) -> Option<&(String, String)> {
        self.refused.as_ref().filter(|(text, _)| *text == self.text)
    }
}

impl Part {
    /// What is wrong with it; a group has nothing of its own.
    pub(super) fn verdict(&self) -> Option<&Verdict> {
        match self {
            Part::Text(entry) => Some(&entry.verdict),
            Part::Group(_) => None,
            Part::Rows(rows) => Some(&rows.verdict),
        }
    }

    pub(super) fn verdict_mut(&mut self) -> Option<&mut Verdict> {
        match self {
            Part::Text(entry) => Some(&mut entry.verdict),
            Part::Group(_) => None,
            Part::Rows(rows) => Some(&mut rows.verdict),
        }
    }

    /// The forms that it is made of: a group, or each row.
    pub(super) fn forms_mut(&mut self) -> impl Iterator<Item = &mut LiveForm> {
        let (group, rows) = match self {
            Part::Text(_) => (None, None),
            Part::Group(group) => (Some(group), None),
            Part::Rows(rows) => (None, Some(rows)),
        };
        let rows = rows.into_iter().flat_map(Rows::forms_mut);
        group.into_iter().chain(rows)
    }

    pub(super) fn new(kind: &Kind, outer: &str, name: &str, label: &Arc<str>) -> Self {
        let name = match outer {
            "" => name.to_owned(),
            outer => format!("{outer}[{name}]"),
        };
        match kind {
            Kind::Text(_) => Part::Text(Entry::new(name)),
            Kind::Group(of) => Part::Group(LiveForm::within(of.schema(), &name, label)),
            Kind::Rows(of, limits) => {
                Part::Rows(Rows::new(name.into(), label, of.clone(), limits.clone()))
            }
        }
    }

    pub(super) fn reset(&mut self) {
        match self {
            Part::Text(entry) => {
                let name = std::mem::take(&mut entry.name);
                *entry = Entry::new(name.into());
            }
            Part::Group(group) => group.reset(),
            // Keys go on rising: what was sent for a row that is gone must not meet another one.
            Part::Rows(rows) => {
                rows.rows.clear();
                rows.verdict = Verdict::default();
            }
        }
    }
}

/// Names, and what was sent.
impl LiveForm {
    /// Takes what ids begin with, and hands it on to all that is in it.
    pub(super) fn take_label(&mut self, label: &Arc<str>) {
        self.label = Arc::clone(label);
        for part in &mut self.parts {
            if let Part::Rows(rows) = part {
                rows.label = Arc::clone(label);
            }
            part.forms_mut().for_each(|form| form.take_label(label));
        }
    }

    /// What stands under a name: the form that it belongs to, and where it is there.
    pub(super) fn locate(&self, name: &str) -> Option<(&Self, usize)> {
        match self.find(name) {
            Some(at) => Some((self, at)),
            None => self.within_brackets(split(name)?),
        }
    }

    fn within_brackets(&self, (head, rest): (&str, &str)) -> Option<(&Self, usize)> {
        let at = self.find(head)?;
        if rest.is_empty() {
            return Some((self, at));
        }
        match self.parts.get(at)? {
            Part::Text(_) => None,
            Part::Group(group) => group.within_brackets(step(rest)?),
            Part::Rows(rows) => {
                let (key, rest) = step(rest)?;
                rows.row(key)?.within_brackets(step(rest)?)
            }
        }
    }

    pub(super) fn locate_mut(&mut self, name: &str) -> Option<(&mut Self, usize)> {
        match self.find(name) {
            Some(at) => Some((self, at)),
            None => self.within_brackets_mut(split(name)?),
        }
    }

    fn within_brackets_mut(&mut self, (head, rest): (&str, &str)) -> Option<(&mut Self, usize)> {
        let at = self.find(head)?;
        if rest.is_empty() {
            return Some((self, at));
        }
        match self.parts.get_mut(at)? {
            Part::Text(_) => None,
            Part::Group(group) => group.within_brackets_mut(step(rest)?),
            Part::Rows(rows) => {
                let (key, rest) = step(rest)?;
                rows.row_mut(key)?.within_brackets_mut(step(rest)?)
            }
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let mut parts = self.schema.parts.iter();
        parts.position(|(known, _)| known == name)
    }

    /// What was sent of this form's fields.
    pub(super) fn sent(&self, values: &FormValues) -> Result<Tree, BadNames> {
        let head = |name: &str| split(name).map_or(name, |(head, _)| head).to_owned();
        let is_text = |name: &str| {
            let at = self.find(name);
            let part = at.and_then(|at| self.parts.get(at));
            part.map(|part| matches!(part, Part::Text(_)))
        };
        let nested = values
            .iter()
            .filter(|(name, _)| is_text(&head(name)) == Some(false));
        let mut names = match nested::tree(nested)? {
            Tree::Names(names) => names,
            Tree::Texts(_) => Vec::new(),
        };
        for (name, kind) in &self.schema.parts {
            if let Kind::Text(_) = kind {
                let texts: Vec<String> = values.all(name).map(str::to_owned).collect();
                names.push((name.clone(), Tree::Texts(texts)));
            }
        }
        Ok(Tree::Names(names))
    }

    /// Takes what was sent; rows stay those that there are.
    pub(super) fn take(&mut self, sent: &Tree) {
        self.each_sent(sent, &mut |rows, sent| rows.take(sent));
    }

    /// Takes what was sent, and the rows that were.
    pub(super) fn become_sent(&mut self, sent: &Tree) {
        self.each_sent(sent, &mut |rows, sent| {
            if let Some(sent) = sent {
                rows.become_sent(sent);
            }
        });
    }

    fn each_sent(&mut self, sent: &Tree, take_rows: &mut dyn FnMut(&mut Rows, Option<&Tree>)) {
        for (part, (name, kind)) in self.parts.iter_mut().zip(&self.schema.parts) {
            match part {
                Part::Text(entry) if kind.is_list() => {
                    entry.text = joined(sent.texts(name).iter().map(String::as_str));
                }
                Part::Text(entry) => {
                    entry.text.clear();
                    // Of several texts of one name the last one counts.
                    entry
                        .text
                        .extend(sent.texts(name).last().map(String::as_str));
                }
                Part::Group(group) => {
                    let nothing = Tree::default();
                    group.each_sent(sent.get(name).unwrap_or(&nothing), take_rows);
                }
                Part::Rows(rows) => take_rows(rows, sent.get(name)),
            }
        }
    }

    /// Nothing was sent of these fields: boxes are not ticked, nothing of a list is chosen, and nothing is known of the others.
    pub(super) fn untick(&mut self) {
        for (part, (_, kind)) in self.parts.iter_mut().zip(&self.schema.parts) {
            match (part, kind) {
                (Part::Text(entry), Kind::Text(rules)) if rules.is_box || rules.is_list => {
                    entry.text.clear();
                }
                (Part::Group(group), _) => group.untick(),
                _ => {}
            }
        }
    }

    pub(super) fn each_error<'a>(&'a self, each: &mut dyn FnMut(&'a str, &'a str)) {
        for part in &self.parts {
            match part {
                Part::Text(entry) => {
                    let error = entry.verdict.shown();
                    error.into_iter().for_each(|error| each(&entry.name, error));
                }
                Part::Group(group) => group.each_error(each),
                Part::Rows(rows) => {
                    let error = rows.verdict.shown();
                    error.into_iter().for_each(|error| each(&rows.name, error));
                    rows.rows.iter().for_each(|row| row.each_error(each));
                }
            }
        }
    }

    pub(super) fn each_text<'a>(&'a self, each: &mut dyn FnMut(&'a str, &'a str)) {
        for part in &self.parts {
            match part {
                Part::Text(entry) => each(&entry.name, &entry.text),
                Part::Group(group) => group.each_text(each),
                Part::Rows(rows) => rows.rows.iter().for_each(|row| row.each_text(each)),
            }
        }
    }
}

/// `lines[3][qty]` as `lines` and `[3][qty]`.
fn split(name: &str) -> Option<(&str, &str)> {
    name.find('[').map(|at| name.split_at(at))
}

/// `[3][qty]` as `3` and `[qty]`.
fn step(rest: &str) -> Option<(&str, &str)> {
    rest.strip_prefix('[')?.split_once(']')
}
