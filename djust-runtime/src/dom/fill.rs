//! Whole values: building what they describe, and `f` frames, which keep the rows that they find again.

use std::collections::HashMap;

use serde_json::Value;

use super::{Dom, DomError, Node, Result, Row, error, index, list};
use crate::skeleton::{Slot, Text};

impl Dom {
    /// Applies an `f` frame.
    pub(super) fn fill(&mut self, path: &Value, values: &Value) -> Result {
        let path: Vec<usize> = list(path, "a path")?
            .iter()
            .map(|step| index(step, "a step of a path"))
            .collect::<Result<_>>()?;
        let mut root = std::mem::take(&mut self.root);
        let filled = self.fill_fragment(0, &mut root, &path, values);
        self.root = root;
        filled
    }

    fn fill_fragment(
        &mut self,
        fragment: u16,
        slots: &mut Vec<Node>,
        path: &[usize],
        values: &Value,
    ) -> Result {
        let table = self.table(fragment)?;
        let Some((slot, path)) = path.split_first() else {
            let old = std::mem::take(slots);
            *slots = self.fragment_of(fragment, Some(old), values)?;
            return Ok(());
        };
        let Some((kind, node)) = table.slots.get(*slot).zip(slots.get_mut(*slot)) else {
            return error(format!("fragment {fragment} has no slot {slot}"));
        };
        match (kind, node, path) {
            (kind, node, []) => {
                let old = std::mem::replace(node, Node::Branch(None));
                *node = self.slot_of(*kind, Some(old), values)?;
                Ok(())
            }
            (Slot::Branch(arms), Node::Branch(Some((arm, slots))), path) => {
                self.fill_fragment(arms[*arm], slots, path, values)
            }
            (Slot::List(rows), Node::List(nodes), [row, path @ ..]) => match nodes.get_mut(*row) {
                Some(row) => self.fill_fragment(rows.fragment, &mut row.slots, path, values),
                None => error(format!("slot {slot} has no row {row}")),
            },
            _ => error(format!("a path ends at slot {slot}")),
        }
    }

    /// The slots of a fragment with these values; rows are taken from what stood there before.
    pub(super) fn fragment_of(
        &mut self,
        fragment: u16,
        old: Option<Vec<Node>>,
        values: &Value,
    ) -> Result<Vec<Node>> {
        let table = self.table(fragment)?;
        let values = list(values, "a fragment's values")?;
        if values.len() != table.slots.len() {
            return error(format!(
                "fragment {fragment} has {} slots, its values are {}",
                table.slots.len(),
                values.len()
            ));
        }
        let mut old = old.into_iter().flatten();
        table
            .slots
            .iter()
            .zip(values)
            .map(|(kind, value)| self.slot_of(*kind, old.next(), value))
            .collect()
    }

    pub(super) fn slot_of(&mut self, kind: Slot, old: Option<Node>, value: &Value) -> Result<Node> {
        match kind {
            Slot::Text(Text::Once) => match (value.as_u64(), old) {
                (Some(0), Some(node @ Node::Once(_))) => Ok(node),
                (Some(0), _) => Ok(Node::Once(String::new())),
                _ => error(format!("a slot that is written once is 0, not {value}")),
            },
            Slot::Text(_) => {
                self.work.texts += 1;
                text(value).map(Node::Text)
            }
            Slot::Branch(arms) => self.branch_of(arms, old, value),
            Slot::Component(_) => error("a component is not read yet"),
            Slot::List(rows) => {
                let old = match old {
                    Some(Node::List(rows)) => rows,
                    _ => Vec::new(),
                };
                self.rows_of(rows.fragment, old, list(value, "a list's values")?)
                    .map(Node::List)
            }
        }
    }

    fn branch_of(&mut self, arms: &[u16], old: Option<Node>, value: &Value) -> Result<Node> {
        if value.is_null() {
            return Ok(Node::Branch(None));
        }
        let [arm, values] = list(value, "a branch's value")? else {
            return error(format!(
                "a branch's value is null or [arm, values], not {value}"
            ));
        };
        let arm = index(arm, "an arm")?;
        let Some(fragment) = arms.get(arm) else {
            return error(format!("there is no arm {arm}"));
        };
        let old = match old {
            Some(Node::Branch(Some((was, slots)))) if was == arm => Some(slots),
            _ => None,
        };
        self.work.arms += u64::from(old.is_none());
        Ok(Node::Branch(Some((
            arm,
            self.fragment_of(*fragment, old, values)?,
        ))))
    }

    fn rows_of(&mut self, fragment: u16, old: Vec<Row>, values: &[Value]) -> Result<Vec<Row>> {
        let mut known: HashMap<(Option<String>, usize), Row> = HashMap::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (index, row) in old.into_iter().enumerate() {
            let identity = self.identity(fragment, &row.slots, index, &mut counts);
            known.insert(identity, row);
        }
        counts.clear();
        let mut rows = Vec::with_capacity(values.len());
        for (index, values) in values.iter().enumerate() {
            // The key is among the values, so they are built first, then once more over the row that they belong to.
            let built = self.fragment_of(fragment, None, values)?;
            let identity = self.identity(fragment, &built, index, &mut counts);
            rows.push(match known.remove(&identity) {
                Some(row) => Row {
                    id: row.id,
                    slots: self.fragment_of(fragment, Some(row.slots), values)?,
                },
                None => self.row(built),
            });
        }
        Ok(rows)
    }

    fn identity(
        &self,
        fragment: u16,
        slots: &[Node],
        index: usize,
        counts: &mut HashMap<String, usize>,
    ) -> (Option<String>, usize) {
        match self.key(fragment, slots) {
            None => (None, index),
            Some(key) => {
                let count = counts.entry(key.to_owned()).or_default();
                *count += 1;
                (Some(key.to_owned()), *count)
            }
        }
    }
}

/// A text value.
pub(super) fn text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) if number.is_i64() => Ok(number.to_string()),
        _ => Err(DomError(format!(
            "a text is a string or a whole number, not {value}"
        ))),
    }
}
