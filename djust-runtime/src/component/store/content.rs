//! What a parent hands to a component, and the places where that shows it.
//!
//! A content is rendered with its parent and has a tape of its own, which the component that it is handed to keeps. A place
//! that shows it is known to the page as a component: it has an id, its tape is the content's, and its events are the
//! parent's.

use super::{Components, Store, Tag, VIEW};
use crate::engine::skeleton::{Content, Skeleton};
use crate::engine::tape::{Loan, Recorder, RenderError, Tape};

/// A content of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle {
    /// Who it is handed to.
    pub(super) component: u32,
    pub(super) number: usize,
}

/// What was handed to a component under a name.
pub(super) struct Handed {
    name: &'static str,
    skeleton: &'static Skeleton,
    /// What was handed over of it.
    tape: Option<Tape>,
    /// What this round made of it.
    next: Option<Tape>,
}

/// The contents that the render of a parent has come to.
#[derive(Default)]
pub(super) struct Handing {
    /// Those that are being written, outermost first.
    open: Vec<Handle>,
    /// The tags whose contents follow: whose, which is next, and how many there are.
    tags: Vec<(Handle, usize)>,
    /// Whether the render has handed anything.
    any: bool,
    /// Who was handed something else in this round.
    given: Vec<u32>,
}

impl Handing {
    pub(super) fn begin(&mut self) {
        self.open.clear();
        self.tags.clear();
        self.any = false;
    }

    /// The content that is being written.
    pub(super) fn around(&self) -> Option<Handle> {
        self.open.last().copied()
    }
}

impl Handed {
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.tape.as_ref().map_or(0, Tape::heap_bytes)
    }

    fn now(&self) -> Option<&Tape> {
        self.next.as_ref().or(self.tape.as_ref())
    }
}

impl Components {
    /// A content of the tag that was reached last begins, or ends.
    pub(crate) fn hand(loan: &mut Loan, ends: bool) {
        let store = loan
            .as_mut()
            .and_then(|store| store.downcast_mut::<Store>());
        let Some(Store { round, .. }) = store else {
            return;
        };
        let handing = &mut round.handing;
        if !ends {
            handing.any = true;
            handing
                .open
                .extend(handing.tags.last().map(|(next, _)| *next));
            return;
        }
        handing.open.pop();
        if let Some((next, count)) = handing.tags.last_mut() {
            next.number += 1;
            if next.number == *count {
                handing.tags.pop();
            }
        }
    }

    /// The id under which an outlet of the component that is rendered shows what was handed to it. `None` if nothing was.
    pub(crate) fn show(loan: &mut Loan, tag: &Tag<'_>, name: &str) -> Option<u32> {
        loan.as_mut()?.downcast_mut::<Store>()?.show(tag, name)
    }

    /// Who an event for this id is for: of a place that shows content, whose template the content is from.
    pub(crate) fn owner(&self, id: u32) -> u32 {
        let owner = || {
            let all = &self.0.as_ref()?.all;
            let content = all.get(&id)?.shows?;
            Some(all.get(&content.component)?.parent)
        };
        owner().unwrap_or(id)
    }

    /// Takes the contents out of what a parent's render recorded, and hands them to their components.
    pub(crate) fn take_contents(&mut self, recorder: &mut Recorder) -> Result<(), RenderError> {
        let Some(store) = self.0.as_mut().filter(|store| store.round.handing.any) else {
            return Ok(());
        };
        let mut numbers = std::collections::HashMap::new();
        for handed in recorder.split() {
            let next: &mut usize = numbers.entry(handed.component).or_default();
            let content = Handle {
                component: handed.component,
                number: *next,
            };
            *next += 1;
            let Some(kept) = store.handed(content) else {
                continue;
            };
            let tape = recorder.finish_content(&handed, kept.skeleton, kept.tape.as_ref())?;
            if let Some(tape) = tape {
                store.give(content, tape);
            }
        }
        Ok(())
    }
}

impl Store {
    fn handed(&mut self, content: Handle) -> Option<&mut Handed> {
        let component = self.all.get_mut(&content.component)?;
        component.contents.get_mut(content.number)
    }

    /// A tag was reached: what follows is handed to its component.
    pub(super) fn receive(&mut self, id: u32, contents: &'static [Content]) {
        let stands_in = self.round.handing.around();
        if let Some(component) = self.all.get_mut(&id) {
            component.stands_in = stands_in;
            if component.contents.is_empty() {
                component
                    .contents
                    .extend(contents.iter().map(|content| Handed {
                        name: content.name,
                        skeleton: (content.skeleton)(),
                        tape: None,
                        next: None,
                    }));
            }
        }
        if !contents.is_empty() {
            self.has_contents = true;
            let first = Handle {
                component: id,
                number: 0,
            };
            self.round.handing.tags.push((first, contents.len()));
        }
    }

