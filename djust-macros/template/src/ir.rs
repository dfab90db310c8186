//! What the compiler hands to the macros: the tables of the runtime's `skeleton` module in owned form, the source
//! for Askama, and what the template binds to.
//!
//! The shapes mirror `djust_runtime::engine::skeleton`, where each is explained; this crate can't name that one.

use std::path::PathBuf;

/// A compiled template.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// The dynamics-only source: literals dropped, a mark before each slot.
    ///
    /// It is to be compiled with `ext = "html"`, `escape = …`, [`Template::escape`], default syntax. A mark is
    /// written `{{+ __DjMark(N)|safe +}}`: `N` is `fragment << 12 | slot` where a text slot's text begins,
    /// `1 << 31 | fragment` where a fragment is entered, and `3 << 30 | fragment` where a fragment is entered and the text
    /// of its slot 0 begins. An expression among inline arguments is written `__DjNumber(…)`, which takes numbers only, or
    /// `__DjArgument(…)`, which quotes. One that is a whole value of an event's attribute is written `__DjJs(…)`, which takes
    /// commands only.
    pub source: String,
    /// The escaper's name for the `escape` key, as Askama derives it from the file's extension.
    pub escape: String,
    /// What never changes: the tables that the macros write as constants.
    pub skeleton: Skeleton,
    /// Every `dj-*` attribute that names a handler.
    pub bindings: Vec<Binding>,
    /// Every `dj-model`.
    pub models: Vec<Model>,
    /// What `{% live_field %}` asks of the view's forms.
    pub form_fields: Vec<FormField>,
    /// Bare names used in expressions that are neither locals nor calls: each must be a field.
    pub roots: Vec<Root>,
    /// Every file read, askama.toml included: each must be tracked.
    pub files: Vec<PathBuf>,
    /// What is legal and yet likely a mistake.
    pub warnings: Vec<Warning>,
    /// The name of a component's one element.
    pub root: String,
    /// The components' tags, in the order in which they stand. In the source, tag `N` is a call of `__DjComponentN`: its
    /// arguments are references to the keys of the rows around, outermost first, and then the props in their order, each through
    /// [`Prop::method`].
    pub components: Vec<ComponentTag>,
    /// The tags of components without state, each once. In the source, tag `N` is a call of `__DjInlineN` with the props in
    /// their order, each through [`Prop::method`].
    pub inline: Vec<InlineTag>,
    /// What is handed to components. In the source each follows its component's call, and the call before it, between
    /// `__DjHanding(false)` and `__DjHanding(true)`.
    pub contents: Vec<Content>,
    /// Elements of the template itself that answers are narrowed to.
    pub within: Vec<Within>,
    /// The places where a component shows what is handed to it. In the source, outlet `N` is a call of `__DjOutletN` with
    /// references to the keys of the rows around.
    pub outlets: Vec<OutletTag>,
}

/// An element that answers are narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// Its id.
    pub id: String,
    /// The slots of fragment 0 that are its attributes or stand in it, by rising numbers.
    pub slots: Vec<u16>,
}

/// A part of a template that is handed to a component, with fragments of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The slot that it is for; empty for the one without a name.
    pub name: String,
    /// Its fragments. Their slots name components as the template's own do.
    pub fragments: Vec<Fragment>,
}

/// A `{% slot %}` of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletTag {
    /// Its name; empty for the one without.
    pub name: String,
    /// The fragment of the arm that holds the content.
    pub arm: u16,
    /// How many rows there are around it.
    pub keys: usize,
}

/// A `{% component %}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineTag {
    /// A path of Rust.
    pub path: String,
    /// What it gives, each name once.
    pub props: Vec<Prop>,
    /// Where.
    pub at: Position,
}

/// A `{% live_component %}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentTag {
    /// Which of [`Skeleton::components`] it is.
    pub kind: u16,
    /// The number of its slot's mark.
    pub slot: u32,
    /// How many rows there are around it.
    pub keys: usize,
    /// What it gives, each name once.
    pub props: Vec<Prop>,
    /// Which of [`Template::contents`] are handed to it, in their order.
    pub contents: Vec<usize>,
    /// The elements that its component's root can't be where it stands.
    pub refused: Vec<&'static str>,
    /// The element that it stands in.
    pub parent: String,
    /// Whether every render reaches it: it stands in no arm and in no loop.
    pub always: bool,
    /// Where.
    pub at: Position,
}

/// A prop that a tag gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prop {
    /// Its name.
    pub name: String,
    /// The method that its value passes through in the source.
    pub method: String,
    /// Where.
    pub at: Position,
}

/// See `djust_runtime::engine::skeleton::Skeleton`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skeleton {
    /// The name that errors show.
    pub template: String,
    /// Whether the template writes `<html>`.
    pub document: bool,
    /// Fragment 0 is the template.
    pub fragments: Vec<Fragment>,
    /// The kinds of components that stand in the template: paths of Rust, each once, and once more for each tag with
    /// content.
    pub components: Vec<String>,
    /// Our attributes in the template.
    pub attributes: Vec<String>,
    /// Whether `{% csrf_token %}` stands in the template.
    pub token: bool,
}

/// See `djust_runtime::engine::skeleton::Fragment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// Slots in render order.
    pub slots: Vec<Slot>,
    /// HTML in document order.
    pub parts: Vec<Part>,
    /// Where a row finds its key.
    pub key: Key,
    /// Where the markup is parsed.
    pub namespace: Namespace,
    /// Which slots show exactly one field, by rising slots.
    pub fields: Vec<FieldSlot>,
}

/// See `djust_runtime::skeleton::FieldSlot`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSlot {
    /// The slot.
    pub slot: u16,
    /// The field.
    pub path: String,
    /// Its negation.
    pub negated: bool,
    /// When it is true, and when it is false.
    pub texts: Option<(String, String)>,
}

