//! Content that is handed to components: recorded among its parent's text and marks, and taken out of them.

use super::mark::{Place, Recorded};
use super::record::Written;
use super::{CONTENT, Recorder, RenderError, Tape, check, tape_of};
use crate::engine::skeleton::Skeleton;

/// What was recorded of one content.
#[derive(Debug, Default)]
pub(crate) struct Handed {
    /// The component that it is handed to.
    pub(crate) component: u32,
    text: String,
    marks: Vec<Recorded>,
}

impl Recorder {
    /// Takes the contents out of what was recorded, in the order in which they end.
    pub(crate) fn split(&mut self) -> Vec<Handed> {
        let Written { text, marks, .. } = &mut self.written;
        let [begin, end] = CONTENT.map(Place::of);
        let mut open = Vec::new();
        let mut done = Vec::new();
        let mut from = 0;
        let mut current = Handed::default();
        for mark in marks.drain(..) {
            let at = mark.at as usize;
            current.text += text.get(from..at).unwrap_or_default();
            from = at;
            if mark.place == begin {
                let component = current.last_number();
                let content = Handed {
                    component,
                    ..Handed::default()
                };
                open.push(std::mem::replace(&mut current, content));
            } else if mark.place == end
                && let Some(around) = open.pop()
            {
                done.push(std::mem::replace(&mut current, around));
            } else {
                let at = current.text.len() as u32;
                current.marks.push(Recorded { at, ..mark });
            }
        }
        current.text += text.get(from..).unwrap_or_default();
        *text = current.text;
        *marks = current.marks;
        done
    }

    /// The tape of a content, unless it would be equal to the old one.
    pub(crate) fn finish_content(
        &mut self,
        handed: &Handed,
        skeleton: &'static Skeleton,
        old: Option<&Tape>,
    ) -> Result<Option<Tape>, RenderError> {
        let blocked = check(skeleton, &handed.text, &handed.marks, &mut self.entries)?;
        let (tape, _) = tape_of(skeleton, &handed.text, &self.entries, &blocked)?;
        Ok((old != Some(&tape)).then_some(tape))
    }
}

impl Handed {
    /// The text of the last slot: a component's id.
    fn last_number(&self) -> u32 {
        let at = self.marks.last().map_or(0, |mark| mark.at as usize);
        let text = self.text.get(at..).unwrap_or_default();
        text.parse().unwrap_or(0)
    }
}
