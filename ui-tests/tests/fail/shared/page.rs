// The rest of a `Page`, for cases whose mistake stands in its template: each has the struct with the template, and includes this.

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { id: 1, name: String::new(), open: true }
    }

    #[event_handler]
    fn select(&mut self, id: u32) {
        self.id = id;
    }

    #[event_handler]
    fn save(&mut self) {
        self.open = self.name.is_empty();
    }
}

fn uses(mut page: Page) {
    page.select(1);
    page.save();
    drop((page.id, page.name, page.open));
}