/// See `djust_runtime::engine::skeleton::Slot`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Text.
    Text(Text),
    /// One arm or none.
    Branch(Vec<u16>),
    /// Rows.
    List(Rows),
    /// A component of this kind.
    Component(u16),
    /// What is handed to the component under this name.
    Outlet(String),
}

/// See `djust_runtime::engine::skeleton::Text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Patched.
    Live,
    /// Patched, scheme checked.
    Url,
    /// Never patched.
    Once,
    /// Never patched, and built with what is new.
    Initial,
}

/// See `djust_runtime::engine::skeleton::Rows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The row's fragment.
    pub fragment: u16,
    /// Its edge.
    pub edge: Edge,
}

/// See `djust_runtime::engine::skeleton::Edge`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// One element, then white space.
    Element {
        /// May be empty.
        separator: String,
    },
    /// Comments around.
    Pair,
}

/// See `djust_runtime::engine::skeleton::Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// None.
    None,
    /// A text slot.
    Slot(u16),
    /// The arm's key.
    Branch(u16),
}

/// See `djust_runtime::engine::skeleton::Namespace`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    MathMl,
}

/// See `djust_runtime::engine::skeleton::Part`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal HTML.
    Html(String),
    /// The bare attribute.
    Anchor(Vec<Target>),
    /// Text without a mark.
    Text(u16),
    /// Text between comments.
    Value(u16),
    /// An arm between comments.
    Branch(u16),
    /// Rows between comments.
    List(u16),
    /// Rows alone in their element.
    Rows(u16),
    /// A component's root element.
    Component(u16),
    /// The line feed that the parser drops.
    Newline,
    /// The page's scripts.
    Scripts,
}

/// See `djust_runtime::engine::skeleton::Target`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Only content.
    Content(u16),
    /// An attribute.
    Attr(u16, String),
    /// Conditional attributes, and the names that they can have, in lower case.
    Attrs(u16, Vec<String>),
    /// Raw text.
    Raw(u16),
    /// Only content: rows.
    Rows(u16),
}

/// A place in a template, as people count: from 1. `column` counts characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The file's name relative to the template directory's parent, such as `templates/x.html`; for an inline
    /// source, the view's name in angle brackets.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The line's text, for the excerpt.
    pub excerpt: String,
}

/// Something to tell the template's author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub at: Position,
    /// What was expected, what was found, what to do.
    pub message: String,
}

/// What is legal and yet likely a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is about, as a Rust name, such as `a_loop_without_a_key`: rustc shows it first.
    pub name: &'static str,
    /// Where.
    pub at: Position,
    /// What is likely wrong, and what to do.
    pub message: String,
}

/// What is wrong with a template, and what can be checked all the same.
#[derive(Debug, Clone)]
pub struct Mistakes {
    /// Each with its place; never empty.
    pub errors: Vec<Diagnostic>,
    /// See [`Template::roots`]; empty if the template could not be read.
    pub roots: Vec<Root>,
}

impl From<Vec<Diagnostic>> for Mistakes {
    fn from(errors: Vec<Diagnostic>) -> Self {
        let roots = Vec::new();
        Self { errors, roots }
    }
}

/// A bare name in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The name.
    pub name: String,
    /// Where.
    pub at: Position,
    /// The locals in scope, for a "did you mean".
    pub locals: Vec<String>,
}

/// A `dj-*` attribute whose value names something of the view's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The attribute's base name, such as `dj-click`.
    pub attribute: String,
    /// The handler's name, when it is literal.
    pub handler: Option<String>,
    /// Inline arguments `select('a', {{ id }})`, when it can be told how many there are.
    pub args: Option<Vec<Literal>>,
    /// Parameters that the element's other attributes give, by their handler-side names (`data-item-id` is
    /// `item_id`).
    pub params: Vec<Param>,
    /// Whether all the parameters are known: no conditional chunk on the element, and an event that sends nothing
    /// else of the user's (a form's fields, say).
    pub closed: bool,
    /// Whether it is a form's submit, with the form's fields among the parameters.
    pub form: bool,
    /// Whether the attribute calls nothing and hears of the handler's events, those of components included.
    pub heard: bool,
    /// Where the attribute's value stands.
    pub at: Position,
}

/// A `{% live_field form.email %}`, where `form` can only be the view's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// The view's field.
    pub form: String,
    /// The form's field.
    pub field: String,
    /// Where the tag stands.
    pub at: Position,
}

/// A `dj-model`: a field of the page that is bound to one of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The view's field.
    pub field: String,
    /// Where it is named.
    pub at: Position,
}

/// A parameter that an element's attribute gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// The handler-side name.
    pub name: String,
    /// `dj-value-*` must name a parameter; unknown `data-*` is somebody else's.
    pub strict: bool,
    /// The other handlers on the element that get it: it is enough if one of them has such a parameter.
    pub others: Vec<String>,
    /// The value, when it is literal.
    pub value: Option<String>,
    /// Why a form may be sent without it.
    pub unsent: Option<Unsent>,
    /// Where.
    pub at: Position,
}

/// A field that a browser leaves out of what a form sends, unless the user chose something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// A checkbox that is not checked.
    Checkbox,
    /// Radio buttons of which none is chosen.
    Radio,
    /// A `<select multiple>` with nothing chosen.
    Multiple,
}

/// A literal inline argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Quoted, or what stands bare and is nothing else.
    Str(String),
    /// A bare word: text too, and perhaps meant as a name of the template's.
    Word(String),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// Whatever a render writes: `{{ id }}`.
    Dynamic,
}

impl Eq for Literal {}
