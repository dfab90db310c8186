//! Edits of a `p` frame.

use serde_json::Value;

use super::shape::Shape;
use super::{Dom, Node, Result, Row, component_id, error, index, list, number, text};
use crate::engine::diff::splice;
use crate::engine::skeleton::{Slot, Text};

impl Dom {
    /// Applies the edits of a `p` frame: the view's, and those of components.
    pub(super) fn patch(&mut self, edits: &Value, components: &[Value]) -> Result {
        // A patch without edits confirms the events that were pushed before it.
        if !list(edits, "a view's edits")?.is_empty() {
            let root = Shape::root(self.root.skeleton)?;
            let mut slots = std::mem::take(&mut self.root.slots);
            self.patch_fragment(root, &mut slots, edits)?;
            self.root.slots = slots;
        }
        let mut edited: Vec<u32> = Vec::new();
        for pair in components.chunks(2) {
            let [id, edits] = pair else {
                return error("edits of components are pairs of an id and its edits");
            };
            let id = component_id(id)?;
            if edited.last().is_some_and(|last| *last >= id) {
                return error("the components of edits rise");
            }
            edited.push(id);
            // What other edits said of it shows when all are applied.
            let mut tree = self.component(id)?;
            self.patch_fragment(Shape::root(tree.skeleton)?, &mut tree.slots, edits)?;
            self.components.insert(id, tree);
        }
        if let Some(id) = edited.iter().find(|id| self.written.contains(id)) {
            return error(format!("component {id} has both values and edits"));
        }
        self.keep_standing()?;
        match edited.iter().find(|id| !self.components.contains_key(id)) {
            Some(id) => error(format!("component {id} has edits and is gone")),
            None => Ok(()),
        }
    }

    fn patch_fragment(&mut self, shape: Shape, slots: &mut [Node], edits: &Value) -> Result {
        let edits = list(edits, "a fragment's edits")?;
        if edits.is_empty() || edits.len() % 2 != 0 {
            return error("edits are pairs of a slot and its change");
        }
        let mut least = 0;
        for pair in edits.chunks_exact(2) {
            let slot = index(&pair[0], "a slot")?;
            if slot < least {
                return error("the slots of edits rise");
            }
            least = slot + 1;
            match shape.table.slots.get(slot).zip(slots.get_mut(slot)) {
                Some((kind, node)) => self.patch_slot(shape, *kind, node, &pair[1])?,
                None => return error(format!("fragment {} has no slot {slot}", shape.fragment)),
            }
        }
        Ok(())
    }

    fn patch_slot(&mut self, shape: Shape, kind: Slot, node: &mut Node, change: &Value) -> Result {
        match (kind, node) {
            (Slot::Text(Text::Live | Text::Url), Node::Text(old)) => {
                let after = match change {
                    Value::Array(parts) => spliced(old, parts)?,
                    value => text(value)?,
                };
                if *old == after {
                    return error("a change changes nothing");
                }
                *old = after;
                self.work.texts += 1;
                Ok(())
            }
            (Slot::Branch(arms), node @ Node::Branch(_)) => {
                self.patch_branch(shape, arms, node, change)
            }
            (Slot::List(rows), Node::List(nodes)) => {
                self.patch_list(shape.of(rows.fragment)?, nodes, change)
            }
            (Slot::Component(_) | Slot::Outlet(_), node @ Node::Component(_)) => {
                let after = self.slot_of(shape, kind, None, change)?;
                if *node == after {
                    return error("another component has another id");
                }
                *node = after;
                Ok(())
            }
            _ => error("a slot that is written once is never patched"),
        }
    }

    fn patch_branch(
        &mut self,
        shape: Shape,
        arms: &'static [u16],
        node: &mut Node,
        change: &Value,
    ) -> Result {
        if let Some([Value::Array(edits)]) = change.as_array().map(Vec::as_slice) {
            let Node::Branch(Some((arm, slots))) = node else {
                return error("an arm is edited where there is none");
            };
            return self.patch_fragment(shape.of(arms[*arm])?, slots, &Value::Array(edits.clone()));
        }
        *node = self.slot_of(shape, Slot::Branch(arms), None, change)?;
        Ok(())
    }

