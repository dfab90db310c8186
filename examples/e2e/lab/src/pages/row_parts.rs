//! Rows of a table that are components: nothing but a pair of comments is around each.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<RowParts>("/row_parts"));
}

#[live_view(source = r#"{% extends "layout.html" %}
{% block main %}
<p><button dj-click="more">more</button> <button dj-click="fewer">fewer</button> <button dj-click="turn">turn</button></p>
<table><tbody>{% for name in self.names() %}{% live_component Row key=name name=name %}{% endfor %}</tbody></table>
{% endblock %}"#)]
pub(crate) struct RowParts {
    count: usize,
    turned: bool,
}

const NAMES: [&str; 4] = ["ann", "ben", "cid", "dot"];

#[live_view]
impl RowParts {
    fn mount() -> Self {
        Self {
            count: 2,
            turned: false,
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let mut names = NAMES[..self.count].to_vec();
        if self.turned {
            names.reverse();
        }
        names
    }

    #[event_handler]
    fn turn(&mut self) {
        self.turned = !self.turned;
    }

    #[event_handler]
    fn more(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn fewer(&mut self) {
        self.count -= 1;
    }
}

#[live_component(
    source = r#"<tr class="{% if chosen %}chosen{% endif %}"><td>{{ name }}</td><td><button dj-click="choose">choose</button></td></tr>"#
)]
struct Row {
    #[prop]
    name: String,
    chosen: bool,
}

#[live_component]
impl Row {
    #[event_handler]
    fn choose(&mut self) {
        self.chosen = !self.chosen;
    }
}
