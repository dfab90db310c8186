//! A skeleton as one page needs it: all that depends on no slot is written once, marks included, and run together, so
//! that a row costs a few copies of text.

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
    fragments: Vec<Layout>,
}

/// One fragment.
#[derive(Debug, Default)]
pub(super) struct Layout {
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
        let fragments = skeleton.fragments.iter().map(|f| writer.layout(f));
        let fragments = fragments.collect();
        Self {
            skeleton,
            literals: writer.literals,
            fragments,
        }
    }

    pub(super) fn layout(&self, fragment: u16) -> Option<&Layout> {
        self.fragments.get(usize::from(fragment))
    }

    /// About how many bytes a fragment has, slots not counted.
    pub(super) fn size(&self, fragment: u16) -> usize {
        let layout = self.fragments.get(usize::from(fragment));
        layout.map_or(0, |layout| layout.size)
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
    fn layout(&mut self, fragment: &'static Fragment) -> Layout {
        let one_entry = |slot: &Slot| !matches!(slot, Slot::Branch(_) | Slot::List(_));
        let mut layout = Layout {
            even: fragment.slots.iter().all(one_entry),
            size: self.edge,
            ..Layout::default()
        };
        for part in fragment.parts {
            self.part(part, &mut layout);
        }
        layout.pieces = pieces(&layout.steps).unwrap_or_default();
        layout
    }

    fn part(&mut self, part: &'static Part, layout: &mut Layout) {
        match *part {
            Part::Html(html) => self.html(html, layout),
            Part::Anchor(_) => self.anchor(layout),
            Part::Newline if self.pair.is_written() => self.html("\n", layout),
            Part::Newline => {}
            Part::Scripts => layout.steps.push(Step::Scripts),
            Part::Text(slot) => layout.steps.push(Step::Text(slot)),
            Part::Rows(slot) => layout.steps.push(Step::Rows(slot)),
            Part::Component(slot) => layout.steps.push(Step::Component(slot)),
            Part::Value(slot) => self.region(Step::Text(slot), layout),
            Part::List(slot) => self.region(Step::Rows(slot), layout),
            Part::Branch(slot) => {
                self.mark(layout);
                layout.size += self.pair.open.len() + "00".len();
                layout.steps.push(Step::Branch(slot));
                self.html(&self.pair.close, layout);
            }
        }
    }

    fn anchor(&mut self, layout: &mut Layout) {
        if !self.pair.is_written() {
            return;
        }
        self.mark(layout);
        self.html(" dj", layout);
        // The first anchor that is reached says the id: the root element's.
        if self.component && !layout.steps.iter().any(|step| matches!(step, Step::Id)) {
            layout.steps.push(Step::Id);
        }
    }

    fn region(&mut self, step: Step, layout: &mut Layout) {
        self.mark(layout);
        self.html(&self.pair.open, layout);
        layout.steps.push(step);
        self.html(&self.pair.close, layout);
    }

    fn mark(&self, layout: &mut Layout) {
        layout.marks += u32::from(self.pair.is_written());
    }

    /// Adds to the literal before, if there is one.
    fn html(&mut self, html: &str, layout: &mut Layout) {
        if html.is_empty() {
            return;
        }
        layout.size += html.len();
        let from = self.literals.len() as u32;
        self.literals.push_str(html);
        let end = self.literals.len() as u32;
        match layout.steps.last_mut() {
            Some(Step::Html(_, to)) => *to = end,
            _ => layout.steps.push(Step::Html(from, end)),
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
