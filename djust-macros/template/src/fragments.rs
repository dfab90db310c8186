//! The HTML stage's second half: the tree becomes fragments with numbered slots, and the source for Askama.
//!
//! Source and parts are written in one walk in document order, so a slot's number and its mark can't disagree. Where
//! a tag is kept whole (attribute values, filter blocks), `source` prints it.

mod component;
mod element;
mod fields;
mod flow;
mod frame;
mod left;
mod macros;
mod rows;
mod scope;
mod source;
mod state;

use self::frame::{Frame, Place};
use crate::ast::Node;
use crate::bindings::Bound;
use crate::expression;
use crate::fragments::macros::Variant;
use crate::fragments::rows::RowKey;
use crate::html::Site;
use crate::html::nesting;
use crate::html::tree::{Hole, Item, Items};
use crate::ir::{
    ComponentTag, Content, Fragment, InlineTag, Key, Namespace, OutletTag, Part, Root, Slot,
    Target, Text, Within,
};

/// Slots of one fragment that a mark can number.
const MOST_SLOTS: usize = 1 << 12;
/// Fragments that a slot can name.
const MOST_FRAGMENTS: usize = u16::MAX as usize - 1;

/// What a mark's number holds besides the fragment that it enters.
const ENTER: u32 = 1 << 31;
/// The same, where it is the mark of the fragment's first slot, too.
const FIRST: u32 = 1 << 30;

/// What `{% csrf_token %}` writes. The server puts a token into each page that it answers with; the client sends none.
const TOKEN_FIELD: &str = "<input type=\"hidden\" name=\"csrfmiddlewaretoken\" value=\"\">";

/// Everything written so far.
#[derive(Debug)]
pub(crate) struct Writer<'s, 'a> {
    /// The template's macros and what went wrong.
    pub(crate) site: &'s Site<'a>,
    /// The dynamics-only source.
    pub(crate) source: String,
    /// What expressions name.
    pub(crate) roots: Vec<Root>,
    /// What the attributes were found to bind.
    pub(crate) bound: Bound,
    /// The names that the template declares, a set for each scope.
    scopes: Vec<Vec<String>>,
    /// The loops around: which scope each opened, and the one variable that its pattern is.
    rows: Vec<(usize, Option<String>)>,
    /// What tells the rows of each from one another.
    row_keys: Vec<RowKey>,
    /// Whether something with a state of its own was written, since the row or the macro around it began.
    stateful: bool,
    /// How many bodies of macros and calls are being written: what stands around them is not where they are rendered.
    detached: usize,
    fragments: Vec<Option<Fragment>>,
    variants: Vec<Variant>,
    /// The macro whose body is being written.
    current: Option<usize>,
    definitions: String,
    /// Counts statements, so that an expression is not shared across an assignment.
    statements: usize,
    /// Whether the template says where the page's scripts go.
    scripts_written: bool,
    scripts_placed: bool,
    /// Whether a form's token was written.
    token: bool,
    /// Whether the template is a component's.
    is_component: bool,
    /// The tags of components, and the kinds that they name.
    components: Vec<ComponentTag>,
    kinds: Vec<(String, bool)>,
    /// The tags of components without state.
    inline: Vec<InlineTag>,
    /// What is handed to components.
    contents: Vec<Content>,
    /// Whose fragments are being written: the template's own, 0, or those of what is handed to a component; and how many
    /// there were.
    table: usize,
    tables: usize,
    /// Where what is handed to this component is shown.
    outlets: Vec<OutletTag>,
    /// Elements that answers are narrowed to.
    targets: Vec<Within>,
}

/// All that a writer leaves.
pub(crate) struct Written {
    /// The dynamics-only source, the macros' definitions first.
    pub(crate) source: String,
    /// The fragments.
    pub(crate) fragments: Vec<Fragment>,
    /// What expressions name.
    pub(crate) roots: Vec<Root>,
    /// What the attributes were found to bind.
    pub(crate) bound: Bound,
    /// Whether a form's token was written.
    pub(crate) token: bool,
    /// The tags of components.
    pub(crate) components: Vec<ComponentTag>,
    /// The kinds that they name.
    pub(crate) kinds: Vec<String>,
    /// The tags of components without state.
    pub(crate) inline: Vec<InlineTag>,
    /// What is handed to components.
    pub(crate) contents: Vec<Content>,
    /// Where what is handed to this component is shown.
    pub(crate) outlets: Vec<OutletTag>,
    /// Elements that answers are narrowed to.
    pub(crate) targets: Vec<Within>,
}

