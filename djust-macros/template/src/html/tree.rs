//! Markup as a tree with the template's tags as holes: what the content parser leaves and the fragments are made of.

use crate::ast::{At, Call, Component, For, Live, Node, Source};
use crate::ir::Namespace;

/// A piece of content, in document order.
#[derive(Debug)]
pub(crate) enum Item<'a> {
    /// Literal text.
    Text(String),
    /// Literal markup without slots: comments, doctypes.
    Verbatim(String),
    /// An element.
    Element(Box<Element<'a>>),
    /// A template's tag.
    Hole(Hole<'a>),
    /// Where an include or a block with `let`s of its own begins.
    ScopeStart,
    /// Where it ends.
    ScopeEnd,
}

/// A template's tag in element content.
#[derive(Debug)]
pub(crate) enum Hole<'a> {
    /// Something that writes text or markup as a whole: an expression, a filter block.
    Value(&'a Node),
    /// A statement without output.
    Statement(&'a Node),
    /// An `if` or a `match`: the node, and the content of its arms.
    Branch(&'a Node, Vec<Items<'a>>),
    /// A loop: its rows, and what stands in `else`.
    List(&'a For, Items<'a>, Option<Items<'a>>),
    /// A macro's call.
    Call(Invocation<'a>),
    /// `{{ caller() }}`.
    Caller(&'a Source),
    /// `break` or `continue`.
    Leave(&'static str),
    /// One of our tags.
    Live(&'a Live),
    /// A component's tag, and what is handed to it.
    Component(&'a Component, Vec<Items<'a>>),
}

/// Content.
pub(crate) type Items<'a> = Vec<Item<'a>>;

/// A macro's call.
#[derive(Debug)]
pub(crate) enum Invocation<'a> {
    /// `{{ name(args) }}`.
    Inline {
        /// The macro.
        name: &'a str,
        /// The arguments with their parentheses.
        args: &'a str,
        /// The whole expression.
        source: &'a Source,
    },
    /// `{% call %}`. Its body is read where the macro writes `caller()`.
    Block(&'a Call),
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Its start tag.
    pub(crate) tag: Tag<'a>,
    /// Where it stands.
    pub(crate) namespace: Namespace,
    /// Its content.
    pub(crate) children: Content<'a>,
    /// The end tag as written; empty for void elements and omitted ends.
    pub(crate) end: String,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// Elements and text.
    Items(Items<'a>),
    /// `textarea`, `title`: one slot as a whole when there is any tag in it.
    Decoded(Vec<Piece<'a>>),
    /// Literal text and tags that are written once.
    Once(Vec<Piece<'a>>),
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// The name in lower case (as written in SVG and MathML).
    pub(crate) name: String,
    /// The name as written.
    pub(crate) written: String,
    /// What stands between the name and `>`, in order.
    pub(crate) parts: Vec<TagPart<'a>>,
    /// Whether it ends in `/>`.
    pub(crate) self_closing: bool,
    /// Where it begins.
    pub(crate) at: At,
}

impl Item<'_> {
    /// Whether a render can put elements here that nobody sees in the template: a macro's, or a value's where values may
    /// be markup. Of what is in an element, a branch or a list its own items tell.
    pub(crate) fn may_hide_elements(&self, values: bool) -> bool {
        match self {
            Item::Hole(Hole::Value(_)) => values,
            Item::Hole(Hole::Live(live)) => live.name != "csrf_token",
            Item::Hole(Hole::Call(_) | Hole::Caller(_) | Hole::Component(..)) => true,
            Item::Hole(Hole::Branch(..) | Hole::List(..) | Hole::Statement(_) | Hole::Leave(_))
            | Item::Element(_)
            | Item::Text(_)
            | Item::Verbatim(_)
            | Item::ScopeStart
            | Item::ScopeEnd => false,
        }
    }
}

/// A piece of a start tag.
#[derive(Debug)]
pub(crate) enum TagPart<'a> {
    /// White space and slashes.
    Space(String),
    /// An attribute.
    Attr(Attr<'a>),
    /// A conditional chunk: the node, and what its arms hold.
    Chunk(&'a Node, Vec<Vec<TagPart<'a>>>),
    /// A statement without output.
    Statement(&'a Node),
    /// See [`Item::ScopeStart`].
    ScopeStart,
    /// See [`Item::ScopeEnd`].
    ScopeEnd,
}

/// An attribute.
#[derive(Debug)]
pub(crate) struct Attr<'a> {
    /// The name in lower case.
    pub(crate) name: String,
    /// The name as written.
    pub(crate) written: String,
    /// The source from the name to where the value's text begins, the quote included.
    pub(crate) before: String,
    /// The value.
    pub(crate) value: Vec<Piece<'a>>,
    /// The closing quote.
    pub(crate) quote: &'static str,
    /// Where the name begins.
    pub(crate) at: At,
    /// Where the value begins.
    pub(crate) value_at: At,
}

/// Literal text or a tag, where no markup is understood.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// Literal text.
    Text(String),
    /// A template's tag.
    Hole(&'a Node),
    /// See [`Item::ScopeStart`].
    ScopeStart,
    /// See [`Item::ScopeEnd`].
    ScopeEnd,
}

impl Piece<'_> {
    /// Whether a render can write something here that the literal text does not hold.
    pub(crate) fn writes(&self) -> bool {
        matches!(self, Piece::Hole(node) if !matches!(node, Node::Statement(_) | Node::LetBlock(_) | Node::Macro(_)))
    }
}

impl Attr<'_> {
    /// Whether a slot stands in the value.
    pub(crate) fn dynamic(&self) -> bool {
        self.value.iter().any(Piece::writes)
    }

    /// The value, when it is all literal; entities not decoded.
    pub(crate) fn literal(&self) -> Option<String> {
        if self.dynamic() {
            return None;
        }
        Some(
            self.value
                .iter()
                .map(|piece| {
                    if let Piece::Text(text) = piece {
                        text.as_str()
                    } else {
                        ""
                    }
                })
                .collect(),
        )
    }
}

impl<'a> Tag<'a> {
    /// The namespace of the content of such an element that stands in this one itself.
    pub(crate) fn inner(&self, namespace: Namespace) -> Namespace {
        let is_html = match (namespace, self.name.as_str()) {
            (Namespace::Svg, "foreignObject" | "foreignobject" | "desc" | "title")
            | (Namespace::MathMl, "mi" | "mo" | "mn" | "ms" | "mtext") => true,
            (Namespace::MathMl, "annotation-xml") => {
                let encoding = self.attr("encoding").and_then(Attr::literal);
                encoding.is_some_and(|encoding| {
                    ["text/html", "application/xhtml+xml"]
                        .iter()
                        .any(|html| encoding.eq_ignore_ascii_case(html))
                })
            }
            _ => false,
        };
        if is_html { Namespace::Html } else { namespace }
    }

    /// All attributes, those in conditional chunks included.
    pub(crate) fn attrs(&self) -> Vec<&Attr<'a>> {
        let mut attrs = Vec::new();
        each_attr(&self.parts, &mut |attr| attrs.push(attr));
        attrs
    }

    /// The attribute of this name that stands outside conditional chunks, the first of its name.
    pub(crate) fn attr(&self, name: &str) -> Option<&Attr<'a>> {
        self.parts.iter().find_map(|part| match part {
            TagPart::Attr(attr) if attr.name == name => Some(attr),
            _ => None,
        })
    }
}

/// Visits the attributes of a tag, those of its conditional chunks included.
pub(crate) fn each_attr<'p, 'a>(parts: &'p [TagPart<'a>], visit: &mut impl FnMut(&'p Attr<'a>)) {
    for part in parts {
        match part {
            TagPart::Attr(attr) => visit(attr),
            TagPart::Chunk(_, arms) => {
                for arm in arms {
                    each_attr(arm, visit);
                }
            }
            _ => {}
        }
    }
}
