use djust_macros::live_component;

#[live_component(source = r#"<p>{{ depth }}</p>"#)]
struct Tree {
    #[prop]
    depth: u32,
}

#[live_component]
impl Tree {
    async fn mount(&mut self) {
        self.depth = 0;
    }
}

fn uses(tree: Tree) {
    let _ = tree.depth;
}

fn main() {}
