//! The writer that Askama renders into, and the marks that tell it where a slot begins.
//!
//! Marks go past the text: through a private key of [`askama::Values`]. So nothing that a user's value holds can
//! pass for one.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;

use askama::{FastWritable, Template, Values};

use super::{Entry, RenderError, Tape, finish, finish_changed};
use crate::component::Components;
use crate::skeleton::Skeleton;

/// The private key. No identifier, so no template can ask for it.
static KEY: &str = "\u{0}djust";

/// Whether it is the private key. Nearly always it is the very same one.
#[inline]
fn is_private(key: &str) -> bool {
    std::ptr::eq(key, KEY) || key == KEY
}

/// Where a slot's text begins or a fragment is entered. Writes nothing.
#[derive(Debug, Clone, Copy)]
pub struct Mark(pub u32);

impl FastWritable for Mark {
    #[inline]
    fn write_into(&self, _: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        if let Some(marks) = values
            .get_value(KEY)
            .and_then(|marks| marks.downcast_ref::<Marks>())
        {
            marks.push(self.0);
        }
        Ok(())
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Mark {}

/// What a recorder shares with the marks: how much is written, and what they said.
#[derive(Default)]
struct Marks {
    written: Cell<u32>,
    /// Whether the last character written was a carriage return.
    carriage: Cell<bool>,
    marks: RefCell<Vec<Entry>>,
    /// The session's components, while it renders.
    components: RefCell<Option<Components>>,
}

/// Hands the components of the session that renders to a template's call; `None` if no session renders.
pub(crate) fn with_components<R>(
    values: &dyn Values,
    with: impl FnOnce(&mut Components) -> R,
) -> Option<R> {
    let marks = values.get_value(KEY)?.downcast_ref::<Marks>()?;
    let mut components = marks.components.try_borrow_mut().ok()?;
    components.as_mut().map(with)
}

impl fmt::Debug for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Marks")
            .field("written", &self.written)
            .field("marks", &self.marks)
            .finish_non_exhaustive()
    }
}

impl Marks {
    #[inline]
    fn push(&self, code: u32) {
        self.carriage.set(false);
        self.marks.borrow_mut().push(Entry {
            code,
            at: self.written.get(),
        });
    }
}

/// The user's values, and the recorder behind the private key.
struct Shared<'a> {
    marks: &'a Marks,
    values: &'a dyn Values,
}

impl Values for Shared<'_> {
    #[inline]
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        if is_private(key) {
            Some(self.marks)
        } else {
            self.values.get_value(key)
        }
    }
}

/// Records renders. Its buffers are scratch space: keep one a worker and use it for every view.
#[derive(Debug, Default)]
pub struct Recorder {
    text: String,
    marks: Marks,
}

impl Recorder {
    /// An empty recorder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Renders a template whose source holds marks; what was recorded before is gone.
    ///
    /// # Errors
    ///
    /// An expression failed, or the text is too long. The recorder may be used again at once.
    pub fn render<T: Template>(&mut self, template: &T) -> Result<(), RenderError> {
        self.render_with_values(template, askama::NO_VALUES)
    }

    /// The same, with values that the template's expressions may ask for.
    ///
    /// # Errors
    ///
    /// As [`Recorder::render`].
    pub fn render_with_values<T: Template>(
        &mut self,
        template: &T,
        values: &dyn Values,
    ) -> Result<(), RenderError> {
        self.clear();
        let marks = &self.marks;
        let mut writer = Writer {
            text: &mut self.text,
            marks,
        };
        let result = template.render_into_with_values(&mut writer, &Shared { marks, values });
        if u32::try_from(self.text.len()).is_err() {
            self.clear();
            return Err(RenderError::TooLong);
        }
        result.map_err(|error| {
            self.clear();
            RenderError::Template(error)
        })
    }

    /// The tape of what was recorded, of exact size. The recorder is empty afterwards.
    ///
    /// # Errors
    ///
    /// The marks don't follow the skeleton.
    pub fn finish(&mut self, skeleton: &'static Skeleton) -> Result<Tape, RenderError> {
        let tape = finish(skeleton, &self.text, self.marks.marks.get_mut());
        self.clear();
        tape
    }

    /// Lends the components that the template may reach.
    pub(crate) fn lend(&mut self, components: Components) {
        *self.marks.components.get_mut() = Some(components);
    }

    /// Takes back what was lent.
    pub(crate) fn take_back(&mut self) -> Components {
        self.marks.components.take().unwrap_or_default()
    }

    /// The same, or `None` if the tape would be equal to the old one.
    pub(crate) fn finish_changed(
        &mut self,
        skeleton: &'static Skeleton,
        old: &Tape,
    ) -> Result<Option<Tape>, RenderError> {
        let tape = finish_changed(skeleton, &self.text, self.marks.marks.get_mut(), old);
        self.clear();
        tape
    }

    /// Forgets what was recorded and keeps the buffers, unless one large page has made them large.
    fn clear(&mut self) {
        const KEEP: usize = 4 << 20;
        self.text.clear();
        self.marks.marks.get_mut().clear();
        if self.text.capacity() > KEEP {
            self.text = String::new();
            self.marks.marks = RefCell::default();
        }
        self.marks.written.set(0);
        self.marks.carriage.set(false);
    }

    /// Writes a mark, as a template does. For tests and benches, which have no template.
    #[doc(hidden)]
    pub fn mark(&mut self, code: u32) -> &mut Self {
        self.marks.push(code);
        self
    }

