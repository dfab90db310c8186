//! Odd markup in as many states as there are numbers: tables, drawings, formulas, templates, line feeds, entities, markup
//! that is not balanced. Each piece of the page is drawn from the state, so that all of them change with it.

use actix_web::HttpResponse;
use actix_web::web::{ServiceConfig, get};
use djust_actix::prelude::*;

use crate::random::Random;

/// Where the page is, and the script that defines its elements.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Odd>("/odd"))
        .route("/odd.js", get().to(elements));
}

async fn elements() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(include_str!("odd/elements.js"))
}

const TEXTS: &[&str] = &[
    "",
    "plain",
    "a < b & c",
    "<b>",
    "\u{a0}",
    "  spaces  ",
    "\u{1f980}",
    "'\"",
    "-0",
    "]]>",
    "--><b>",
    "\u{202e}left",
    "&amp;",
];

const LINES: &[&str] = &["", "\n", "\n\nx", "x\n", "  \n y", "\r\nz\rw", "\t", "a\0b"];

const ENTITIES: &[&str] = &[
    "&amp;lt;",
    "&nbsp;",
    "&copy",
    "&copy=1",
    "&notit;",
    "&#x80;",
    "&#128512;",
    "& && &amp",
    "&NotEqualTilde;",
    "&lt &gt",
    "&#0;",
    "&#65",
    "&ampamp;",
    "1 < 2",
];

/// Markup that a browser takes as it is.
const MARKUP: &[&str] = &[
    "",
    "text",
    "<b>bold</b> &amp; <i>more</i>",
    "<ul><li>a<li>b</ul>",
    "<p>one<p>two</p>",
    "<table><tr><td>no body</table>",
    "<svg viewBox='0 0 1 1'><circle r=1 /></svg>",
    "<math><mi>x</mi></math>",
    "<x-box label=made></x-box>",
    "<template><i>inert</i></template>",
    "<noscript><i>off</i></noscript>",
    "<!-- a comment -->",
    "<pre>\n\ntwo</pre>",
    "<select><option>a<option selected>b</select>",
    "<textarea>\n&lt;t</textarea>",
    "<br><wbr>",
    "<DIV Class=A>upper</DIV>",
];

/// Markup that would reach out of the element in which it stands, or take in what follows.
const UNBALANCED: &[&str] = &[
    "<b>open",
    "</div>stray",
    "</section></main><i>x",
    "<div><span>deep",
    "<p>one<p>two",
    "<b><p>mis</b>nested</p>",
    "<!-- open",
    "<a href=\"x",
    "<a href=\"x\">link",
    "<table><tbody><tr><td>x",
    "text</p>more",
    "a</br>b",
    "<textarea>un",
    "<svg><circle r=1>",
    "<math><mi>x",
    "<select><option>a",
    "<tr><td>cells</td></tr>",
    "<x-box label=1>",
    "<template><b>in",
    "<noscript>off",
    "<title>t",
    "a<b",
    "</",
    "<i",
    "<button>press",
    "<h2>head",
    "<dl><dt>a<dd>b",
];

const DRAWN: &[&str] = &[
    "",
    "text",
    "<circle r=\"1\"/><rect width=\"2\" height=\"1\"/>",
    "<linearGradient id=\"g\" gradientUnits=\"userSpaceOnUse\"/>",
    "<a xlink:href=\"#shade\"><text>&amp;</text></a>",
    "<foreignObject><p>html</p></foreignObject>",
];

const FORMULAS: &[&str] = &[
    "",
    "<mi>y</mi>",
    "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
    "<mtext>a <b>b</b></mtext>",
];

#[allow(deprecated)]
#[live_view(template = "odd.html")]
pub(crate) struct Odd {
    state: u32,
}

#[live_view]
impl Odd {
    fn mount(state: Option<u32>) -> Self {
        Self {
            state: state.unwrap_or(0),
        }
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.state = value;
    }

    fn draw(&self, piece: u32) -> Random {
        Random::new(piece, self.state)
    }

    fn on(&self, piece: u32) -> bool {
        self.draw(piece).once_in(2)
    }

    fn number(&self, piece: u32) -> usize {
        self.draw(piece).below(100)
    }

    /// Some of five, in some order.
    fn rows(&self, piece: u32) -> Vec<usize> {
        let mut random = self.draw(piece);
        let mut rows: Vec<usize> = (1..6).filter(|_| !random.once_in(3)).collect();
        random.shuffle(&mut rows);
        rows
    }

    /// Whether the third of three that can't be on together is.
    fn is_one(&self, index: &u32) -> bool {
        self.state % 3 == *index
    }

    fn text(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(TEXTS)
    }

    fn lines(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(LINES)
    }

    fn entity(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(ENTITIES)
    }

    fn markup(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(MARKUP)
    }

    fn unbalanced(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(UNBALANCED)
    }

    fn drawn(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(DRAWN)
    }

    fn formula(&self, piece: u32) -> &'static str {
        self.draw(piece).pick(FORMULAS)
    }
}
