//! Reads element content into a tree and says what a browser would repair.
//!
//! One call of [`read`] reads one fragment's nodes; what its elements stand in is in [`Around`]. All that was opened
//! in the nodes must be closed in them.

mod calls;
mod ends;
mod holes;
mod places;
mod raw;

use crate::ast::{At, Node, Nodes};
use crate::html::Site;
use crate::html::attributes;
use crate::html::calls::Called;
use crate::html::content::ends::unclosed;
use crate::html::content::places::breaks_out;
use crate::html::left;
use crate::html::nesting::{self, Model};
use crate::html::reader::{Peek, Reader};
use crate::html::tag::start_tag;
use crate::html::tree::{Content, Element, Hole, Item, Items, Tag};
use crate::ir::Namespace;

/// How deep a browser nests elements.
const DEEPEST: usize = 512;
/// What a sequence of nodes stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around<'a> {
    /// The open elements from the outside in, each with the namespace of its content.
    pub(crate) open: Vec<(String, Namespace)>,
    /// How many of them were open where the innermost loop's body began.
    loop_base: Option<usize>,
    /// Whether these nodes are the template's own and not an arm's, a row's or a macro's.
    root: bool,
    /// Whether they are a component's: what stands around them is known where its tags stand.
    component: bool,
    /// The macros, and the bodies of calls, that are being read where they are written, from the outside in.
    calls: Vec<Called<'a>>,
    /// Within a `filter` or `let` block, or an element that is left to scripts, which have no slots: how many calls there were
    /// around it.
    whole: Option<usize>,
}

impl<'a> Around<'a> {
    /// What the template itself stands in: nothing.
    pub(crate) fn root() -> Around<'a> {
        Around {
            root: true,
            ..Around::default()
        }
    }

    /// What a component's template stands in: nobody knows here.
    pub(crate) fn component() -> Around<'a> {
        Around {
            component: true,
            ..Around::root()
        }
    }

    /// The namespace of the content.
    pub(crate) fn namespace(&self) -> Namespace {
        self.open
            .last()
            .map_or(Namespace::Html, |(_, namespace)| *namespace)
    }

    /// The same place, seen from inside a macro that is called here: no loop of the caller's is in reach.
    pub(crate) fn called(&self) -> Around<'a> {
        Around {
            loop_base: None,
            root: false,
            ..self.clone()
        }
    }

    /// The same place within a block that is written as a whole.
    fn whole(mut self) -> Around<'a> {
        self.whole = self.whole.or(Some(self.calls.len()));
        self
    }
}

/// Reads nodes.
pub(crate) fn read<'a>(
    site: &Site<'a>,
    nodes: &'a Nodes,
    around: &Around<'a>,
    at: &At,
) -> Items<'a> {
    let mut content = Reading {
        site,
        reader: Reader::new(nodes, at),
        around,
        stack: Vec::new(),
        items: Vec::new(),
        doctype: None,
    };
    content.run();
    content.finish()
}

#[derive(Debug)]
struct Open<'a> {
    tag: Tag<'a>,
    namespace: Namespace,
    inner: Namespace,
    children: Items<'a>,
    dynamic: bool,
    /// Whether it leaves what is in it to scripts.
    left: bool,
}

#[derive(Debug)]
struct Reading<'r, 'a> {
    site: &'r Site<'a>,
    reader: Reader<'a>,
    around: &'r Around<'a>,
    stack: Vec<Open<'a>>,
    items: Items<'a>,
    doctype: Option<At>,
}

