//! A page's HTML as elements, for selectors to look through.
//!
//! It reads what our templates write: the compiler has refused markup that a browser would repair. What `|safe` brings
//! is read as well as can be.

use super::entities::decode;
use crate::component::store::VIEW;
use crate::engine::elements;

/// An element by its place in the document.
pub(super) type Id = usize;

/// The elements of a page, in the document's order. The first one stands for the document.
#[derive(Debug)]
pub(super) struct Markup {
    elements: Vec<Element>,
}

#[derive(Debug, Default)]
struct Element {
    /// In lower case.
    name: String,
    attributes: Vec<(String, String)>,
    parent: Option<Id>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Id),
    Text(String),
}

impl Markup {
    /// Reads a page.
    pub(super) fn read(html: &str) -> Self {
        let mut reader = Reader {
            rest: html,
            elements: vec![Element::default()],
            open: vec![0],
        };
        while !reader.rest.is_empty() {
            reader.piece();
        }
        Self {
            elements: reader.elements,
        }
    }

    /// Every element.
    pub(super) fn all(&self) -> impl Iterator<Item = Id> + use<> {
        1..self.elements.len()
    }

    /// The element's name, in lower case.
    pub(super) fn name(&self, id: Id) -> &str {
        &self.elements[id].name
    }

    /// Its attributes, names in lower case.
    pub(super) fn attributes(&self, id: Id) -> &[(String, String)] {
        &self.elements[id].attributes
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let attributes = self.elements[id].attributes.iter();
        let mut named = attributes.filter(|(it, _)| it == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// Whether it has an attribute.
    pub(super) fn has(&self, id: Id, name: &str) -> bool {
        self.attribute(id, name).is_some()
    }

    /// The element around it.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.elements[id].parent.filter(|parent| *parent != 0)
    }

    /// The element, and those around it from the inside out.
    pub(super) fn around(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// The elements within it, in the document's order.
    pub(super) fn within(&self, id: Id) -> impl Iterator<Item = Id> {
        self.all()
            .filter(move |it| *it != id && self.around(*it).any(|outer| outer == id))
    }

    /// The elements straight in the same element, itself included.
    pub(super) fn siblings(&self, id: Id) -> Vec<Id> {
        let parent = self.elements[id].parent.unwrap_or(0);
        let children = self.elements[parent].children.iter();
        let elements = children.filter_map(|child| match child {
            Child::Element(id) => Some(*id),
            Child::Text(_) => None,
        });
        elements.collect()
    }

    /// Its text, as it is.
    pub(super) fn raw_text(&self, id: Id) -> String {
        let mut text = String::new();
        self.write_text(id, &mut text);
        text
    }

    /// Its text with each run of white space as one space, as it is read.
    pub(super) fn text(&self, id: Id) -> String {
        let text = self.raw_text(id);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn write_text(&self, id: Id, out: &mut String) {
        for child in &self.elements[id].children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(child) => self.write_text(*child, out),
            }
        }
    }

    /// Its tag, as a message shows it.
    pub(super) fn tag(&self, id: Id) -> String {
        let attributes = self.attributes(id).iter();
        let shown = attributes.filter(|(name, _)| name != "data-component-id");
        let shown = shown.map(|(name, value)| match value.as_str() {
            "" => format!(" {name}"),
            value => format!(" {name}=\"{value}\""),
        });
        format!("<{}{}>", self.name(id), shown.collect::<String>())
    }

    /// The id of the component that it is in.
    pub(super) fn component(&self, id: Id) -> u32 {
        let mut ids = self
            .around(id)
            .filter_map(|it| self.attribute(it, "data-component-id"));
        ids.next().and_then(|id| id.parse().ok()).unwrap_or(VIEW)
    }
}

struct Reader<'h> {
    rest: &'h str,
    elements: Vec<Element>,
    open: Vec<Id>,
}