    /// Writes text, as a template does.
    #[doc(hidden)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        let marks = &self.marks;
        let text_buffer = &mut self.text;
        // Only an overlong text fails, and `finish` is not reached with one.
        let _ = fmt::Write::write_str(
            &mut Writer {
                text: text_buffer,
                marks,
            },
            text,
        );
        self
    }
}

/// Appends to the text: line ends become line feeds, NUL is dropped, as an HTML parser would have it.
struct Writer<'a> {
    text: &'a mut String,
    marks: &'a Marks,
}

impl fmt::Write for Writer<'_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.marks.carriage.get() || is_odd(text.as_bytes()) {
            self.write_odd(text);
        } else {
            self.text.push_str(text);
        }
        self.marks
            .written
            .set(u32::try_from(self.text.len()).map_err(|_| fmt::Error)?);
        Ok(())
    }
}

/// Whether there is a NUL or a carriage return. Eight bytes at a time: most have no control character at all.
#[inline]
fn is_odd(text: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    let (eights, rest) = text.as_chunks();
    let control = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        eight.wrapping_sub(ONES * 0x20) & !eight & (ONES << 7) != 0
    };
    let some = eights.iter().any(control) || rest.iter().any(|byte| *byte < 0x20);
    some && text.iter().any(|byte| matches!(byte, 0 | b'\r'))
}

impl Writer<'_> {
    #[cold]
    fn write_odd(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\0' => continue,
                '\r' => self.text.push('\n'),
                '\n' if self.marks.carriage.get() => {}
                _ => self.text.push(letter),
            }
            self.marks.carriage.set(letter == '\r');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skeleton::{Fragment, Key, Namespace, Part, Slot, Text};

    static ONE: Skeleton = Skeleton {
        template: "one.html",
        document: false,
        components: &[],
        fragments: &[Fragment {
            slots: &[Slot::Text(Text::Live), Slot::Text(Text::Url)],
            parts: &[Part::Value(0), Part::Text(1)],
            key: Key::None,
            namespace: Namespace::Html,
        }],
    };

    /// Template text that goes through Askama's own interface.
    struct Pair<'a>(&'a [&'a str], &'a str);

    impl fmt::Display for Pair<'_> {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Ok(())
        }
    }

    impl FastWritable for Pair<'_> {
        fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
            self.render_into_with_values(to, values)
        }
    }

    impl Template for Pair<'_> {
        const SIZE_HINT: usize = 0;

        fn render_into_with_values(
            &self,
            to: &mut dyn fmt::Write,
            values: &dyn Values,
        ) -> askama::Result<()> {
            Mark(0).write_into(to, values)?;
            for text in self.0 {
                to.write_str(text)?;
            }
            Mark(1).write_into(to, values)?;
            if self.1 == "fail" {
                return Err(askama::Error::Fmt);
            }
            to.write_str(self.1)?;
            assert!(
                values.get_value("other").is_some(),
                "other keys pass through"
            );
            Ok(())
        }
    }

    fn tape(first: &[&str], second: &str) -> Result<Tape, RenderError> {
        let mut recorder = Recorder::new();
        recorder.render_with_values(&Pair(first, second), &("other", &1_u32 as &dyn Any))?;
        recorder.finish(&ONE)
    }

    #[test]
    fn text_is_normalised_as_it_enters() {
        let tape = tape(&["a\r\nb\rc\0d\r", "\n", "\ne\r"], "\n").unwrap();
        assert_eq!(tape.text_at(0), "a\nb\ncd\n\ne\n");
        assert_eq!(tape.text_at(1), "\n", "a mark ends a line end");
    }

    #[test]
    fn a_text_is_odd_wherever_the_odd_byte_stands() {
        for length in 0..40 {
            let mut text = vec![b'\n'; length];
            text.extend("\u{e9}\u{20ac} ".as_bytes());
            assert!(!is_odd(&text));
            for at in 0..text.len() {
                for odd in [0, b'\r'] {
                    let before = std::mem::replace(&mut text[at], odd);
                    assert!(is_odd(&text), "{odd} at {at} of {length}");
                    text[at] = before;
                }
            }
        }
    }

    #[test]
    fn a_refused_address_is_replaced_and_nothing_else_moves() {
        let tape = tape(&["x"], "javascript:alert(1)").unwrap();
        assert_eq!(tape.text_at(0), "x");
        assert_eq!(tape.text_at(1), "about:blank#blocked");
    }

    #[test]
    fn a_failed_render_leaves_the_recorder_usable() {
        let mut recorder = Recorder::new();
        let values = ("other", &1_u32 as &dyn Any);
        assert!(
            recorder
                .render_with_values(&Pair(&["x"], "fail"), &values)
                .is_err()
        );
        assert!(recorder.finish(&ONE).is_err(), "nothing of it is left");
        recorder
            .render_with_values(&Pair(&["x"], "y"), &values)
            .unwrap();
        assert_eq!(&*recorder.finish(&ONE).unwrap().text, "xy");
    }

    #[test]
    fn marks_that_do_not_follow_the_skeleton_are_an_error() {
        let mut recorder = Recorder::new();
        for codes in [
            &[0_u32][..],
            &[1, 0],
            &[0, 1, 1],
            &[0, super::super::ENTER | 9, 1],
            &[u32::MAX],
        ] {
            for code in codes {
                recorder.mark(*code);
            }
            let error = recorder.finish(&ONE).unwrap_err().to_string();
            assert!(error.starts_with("one.html: mark "), "{error}");
        }
    }

    #[test]
    fn the_mark_of_the_root_is_optional() {
        let mut recorder = Recorder::new();
        recorder.mark(super::super::ENTER).mark(0).text("a").mark(1);
        assert_eq!(recorder.finish(&ONE).unwrap().text_at(0), "a");
    }
}
