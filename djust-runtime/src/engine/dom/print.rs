//! Printing a page without marks.

use super::{Dom, Node, Result, Tree};
use crate::engine::skeleton::{Edge, Part, Slot};

use super::shape::Shape;

impl Dom {
    /// The page's HTML without marks: what [`crate::engine::html::plain`] writes of the same state.
    #[must_use]
    pub fn html(&self) -> String {
        self.printed(None)
    }

    /// The same, with the id of each component on its root element, as a browser has it.
    #[must_use]
    pub fn html_with_ids(&self) -> String {
        self.printed(Some(Ids::default()))
    }

    fn printed(&self, ids: Option<Ids>) -> String {
        let mut printer = Printer {
            dom: self,
            ids,
            out: String::new(),
        };
        // What has no table has no HTML either.
        let _ = printer.tree(&self.root);
        printer.out
    }
}

/// Whose root element comes next.
#[derive(Default)]
struct Ids {
    next: Option<u32>,
}

struct Printer<'d> {
    dom: &'d Dom,
    /// If ids are written.
    ids: Option<Ids>,
    out: String,
}

impl Printer<'_> {
    fn tree(&mut self, tree: &Tree) -> Result {
        self.print(Shape::root(tree.skeleton)?, &tree.slots)
    }

    fn anchor(&mut self) {
        let ids = self.ids.as_mut();
        if let Some(id) = ids.and_then(|ids| ids.next.take()) {
            self.out.push_str(&format!(" data-component-id=\"{id}\""));
        }
    }

    fn print(&mut self, shape: Shape, slots: &[Node]) -> Result {
        for part in shape.table.parts {
            match part {
                Part::Html(html) => self.out.push_str(html),
                Part::Anchor(_) => self.anchor(),
                Part::Newline | Part::Scripts => {}
                Part::Text(slot)
                | Part::Value(slot)
                | Part::Branch(slot)
                | Part::List(slot)
                | Part::Rows(slot)
                | Part::Component(slot) => {
                    let slot = usize::from(*slot);
                    if let (Some(kind), Some(node)) = (shape.table.slots.get(slot), slots.get(slot))
                    {
                        self.slot(shape, *kind, node)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn slot(&mut self, shape: Shape, kind: Slot, node: &Node) -> Result {
        match (kind, node) {
            (Slot::Text(_), Node::Text(text) | Node::Once(text)) => self.out.push_str(text),
            (Slot::Branch(arms), Node::Branch(Some((arm, slots)))) => {
                if let Some(fragment) = arms.get(*arm) {
                    self.print(shape.of(*fragment)?, slots)?;
                }
            }
            (Slot::List(rows), Node::List(nodes)) => {
                for row in nodes {
                    self.print(shape.of(rows.fragment)?, &row.slots)?;
                    if let Edge::Element { separator } = rows.edge {
                        self.out.push_str(separator);
                    }
                }
            }
            (Slot::Component(_) | Slot::Outlet(_), Node::Component(id)) => {
                if let Some(component) = self.dom.components.get(id) {
                    if let Some(ids) = &mut self.ids {
                        ids.next = Some(*id);
                    }
                    self.tree(component)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