    /// A content has changed, and with it the places that show it.
    fn give(&mut self, content: Handle, tape: Tape) {
        let within = self.all.get(&content.component).map(|it| it.within.clone());
        for id in within.into_iter().flatten() {
            if let Some(place) = self.all.get_mut(&id)
                && place.shows == Some(content)
            {
                place.next = Some(tape.clone());
                self.round.note(id, Vec::new());
            }
        }
        if let Some(handed) = self.handed(content) {
            handed.next = Some(tape);
            self.round.handing.given.push(content.component);
        }
    }

    fn show(&mut self, tag: &Tag<'_>, name: &str) -> Option<u32> {
        let component = self.round.parent;
        let contents = &self.all.get(&component)?.contents;
        let number = contents.iter().position(|content| content.name == name)?;
        let content = Handle { component, number };
        contents.get(number)?.now()?;
        self.identify(tag.slot, tag.keys);
        let pass = self.round.pass;
        let known = self.known_here().and_then(|id| {
            let place = self.all.get_mut(&id)?;
            (place.shows == Some(content)).then(|| place.pass = pass)?;
            Some(id)
        });
        let id = match known {
            Some(id) => id,
            None => {
                if self.shows_components_already(content) {
                    tracing::error!(
                        outlet = name,
                        "content with live components can be shown once, and was shown again"
                    );
                    return None;
                }
                let depth = self.depth()?;
                let id = self.create(None, depth);
                let tape = self.handed(content)?.now().cloned();
                let place = self.all.get_mut(&id)?;
                place.shows = Some(content);
                place.next = tape;
                self.round.note(id, Vec::new());
                id
            }
        };
        self.round.reached.push(id);
        Some(id)
    }

    /// Whether a content with components in it is shown already: each of them can stand in one place.
    fn shows_components_already(&self, content: Handle) -> bool {
        let holds = self.all.values().any(|it| it.stands_in == Some(content));
        let pass = self.round.pass;
        holds
            && self
                .all
                .values()
                .any(|it| it.shows == Some(content) && it.pass == pass)
    }

    /// The components that were rendered and that the client knows, each before those that stand in it on the page: what
    /// stands in content has lower ids than the places that show it.
    pub(super) fn rendered_ids(&self) -> Vec<u32> {
        let rendered = self.round.rendered.iter().map(|(id, _)| *id);
        let mut shown: Vec<(usize, u32)> = rendered
            .filter(|id| *id != VIEW)
            .filter_map(|id| Some((self.shown_depth(id)?, id)))
            .collect();
        shown.sort_unstable();
        shown.into_iter().map(|(_, id)| id).collect()
    }

    /// How many components a component stands in on the page; `None` unless the client knows it and will: the contents
    /// around it were shown before and still are.
    fn shown_depth(&self, mut id: u32) -> Option<usize> {
        let leaves = |id: u32| self.round.leaving.contains(&id);
        let mut depth = 0;
        while id != VIEW {
            if leaves(id) {
                return None;
            }
            let component = self.all.get(&id)?;
            id = match component.stands_in {
                Some(content) => {
                    let places = self.all.get(&content.component).map(|it| &it.within);
                    let mut places = places.into_iter().flatten();
                    let place = places.find(|id| {
                        let place = self.all.get(*id);
                        let shows =
                            |it: &super::Component| it.shows == Some(content) && it.tape.is_some();
                        !leaves(**id) && place.is_some_and(shows)
                    });
                    *place?
                }
                None => component.parent,
            };
            depth += 1;
        }
        Some(depth)
    }

    pub(super) fn commit_contents(&mut self) {
        for id in std::mem::take(&mut self.round.handing.given) {
            let contents = self.all.get_mut(&id).map(|it| &mut it.contents);
            for handed in contents.into_iter().flatten() {
                if let Some(tape) = handed.next.take() {
                    handed.tape = Some(tape);
                }
            }
        }
    }

    pub(super) fn rollback_contents(&mut self) {
        for id in std::mem::take(&mut self.round.handing.given) {
            let contents = self.all.get_mut(&id).map(|it| &mut it.contents);
            contents.into_iter().flatten().for_each(|it| it.next = None);
        }
    }
}
