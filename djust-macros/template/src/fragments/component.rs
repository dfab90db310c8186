//! Writes a component's tag: a slot, the keys of the rows around it, and what it gives.
//!
//! `{% live_component crate::parts::StarRating value=user_rating max=5 %}` becomes a call of the wrapper's method
//! `__DjComponentN`, which the macros write for each tag. `{% component Badge label=name %}`, without state, becomes a
//! call of `__DjInlineN`, whose text is markup.

use crate::ast::{At, Live, Source};
use crate::expression;
use crate::fragments::rows::{KEY, RowKey, index};
use crate::fragments::{Frame, Place, Writer, flow};
use crate::html::tree::Items;
use crate::ir::{
    ComponentTag, Content, InlineTag, Key, Namespace, OutletTag, Part, Prop, Slot, Target, Text,
};
use crate::position::position;

impl<'a> Writer<'_, 'a> {
    /// Writes the tag, and what is handed to the component.
    pub(super) fn component(
        &mut self,
        frame: &mut Frame,
        live: &Live,
        place: &Place,
        contents: Vec<(&str, &Items<'a>)>,
    ) {
        self.stateful = true;
        let at = &live.rest.at;
        let Some(mut call) = self.read(&live.rest) else {
            return;
        };
        if self.detached > 0 {
            self.site.error(
                at,
                "a component in a macro or in the body of a call: what it is could not be told from one render to the next; put the tag where the macro is called, or make the macro a component",
            );
            return;
        }
        if place.namespace != Namespace::Html {
            self.site.error(
                at,
                "a component in a drawing: its template is HTML; put a `<foreignObject>` around it, or draw it in a macro",
            );
            return;
        }
        if let Some(key) = call.take_key() {
            self.component_key(frame, &key, place);
        }
        let Some(keys) = self.keys(at) else { return };
        let always = frame.id == 0 && self.rows.is_empty();
        let kind = self.kind(&call.path, !contents.is_empty());
        let slot = frame.slot(Slot::Component(kind));
        frame.parts.push(Part::Component(slot));
        let mut arguments = keys.clone();
        arguments.extend(self.given(&call, at));
        let number = self.components.len();
        self.source += &format!(
            "{{{{+ __DjComponent{number}({})|safe +}}}}",
            arguments.join(", ")
        );
        let tag = self.components.len();
        self.components.push(ComponentTag {
            contents: Vec::new(),
            refused: self.site.refused_roots(at),
            parent: place.parent.clone().unwrap_or_default(),
            kind,
            slot: (u32::from(frame.id) << 12) | u32::from(slot & 0xFFF),
            keys: keys.len(),
            props: call.props.into_iter().map(|(prop, _)| prop).collect(),
            always,
            at: position(at),
        });
        for (name, items) in contents {
            let content = self.hand(name, items);
            if let Some(tag) = self.components.get_mut(tag) {
                tag.contents.push(content);
            }
        }
    }

    /// Writes the key of a row that has no element but the component's: a text that no page shows.
    fn component_key(&mut self, frame: &mut Frame, key: &Source, place: &Place) {
        let is_row = matches!(self.row_keys.last(), Some(RowKey::Unknown));
        if !(is_row && place.top && frame.key.is_none()) {
            return self.site.error(
                &key.at,
                "`key` tells the rows of a loop apart whose only element is the component's: where the row has an element, put `data-key=\"{{ … }}\"` on that; elsewhere take it away",
            );
        }
        self.note(&key.text, &key.at);
        let slot = self.text_slot(frame, Text::Once);
        self.source += &format!("{{{{+ {} +}}}}", key.text);
        frame.key = Some(Key::Slot(slot));
        self.settle_row_key(RowKey::Known(key.text.clone()));
    }

    /// Writes what is handed to a component: a table of its own, between two marks.
    fn hand(&mut self, name: &str, items: &Items<'a>) -> usize {
        self.source += "{{+ __DjHanding(false)|safe +}}";
        let fragments = std::mem::take(&mut self.fragments);
        let variants = std::mem::take(&mut self.variants);
        self.tables += 1;
        let table = std::mem::replace(&mut self.table, self.tables);
        let place = Place {
            parent: None,
            namespace: Namespace::Html,
            pre: false,
            top: true,
            only: None,
            row: true,
        };
        let around = self.row_keys.last().cloned();
        let mut frame = self.frame();
        self.scoped(&[], |writer| writer.walk(&mut frame, items, &place));
        frame.key = None;
        self.end(frame, Namespace::Html);
        if let (Some(key), Some(around)) = (self.row_keys.last_mut(), around) {
            *key = around;
        }
        let written = self.finish_fragments();
        self.table = table;
        self.fragments = fragments;
        self.variants = variants;
        self.source += "{{+ __DjHanding(true)|safe +}}";
        self.contents.push(Content {
            name: name.to_owned(),
            fragments: written,
        });
        self.contents.len() - 1
    }

    /// Writes `{% slot %}`: a branch, whose arm holds what the parent handed under the name.
    pub(super) fn outlet(&mut self, frame: &mut Frame, live: &Live) {
        let at = &live.rest.at;
        let name = live.rest.text.as_str();
        let refused = if !self.is_component {
            Some(
                "`{% slot %}` in a page: only a live component has a parent that hands it something",
            )
        } else if self.table > 0 {
            Some(
                "`{% slot %}` in what is handed on to another component: put it into the component's own markup",
            )
        } else if self.detached > 0 {
            Some("`{% slot %}` in a macro: put it where the macro is called")
        } else if name.chars().any(|c| !(c.is_alphanumeric() || c == '_')) {
            Some("a slot has a name such as `{% slot header %}`, or none")
        } else {
            None
        };
        if let Some(message) = refused {
            return self.site.error(at, message);
        }
        let Some(keys) = self.keys(at) else { return };
        let slot = frame.slot(Slot::Branch(Vec::new()));
        frame.parts.push(Part::Branch(slot));
        let mut arm = self.frame();
        let id = arm.id;
        let content = arm.slot(Slot::Outlet(name.to_owned()));
        arm.parts.push(Part::Component(content));
        self.end(arm, Namespace::Html);
        flow::set_branch(frame, slot, vec![id]);
        let number = self.outlets.len();
        self.source += &format!("{{{{+ __DjOutlet{number}({})|safe +}}}}", keys.join(", "));
        self.outlets.push(OutletTag {
            name: name.to_owned(),
            arm: id,
            keys: keys.len(),
        });
    }

    /// Writes the tag of a component without state in element content.
    pub(super) fn inline_component(&mut self, frame: &mut Frame, live: &Live, place: &Place) {
        let slot = self.text_slot(frame, Text::Live);
        self.inline_call(live);
        match place.only {
            Some(anchor) => {
                frame.target(anchor, Target::Content(slot));
                frame.parts.push(Part::Text(slot));
            }
            None => frame.parts.push(Part::Value(slot)),
        }
    }

    /// The call whose text a component without state is.
    pub(super) fn inline_call(&mut self, live: &Live) {
        let Some(call) = self.read(&live.rest) else {
            return;
        };
        let arguments = self.given(&call, &live.rest.at);
        let tag = InlineTag {
            path: call.path,
            props: call.props.into_iter().map(|(prop, _)| prop).collect(),
            at: position(&live.rest.at),
        };
        // A macro's body is written once for each context in which it is called.
        let known = self.inline.iter().position(|known| *known == tag);
        let number = known.unwrap_or_else(|| {
            self.inline.push(tag);
            self.inline.len() - 1
        });
        let arguments = arguments.join(", ");
        self.source += &format!("{{{{+ __DjInline{number}({arguments})|safe +}}}}");
    }

    /// What a tag gives, each as the argument of a call.
    fn given(&mut self, call: &Call, at: &At) -> Vec<String> {
        let mut arguments = Vec::new();
        for (prop, value) in &call.props {
            self.note(&value.text, &value.at);
            arguments.push(format!("{}({})", prop.method, value.text));
            let same = call
                .props
                .iter()
                .filter(|(other, _)| other.name == prop.name);
            if same.count() > 1 {
                self.site.error(
                    at,
                    format!("the prop `{}` is given twice: take one away", prop.name),
                );
            }
        }
        arguments
    }

    /// The number of a kind of component.
    fn kind(&mut self, path: &str, handed: bool) -> u16 {
        let same = |known: &(String, bool)| known.0 == path && !known.1;
        // With content, each tag has a kind of its own.
        let known = self.kinds.iter().position(same).filter(|_| !handed);
        let kind = known.unwrap_or_else(|| {
            self.kinds.push((path.to_owned(), handed));
            self.kinds.len() - 1
        });
        u16::try_from(kind).unwrap_or(u16::MAX)
    }

    /// What tells the rows around from one another, outermost first.
    fn keys(&mut self, at: &At) -> Option<Vec<String>> {
        let mut keys = Vec::new();
        for (depth, key) in self.row_keys.iter().enumerate() {
            match key {
                RowKey::Known(key) => keys.push(format!("&({key})")),
                RowKey::Unknown | RowKey::Index => keys.push(format!("&{}", index(depth))),
                RowKey::Unclear => {
                    self.site.error(
                        at,
                        "a component in a row whose key is put together by tags: it could not be told from that of other rows; give the row's element a key that is one expression, such as `data-key=\"{{ item.id }}\"`",
                    );
                    return None;
                }
            }
        }
        Some(keys)
    }

    /// Reads what stands in the tag.
    fn read(&self, rest: &Source) -> Option<Call> {
        let (path, length) = match path(&rest.text) {
            Ok(found) => found,
            Err(message) => {
                self.site.error(&rest.at, message);
                return None;
            }
        };
        let mut props = Vec::new();
        let given = expression::assignments(&rest.text[length..]);
        let first = given
            .first()
            .map_or(rest.text.len(), |prop| length + prop.start);
        let stray = rest.text[length..first].trim();
        if !stray.is_empty() {
            let at = shifted(
                rest,
                rest.text.len() - rest.text[length..].trim_start().len(),
            );
            self.site.error(
                &at,
                format!("`{stray}` behind the component's name: what it is given is written `name=value`"),
            );
            return None;
        }
        for prop in given {
            let value = rest.text[length + prop.value..length + prop.end].trim();
            let at = shifted(rest, length + prop.start);
            if value.is_empty() {
                self.site.error(
                    &at,
                    format!("`{0}=` is given nothing: write `{0}=value`", prop.name),
                );
                return None;
            }
            let lead = rest.text[length + prop.value..].len()
                - rest.text[length + prop.value..].trim_start().len();
            let value = Source {
                // As Django's tags have them.
                text: match value {
                    "True" => "true".to_owned(),
                    "False" => "false".to_owned(),
                    value => value.to_owned(),
                },
                at: shifted(rest, length + prop.value + lead),
            };
            let (name, at) = (prop.name.to_owned(), position(&at));
            // rustc names the method when the value's type is wrong: so its name says where that stands.
            let component = path.rsplit("::").next().unwrap_or_default();
            let method = format!("__{name}_of_{component}_at_{}_{}", at.line, at.column);
            let prop = Prop { name, method, at };
            props.push((prop, value));
        }
        Some(Call { path, props })
    }
}

