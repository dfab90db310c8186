//! Whole values: building what they describe, and `f` frames, which keep the rows and components that they find
//! again.

use std::collections::HashMap;

use serde_json::Value;

use super::shape::Shape;
use super::{Dom, Node, Result, Row, Tree, component_id, error, index, list, text};
use crate::engine::skeleton::{Slot, Text};

impl Dom {
    /// Applies an `f` frame.
    pub(super) fn fill(
        &mut self,
        path: &Value,
        values: &Value,
        component: Option<&Value>,
    ) -> Result {
        let path: Vec<usize> = list(path, "a path")?
            .iter()
            .map(|step| index(step, "a step of a path"))
            .collect::<Result<_>>()?;
        match component.map(component_id).transpose()? {
            None => {
                let root = Shape::root(self.root.skeleton)?;
                let mut slots = std::mem::take(&mut self.root.slots);
                self.fill_fragment(root, &mut slots, &path, values)?;
                self.root.slots = slots;
            }
            Some(id) => {
                let mut tree = self.component(id)?;
                self.fill_fragment(Shape::root(tree.skeleton)?, &mut tree.slots, &path, values)?;
                self.components.insert(id, tree);
            }
        }
        self.keep_standing()
    }

    /// Takes a component's tree to work on it.
    pub(super) fn component(&mut self, id: u32) -> Result<Tree> {
        match self.components.remove(&id) {
            Some(tree) => Ok(tree),
            None => error(format!("component {id} is not on the page")),
        }
    }

    fn fill_fragment(
        &mut self,
        shape: Shape,
        slots: &mut Vec<Node>,
        path: &[usize],
        values: &Value,
    ) -> Result {
        let Some((slot, path)) = path.split_first() else {
            let old = std::mem::take(slots);
            *slots = self.fragment_of(shape, Some(old), values)?;
            return Ok(());
        };
        let Some((kind, node)) = shape.table.slots.get(*slot).zip(slots.get_mut(*slot)) else {
            return error(format!("fragment {} has no slot {slot}", shape.fragment));
        };
        match (kind, node, path) {
            (Slot::Text(text), ..) if text.is_left() => {
                error("a slot that no patch writes to is never filled")
            }
            (kind, node, []) => {
                let old = std::mem::replace(node, Node::Branch(None));
                *node = self.slot_of(shape, *kind, Some(old), values)?;
                Ok(())
            }
            (Slot::Branch(arms), Node::Branch(Some((arm, slots))), path) => {
                self.fill_fragment(shape.of(arms[*arm])?, slots, path, values)
            }
            (Slot::List(rows), Node::List(nodes), [row, path @ ..]) => match nodes.get_mut(*row) {
                Some(row) => {
                    self.fill_fragment(shape.of(rows.fragment)?, &mut row.slots, path, values)
                }
                None => error(format!("slot {slot} has no row {row}")),
            },
            _ => error(format!("a path ends at slot {slot}")),
        }
    }

    /// The slots of a fragment with these values; rows and components are taken from what stood there before.
    pub(super) fn fragment_of(
        &mut self,
        shape: Shape,
        old: Option<Vec<Node>>,
        values: &Value,
    ) -> Result<Vec<Node>> {
        let slots = shape.table.slots;
        let values = list(values, "a fragment's values")?;
        if values.len() != slots.len() {
            return error(format!(
                "fragment {} has {} slots, its values are {}",
                shape.fragment,
                slots.len(),
                values.len()
            ));
        }
        let mut old = old.into_iter().flatten();
        slots
            .iter()
            .zip(values)
            .map(|(kind, value)| self.slot_of(shape, *kind, old.next(), value))
            .collect()
    }

    pub(super) fn slot_of(
        &mut self,
        shape: Shape,
        kind: Slot,
        old: Option<Node>,
        value: &Value,
    ) -> Result<Node> {
        match kind {
            Slot::Text(Text::Once) => match (value.as_u64(), old) {
                (Some(0), Some(node @ Node::Once(_))) => Ok(node),
                (Some(0), _) => Ok(Node::Once(String::new())),
                _ => error(format!("a slot that is written once is 0, not {value}")),
            },
            Slot::Text(Text::Initial) => match old {
                Some(node @ Node::Once(_)) => Ok(node),
                _ => text(value).map(Node::Once),
            },
            Slot::Text(_) => {
                self.work.texts += 1;
                text(value).map(Node::Text)
            }
            Slot::Branch(arms) => self.branch_of(shape, arms, old, value),
            Slot::Component(_) | Slot::Outlet(_) => self.component_of(shape, kind, old, value),
            Slot::List(rows) => {
                let old = match old {
                    Some(Node::List(rows)) => rows,
                    _ => Vec::new(),
                };
                let values = list(value, "a list's values")?;
                self.rows_of(shape.of(rows.fragment)?, old, values)
                    .map(Node::List)
            }
        }
    }

    fn branch_of(
        &mut self,
        shape: Shape,
        arms: &[u16],
        old: Option<Node>,
        value: &Value,
    ) -> Result<Node> {
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
        let slots = self.fragment_of(shape.of(*fragment)?, old, values)?;
        Ok(Node::Branch(Some((arm, slots))))
    }

    fn component_of(
        &mut self,
        shape: Shape,
        slot: Slot,
        old: Option<Node>,
        value: &Value,
    ) -> Result<Node> {
        let skeleton = shape.component(slot)?;
        let [id, values] = list(value, "a component's value")? else {
            return error(format!("a component's value is [id, values], not {value}"));
        };
        let id = component_id(id)?;
        if !self.written.insert(id) {
            return error(format!("the values of component {id} stand twice"));
        }
        let old = match old {
            Some(Node::Component(was)) if was == id => self.components.remove(&id),
            _ => None,
        };
        self.work.components += u64::from(old.is_none());
        let old = old.map(|tree| tree.slots);
        let slots = self.fragment_of(Shape::root(skeleton)?, old, values)?;
        self.components.insert(id, Tree { skeleton, slots });
        Ok(Node::Component(id))
    }

    fn rows_of(&mut self, shape: Shape, old: Vec<Row>, values: &[Value]) -> Result<Vec<Row>> {
        let mut known: HashMap<Identity, Row> = HashMap::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (index, row) in old.into_iter().enumerate() {
            let key = shape.key(&row.slots).map(str::to_owned);
            known.insert(identity(key, index, &mut counts), row);
        }
        counts.clear();
        let mut rows = Vec::with_capacity(values.len());
        for (index, values) in values.iter().enumerate() {
            let identity = identity(shape.key_of(values), index, &mut counts);
            rows.push(match known.remove(&identity) {
                Some(row) => Row {
                    id: row.id,
                    slots: self.fragment_of(shape, Some(row.slots), values)?,
                },
                None => {
                    let slots = self.fragment_of(shape, None, values)?;
                    self.row(slots)
                }
            });
        }
        Ok(rows)
    }
}

/// What a row is known by: its key and how many of this key stand before it, or its index.
type Identity = (Option<String>, usize);

fn identity(key: Option<String>, index: usize, counts: &mut HashMap<String, usize>) -> Identity {
    let Some(key) = key else {
        return (None, index);
    };
    let count = counts.entry(key.clone()).or_default();
    *count += 1;
    (Some(key), *count)
}
