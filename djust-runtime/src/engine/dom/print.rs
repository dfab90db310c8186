//! Printing a page without marks.

use super::{Dom, Node, Result, Tree};
use crate::engine::skeleton::{Edge, Part, Slot};

use super::shape::Shape;

impl Dom {
    /// The page's HTML without marks: what [`crate::engine::html::plain`] writes of the same state.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::new();
        // What has no table has no HTML either.
        let _ = self.print_tree(&self.root, &mut out);
        out
    }

    fn print_tree(&self, tree: &Tree, out: &mut String) -> Result {
        self.print(Shape::root(tree.skeleton)?, &tree.slots, out)
    }

    fn print(&self, shape: Shape, slots: &[Node], out: &mut String) -> Result {
        for part in shape.table.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Anchor(_) | Part::Newline | Part::Scripts => {}
                Part::Text(slot)
                | Part::Value(slot)
                | Part::Branch(slot)
                | Part::List(slot)
                | Part::Rows(slot)
                | Part::Component(slot) => {
                    let slot = usize::from(*slot);
                    if let (Some(kind), Some(node)) = (shape.table.slots.get(slot), slots.get(slot))
                    {
                        self.print_slot(shape, *kind, node, out)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn print_slot(&self, shape: Shape, kind: Slot, node: &Node, out: &mut String) -> Result {
        match (kind, node) {
            (Slot::Text(_), Node::Text(text) | Node::Once(text)) => out.push_str(text),
            (Slot::Branch(arms), Node::Branch(Some((arm, slots)))) => {
                if let Some(fragment) = arms.get(*arm) {
                    self.print(shape.of(*fragment)?, slots, out)?;
                }
            }
            (Slot::List(rows), Node::List(nodes)) => {
                for row in nodes {
                    self.print(shape.of(rows.fragment)?, &row.slots, out)?;
                    if let Edge::Element { separator } = rows.edge {
                        out.push_str(separator);
                    }
                }
            }
            (Slot::Component(_) | Slot::Outlet(_), Node::Component(id)) => {
                if let Some(component) = self.components.get(id) {
                    self.print_tree(component, out)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
