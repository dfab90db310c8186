use djust_macros::{live_component, live_view};

#[live_component(source = "<div>stars</div>")]
struct Stars {}

#[live_component]
impl Stars {}

#[live_component(source = "<tr><td>row</td></tr>")]
struct Row {}

#[live_component]
impl Row {}

#[live_view(source = "<p>Your rating: {% live_component Stars %}</p>
<table><tbody>{% live_component Row %}</tbody></table>
<ul>{% if true %}<li>{% live_component Row %}</li>{% endif %}</ul>")]
struct Page {}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {}
    }
}

fn main() {}
