//! Writes an element: its attributes' slots, its anchor, its content.

use crate::bindings;
use crate::fragments::{Frame, Place, Writer, path, state};
use crate::html::attributes;
use crate::html::left;
use crate::html::nesting;
use crate::html::tree::{
    Attr, Content, Element, Hole, Item, Items, Piece, Tag, TagPart, each_attr,
};
use crate::ir::{Key, Namespace, Part, Slot, Target, Text, Within};
use crate::vocabulary;

impl<'a> Writer<'_, 'a> {
    pub(super) fn element(&mut self, frame: &mut Frame, element: &Element<'a>, place: &Place) {
        let tag = &element.tag;
        self.stateful |= state::is_held(tag);
        frame.html("<");
        frame.html(&tag.written);
        let anchor = frame.parts.len();
        frame.parts.push(Part::Anchor(Vec::new()));
        if place.top && place.row {
            frame.kept.push(anchor);
        }
        self.attributes(frame, anchor, element);
        frame.html(if tag.self_closing { "/>" } else { ">" });
        if place.top && frame.key.is_none() {
            frame.key = Some(key(frame, anchor, tag));
            self.row_key(tag);
        }
        let inner = Place {
            parent: Some(tag.name.clone()),
            namespace: tag.inner(element.namespace),
            pre: place.pre
                || (element.namespace == Namespace::Html
                    && matches!(tag.name.as_str(), "pre" | "listing")),
            top: false,
            only: None,
            row: false,
        };
        let left = left::is_left(tag);
        match &element.children {
            Content::Items(items) if left && !left::are_still(items) => {
                self.initial(frame, anchor, items, &inner);
            }
            Content::Items(items) => self.content(frame, anchor, items, inner),
            Content::Decoded(pieces) => {
                let text = if left { Text::Initial } else { Text::Live };
                self.decoded(frame, anchor, tag, pieces, text);
            }
            Content::Once(pieces) => self.once(frame, pieces),
        }
        let head = tag.name == "head" && element.namespace == Namespace::Html;
        if head
            && frame.id == 0
            && !self.is_component
            && !self.scripts_written
            && !self.scripts_placed
        {
            frame.parts.push(Part::Scripts);
            self.scripts_placed = true;
        }
        frame.html(&element.end);
        if let Some(id) = bindings::marked(tag) {
            self.within(frame, anchor, id, tag);
        }
    }

    /// Notes which slots are an element's that answers are narrowed to: what was written since its anchor.
    fn within(&mut self, frame: &Frame, anchor: usize, id: String, tag: &Tag<'_>) {
        if frame.id != 0 || self.table > 0 || self.is_component {
            return self.site.error(
                &tag.at,
                "answers are narrowed to an element that stands by itself in the template of a page, not in an arm, a loop, a macro or a component: put `dj-target` on one around these",
            );
        }
        let written = frame.parts.get(anchor..).unwrap_or_default();
        let mut slots: Vec<u16> = written.iter().flat_map(slots_of).collect();
        slots.sort_unstable();
        slots.dedup();
        self.targets.push(Within { id, slots });
    }

    fn content(&mut self, frame: &mut Frame, anchor: usize, items: &Items<'a>, mut place: Place) {
        match only(items, &place) {
            Only::Value => {
                place.only = Some(anchor);
                newline(frame, &place);
            }
            Only::Rows => place.only = Some(anchor),
            Only::Nothing => {}
        }
        self.walk(frame, items, &place);
    }

    /// The content of `textarea` and `title`: one slot when any tag stands in it.
    fn decoded(
        &mut self,
        frame: &mut Frame,
        anchor: usize,
        tag: &Tag<'_>,
        pieces: &[Piece<'a>],
        text: Text,
    ) {
        if !pieces.iter().any(Piece::writes) {
            return self.literal_pieces(frame, pieces);
        }
        let slot = self.text_slot(frame, text);
        frame.target(anchor, Target::Raw(slot));
        let line_feed =
            matches!(pieces.first(), Some(Piece::Text(text)) if text.starts_with(['\n', '\r']));
        if !line_feed && text == Text::Live {
            self.note_pieces(frame, slot, pieces);
        }
        let mut first = tag.name == "textarea";
        if first {
            frame.parts.push(Part::Newline);
        }
        for piece in pieces {
            match piece {
                // The parser drops a first line feed: it is no part of the value.
                Piece::Text(text) if first => {
                    let text = text.strip_prefix("\r\n").unwrap_or(text);
                    self.literal(text.strip_prefix('\n').unwrap_or(text));
                }
                piece => self.raw_piece(piece),
            }
            first &= !matches!(piece, Piece::Text(_)) && !piece.writes();
        }
        frame.parts.push(Part::Text(slot));
    }

    /// Content that is left to scripts: one slot for all of it, with its markup, as whoever binds the page can count on
    /// nothing in there.
    fn initial(&mut self, frame: &mut Frame, anchor: usize, items: &Items<'a>, place: &Place) {
        newline(frame, place);
        let slot = self.text_slot(frame, Text::Initial);
        frame.target(anchor, Target::Content(slot));
        self.raw_items(items);
        frame.parts.push(Part::Text(slot));
    }

    /// Content that is written once: each tag is a slot with no owner.
    fn once(&mut self, frame: &mut Frame, pieces: &[Piece<'a>]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => frame.html(text),
                piece if piece.writes() => {
                    let slot = self.text_slot(frame, Text::Once);
                    self.raw_piece(piece);
                    frame.parts.push(Part::Text(slot));
                }
                piece => self.raw_piece(piece),
            }
        }
    }

    /// Literal text goes to the page; statements stay in the source.
    fn literal_pieces(&mut self, frame: &mut Frame, pieces: &[Piece<'a>]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => frame.html(text),
                piece => self.raw_piece(piece),
            }
        }
    }

    fn attributes(&mut self, frame: &mut Frame, anchor: usize, element: &Element<'a>) {
        let tag = &element.tag;
        let run = chunk_run(&tag.parts);
        let mut seen: Vec<&str> = Vec::new();
        for (index, part) in tag.parts.iter().enumerate() {
            if let Some((first, last)) = run
                && (first..=last).contains(&index)
            {
                if index == first {
                    self.chunks(frame, anchor, tag, &tag.parts[first..=last]);
                }
                continue;
            }
            if let TagPart::Attr(attr) = part {
                if seen.contains(&attr.name.as_str()) {
                    self.site.error(
                        &attr.at,
                        format!("`{}` a second time on `<{}>`: a browser takes the first only; merge them", attr.written, tag.written),
                    );
                }
                seen.push(&attr.name);
            }
            match part {
                TagPart::Space(space) => frame.html(space),
                TagPart::Attr(attr) => self.attr(frame, anchor, element, attr),
                TagPart::Statement(node) => self.raw_node(node),
                TagPart::ScopeStart => self.scope_start(),
                TagPart::ScopeEnd => {
                    self.scope_end();
                    frame.shared.clear();
                }
                TagPart::Chunk(..) => {}
            }
        }
    }

    fn attr(&mut self, frame: &mut Frame, anchor: usize, element: &Element<'a>, attr: &Attr<'a>) {
        frame.html(&attr.before);
        if !attr.dynamic() {
            self.literal_pieces(frame, &attr.value);
            return frame.html(attr.quote);
        }
        let url = attributes::url(&element.tag.name, attr);
        let path = match attr.value.as_slice() {
            // What must be of some type is not taken from a place where it need not be.
            [Piece::Hole(node)] if self.bound.is_held(node) => None,
            [Piece::Hole(node)] => path(node).map(|path| (path.to_owned(), url, self.statements)),
            _ => None,
        };
        let known = path
            .as_ref()
            .and_then(|path| frame.shared.get(path).copied());
        let slot = match known {
            Some(slot) => slot,
            None => {
                let slot = self.text_slot(frame, if url { Text::Url } else { Text::Live });
                // The scheme of an address is for the server to check.
                if !url {
                    self.note_pieces(frame, slot, &attr.value);
                }
                for piece in &attr.value {
                    self.raw_piece(piece);
                }
                if let Some(path) = path {
                    frame.shared.insert(path, slot);
                }
                slot
            }
        };
        let name = match element.namespace {
            Namespace::Html => &attr.name,
            _ => &attr.written,
        };
        frame.target(anchor, Target::Attr(slot, name.clone()));
        frame.parts.push(Part::Text(slot));
        frame.html(attr.quote);
    }

    /// A run of conditional attributes is one slot: what is between its chunks goes with them.
    fn chunks(&mut self, frame: &mut Frame, anchor: usize, tag: &Tag<'a>, run: &[TagPart<'a>]) {
        each_attr(run, &mut |attr| {
            // The scheme of an address is checked on a slot's whole text, which is more than the address here.
            if attributes::url(&tag.name, attr) {
                self.site.error(
                    &attr.value_at,
                    format!(
                        "`{0}` begins with a slot in a conditional attribute, where its scheme can't be checked: write the condition in the value, `{0}=\"{{% if … %}}…{{% endif %}}\"`, or around the whole element",
                        attr.written
                    ),
                );
            }
        });
        let slot = self.text_slot(frame, Text::Live);
        self.note_chunks(frame, slot, run);
        self.raw_parts(run);
        frame.target(anchor, Target::Attrs(slot, names(run)));
        frame.parts.push(Part::Text(slot));
    }
}

