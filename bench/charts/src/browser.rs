//! Each operation on the three pages, as multiples of what the code by hand takes: a panel a measure, and in it three bars
//! an operation.

use std::error::Error;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::results::{Browser, Operation, Page};

const FONT: &str = "sans-serif";
/// Height of a bar and of a group, and where the first group begins.
const BAR: i32 = 14;
const GROUP: i32 = 3 * BAR + 16;
const TOP: i32 = 128;
/// Where the first panel's bars begin, how long the longest are, and how far it is to the next panel.
const LEFT: i32 = 160;
const LONG: i32 = 280;
const STEP: i32 = LONG + 70;

const PAGES: [(&str, RGBColor); 3] = [
    ("by hand", RGBColor(140, 140, 140)),
    ("by hand, over a socket", RGBColor(230, 159, 0)),
    ("ours", RGBColor(0, 114, 178)),
];

/// What a panel shows.
struct Measure {
    name: &'static str,
    of: fn(&Page) -> f64,
    /// What ours is held to.
    most: fn(&Operation) -> Option<f64>,
}

const MEASURES: [Measure; 3] = [
    Measure {
        name: "script time",
        of: |page| page.script,
        most: |operation| Some(operation.most.script),
    },
    Measure {
        name: "heap after",
        of: |page| page.heap,
        most: |operation| Some(operation.most.heap),
    },
    Measure {
        name: "total time to the frame",
        of: |page| page.total,
        most: |_| None,
    },
];

impl Measure {
    /// The bars in the order of [`PAGES`].
    fn bars(&self, operation: &Operation) -> [f64; 3] {
        let Operation {
            live, socket, hand, ..
        } = operation;
        [hand, socket, live].map(|page| (self.of)(page) / (self.of)(hand))
    }

    /// Where ours may end beside the code by hand, and beside the same over a socket.
    fn limits(&self, operation: &Operation) -> Option<[f64; 2]> {
        let [hand, socket, _] = self.bars(operation);
        (self.most)(operation).map(|most| [most * hand, most * socket])
    }

    fn longest(&self, browser: &Browser) -> f64 {
        let all = browser.operations.iter().flat_map(|operation| {
            let limits = self.limits(operation).unwrap_or_default();
            self.bars(operation).into_iter().chain(limits)
        });
        all.fold(2.0, f64::max)
    }
}

type Panel<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// The chart.
pub(crate) fn multiples(browser: &Browser) -> Result<String, Box<dyn Error>> {
    let bottom = TOP + GROUP * browser.operations.len() as i32;
    let size = ((LEFT + 3 * STEP) as u32, bottom as u32 + 84);
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE)?;
        heading(&root)?;
        for (index, operation) in browser.operations.iter().enumerate() {
            let middle = TOP + GROUP * index as i32 + 3 * BAR / 2;
            let name = operation.name.clone();
            root.draw(&Text::new(name, (LEFT - 12, middle), text(15, HPos::Right)))?;
        }
        for (index, measure) in MEASURES.iter().enumerate() {
            let scale = Scale {
                left: LEFT + STEP * index as i32,
                last: measure.longest(browser).ceil(),
            };
            panel(&root, &scale, bottom, measure, browser)?;
        }
        footing(&root, bottom)?;
        root.present()?;
    }
    Ok(svg)
}

/// Where a multiple stands.
struct Scale {
    left: i32,
    /// The multiple at the right edge.
    last: f64,
}

impl Scale {
    fn at(&self, multiple: f64) -> i32 {
        self.left + (multiple / self.last * f64::from(LONG)) as i32
    }
}

/// The title and what the colours mean.
fn heading(root: &Panel<'_>) -> Drawn {
    let title = "The browser: ours beside code by hand";
    root.draw(&Text::new(title, (LEFT, 30), text(22, HPos::Left)))?;
    for (index, (name, colour)) in PAGES.iter().enumerate() {
        let x = LEFT + 210 * index as i32;
        root.draw(&Rectangle::new([(x, 56), (x + 16, 70)], colour.filled()))?;
        root.draw(&Text::new(*name, (x + 24, 63), text(15, HPos::Left)))?;
    }
    Ok(())
}

/// What the numbers and the lines mean.
fn footing(root: &Panel<'_>, bottom: i32) -> Drawn {
    let lines = [
        "1 is what the code by hand takes that has no server",
        "black line: what ours is held to; broken line: the same limit beside the code by hand over a socket",
    ];
    for (index, line) in lines.into_iter().enumerate() {
        let y = bottom + 42 + 22 * index as i32;
        root.draw(&Text::new(line, (LEFT, y), text(15, HPos::Left)))?;
    }
    Ok(())
}

