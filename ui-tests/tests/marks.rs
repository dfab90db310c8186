//! Where a template's marks stand, and where none do: a mark is a text among others to Askama, and no page may show it.
// Rows without keys are warned about; here they are meant.
#![allow(missing_docs, deprecated)]

use std::fmt;

use djust_macros::live_view;
use djust_runtime::engine::html;
use djust_runtime::engine::tape::{Recorder, Tape};
use djust_runtime::view::ViewTemplate;

fn tape<V: ViewTemplate>(view: &V) -> Tape {
    let mut recorder = Recorder::new();
    view.render(&mut recorder).expect("the view renders");
    recorder.finish(V::SKELETON).expect("the marks fit")
}

/// The page with the client's marks and without, both without a sign of a template's.
fn pages<V: ViewTemplate>(view: &V) -> (String, String) {
    let tape = tape(view);
    let pages = (html::marked(&tape, "x7q").html, html::plain(&tape));
    assert!(!pages.0.contains('\0') && !pages.1.contains('\0'));
    pages
}

macro_rules! view {
    ($name:ident { $($field:ident: $ty:ty),* } $($attr:tt)*) => {
        #[live_view($($attr)*)]
        struct $name { $($field: $ty),* }

        #[live_view]
        impl $name {
            fn mount() -> Self { Self { $($field: <$ty>::default()),* } }
        }
    };
}

view! { Filtered { name: String, rows: Vec<String> }
source = "{% macro m(x) %}<b>{{ x }}</b>{{ caller() }}{% endmacro %}\
    <p>{% filter upper %}{% for row in rows %}{{ row }}-{% endfor %}{{ name }}{% endfilter %}</p>\
    {% let kept %}{{ name }}{% if name == \"ann\" %}{{ name }}!{% endif %}{% endlet %}<i>{{ kept }}</i>\
    {% call m(name) %}{% for row in rows %}<u>{{ row }}</u>{% endfor %}{% endcall %}\
    {% call m(kept) %}{{ name }}{% endcall %}\
    <s>{% filter upper %}{% call m(name) %}{{ name }}{% endcall %}{% endfilter %}</s>"
}

#[test]
fn what_goes_to_another_writer_has_no_marks() {
    let view = Filtered {
        name: "ann".to_owned(),
        rows: vec!["x".to_owned(), String::new()],
    };
    let (_, plain) = pages(&view);
    assert_eq!(
        plain,
        "<p>X--ANN</p><i>annann!</i><b>ann</b><u>x</u><u></u><b>annann!</b>ann<s>&#60;B&#62;ANN&#60;/B&#62;ANN</s>"
    );
}

view! { Inner { name: String } source = "<b>{{ name }}</b>{% if true %}{{ name }}{% endif %}" }

view! { Outer { inner: String } source = "<p>{{ inner }}</p>{{ self.foreign()|safe }}{% if true %}{{ inner }}{% endif %}" }

impl Outer {
    /// Another live page within this one: its marks are for the recorder that it was rendered with.
    fn foreign(&self) -> String {
        pages(&Inner {
            name: self.inner.clone(),
        })
        .1
    }
}

#[test]
fn a_live_template_in_an_expression_records_nothing() {
    let view = Outer {
        inner: "&".to_owned(),
    };
    assert_eq!(pages(&view).1, "<p>&#38;</p><b>&#38;</b>&#38;&#38;");
}

/// An escaper of the user's, which copies what it is given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Loud;

impl askama::filters::Escaper for Loud {
    fn write_escaped_str<W: fmt::Write>(&self, mut to: W, text: &str) -> fmt::Result {
        text.chars()
            .try_for_each(|letter| to.write_char(letter.to_ascii_uppercase()))
    }
}

view! { Shout { name: String, shown: bool } template = "pages/shout.loud", config = "escaper.toml" }

#[test]
fn a_users_escaper_has_no_mark_to_escape() {
    let view = Shout {
        name: "ann".to_owned(),
        shown: true,
    };
    assert_eq!(pages(&view).1.trim(), "<h1>ANN</h1>ANN");
}

view! { Plain { name: String } source = "<p>{{ name }}</p>" }

#[test]
fn a_value_is_no_mark_whatever_it_holds() {
    for name in ["", "\0", "\0\0", &"\0".repeat(5000)] {
        let view = Plain {
            name: name.to_owned(),
        };
        assert_eq!(pages(&view).1, "<p></p>");
    }
}
