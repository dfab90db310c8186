use djust_macros::live_component;

#[live_component(source = r#"<p>{{ depth }}</p>"#)]
struct Tree {
    #[prop]
    depth: u32,
}

#[live_component]
impl Tree {
    fn mount(&mut self, depth: u32) {
        self.depth = depth;
    }
}

fn uses(tree: Tree) {
    let _ = tree.depth;
}

fn main() {}