/// The line feed that a value may begin with stays.
fn newline(frame: &mut Frame, place: &Place) {
    if place.namespace == Namespace::Html
        && matches!(place.parent.as_deref(), Some("pre" | "listing"))
    {
        frame.parts.push(Part::Newline);
    }
}

/// The slots of the fragment that a part shows.
fn slots_of(part: &Part) -> Vec<u16> {
    match part {
        Part::Html(_) | Part::Newline | Part::Scripts => Vec::new(),
        Part::Anchor(targets) => (targets.iter())
            .map(|target| match *target {
                Target::Content(slot)
                | Target::Attr(slot, _)
                | Target::Attrs(slot, _)
                | Target::Raw(slot)
                | Target::Rows(slot) => slot,
            })
            .collect(),
        Part::Text(slot)
        | Part::Value(slot)
        | Part::Branch(slot)
        | Part::List(slot)
        | Part::Rows(slot)
        | Part::Component(slot) => vec![*slot],
    }
}

enum Only {
    Value,
    Rows,
    Nothing,
}

/// Whether a slot is an element's only content.
fn only(items: &Items<'_>, place: &Place) -> Only {
    let mut found = Only::Nothing;
    let mut spaces = false;
    for item in items {
        let this = match item {
            Item::ScopeStart | Item::ScopeEnd | Item::Hole(Hole::Statement(_)) => continue,
            Item::Text(text) if nesting::blank(text) => {
                spaces = true;
                continue;
            }
            Item::Hole(Hole::Value(_)) => Only::Value,
            Item::Hole(Hole::Live(live)) if live.name == "component" => Only::Value,
            Item::Hole(Hole::List(_, _, None)) => Only::Rows,
            _ => return Only::Nothing,
        };
        if !matches!(found, Only::Nothing) {
            return Only::Nothing;
        }
        found = this;
    }
    match found {
        Only::Value if spaces => Only::Nothing,
        Only::Rows if spaces && !place.hides_space() => Only::Nothing,
        found => found,
    }
}

