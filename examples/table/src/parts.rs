//! Components with a state of their own, as many as the URL says.

use djust_actix::prelude::*;

/// As many as the benchmark asks for.
const MOST: usize = 10_000;

#[live_view(template = "parts.html")]
pub(crate) struct Parts {
    numbers: Vec<usize>,
}

#[live_view]
impl Parts {
    fn mount(count: usize) -> Self {
        Self {
            numbers: (1..=count.min(MOST)).collect(),
        }
    }
}

#[live_component(
    source = r#"<li><button dj-click="inc">{{ n }}</button> <output>{{ clicks }}</output></li>"#
)]
pub(crate) struct Part {
    #[prop]
    n: usize,
    clicks: u32,
}

#[live_component]
impl Part {
    #[event_handler]
    fn inc(&mut self) {
        self.clicks += 1;
    }
}

#[cfg(test)]
mod tests {
    use djust_actix::test::{Cost, TestClient};

    use super::*;

    #[test]
    fn an_event_of_a_part_costs_the_same_among_a_thousand() {
        let limit = Cost {
            writes: 1,
            bytes: 24,
            ..Cost::default()
        };
        for count in [1, 1_000] {
            let visit = TestClient::visit(format!("/parts{count}"));
            let mut page = visit.capture("count", count).mount::<Parts>().unwrap();
            let last = count.try_into().unwrap();
            page.send_event_to(last, "inc", ())
                .assert_costs_at_most(limit);
            assert_eq!(page.text("li:last-child output"), "1");
        }
    }
}