impl<'s, 'a> Writer<'s, 'a> {
    /// A writer with nothing written. `scripts` tells whether the template has `{% djust_scripts %}`, `component` whether
    /// it is a component's.
    pub(crate) fn new(
        site: &'s Site<'a>,
        bound: Bound,
        scripts: bool,
        component: bool,
    ) -> Writer<'s, 'a> {
        Writer {
            site,
            source: String::new(),
            roots: Vec::new(),
            bound,
            scopes: vec![Vec::new()],
            rows: Vec::new(),
            row_keys: Vec::new(),
            stateful: false,
            detached: 0,
            fragments: Vec::new(),
            variants: Vec::new(),
            current: None,
            definitions: String::new(),
            statements: 0,
            scripts_written: scripts,
            scripts_placed: false,
            token: false,
            is_component: component,
            components: Vec::new(),
            kinds: Vec::new(),
            inline: Vec::new(),
            contents: Vec::new(),
            table: 0,
            tables: 0,
            outlets: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// Writes the template itself, fragment 0.
    pub(crate) fn template(&mut self, items: &Items<'a>) {
        let place = Place {
            parent: None,
            namespace: Namespace::Html,
            pre: false,
            top: true,
            only: None,
            // The root of a component is found as a row's element is: by its anchor, whatever it owns.
            row: self.is_component,
        };
        let mut frame = self.frame();
        self.walk(&mut frame, items, &place);
        if !self.scripts_placed && !self.scripts_written && !self.is_component {
            frame.parts.push(Part::Scripts);
        }
        frame.key = None;
        self.end(frame, Namespace::Html);
    }

    /// What `{% csrf_token %}` writes.
    pub(crate) fn token_field(&mut self) -> &'static str {
        self.token = true;
        TOKEN_FIELD
    }

    /// Everything: the source with the macros' definitions, the fragments.
    pub(crate) fn finish(mut self) -> Written {
        let fragments = self.finish_fragments();
        Written {
            source: self.definitions + &self.source,
            fragments,
            roots: self.roots,
            bound: self.bound,
            token: self.token,
            components: self.components,
            kinds: self.kinds.into_iter().map(|(path, _)| path).collect(),
            inline: self.inline,
            contents: self.contents,
            outlets: self.outlets,
            targets: self.targets,
        }
    }

    /// Ends a table of fragments: now it is known what each `caller()` may be.
    fn finish_fragments(&mut self) -> Vec<Fragment> {
        for variant in &self.variants {
            for (fragment, slot) in &variant.callers {
                if let Some(Some(fragment)) = self.fragments.get_mut(usize::from(*fragment))
                    && let Some(slot) = fragment.slots.get_mut(usize::from(*slot))
                {
                    *slot = Slot::Branch(variant.bodies.clone());
                }
            }
        }
        std::mem::take(&mut self.fragments)
            .into_iter()
            .flatten()
            .collect()
    }

    /// Begins a fragment: its number is taken.
    fn frame(&mut self) -> Frame {
        if self.fragments.len() == MOST_FRAGMENTS {
            self.site.error(
                &self.site.start,
                "the template has more than 65,535 arms, loops and macros: split the view",
            );
        }
        let id = u16::try_from(self.fragments.len()).unwrap_or(u16::MAX);
        self.fragments.push(None);
        Frame::new(id)
    }

    fn end(&mut self, frame: Frame, namespace: Namespace) {
        if frame.slots.len() > MOST_SLOTS {
            self.site.error(
                &self.site.start,
                format!("{} slots between two tags that nest: at most {MOST_SLOTS} can be numbered; move some into a `{{% if true %}}` or a macro", frame.slots.len()),
            );
        }
        let id = usize::from(frame.id);
        let fragment = frame.finish(namespace);
        if let Some(place) = self.fragments.get_mut(id) {
            *place = Some(fragment);
        }
    }

    /// Writes a fragment where it is entered; its number.
    fn fragment(&mut self, items: &[Item<'a>], place: &Place, row: bool) -> u16 {
        let mut frame = self.frame();
        let id = frame.id;
        self.mark(ENTER | u32::from(id));
        let mut place = place.fragment();
        place.row = row;
        self.walk(&mut frame, items, &place);
        self.end(frame, place.namespace);
        id
    }

    fn mark(&mut self, number: u32) {
        self.source += &mark(number);
    }

    /// Takes a text slot's number and writes its mark; what follows in the source is its text.
    fn text_slot(&mut self, frame: &mut Frame, text: Text) -> u16 {
        let slot = frame.slot(Slot::Text(text));
        let id = u32::from(frame.id);
        let entered = mark(ENTER | id);
        if slot == 0 && self.source.ends_with(&entered) {
            // Each row of most lists begins like that: one mark says both.
            self.source.truncate(self.source.len() - entered.len());
            self.mark(ENTER | FIRST | id);
        } else {
            self.mark((id << 12) | u32::from(slot & 0xFFF));
        }
        slot
    }

    /// Writes items. What follows a `break` or `continue` is an arm of its own: it may not be reached.
    fn walk(&mut self, frame: &mut Frame, items: &[Item<'a>], place: &Place) {
        for (index, item) in items.iter().enumerate() {
            self.item(frame, item, place);
            let rest = &items[index + 1..];
            if flow::may_leave(item) && rest.iter().any(flow::shows) {
                let slot = frame.slot(Slot::Branch(Vec::new()));
                let arm = self.fragment(rest, place, false);
                flow::set_branch(frame, slot, vec![arm]);
                frame.parts.push(Part::Branch(slot));
                if place.top && frame.key.is_none() && rows::has_element(rest) {
                    frame.key = Some(Key::Branch(slot));
                }
                return;
            }
        }
    }

    fn item(&mut self, frame: &mut Frame, item: &Item<'a>, place: &Place) {
        match item {
            // White space around the only list of an element that never shows it, or around a row's one element,
            // would make text nodes that nobody owns.
            Item::Text(text) => {
                let edge = place.row && place.top || place.only.is_some();
                if !(edge && nesting::blank(text)) {
                    frame.html(text);
                }
            }
            Item::Verbatim(text) => frame.html(text),
            Item::Element(element) => self.element(frame, element, place),
            Item::ScopeStart => self.scope_start(),
            Item::ScopeEnd => {
                self.scope_end();
                frame.shared.clear();
            }
            Item::Hole(hole) => self.hole(frame, hole, place),
        }
    }

    fn hole(&mut self, frame: &mut Frame, hole: &Hole<'a>, place: &Place) {
        match hole {
            Hole::Statement(node) => self.raw_node(node),
            Hole::Value(node) => self.value(frame, node, place),
            Hole::Branch(node, arms) => self.branch(frame, node, arms, place),
            Hole::List(list, rows, otherwise) => {
                self.list(frame, list, rows, otherwise.as_ref(), place)
            }
            Hole::Call(call) => self.call(frame, call, place),
            Hole::Caller(source) => self.caller(frame, source, place),
            Hole::Leave(word) => self.tag(word),
            Hole::Live(live) => self.live(frame, live, place),
            Hole::Component(component, contents) => {
                let names = component.contents.iter().map(|(name, ..)| name.as_str());
                let contents = names.zip(contents).collect();
                self.component(frame, &component.live, place, contents);
            }
        }
    }

    fn live(&mut self, frame: &mut Frame, live: &crate::ast::Live, place: &Place) {
        match live.name.as_str() {
            "live_component" => self.component(frame, live, place, Vec::new()),
            "slot" => self.outlet(frame, live),
            "component" => self.inline_component(frame, live, place),
            "djust_scripts" if self.is_component || self.table > 0 => self.site.error(
                &live.rest.at,
                "`{% djust_scripts %}` in a component: it belongs in the page, once",
            ),
            "djust_scripts" if frame.id != 0 => self.site.error(
                &live.rest.at,
                "`{% djust_scripts %}` in an arm, a loop or a macro: it must stand where it is always written, once",
            ),
            "djust_scripts" if self.scripts_placed => self
                .site
                .error(&live.rest.at, "`{% djust_scripts %}` a second time: it may stand once in a page"),
            "djust_scripts" => {
                frame.parts.push(Part::Scripts);
                self.scripts_placed = true;
            }
            "csrf_token" => frame.html(self.token_field()),
            // The others were written out when files were put together.
            _ => {}
        }
    }

    /// An expression or a filter block in content.
    fn value(&mut self, frame: &mut Frame, node: &'a Node, place: &Place) {
        let path = path(node).map(|path| (path.to_owned(), false, self.statements));
        let known = path
            .as_ref()
            .and_then(|path| frame.shared.get(path).copied());
        let slot = match known {
            Some(slot) => {
                self.note_node(node);
                slot
            }
            None => {
                let slot = self.text_slot(frame, Text::Live);
                self.note_value(frame, slot, node);
                self.raw_node(node);
                if let Some(path) = path {
                    frame.shared.insert(path, slot);
                }
                slot
            }
        };
        match place.only {
            Some(anchor) => {
                frame.target(anchor, Target::Content(slot));
                frame.parts.push(Part::Text(slot));
            }
            None => frame.parts.push(Part::Value(slot)),
        }
    }
}

/// A mark in Askama's source. It is no text to escape, whatever the template's escaper.
fn mark(number: u32) -> String {
    format!("{{{{+ __DjMark({number})|safe +}}}}")
}

/// The expression, when it is a pure path: reading it twice gives the same text.
fn path(node: &Node) -> Option<&str> {
    match node {
        Node::Expr(source) if expression::pure_path(&source.text) => Some(&source.text),
        _ => None,
    }
}
