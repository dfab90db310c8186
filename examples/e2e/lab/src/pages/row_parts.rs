//! Rows of a table that are components: nothing but a pair of comments is around each.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<RowParts>("/row_parts"));
}

// The rows are known by their index, which is right for these: they come and go at the end.
#[allow(deprecated)]
#[live_view(source = r#"{% extends "layout.html" %}
{% block main %}
<p><button dj-click="more">more</button> <button dj-click="fewer">fewer</button></p>
<table><tbody>{% for name in NAMES.iter().take(*count) %}{% live_component Row name=name %}{% endfor %}</tbody></table>
{% endblock %}"#)]
pub(crate) struct RowParts {
    count: usize,
}

const NAMES: [&str; 4] = ["ann", "ben", "cid", "dot"];

#[live_view]
impl RowParts {
    fn mount() -> Self {
        Self { count: 2 }
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