    fn patch_list(&mut self, shape: Shape, rows: &mut Vec<Row>, change: &Value) -> Result {
        let parts = list(change, "a list's change")?;
        if parts.is_empty() || parts.len() > 3 {
            return error("a list's change is [edits, removed, placed]");
        }
        let part = |index: usize| {
            parts
                .get(index)
                .map_or(Ok(&[][..]), |part| list(part, "a part of a list's change"))
        };
        let mut old: Vec<Option<Row>> = std::mem::take(rows).into_iter().map(Some).collect();
        self.remove(&mut old, part(1)?)?;
        *rows = self.place(shape, old, part(2)?)?;
        let mut least = 0;
        for pair in part(0)?.chunks(2) {
            let [row, edits] = pair else {
                return error("edits of rows are pairs");
            };
            let row = index(row, "a row")?;
            if row < least {
                return error("the rows of edits rise");
            }
            least = row + 1;
            match rows.get_mut(row) {
                Some(row) => self.patch_fragment(shape, &mut row.slots, edits)?,
                None => return error(format!("there is no row {row}")),
            }
        }
        Ok(())
    }

    fn remove(&mut self, old: &mut [Option<Row>], runs: &[Value]) -> Result {
        let mut least = 0;
        for run in runs.chunks(2) {
            let [first, count] = run else {
                return error("removed rows are runs [index, count]");
            };
            let (first, count) = (index(first, "a row")?, index(count, "a count")?);
            let run = first
                .checked_add(count)
                .and_then(|end| old.get_mut(first..end));
            let (Some(run), true, true) = (run, first >= least, count > 0) else {
                return error(format!(
                    "rows {first} and {} more can't be removed",
                    count.saturating_sub(1)
                ));
            };
            run.fill(None);
            least = first + count;
            self.work.removed += count as u64;
        }
        Ok(())
    }

    fn place(
        &mut self,
        shape: Shape,
        mut old: Vec<Option<Row>>,
        placed: &[Value],
    ) -> Result<Vec<Row>> {
        let mut incoming: Vec<(usize, Vec<Row>)> = Vec::new();
        for pair in placed.chunks(2) {
            let [at, what] = pair else {
                return error("placed rows are pairs");
            };
            let at = index(at, "a row")?;
            if let Some(inserted) = what.as_array() {
                let rows: Result<Vec<Row>> = inserted
                    .iter()
                    .map(|values| {
                        let slots = self.fragment_of(shape, None, values)?;
                        Ok(self.row(slots))
                    })
                    .collect();
                self.work.inserted += inserted.len() as u64;
                incoming.push((at, rows?));
            } else {
                let from = number(what, "a moved row")?;
                let Some(row) = usize::try_from(from)
                    .ok()
                    .and_then(|from| old.get_mut(from)?.take())
                else {
                    return error(format!("row {from} can't move: it is gone"));
                };
                self.work.moved += 1;
                incoming.push((at, vec![row]));
            }
        }
        let mut staying = old.into_iter().flatten();
        let mut rows = Vec::new();
        for (at, mut incoming) in incoming {
            while rows.len() < at {
                match staying.next() {
                    Some(row) => rows.push(row),
                    None => return error(format!("there is no place {at}")),
                }
            }
            if rows.len() > at {
                return error("the places of rows rise");
            }
            rows.append(&mut incoming);
        }
        rows.extend(staying);
        Ok(rows)
    }
}

/// The text after splices.
fn spliced(old: &str, parts: &[Value]) -> Result<String> {
    let Some((length, splices @ [_, ..])) = parts.split_first() else {
        return error("splices are [oldLength, start, removed, inserted, ...]");
    };
    if !splice::is_text(old) {
        return error("a splice of markup");
    }
    let old: Vec<u16> = splice::decode(old).encode_utf16().collect();
    if index(length, "a length")? != old.len() {
        return error(format!(
            "a splice expects {length} units, there are {}",
            old.len()
        ));
    }
    let (mut units, mut taken) = (Vec::with_capacity(old.len()), 0);
    for part in splices.chunks(3) {
        let [start, removed, Value::String(inserted)] = part else {
            return error("a splice is start, removed, inserted");
        };
        let start = index(start, "a start")?;
        let end = start.checked_add(index(removed, "a count")?);
        let (Some(kept), Some(end)) = (old.get(taken..start), end.filter(|end| *end <= old.len()))
        else {
            return error("a splice past the end, or before the last one");
        };
        units.extend_from_slice(kept);
        units.extend(inserted.encode_utf16());
        taken = end;
    }
    units.extend_from_slice(&old[taken..]);
    match String::from_utf16(&units) {
        Ok(text) => Ok(encoded(&text)),
        Err(_) => error("a splice parts a surrogate pair"),
    }
}

/// A text as Askama writes it.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match splice::ENTITIES
            .iter()
            .find(|(_, decoded)| *decoded == letter)
        {
            Some((entity, _)) => out.push_str(entity),
            None => out.push(letter),
        }
    }
    out
}
