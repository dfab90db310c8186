//! Fields, forms and pictures that are named like properties of the objects that hold them: `form.elements` is then the
//! field of that name.

use std::collections::BTreeMap;

use djust_actix::prelude::*;

#[live_view(template = "names.html")]
pub(crate) struct Names {
    /// What the fields of the form are named.
    names: Vec<String>,
    /// What the fields of the form have as ids.
    ids: Vec<String>,
    /// What other forms of the page are named, and have as ids.
    forms: Vec<String>,
    /// What there is in the form besides.
    lines: Vec<u32>,
    /// How many fields were sent last.
    received: usize,
    submits: u32,
    inputs: u32,
}

#[live_view]
impl Names {
    /// `?names=elements,closest&ids=body&forms=head`.
    fn mount(
        names: Option<Vec<String>>,
        #[default(vec![])] ids: Vec<String>,
        #[default(vec![])] forms: Vec<String>,
    ) -> Self {
        Self {
            names: names.unwrap_or_else(|| ["elements", "closest"].map(str::to_owned).into()),
            ids,
            forms,
            lines: vec![0],
            received: 0,
            submits: 0,
            inputs: 0,
        }
    }

    #[event_handler]
    fn save(&mut self, #[rest] fields: BTreeMap<String, String>) {
        // The name of the button that was pressed comes along.
        self.received = fields.keys().filter(|name| *name != "_target").count();
        self.submits += 1;
        self.lines.insert(0, self.submits);
    }

    #[event_handler]
    fn typed(&mut self) {
        self.inputs += 1;
    }

    #[event_handler]
    fn turn(&mut self) {
        self.lines.reverse();
    }

    #[event_handler]
    fn clear(&mut self) {
        self.lines.clear();
    }

    fn is_even(&self) -> bool {
        self.submits.is_multiple_of(2)
    }
}
