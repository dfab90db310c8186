//! What an event costs by the number of rows, both axes logarithmic: a straight line at 45 degrees grows as the rows do.

use std::error::Error;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::axis::{decades, number};
use crate::results::{Growth, Server, Size};

const SIZE: (u32, u32) = (960, 560);
/// The width of the legend.
const LEGEND: i32 = 190;
const FONT: &str = "sans-serif";

/// Colours that differ for the colour-blind, too. Lines of one colour differ by their marks.
const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(60, 60, 60),
];
const GREY: RGBColor = RGBColor(150, 150, 150);

type Panel<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// CPU time.
pub(crate) fn cpu(server: &Server) -> Result<String, Box<dyn Error>> {
    let title = "CPU time an event, by the number of rows";
    draw(server, title, "CPU microseconds an event", |size| {
        size.cpu_us
    })
}

/// Bytes from the server.
pub(crate) fn bytes(server: &Server) -> Result<String, Box<dyn Error>> {
    let title = "Bytes down an event, by the number of rows";
    draw(server, title, "bytes down an event", |size| size.down)
}

fn draw(
    server: &Server,
    title: &str,
    axis: &str,
    value: fn(&Size) -> f64,
) -> Result<String, Box<dyn Error>> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        root.fill(&WHITE)?;
        let (plot, legend) = root.split_horizontally(SIZE.0 as i32 - LEGEND);
        lines(&plot, server, title, axis, value)?;
        names(&legend, server, value)?;
        root.present()?;
    }
    Ok(svg)
}

fn lines(
    plot: &Panel<'_>,
    server: &Server,
    title: &str,
    axis: &str,
    value: fn(&Size) -> f64,
) -> Result<(), Box<dyn Error>> {
    let all = || server.growth.iter().flat_map(|row| &row.sizes);
    let (left, right) = decades(all().map(|size| size.rows));
    let (bottom, top) = decades(all().map(value));
    let mut chart = ChartBuilder::on(plot)
        .margin(16)
        .caption(title, (FONT, 22))
        .x_label_area_size(52)
        .y_label_area_size(84)
        .build_cartesian_2d((left..right).log_scale(), (bottom..top).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("rows (logarithmic)")
        .y_desc(format!("{axis} (logarithmic)"))
        .x_label_formatter(&|rows| number(*rows))
        .y_label_formatter(&|value| number(*value))
        .x_labels(5)
        .y_labels(7)
        .axis_desc_style((FONT, 16))
        .label_style((FONT, 14))
        .bold_line_style(GREY.mix(0.35))
        .light_line_style(GREY.mix(0.12))
        .draw()?;
    let rise = [left, right].map(|rows| (rows, bottom * rows / left));
    chart.draw_series(DashedLineSeries::new(rise, 6, 5, GREY.stroke_width(2)))?;
    for (index, row) in server.growth.iter().enumerate() {
        let style = colour(index).stroke_width(2);
        let points = || row.sizes.iter().map(|size| (size.rows, value(size)));
        chart.draw_series(LineSeries::new(points(), style))?;
        for place in points().map(|point| chart.backend_coord(&point)) {
            plot.draw(&mark(index, place))?;
        }
    }
    Ok(())
}

/// A line for each scenario, its mark and its name, in the order in which the lines end.
fn names(
    legend: &Panel<'_>,
    server: &Server,
    value: fn(&Size) -> f64,
) -> Result<(), Box<dyn Error>> {
    let font = (FONT, 15).into_font().color(&BLACK);
    let text = font.pos(Pos::new(HPos::Left, VPos::Center));
    let mut y = 80;
    for index in order(&server.growth, value) {
        let line = vec![(0, y), (34, y)];
        let name = server.growth[index].scenario.clone();
        legend.draw(&PathElement::new(line, colour(index).stroke_width(2)))?;
        legend.draw(&mark(index, (17, y)))?;
        legend.draw(&Text::new(name, (44, y), text.clone()))?;
        y += 26;
    }
    y += 12;
    for x in [0, 12, 24] {
        let line = vec![(x, y), (x + 7, y)];
        legend.draw(&PathElement::new(line, GREY.stroke_width(2)))?;
    }
    legend.draw(&Text::new("as fast as the rows", (44, y), text))?;
    Ok(())
}

/// The scenarios by their value at the most rows, the highest first.
fn order(growth: &[Growth], value: fn(&Size) -> f64) -> Vec<usize> {
    let last = |index: &usize| growth[*index].sizes.last().map_or(0.0, value);
    let mut order: Vec<usize> = (0..growth.len()).collect();
    order.sort_by(|a, b| last(b).total_cmp(&last(a)));
    order
}

fn colour(index: usize) -> RGBColor {
    COLOURS[index % COLOURS.len()]
}

/// A filled mark around a place: a disc, then a square.
fn mark<'a>(index: usize, (x, y): (i32, i32)) -> DynElement<'a, SVGBackend<'a>, (i32, i32)> {
    let style = colour(index).filled();
    if index < COLOURS.len() {
        Circle::new((x, y), 5, style).into_dyn()
    } else {
        Rectangle::new([(x - 5, y - 5), (x + 5, y + 5)], style).into_dyn()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> Server {
        let text = r#"{ "growth": [
            { "scenario": "tick", "sizes": [{ "rows": 10, "cpu_us": 30, "down": 29 }, { "rows": 100, "cpu_us": 40, "down": 31 }] },
            { "scenario": "replace", "sizes": [{ "rows": 10, "cpu_us": 35, "down": 329 }, { "rows": 100, "cpu_us": 50, "down": 3194 }] }
        ] }"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_legend_names_scenarios_in_the_order_of_their_lines() {
        assert_eq!(order(&server().growth, |size| size.cpu_us), [1, 0]);
        assert_eq!(order(&server().growth, |size| -size.cpu_us), [0, 1]);
    }

    #[test]
    fn a_chart_names_its_axes_and_every_scenario() {
        let svg = cpu(&server()).unwrap();
        for text in [
            "<svg",
            "rows (logarithmic)",
            "CPU microseconds an event",
            "tick",
            "replace",
            "as fast as the rows",
        ] {
            assert!(svg.contains(text), "{text} is missing");
        }
        assert!(bytes(&server()).unwrap().contains("bytes down an event"));
    }
}