/// The first and last part that belong to the slot of conditional attributes.
///
/// A literal attribute whose name also occurs in the run is drawn in: which of two counts depends on their order.
fn chunk_run(parts: &[TagPart<'_>]) -> Option<(usize, usize)> {
    let chunk = |part: &TagPart<'_>| matches!(part, TagPart::Chunk(..));
    let mut first = parts.iter().position(chunk)?;
    let mut last = parts.iter().rposition(chunk)?;
    loop {
        let mut names: Vec<String> = Vec::new();
        each_attr(&parts[first..=last], &mut |attr| {
            names.push(attr.name.clone())
        });
        let collides =
            |part: &TagPart<'_>| matches!(part, TagPart::Attr(attr) if names.contains(&attr.name));
        if let Some(before) = parts[..first].iter().position(collides) {
            first = before;
        } else if let Some(after) = parts[last + 1..].iter().rposition(collides) {
            last += 1 + after;
        } else {
            return Some((first, last));
        }
    }
}

/// The names that a run of conditional attributes can hold, each once.
fn names(run: &[TagPart<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    each_attr(run, &mut |attr| {
        if !names.contains(&attr.name) {
            names.push(attr.name.clone());
        }
    });
    names
}

/// The key that an element's attributes give.
fn key(frame: &Frame, anchor: usize, tag: &Tag<'_>) -> Key {
    let Some(Part::Anchor(targets)) = frame.parts.get(anchor) else {
        return Key::None;
    };
    for wanted in vocabulary::row_keys() {
        // A name in a conditional run has no slot of its own.
        if tag.attr(wanted).is_none() {
            continue;
        }
        for target in targets {
            if let Target::Attr(slot, name) = target
                && name.eq_ignore_ascii_case(wanted)
                && matches!(frame.slots.get(usize::from(*slot)), Some(Slot::Text(_)))
            {
                return Key::Slot(*slot);
            }
        }
    }
    Key::None
}