/// What a tag says.
struct Call {
    path: String,
    props: Vec<(Prop, Source)>,
}

impl Call {
    /// Takes the `key` out, which is no prop.
    fn take_key(&mut self) -> Option<Source> {
        let at = self.props.iter().position(|(prop, _)| prop.name == KEY)?;
        Some(self.props.remove(at).1)
    }
}

fn shifted(source: &Source, bytes: usize) -> At {
    At {
        file: source.at.file.clone(),
        offset: source.at.offset + bytes,
    }
}

/// The path of a component at the beginning of a text, quoted or not, and the text's length up to its end.
fn path(text: &str) -> Result<(String, usize), String> {
    let quoted = text.strip_prefix(['"', '\'']);
    let (path, length) = match quoted {
        Some(rest) => {
            let end = rest.find(['"', '\'']).unwrap_or(rest.len());
            (&rest[..end], (end + 2).min(text.len()))
        }
        None => {
            let end = text
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '.')))
                .unwrap_or(text.len());
            (&text[..end], end)
        }
    };
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    let tail = path.strip_prefix("::").unwrap_or(path);
    if tail.split("::").all(is_name) {
        return Ok((path.to_owned(), length));
    }
    if path.contains('.') {
        return Err(format!(
            "`{path}` is no path of Rust: write `{}`",
            path.replace('.', "::")
        ));
    }
    Err(format!(
        "expected a component's name, such as `StarRating` or `crate::parts::StarRating`, found `{path}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_is_one_of_rust() {
        for (text, expected) in [
            ("StarRating value=1", ("StarRating", 10)),
            ("crate::a::B", ("crate::a::B", 11)),
            ("\"super::B\" x=1", ("super::B", 10)),
            ("::parts::B", ("::parts::B", 10)),
        ] {
            assert_eq!(path(text), Ok((expected.0.to_owned(), expected.1)));
        }
        for text in ["", "5", "a::", "a:b", "\"", "B<T>::C"] {
            let wrong = path(text);
            assert!(wrong.is_err() || text.starts_with('B'), "{text}");
        }
        let dots = path("\"myapp.components.StarRating\" value=1").unwrap_err();
        assert!(
            dots.ends_with("write `myapp::components::StarRating`"),
            "{dots}"
        );
    }
}
