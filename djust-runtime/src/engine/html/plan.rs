//! A skeleton as one page needs it: all that depends on no slot is written once, marks included, and run together, so
//! that a row costs a few copies of text.

use super::gather::MIDDLE;
use crate::engine::skeleton::{Edge, Fragment, Part, Skeleton, Slot};

/// What the page says around a region.
#[derive(Debug, Default)]
pub(super) struct Pair {
    /// The begin of the comment before, up to the arm's index.
    pub(super) head: String,
    /// The comment before.
    pub(super) open: String,
    /// The comment behind.
    pub(super) close: String,
}

impl Pair {
    /// The marks of a page with this tag. One without says nothing.
    pub(super) fn new(tag: Option<&str>) -> Self {
        tag.map_or_else(Self::default, |tag| Self {
            head: format!("<!--{tag}"),
            open: format!("<!--{tag}-->"),
            close: format!("<!--/{tag}-->"),
        })
    }

    /// Whether the page has marks.
    pub(super) fn is_written(&self) -> bool {
        !self.head.is_empty()
    }
}

/// One skeleton.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) skeleton: &'static Skeleton,
    /// All literals, one after the other.
    pub(super) literals: String,
    fragments: Vec<Run>,
}

/// One fragment.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) steps: Vec<Step>,
    /// How many marks stand in it, those of its arms and rows not counted.
    pub(super) marks: u32,
    /// Whether each slot is one entry of the tape, so that its number tells where it is.
    pub(super) even: bool,
    /// The same steps, if they are literals and texts alone, as those of most rows are.
    pub(super) pieces: Vec<Piece>,
    /// How many bytes it has at most, slots not counted.
    size: usize,
}

/// A literal, from here to there, and the text of a slot behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) slot: u16,
}

impl Piece {
    /// No text is behind it: fragments have fewer slots.
    const LAST: Self = Self {
        from: 0,
        to: 0,
        slot: u16::MAX,
    };
}

/// A step in the writing of a fragment.
#[derive(Debug)]
pub(super) enum Step {
    /// From here to there in the literals.
    Html(u32, u32),
    Text(u16),
    /// The comment before a branch, and the arm that was taken. The comment behind is the next step's.
    Branch(u16),
    Rows(u16),
    Component(u16),
    /// Where the root element of a component says which one it is.
    Id,
    Scripts,
}

impl Plan {
    /// The plan of a view, or of a component, whose root element has an id.
    pub(super) fn new(skeleton: &'static Skeleton, pair: &Pair, component: bool) -> Self {
        let mut writer = Writer {
            pair,
            component,
            edge: edge(skeleton, pair),
            literals: String::with_capacity(1024),
        };
        let fragments = skeleton.fragments.iter().map(|f| writer.run(f));
        let fragments = fragments.collect();
        // So that short ones at the end can be copied with what follows them, too.
        writer.literals.push_str(&" ".repeat(MIDDLE));
        Self {
            skeleton,
            literals: writer.literals,
            fragments,
        }
    }

    pub(super) fn run(&self, fragment: u16) -> Option<&Run> {
        self.fragments.get(usize::from(fragment))
    }

    /// About how many bytes a fragment has, slots not counted.
    pub(super) fn size(&self, fragment: u16) -> usize {
        let run = self.fragments.get(usize::from(fragment));
        run.map_or(0, |run| run.size)
    }
}

/// Writes the runs of one skeleton.
struct Writer<'a> {
    pair: &'a Pair,
    component: bool,
    edge: usize,
    literals: String,
}

impl Writer<'_> {
    fn run(&mut self, fragment: &'static Fragment) -> Run {
        let one_entry = |slot: &Slot| matches!(slot, Slot::Text(_) | Slot::Component(_));
        let mut run = Run {
            even: fragment.slots.iter().all(one_entry),
            size: self.edge,
            ..Run::default()
        };
        for part in fragment.parts {
            self.part(part, &mut run);
        }
        run.pieces = pieces(&run.steps).unwrap_or_default();
        run
    }

    fn part(&mut self, part: &'static Part, run: &mut Run) {
        match *part {
            Part::Html(html) => self.html(html, run),
            Part::Anchor(_) => self.anchor(run),
            Part::Newline if self.pair.is_written() => self.html("\n", run),
            Part::Newline => {}
            Part::Scripts => run.steps.push(Step::Scripts),
            Part::Text(slot) => run.steps.push(Step::Text(slot)),
            Part::Rows(slot) => run.steps.push(Step::Rows(slot)),
            Part::Component(slot) => run.steps.push(Step::Component(slot)),
            Part::Value(slot) => self.region(Step::Text(slot), run),
            Part::List(slot) => self.region(Step::Rows(slot), run),
            Part::Branch(slot) => {
                self.mark(run);
                run.size += self.pair.open.len() + "00".len();
                run.steps.push(Step::Branch(slot));
                self.html(&self.pair.close, run);
            }
        }
    }

    fn anchor(&mut self, run: &mut Run) {
        if !self.pair.is_written() {
            return;
        }
        self.mark(run);
        self.html(" dj", run);
        // The first anchor that is reached says the id: the root element's.
        if self.component && !run.steps.iter().any(|step| matches!(step, Step::Id)) {
            run.steps.push(Step::Id);
        }
    }

    fn region(&mut self, step: Step, run: &mut Run) {
        self.mark(run);
        self.html(&self.pair.open, run);
        run.steps.push(step);
        self.html(&self.pair.close, run);
    }

    fn mark(&self, run: &mut Run) {
        run.marks += u32::from(self.pair.is_written());
    }

    /// Adds to the literal before, if there is one.
    fn html(&mut self, html: &str, run: &mut Run) {
        if html.is_empty() {
            return;
        }
        run.size += html.len();
        let from = self.literals.len() as u32;
        self.literals.push_str(html);
        let end = self.literals.len() as u32;
        match run.steps.last_mut() {
            Some(Step::Html(_, to)) => *to = end,
            _ => run.steps.push(Step::Html(from, end)),
        }
    }
}

/// The steps as pieces; `None` if there are others than literals and texts.
fn pieces(steps: &[Step]) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut piece = Piece::LAST;
    for step in steps {
        match *step {
            // No two stand side by side.
            Step::Html(from, to) => (piece.from, piece.to) = (from, to),
            Step::Text(slot) => {
                pieces.push(Piece { slot, ..piece });
                piece = Piece::LAST;
            }
            _ => return None,
        }
    }
    pieces.push(piece);
    Some(pieces)
}

/// The most that stands around a row: counted with every fragment, as each may be a row's.
fn edge(skeleton: &Skeleton, pair: &Pair) -> usize {
    let slots = skeleton.fragments.iter().flat_map(|f| f.slots);
    let edges = slots.filter_map(|slot| match slot {
        Slot::List(rows) => Some(match rows.edge {
            Edge::Element { separator } => separator.len(),
            Edge::Pair => pair.open.len() + pair.close.len(),
        }),
        _ => None,
    });
    edges.max().unwrap_or(0)
}