impl<'a> Reading<'_, 'a> {
    fn run(&mut self) {
        loop {
            match self.reader.peek() {
                Peek::End => return,
                Peek::ScopeStart => {
                    self.reader.next();
                    self.push(Item::ScopeStart);
                }
                Peek::ScopeEnd => {
                    self.reader.next();
                    self.push(Item::ScopeEnd);
                }
                Peek::Hole(node) => {
                    let at = self.reader.at();
                    self.reader.next();
                    self.hole(node, &at);
                }
                Peek::Text(text) => match text.find('<') {
                    Some(0) => self.markup(),
                    Some(length) => self.text(length),
                    None => {
                        let length = text.len();
                        self.text(length);
                    }
                },
            }
        }
    }

    fn push(&mut self, item: Item<'a>) {
        match self.stack.last_mut() {
            Some(open) => open.children.push(item),
            None => self.items.push(item),
        }
    }

    fn push_element(&mut self, element: Element<'a>) {
        self.push(Item::Element(Box::new(element)));
    }

    fn push_text(&mut self, text: String) {
        let items = match self.stack.last_mut() {
            Some(open) => &mut open.children,
            None => &mut self.items,
        };
        match items.last_mut() {
            Some(Item::Text(last)) => last.push_str(&text),
            _ => items.push(Item::Text(text)),
        }
    }

    fn parent(&self) -> Option<&str> {
        match self.stack.last() {
            Some(open) => Some(&open.tag.name),
            None => self.around.open.last().map(|(name, _)| name.as_str()),
        }
    }

    fn namespace(&self) -> Namespace {
        self.stack
            .last()
            .map_or_else(|| self.around.namespace(), |open| open.inner)
    }

    /// The names of all open HTML elements, from the outside in.
    fn open_names(&self) -> impl DoubleEndedIterator<Item = &str> {
        let outer = self.around.open.iter().map(|(name, _)| name.as_str());
        outer.chain(self.stack.iter().map(|open| open.tag.name.as_str()))
    }

    fn around(&self) -> Around<'a> {
        let mut around = self.around.clone();
        let opened = self.stack.iter();
        around
            .open
            .extend(opened.map(|open| (open.tag.name.clone(), open.inner)));
        around.root = false;
        if self.is_whole() {
            around.whole()
        } else {
            around
        }
    }

    /// Whether what is read here is written as a whole.
    fn is_whole(&self) -> bool {
        self.around.whole.is_some() || self.stack.iter().any(|open| open.left)
    }

    fn text(&mut self, length: usize) {
        let at = self.reader.at();
        let text = self.reader.take(length);
        if let Some(parent) = self.parent()
            && self.namespace() == Namespace::Html
            && nesting::table_part(parent)
            && !nesting::blank(&text)
        {
            self.misfit(
                &at,
                format!("text straight in `<{parent}>`: a browser moves it out, before the table; put it in a cell"),
                self.innermost(),
            );
        }
        self.push_text(text);
    }

    /// The reader stands on a `<`.
    fn markup(&mut self) {
        let text = self.reader.text();
        let second = text[1..].chars().next();
        if text.starts_with("<!--") {
            self.comment("-->");
        } else if text.starts_with("<![CDATA[") && self.namespace() != Namespace::Html {
            self.comment("]]>");
        } else if matches!(second, Some('!' | '?')) {
            if text
                .get(..9)
                .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
            {
                self.doctype = Some(self.reader.at());
            }
            self.comment(">");
        } else if second == Some('/') && text[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.end_tag();
        } else if second.is_some_and(|c| c.is_ascii_alphabetic()) {
            self.open();
        } else {
            let at = self.reader.at();
            let open = self.reader.take(if text.starts_with("</") { 2 } else { 1 });
            if let Peek::Hole(node) = self.reader.peek()
                && !matches!(node, Node::Statement(_))
            {
                self.site.error(
                    &at,
                    format!("a slot in a tag's name, after `{open}`: write the name out, or an `{{% if %}}` around whole elements"),
                );
            }
            self.push_text(open);
        }
    }

    fn comment(&mut self, end: &str) {
        let start = self.reader.at();
        let mut text = String::new();
        // `<!-->` and `<!--->` are whole comments: the search begins inside the opening.
        let mut from = if end == "-->" { 2 } else { 0 };
        loop {
            match self.reader.peek() {
                Peek::Text(rest) => {
                    let found = rest.get(from..).and_then(|rest| rest.find(end));
                    if let Some(length) = found {
                        text += &self.reader.take(from + length + end.len());
                        return self.push(Item::Verbatim(text));
                    }
                    let length = rest.len();
                    text += &self.reader.take(length);
                }
                Peek::Hole(node) => {
                    let at = self.reader.at();
                    self.reader.next();
                    if matches!(node, Node::Statement(_) | Node::LetBlock(_)) {
                        self.push(Item::Hole(Hole::Statement(node)));
                    } else {
                        self.site.error(
                            &at,
                            "a slot in an HTML comment: nothing there can be shown or patched; use a template comment `{# … #}` or take it out",
                        );
                    }
                }
                Peek::ScopeStart | Peek::ScopeEnd => self.reader.next(),
                Peek::End => {
                    self.site.error(&start, format!("this comment does not end: `{end}` is expected in the same arm, loop or template"));
                    return;
                }
            }
            from = 0;
        }
    }

    fn open(&mut self) {
        let namespace = self.namespace();
        let tag = start_tag(self.site, &mut self.reader, namespace);
        let namespace = match tag.name.to_ascii_lowercase().as_str() {
            "svg" => Namespace::Svg,
            "math" => Namespace::MathMl,
            _ => namespace,
        };
        attributes::check(self.site, &tag);
        self.check_tag(&tag);
        let dynamic = tag.parts.iter().any(attributes::writes);
        if dynamic {
            self.mark_dynamic();
        }
        if namespace == Namespace::Html {
            self.close_implied(&tag);
            self.check_place(&tag);
        } else if breaks_out(&tag.name) {
            self.misfit(
                &tag.at,
                format!("`<{}>` in SVG or MathML: a browser ends the drawing before it; use `<foreignObject>`", tag.name),
                self.innermost(),
            );
        }
        let inner = tag.inner(namespace);
        let foreign = namespace != Namespace::Html;
        if (foreign && tag.self_closing) || (!foreign && nesting::void(&tag.name)) {
            return self.push_element(Element {
                tag,
                namespace,
                children: Content::Items(Vec::new()),
                end: String::new(),
            });
        }
        let model = match nesting::model(&tag.name) {
            // Code is code in a drawing too; what else is special in HTML is not there.
            model if !foreign || model == Model::Closed => model,
            _ => Model::Normal,
        };
        if tag.self_closing && model == Model::Normal {
            return self.push_empty(tag, namespace);
        }
        if tag.self_closing {
            self.site.error(
                &tag.at,
                format!(
                    "`<{0}/>` does not end `{0}`, a browser ignores the slash: write `<{0}></{0}>`",
                    tag.written
                ),
            );
        }
        if model != Model::Normal {
            return self.raw(tag, namespace, model);
        }
        if self.around.open.len() + self.stack.len() >= DEEPEST {
            self.site.error(
                &tag.at,
                format!("elements nest deeper than {DEEPEST}: a browser flattens what is deeper; write a flatter page"),
            );
            return;
        }
        self.stack.push(Open {
            left: left::is_left(&tag),
            tag,
            namespace,
            inner,
            children: Vec::new(),
            dynamic,
        });
    }

    /// `<div />` is an element without content, as most who write it mean. A browser ignores the slash, so its end is written.
    fn push_empty(&mut self, mut tag: Tag<'a>, namespace: Namespace) {
        tag.self_closing = false;
        let end = format!("</{}>", tag.written);
        self.push_element(Element {
            tag,
            namespace,
            children: Content::Items(Vec::new()),
            end,
        });
    }

    fn mark_dynamic(&mut self) {
        for open in &mut self.stack {
            open.dynamic = true;
        }
    }

    fn finish(mut self) -> Items<'a> {
        while let Some(open) = self.stack.last() {
            let name = open.tag.name.as_str();
            if !(self.around.root && nesting::omittable(name)) {
                self.site.error(&open.tag.at, unclosed(&open.tag));
            } else if !matches!(name, "html" | "body") {
                self.check_omitted();
            }
            self.close_top(String::new());
        }
        if let Some(at) = &self.doctype
            && self.around.root
            && !self.items.iter().any(is_document)
        {
            self.site.error(at, "a doctype without `<html>`: write `<html>`, `<head>` and `<body>` too, or none of them");
        }
        self.items
    }
}

/// Whether an item is the document's own element.
pub(crate) fn is_document(item: &Item<'_>) -> bool {
    matches!(item, Item::Element(element) if element.tag.name == "html")
}
