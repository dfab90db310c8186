//! Which slots show exactly one field of the view or of a row, or its negation.
//!
//! A client may show such a slot's next text before the server does. Nothing is said of a slot unless a render can't
//! disagree: an expression with a filter, a call or a name that the template declares is not exactly a field.

use crate::ast::{If, Node, Nodes};
use crate::expression;
use crate::fragments::{Frame, Writer};
use crate::html::tree::{Piece, TagPart};
use crate::ir::FieldSlot;

/// A field, and whether its negation is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    path: String,
    negated: bool,
}

/// What a slot holds when a condition is true, and when it is false.
#[derive(Debug, Default)]
struct Choice {
    path: Option<String>,
    texts: (String, String),
}

impl Choice {
    fn literal(&mut self, text: &str) {
        self.texts.0 += text;
        self.texts.1 += text;
    }
}

impl Frame {
    /// Notes that a slot shows the expression `field`, if that is one.
    fn shows(&mut self, slot: u16, field: Option<Field>, texts: Option<(String, String)>) {
        if let Some(Field { path, negated }) = field {
            self.fields.push(FieldSlot {
                slot,
                path,
                negated,
                texts,
            });
        }
    }
}

impl Writer<'_, '_> {
    /// Notes what a text slot shows that is all one tag, or literal text chosen by one field.
    pub(super) fn note_pieces(&self, frame: &mut Frame, slot: u16, pieces: &[Piece<'_>]) {
        if let [Piece::Hole(node)] = pieces
            && let Node::Expr(_) = node
        {
            return self.note_value(frame, slot, node);
        }
        let mut choice = Choice::default();
        let chosen = pieces.iter().all(|piece| self.piece(&mut choice, piece));
        self.note_choice(frame, slot, choice, chosen);
    }

    /// Notes what a value shows.
    pub(super) fn note_value(&self, frame: &mut Frame, slot: u16, node: &Node) {
        if let Node::Expr(source) = node {
            frame.shows(slot, self.field(&source.text), None);
        }
    }

    /// Notes what a run of conditional attributes shows.
    pub(super) fn note_chunks(&self, frame: &mut Frame, slot: u16, run: &[TagPart<'_>]) {
        let mut choice = Choice::default();
        let chosen = run.iter().all(|part| match part {
            TagPart::Space(space) => {
                choice.literal(space);
                true
            }
            TagPart::Attr(attr) => {
                choice.literal(&attr.before);
                let chosen = attr
                    .value
                    .iter()
                    .all(|piece| self.piece(&mut choice, piece));
                choice.literal(attr.quote);
                chosen
            }
            TagPart::Chunk(node, _) => self.choose(&mut choice, node),
            TagPart::Statement(_) | TagPart::ScopeStart | TagPart::ScopeEnd => false,
        });
        self.note_choice(frame, slot, choice, chosen);
    }

    /// Notes what decides a branch: its first arm is shown when the field is true, the other, if there is one, else.
    pub(super) fn note_branch(&self, frame: &mut Frame, slot: u16, node: &Node) {
        if let Some((condition, _, _)) = two_arms(node) {
            frame.shows(slot, self.field(condition), None);
        }
    }

    fn note_choice(&self, frame: &mut Frame, slot: u16, choice: Choice, chosen: bool) {
        let Some(path) = choice.path.filter(|_| chosen) else {
            return;
        };
        let field = Field {
            path,
            negated: false,
        };
        let (when, otherwise) = choice.texts;
        frame.shows(
            slot,
            Some(field),
            Some((as_kept(&when), as_kept(&otherwise))),
        );
    }

    /// Adds a piece of a value; whether it is literal, or chosen by the one field.
    fn piece(&self, choice: &mut Choice, piece: &Piece<'_>) -> bool {
        match piece {
            Piece::Text(text) => {
                choice.literal(text);
                true
            }
            Piece::Hole(node) => self.choose(choice, node),
            Piece::ScopeStart | Piece::ScopeEnd => false,
        }
    }

    /// Adds an `if` whose arms are literal text.
    fn choose(&self, choice: &mut Choice, node: &Node) -> bool {
        let Some((condition, when, otherwise)) = two_arms(node) else {
            return false;
        };
        let Some(Field { path, negated }) = self.field(condition) else {
            return false;
        };
        if choice.path.as_ref().is_some_and(|known| *known != path) {
            return false;
        }
        let (Some(when), Some(otherwise)) = (
            literal(when),
            otherwise.map_or(Some(String::new()), literal),
        ) else {
            return false;
        };
        let (when, otherwise) = if negated {
            (otherwise, when)
        } else {
            (when, otherwise)
        };
        choice.path = Some(path);
        choice.texts.0 += &when;
        choice.texts.1 += &otherwise;
        true
    }

    /// The field that an expression is, or whose negation it is.
    fn field(&self, text: &str) -> Option<Field> {
        // A macro's body, or what is handed on, stands where its names may mean something else.
        if self.detached > 0 || self.table > 0 {
            return None;
        }
        let text = text.trim();
        let (text, negated) = match text.strip_prefix('!') {
            Some(text) => (text.trim_start(), true),
            None => (text, false),
        };
        if !expression::pure_path(text) {
            return None;
        }
        let path: String = text.split_whitespace().collect();
        let of_view = path.strip_prefix("self.");
        let path = of_view.unwrap_or(&path);
        let first = path.split('.').next()?;
        if !expression::is_variable(first) {
            return None;
        }
        let declared = self
            .scopes
            .iter()
            .rposition(|scope| scope.iter().any(|name| name == first));
        let known = match (declared, self.rows.last()) {
            (None, _) => true,
            (Some(scope), Some((row, Some(variable)))) => {
                of_view.is_none() && scope == *row && variable == first && path != first
            }
            (Some(_), _) => false,
        };
        known.then(|| Field {
            path: path.to_owned(),
            negated,
        })
    }
}

/// The condition of an `if` without further ones, its arm, and its `else`.
fn two_arms(node: &Node) -> Option<(&str, &Nodes, Option<&Nodes>)> {
    let Node::If(If { arms, .. }) = node else {
        return None;
    };
    match arms.as_slice() {
        [(Some(condition), when)] => Some((&condition.text, when, None)),
        [(Some(condition), when), (None, otherwise)] => {
            Some((&condition.text, when, Some(otherwise)))
        }
        _ => None,
    }
}

/// The text of nodes that are nothing else.
fn literal(nodes: &Nodes) -> Option<String> {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => Some(text.text.as_str()),
            _ => None,
        })
        .collect()
}

/// The text as a tape keeps it.
fn as_kept(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "")
}
