//! What never changes of a view's page: fragments, their literal HTML and their numbered slots.
//!
//! The macros write these tables as constants. A tape holds what does change; `html` interleaves the two
//! into a page, `diff` compares two tapes of one skeleton. Nothing here is parsed or
//! built at run time.
//!
//! A *fragment* is a template, an arm of an `if` or `match`, a row of a loop, a macro's body or a `call` block. Each
//! numbers its own slots from 0 in the order in which a render reaches them.

/// The tables of one view's template. Fragment 0 is the template itself.
#[derive(Debug, Clone, Copy)]
pub struct Skeleton {
    /// The template's name as errors show it, such as `counter.html`.
    pub template: &'static str,
    /// Whether the template writes `<html>` itself. If not, the server wraps the page in a document.
    pub document: bool,
    /// Every fragment; slots name them by index.
    pub fragments: &'static [Fragment],
    /// The tables of the components that stand in the template; slots name them by index. Functions, as a component
    /// may hold others of its own kind.
    pub components: &'static [fn() -> &'static Skeleton],
    /// What the parent hands to this component, by the names of the outlets: of a table that a parent's template has made
    /// of a component's for one of its tags. Empty in a component's own.
    pub contents: &'static [Content],
    /// The names of our attributes that stand in the template, without suffixes, sorted, each once: a client knows from
    /// them what a page needs. Those of its components stand in the components' own tables.
    pub attributes: &'static [&'static str],
    /// Whether `{% csrf_token %}` stands in the template: its fields are to be filled before a page goes out.
    pub token: bool,
}

/// An element that answers are narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct Within {
    /// Its id.
    pub id: &'static str,
    /// The slots of fragment 0 that are its attributes or stand in it, by rising numbers.
    pub slots: &'static [u16],
}

/// A part of a parent's template that is handed to a component, with tables and a tape of its own.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// The outlet that it is for; empty for the one without a name.
    pub name: &'static str,
    /// Its tables.
    pub skeleton: fn() -> &'static Skeleton,
}

impl Skeleton {
    /// The tables of what stands in a component's slot or an outlet; `None` of an outlet that is handed nothing.
    #[must_use]
    pub fn within(&self, slot: Slot) -> Option<&'static Skeleton> {
        match slot {
            Slot::Component(kind) => Some(self.components.get(usize::from(kind))?()),
            Slot::Outlet(name) => {
                let content = self.contents.iter().find(|it| it.name == name)?;
                Some((content.skeleton)())
            }
            Slot::Text(_) | Slot::Branch(_) | Slot::List(_) => None,
        }
    }
}

/// One fragment: its slots, and its HTML in document order.
#[derive(Debug, Clone, Copy)]
pub struct Fragment {
    /// The slots, in the order in which a render reaches them.
    pub slots: &'static [Slot],
    /// Literal HTML and slots, in document order.
    pub parts: &'static [Part],
    /// Where a row of this fragment finds its key.
    pub key: Key,
    /// The namespace in which the fragment's markup is parsed.
    pub namespace: Namespace,
    /// Which slots show exactly one field, by rising slots.
    pub fields: &'static [FieldSlot],
}

#[cfg(test)]
impl Fragment {
    /// One of slots alone, for tests of tapes.
    pub(crate) const fn of(slots: &'static [Slot]) -> Self {
        Self {
            fields: &[],
            slots,
            parts: &[],
            key: Key::None,
            namespace: Namespace::Html,
        }
    }
}

/// A slot that shows exactly one field or its negation: what it would show of another value is known without a render.
///
/// A text slot without `texts` holds the field's value as Askama writes it; with `texts` it holds one of the two. A
/// branch slot takes its arm 0 when the (negated) field is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSlot {
    /// The slot.
    pub slot: u16,
    /// The field, as the template writes it: `count`, `user.name`, or `item.liked` of the innermost loop's variable.
    pub path: &'static str,
    /// Whether the slot shows the field's negation.
    pub negated: bool,
    /// The whole text of the slot when the field is true, and when it is false.
    pub texts: Option<(&'static str, &'static str)>,
}

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Text that Askama wrote: a value, an attribute's whole value, an element's conditional attributes, the content
    /// of a raw-text element.
    Text(Text),
    /// One of these fragments, or none. A macro's call is a branch with one arm that is always taken.
    Branch(&'static [u16]),
    /// Rows of one fragment.
    List(Rows),
    /// A component with this skeleton. What the tape holds of it is its id; it has a tape of its own.
    Component(u16),
    /// What the parent handed to this component under this name. It is a component to whoever reads or writes a page: the
    /// tape holds its id, and it has a tape of its own.
    Outlet(&'static str),
}

/// How a text slot is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Compared, and patched when it differs.
    Live,
    /// The same, for an attribute that takes a URL and begins with a slot: its scheme is checked.
    Url,
    /// Written into the page once and never patched (`noscript`, `iframe`, `template` and their like).
    Once,
    /// Written into what is new, the page or a fragment that a patch builds, and never patched: what stands in an element
    /// with `dj-update="ignore"`.
    Initial,
}

impl Text {
    /// Whether no patch writes to it.
    pub(crate) fn is_left(self) -> bool {
        matches!(self, Text::Once | Text::Initial)
    }
}

/// The rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The fragment of a row.
    pub fragment: u16,
    /// What a row is in the page.
    pub edge: Edge,
}

/// How the page shows where a row begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The row is exactly one element, followed by this white space (empty where HTML never shows it).
    Element {
        /// White space after each row: one text node that goes wherever its row goes.
        separator: &'static str,
    },
    /// Anything else: a pair of comments stands around the row.
    Pair,
}

/// Where a row's key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The row has no key; it is known by its index.
    None,
    /// The text of this slot.
    Slot(u16),
    /// The key of the arm that this branch slot took; no key when it took none.
    Branch(u16),
}

/// The namespace of a fragment's markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG, inside an `<svg>`.
    Svg,
    /// MathML, inside a `<math>`.
    MathMl,
}

/// A piece of a fragment's HTML, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Literal HTML.
    Html(&'static str),
    /// The bare attribute (` dj`) of an element that owns slots; stands right after the tag's name.
    Anchor(&'static [Target]),
    /// The text of a slot, with no mark: inside an attribute's value, between attributes, or the only content of its
    /// element. A slot may appear several times in one fragment: equal expressions share one.
    Text(u16),
    /// The text of a slot between a pair of comments.
    Value(u16),
    /// The arm of a branch slot between a pair of comments; the first one says which arm it is.
    Branch(u16),
    /// The rows of a list slot between a pair of comments.
    List(u16),
    /// The rows of a list slot that is the only content of its element: no comments.
    Rows(u16),
    /// The page of a component slot's component: one element, which says its id.
    Component(u16),
    /// The line feed that the parser takes away from the start of `pre` and `textarea`.
    Newline,
    /// Where the page's data block and the client's script go. At most once, in fragment 0.
    Scripts,
}

/// What a slot is to the element that owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The element's only content is this text slot (a value: text or markup).
    Content(u16),
    /// The whole value of the named attribute.
    Attr(u16, &'static str),
    /// A run of conditional attributes, as the template wrote them, and the names that it can hold, in lower case.
    Attrs(u16, &'static [&'static str]),
    /// The content of a `textarea` or `title`: decoded, never markup.
    Raw(u16),
    /// The element's only content is the rows of this list slot.
    Rows(u16),
}
