//! Ours over the hand-written code, a group of bars for each operation.

use std::error::Error;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::results::{Browser, Operation};

const WIDTH: u32 = 960;
const FONT: &str = "sans-serif";
/// Height of a bar and of a group, and where the first group begins.
const BAR: i32 = 15;
const GROUP: i32 = 3 * BAR + 16;
const TOP: i32 = 96;
/// Where bars begin and where the longest ends.
const LEFT: i32 = 170;
const RIGHT: i32 = 890;

const MEASURES: [(&str, RGBColor); 3] = [
    ("script time", RGBColor(0, 114, 178)),
    ("total time to the frame", RGBColor(230, 159, 0)),
    ("heap after", RGBColor(140, 140, 140)),
];

type Panel<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// The chart.
pub(crate) fn ratios(browser: &Browser) -> Result<String, Box<dyn Error>> {
    let bottom = TOP + GROUP * browser.operations.len() as i32;
    let size = (WIDTH, bottom as u32 + 64);
    let scale = Scale {
        last: longest(browser).ceil(),
    };
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE)?;
        heading(&root)?;
        grid(&root, &scale, bottom)?;
        for (index, operation) in browser.operations.iter().enumerate() {
            group(&root, &scale, TOP + GROUP * index as i32, operation)?;
        }
        root.present()?;
    }
    Ok(svg)
}

/// Where a ratio stands.
struct Scale {
    /// The ratio at the right edge.
    last: f64,
}

impl Scale {
    fn at(&self, ratio: f64) -> i32 {
        LEFT + (ratio / self.last * f64::from(RIGHT - LEFT)) as i32
    }
}

/// The title and what the colours mean.
fn heading(root: &Panel<'_>) -> Drawn {
    let title = "The browser: ours over hand-written code";
    root.draw(&Text::new(title, (LEFT, 30), text(22, HPos::Left)))?;
    for (index, (name, colour)) in MEASURES.iter().enumerate() {
        let x = LEFT + 210 * index as i32;
        root.draw(&Rectangle::new([(x, 56), (x + 16, 70)], colour.filled()))?;
        root.draw(&Text::new(*name, (x + 24, 63), text(15, HPos::Left)))?;
    }
    Ok(())
}

/// A line for each whole ratio, and below them what they mean.
fn grid(root: &Panel<'_>, scale: &Scale, bottom: i32) -> Drawn {
    for ratio in 0..=scale.last as i32 {
        let x = scale.at(f64::from(ratio));
        let shade = if ratio == 1 { 1.0 } else { 0.4 };
        let style = RGBColor(120, 120, 120).mix(shade);
        root.draw(&PathElement::new(vec![(x, TOP - 8), (x, bottom)], style))?;
        let mark = Text::new(ratio.to_string(), (x, bottom + 14), text(14, HPos::Center));
        root.draw(&mark)?;
    }
    let axis =
        "ratio: 1 is as fast, or as small, as by hand; a black line is what the bar is held to";
    root.draw(&Text::new(axis, (LEFT, bottom + 42), text(15, HPos::Left)))?;
    Ok(())
}

/// An operation's bars.
fn group(root: &Panel<'_>, scale: &Scale, top: i32, operation: &Operation) -> Drawn {
    let name = operation.name.clone();
    let middle = top + 3 * BAR / 2;
    root.draw(&Text::new(name, (LEFT - 12, middle), text(15, HPos::Right)))?;
    for (index, (ratio, most)) in bars(operation).into_iter().enumerate() {
        let (top, end) = (top + BAR * index as i32, scale.at(ratio));
        let corners = [(LEFT, top), (end, top + BAR - 2)];
        root.draw(&Rectangle::new(corners, MEASURES[index].1.filled()))?;
        let limit = most.map_or(0, |most| scale.at(most));
        let value = (end.max(limit) + 6, top + BAR / 2);
        root.draw(&Text::new(
            format!("{ratio:.2}"),
            value,
            text(13, HPos::Left),
        ))?;
        if most.is_some() {
            let line = vec![(limit, top - 1), (limit, top + BAR - 1)];
            root.draw(&PathElement::new(line, BLACK.stroke_width(2)))?;
        }
    }
    Ok(())
}

fn text(size: i32, side: HPos) -> TextStyle<'static> {
    let font = (FONT, size).into_font().color(&BLACK);
    font.pos(Pos::new(side, VPos::Center))
}

/// The ratios in the order of [`MEASURES`], each with what it is held to.
fn bars(operation: &Operation) -> [(f64, Option<f64>); 3] {
    let Operation { ratio, most, .. } = operation;
    [
        (ratio.script, Some(most.script)),
        (ratio.total, None),
        (ratio.heap, Some(most.heap)),
    ]
}

fn longest(browser: &Browser) -> f64 {
    let bars = browser.operations.iter().flat_map(bars);
    bars.fold(2.0, |longest, (ratio, most)| {
        longest.max(ratio).max(most.unwrap_or(0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser() -> Browser {
        let text = r#"{ "operations": [{ "name": "swap",
            "ratio": { "script": 3.25, "total": 1, "heap": 1.1 }, "most": { "script": 1.3, "heap": 1.5 } }] }"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_longest_bar_fits() {
        assert_eq!(longest(&browser()), 3.25);
        assert_eq!(
            longest(&Browser {
                operations: Vec::new()
            }),
            2.0
        );
    }

    #[test]
    fn a_chart_names_operations_measures_and_ratios() {
        let svg = ratios(&browser()).unwrap();
        for text in ["<svg", "swap", "script time", "heap after", "3.25", "1.10"] {
            assert!(svg.contains(text), "{text} is missing");
        }
    }
}
