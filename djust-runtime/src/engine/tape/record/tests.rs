use askama::FastWritable;

use super::*;
use crate::engine::skeleton::{Fragment, Key, Namespace, Part, Slot, Text};

static ONE: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "one.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[Fragment {
        fields: &[],
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
fn marks_that_went_to_another_writer_are_no_marks_and_not_shown() {
    let pair = Pair(&["a"], "b");
    let values = ("other", &1_u32 as &dyn Any);
    let rendered = pair.render_with_values(&values).unwrap();
    assert_eq!(Mark(1).to_string(), "");
    let mut recorder = Recorder::new();
    recorder.mark(0).text(&rendered).text("c").mark(1);
    assert_eq!(recorder.finish(&ONE).unwrap().text_at(0), "abc");
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
