//! A table of keyed rows, written by hand: what benches and size tests render, with no macros in between.

use std::fmt;

use askama::{FastWritable, Template, Values};
use djust_runtime::__private::Mark;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Recorder, Tape};

pub(crate) static SKELETON: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "table.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[
        Fragment {
            fields: &[],
            slots: &[
                Slot::Text(Text::Live),
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Element { separator: "" },
                }),
            ],
            parts: &[
                Part::Html("<h1"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</h1><table><tbody"),
                Part::Anchor(&[Target::Rows(1)]),
                Part::Html(">"),
                Part::Rows(1),
                Part::Html("</tbody></table>"),
            ],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Text(Text::Live); 4],
            parts: &[
                Part::Html("<tr"),
                Part::Anchor(&[Target::Attr(0, "id"), Target::Attr(1, "class")]),
                Part::Html(" id=\""),
                Part::Text(0),
                Part::Html("\" class=\""),
                Part::Text(1),
                Part::Html("\"><td"),
                Part::Anchor(&[Target::Content(2)]),
                Part::Html(">"),
                Part::Text(2),
                Part::Html("</td><td"),
                Part::Anchor(&[Target::Content(3)]),
                Part::Html(">"),
                Part::Text(3),
                Part::Html("</td></tr>"),
            ],
            key: Key::Slot(0),
            namespace: Namespace::Html,
        },
    ],
};

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) class: &'static str,
    pub(crate) label: String,
    pub(crate) count: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
}

impl Table {
    pub(crate) fn new(rows: u32) -> Self {
        Self {
            rows: (0..rows).map(Row::new).collect(),
        }
    }

    pub(crate) fn tape(&self, recorder: &mut Recorder) -> Tape {
        recorder.render(self).expect("a table renders");
        recorder
            .finish(&SKELETON)
            .expect("its marks follow the skeleton")
    }
}

impl Row {
    pub(crate) fn new(id: u32) -> Self {
        Self {
            id,
            class: "even",
            label: format!("row number {id}"),
            count: id * 7 % 1000,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.render_into(to).map_err(|_| fmt::Error)
    }
}

impl FastWritable for Table {
    fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        self.render_into_with_values(to, values)
    }
}

impl Template for Table {
    const SIZE_HINT: usize = 0;

    fn render_into_with_values(
        &self,
        to: &mut dyn fmt::Write,
        values: &dyn Values,
    ) -> askama::Result<()> {
        Mark(0).write_into(to, values)?;
        self.rows.len().write_into(to, values)?;
        for row in &self.rows {
            Mark((1 << 31) | 1).write_into(to, values)?;
            Mark(1 << 12).write_into(to, values)?;
            row.id.write_into(to, values)?;
            Mark((1 << 12) | 1).write_into(to, values)?;
            to.write_str(row.class)?;
            Mark((1 << 12) | 2).write_into(to, values)?;
            to.write_str(&row.label)?;
            Mark((1 << 12) | 3).write_into(to, values)?;
            row.count.write_into(to, values)?;
        }
        Ok(())
    }
}
