//! Reads element content into a tree and says what a browser would repair.
//!
//! One call of [`read`] reads one fragment's nodes; what its elements stand in is in [`Around`]. All that was opened
//! in the nodes must be closed in them.

mod calls;
mod places;
mod raw;

use crate::ast::{At, If, Match, Node, Nodes, Source};
use crate::expression::invocation;
use crate::html::Site;
use crate::html::attributes;
use crate::html::calls::Called;
use crate::html::content::places::{breaks_out, writes_markup};
use crate::html::nesting::{self, Model};
use crate::html::reader::{Peek, Reader};
use crate::html::tag::start_tag;
use crate::html::tree::{Content, Element, Hole, Invocation, Item, Items, Tag};
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
    /// The macros, and the bodies of calls, that are being read where they are written, from the outside in.
    calls: Vec<Called<'a>>,
    /// Within a `filter` or `let` block, which has no slots: how many calls there were around the block.
    coarse: Option<usize>,
}

impl<'a> Around<'a> {
    /// What the template itself stands in: nothing.
    pub(crate) fn root() -> Around<'a> {
        Around {
            root: true,
            ..Around::default()
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
    fn coarse(mut self) -> Around<'a> {
        self.coarse = self.coarse.or(Some(self.calls.len()));
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
        around
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
        let inner = match (namespace, tag.name.as_str()) {
            (Namespace::Svg, "foreignObject" | "foreignobject" | "desc" | "title")
            | (Namespace::MathMl, "mi" | "mo" | "mn" | "ms" | "mtext" | "annotation-xml") => {
                Namespace::Html
            }
            _ => namespace,
        };
        let foreign = namespace != Namespace::Html;
        if (foreign && tag.self_closing) || (!foreign && nesting::void(&tag.name)) {
            return self.push_element(Element {
                tag,
                namespace,
                children: Content::Items(Vec::new()),
                end: String::new(),
            });
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
        let model = match nesting::model(&tag.name) {
            // Code is code in a drawing too; what else is special in HTML is not there.
            model if !foreign || model == Model::Closed => model,
            _ => Model::Normal,
        };
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
            tag,
            namespace,
            inner,
            children: Vec::new(),
            dynamic,
        });
    }

    fn mark_dynamic(&mut self) {
        for open in &mut self.stack {
            open.dynamic = true;
        }
    }

    /// Closes the elements whose end the start tag implies.
    fn close_implied(&mut self, tag: &Tag<'a>) {
        while let Some(open) = self.stack.last()
            && nesting::closes(&open.tag.name, &tag.name)
        {
            if open.dynamic {
                let repair = if open.tag.name == "p" && tag.name != "p" {
                    format!(
                        "`<{}>` in a `<p>`: a browser ends the `<p>` before it; write `</p>` before it, or a `<div>` instead of the `<p>`",
                        tag.name
                    )
                } else {
                    omitted(&open.tag)
                };
                self.site.error(&tag.at, repair);
            }
            self.close_top(String::new());
        }
    }

    fn close_top(&mut self, end: String) {
        if let Some(open) = self.stack.pop() {
            self.push_element(Element {
                tag: open.tag,
                namespace: open.namespace,
                children: Content::Items(open.children),
                end,
            });
        }
    }

    fn end_tag(&mut self) {
        let at = self.reader.at();
        let mut end = self.reader.take(2);
        let written = self
            .reader
            .take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>');
        end += &written;
        end += &self.reader.take_while(|c| c != '>');
        if self.reader.text().starts_with('>') {
            end += &self.reader.take(1);
        } else {
            self.site.error(
                &at,
                format!("the end tag `</{written}` does not end: a `>` is expected"),
            );
        }
        let name = written.to_ascii_lowercase();
        let found = self
            .stack
            .iter()
            .rposition(|open| open.tag.name.eq_ignore_ascii_case(&name));
        let Some(found) = found else {
            return self.stray_end(&at, &name);
        };
        let between = &self.stack[found + 1..];
        if let Some(open) = between
            .iter()
            .find(|open| !nesting::omittable(&open.tag.name))
        {
            self.site.error(
                &at,
                format!(
                    "`</{name}>` where `</{}>` is expected: `<{}>` in line {} is open still",
                    open.tag.written,
                    open.tag.written,
                    crate::position::position(&open.tag.at).line
                ),
            );
        }
        while self.stack.len() > found + 1 {
            self.check_omitted();
            self.close_top(String::new());
        }
        self.close_top(end);
    }

    fn check_omitted(&self) {
        if let Some(open) = self.stack.last()
            && open.dynamic
            && nesting::omittable(&open.tag.name)
        {
            self.site.error(&open.tag.at, omitted(&open.tag));
        }
    }

    fn hole(&mut self, node: &'a Node, at: &At) {
        if !matches!(node, Node::Statement(_) | Node::LetBlock(_)) {
            self.mark_dynamic();
            self.check_document(at);
        }
        let hole = match node {
            Node::Statement(_) | Node::LetBlock(_) => {
                self.variable(node);
                Hole::Statement(node)
            }
            Node::Expr(source) => self.expression(node, source),
            Node::Filter(block) => {
                self.check_value(at, false);
                let around = self.around().called().coarse();
                self.site.keep(read(self.site, &block.body, &around, at));
                Hole::Value(node)
            }
            Node::If(If { arms, .. }) | Node::Match(Match { arms, .. }) => {
                let arms = arms.iter().map(|(_, body)| self.arm(body, at)).collect();
                Hole::Branch(node, arms)
            }
            Node::For(list) => {
                let mut around = self.around();
                around.loop_base = Some(around.open.len());
                let rows = read(self.site, &list.body, &around, at);
                let otherwise = list.otherwise.as_ref().map(|body| self.arm(body, at));
                Hole::List(list, rows, otherwise)
            }
            Node::Call(call) => {
                self.called(&self.around(), &call.name, Some(call), at);
                Hole::Call(Invocation::Block(call))
            }
            Node::Break(_) => self.leave("break", at),
            Node::Continue(_) => self.leave("continue", at),
            Node::Live(live) => Hole::Live(live),
            // Flattened away, or read in place.
            Node::Text(_)
            | Node::Macro(_)
            | Node::Include(_)
            | Node::Extends(_)
            | Node::Import { .. }
            | Node::Block { .. }
            | Node::Scope(_) => return,
        };
        self.push(Item::Hole(hole));
    }

    fn arm(&self, body: &'a Nodes, at: &At) -> Items<'a> {
        read(self.site, body, &self.around(), at)
    }

    fn leave(&self, word: &'static str, at: &At) -> Hole<'a> {
        let here = self.around.open.len() + self.stack.len();
        match self.around.loop_base {
            None => self.site.error(at, format!("`{word}` outside a loop: it belongs in a `{{% for %}}`")),
            Some(base) if base != here => self.site.error(
                at,
                format!("`{word}` with an element of the row open: put it before the element or after its end tag"),
            ),
            Some(_) => {}
        }
        Hole::Leave(word)
    }

    fn expression(&self, node: &'a Node, source: &'a Source) -> Hole<'a> {
        if let Some((name, args)) = invocation(&source.text) {
            if name == "caller" {
                self.placed(&self.around(), &source.at);
                return Hole::Caller(source);
            }
            if self.site.macros.contains_key(name) {
                self.called(&self.around(), name, None, &source.at);
                return Hole::Call(Invocation::Inline { name, args, source });
            }
        }
        self.check_value(&source.at, writes_markup(&source.text));
        Hole::Value(node)
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

fn omitted(tag: &Tag<'_>) -> String {
    format!(
        "the end tag `</{0}>` of `<{0}>` is omitted around a tag of the template: write it out",
        tag.written
    )
}

fn unclosed(tag: &Tag<'_>) -> String {
    format!(
        "`<{0}>` is opened and not closed here: every arm, loop body and macro must close exactly what it opens; write `</{0}>`, or put the tag around the whole element",
        tag.written
    )
}