impl Reader<'_> {
    fn piece(&mut self) {
        let starts = |next: &str| next.starts_with(|c: char| c.is_ascii_alphabetic());
        if self.rest.starts_with("<!--") {
            self.skip_past("-->");
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            self.skip_past(">");
        } else if self.rest.strip_prefix("</").is_some_and(starts) {
            self.end_tag();
        } else if self.rest.strip_prefix('<').is_some_and(starts) {
            self.start_tag();
        } else {
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let end = self.rest[first..]
                .find('<')
                .map_or(self.rest.len(), |at| at + first);
            let text = decode(self.take(end));
            self.add(Child::Text(text));
        }
    }

    fn take(&mut self, length: usize) -> &str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn skip_past(&mut self, end: &str) {
        let at = self.rest.find(end).map(|at| at + end.len());
        self.take(at.unwrap_or(self.rest.len()));
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// What comes before the first of these letters.
    fn until(&mut self, end: impl Fn(char) -> bool) -> String {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        self.take(at).to_owned()
    }

    fn add(&mut self, child: Child) {
        let parent = self.open.last().copied().unwrap_or(0);
        self.elements[parent].children.push(child);
    }

    fn end_tag(&mut self) {
        self.take("</".len());
        let name = self
            .until(|c| c == '>' || c.is_whitespace())
            .to_ascii_lowercase();
        self.skip_past(">");
        let is_it = |id: &Id| self.elements[*id].name == name;
        if let Some(at) = self.open.iter().rposition(is_it).filter(|at| *at > 0) {
            self.open.truncate(at);
        }
    }

    fn start_tag(&mut self) {
        self.take("<".len());
        let name = self
            .until(|c| c == '>' || c == '/' || c.is_whitespace())
            .to_ascii_lowercase();
        let (attributes, ends) = self.attributes();
        let id = self.elements.len();
        let foreign = |id: &Id| matches!(&*self.elements[*id].name, "svg" | "math");
        let foreign = matches!(&*name, "svg" | "math") || self.open.iter().any(foreign);
        self.elements.push(Element {
            name: name.clone(),
            attributes,
            parent: self.open.last().copied(),
            children: Vec::new(),
        });
        self.add(Child::Element(id));
        if elements::is_void(&name) || (ends && foreign) {
            return;
        }
        self.open.push(id);
        if elements::is_raw(&name) && !foreign {
            self.raw(&name);
        }
    }

    /// The content of an element that holds text alone. Its end is the next tag.
    fn raw(&mut self, name: &str) {
        let end = self
            .rest
            .to_ascii_lowercase()
            .find(&format!("</{name}"))
            .unwrap_or(self.rest.len());
        let text = self.take(end);
        let text = match elements::has_entities(name) {
            true => decode(text),
            false => text.to_owned(),
        };
        self.add(Child::Text(text));
    }

    /// The attributes, and whether the tag ends with a slash.
    fn attributes(&mut self) -> (Vec<(String, String)>, bool) {
        let mut attributes: Vec<(String, String)> = Vec::new();
        let mut ends = false;
        loop {
            self.skip_space();
            match self.rest.chars().next() {
                None => return (attributes, ends),
                Some('>') => {
                    self.take(1);
                    return (attributes, ends);
                }
                Some('/') => {
                    self.take(1);
                    ends = true;
                }
                Some(_) => {
                    ends = false;
                    let (name, value) = self.attribute();
                    if attributes.iter().all(|(known, _)| *known != name) {
                        attributes.push((name, value));
                    }
                }
            }
        }
    }

    fn attribute(&mut self) -> (String, String) {
        let name = self.until(|c| matches!(c, '=' | '>' | '/') || c.is_whitespace());
        let name = name.to_ascii_lowercase();
        self.skip_space();
        if !self.rest.starts_with('=') {
            return (name, String::new());
        }
        self.take(1);
        self.skip_space();
        let value = match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.take(1);
                let value = self.until(|c| c == quote);
                self.take(usize::from(!self.rest.is_empty()));
                value
            }
            _ => self.until(|c| c == '>' || c.is_whitespace()),
        };
        (name, decode(&value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_text_are_read() {
        let page = Markup::read(
            "<!doctype html><p class=a ID='x&#34;' hidden>a &lt; b &nope; <b>c</b><!-- <i> --></p>\
             <textarea><b>&amp;</textarea><svg><path d=\"M0\"/><g></g></svg><br>end",
        );
        let names: Vec<&str> = page.all().map(|id| page.name(id)).collect();
        assert_eq!(names, ["p", "b", "textarea", "svg", "path", "g", "br"]);
        assert_eq!(page.attribute(1, "class"), Some("a"));
        assert_eq!(page.attribute(1, "id"), Some("x\""));
        assert!(page.has(1, "hidden"));
        assert_eq!(page.text(1), "a < b &nope; c");
        assert_eq!(page.raw_text(3), "<b>&");
        assert_eq!(page.parent(6), Some(4), "`/>` ends an element of SVG");
        assert_eq!(page.within(4).collect::<Vec<_>>(), [5, 6]);
    }

    #[test]
    fn entities_are_those_of_the_contract() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/entities.json");
        let text = std::fs::read_to_string(path).expect("the contract's file");
        let cases: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for case in cases["decoded"].as_array().into_iter().flatten() {
            let page = Markup::read(&format!("<p title='{0}'></p>", case[0].as_str().unwrap()));
            assert_eq!(page.attribute(1, "title"), case[1].as_str(), "{case}");
        }
    }

    #[test]
    fn broken_markup_ends() {
        for html in [
            "<",
            "<a",
            "<a b=\"",
            "</",
            "<!--",
            "a&b<p></i></p></p>",
            "<textarea>",
        ] {
            Markup::read(html);
        }
    }
}