fn panel(
    root: &Panel<'_>,
    scale: &Scale,
    bottom: i32,
    measure: &Measure,
    browser: &Browser,
) -> Drawn {
    let name = Text::new(measure.name, (scale.left, TOP - 26), text(16, HPos::Left));
    root.draw(&name)?;
    grid(root, scale, bottom)?;
    for (index, operation) in browser.operations.iter().enumerate() {
        group(root, scale, TOP + GROUP * index as i32, measure, operation)?;
    }
    Ok(())
}

/// A line for each whole multiple, or for every second or fifth where they are many.
fn grid(root: &Panel<'_>, scale: &Scale, bottom: i32) -> Drawn {
    let step = match scale.last as usize {
        0..=8 => 1,
        9..=16 => 2,
        _ => 5,
    };
    for multiple in
        (0..=scale.last as i32).filter(|multiple| *multiple == 1 || multiple % step == 0)
    {
        let x = scale.at(f64::from(multiple));
        let shade = if multiple == 1 { 1.0 } else { 0.4 };
        let style = RGBColor(120, 120, 120).mix(shade);
        root.draw(&PathElement::new(vec![(x, TOP - 8), (x, bottom)], style))?;
        let mark = Text::new(
            multiple.to_string(),
            (x, bottom + 14),
            text(14, HPos::Center),
        );
        root.draw(&mark)?;
    }
    Ok(())
}

/// An operation's bars.
fn group(
    root: &Panel<'_>,
    scale: &Scale,
    top: i32,
    measure: &Measure,
    operation: &Operation,
) -> Drawn {
    let limits = measure
        .limits(operation)
        .map(|limits| limits.map(|limit| scale.at(limit)));
    for (index, multiple) in measure.bars(operation).into_iter().enumerate() {
        let (top, end) = (top + BAR * index as i32, scale.at(multiple));
        let corners = [(scale.left, top), (end, top + BAR - 2)];
        root.draw(&Rectangle::new(corners, PAGES[index].1.filled()))?;
        // Ours is the last, and stands behind its limits.
        let limits = limits.filter(|_| index == 2).unwrap_or_default();
        let place = (limits.into_iter().fold(end, i32::max) + 6, top + BAR / 2);
        let value = Text::new(format!("{multiple:.2}"), place, text(12, HPos::Left));
        root.draw(&value)?;
    }
    let Some([hand, socket]) = limits else {
        return Ok(());
    };
    let (top, bottom) = (top + 2 * BAR - 2, top + 3 * BAR);
    let black = BLACK.stroke_width(2);
    root.draw(&PathElement::new(vec![(hand, top), (hand, bottom)], black))?;
    for y in [top, top + 6, top + 12] {
        root.draw(&PathElement::new(vec![(socket, y), (socket, y + 3)], black))?;
    }
    Ok(())
}

fn text(size: i32, side: HPos) -> TextStyle<'static> {
    let font = (FONT, size).into_font().color(&BLACK);
    font.pos(Pos::new(side, VPos::Center))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser() -> Browser {
        let text = r#"{ "operations": [{ "name": "swap",
            "live": { "script": 325, "total": 900, "heap": 22 }, "socket": { "script": 250, "total": 800, "heap": 21 },
            "hand": { "script": 100, "total": 600, "heap": 20 }, "most": { "script": 1.5, "heap": 1.5 } }] }"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn bars_are_multiples_of_the_code_by_hand() {
        let [script, heap, total] = MEASURES;
        let operation = &browser().operations[0];
        assert_eq!(script.bars(operation), [1.0, 2.5, 3.25]);
        assert_eq!(script.limits(operation), Some([1.5, 3.75]));
        assert_eq!(heap.bars(operation)[2], 1.1);
        assert_eq!(total.bars(operation)[2], 1.5);
        assert_eq!(total.limits(operation), None);
    }

    #[test]
    fn the_longest_bar_and_limit_fit() {
        let [script, heap, _] = MEASURES;
        assert_eq!(script.longest(&browser()), 3.75);
        assert_eq!(heap.longest(&browser()), 2.0);
    }

    #[test]
    fn a_chart_names_operations_measures_pages_and_multiples() {
        let svg = multiples(&browser()).unwrap();
        for text in [
            "<svg",
            "swap",
            "script time",
            "heap after",
            "ours",
            "by hand, over a socket",
            "3.25",
            "1.10",
        ] {
            assert!(svg.contains(text), "{text} is missing");
        }
    }
}
