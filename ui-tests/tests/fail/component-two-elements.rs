use djust_macros::live_component;

#[live_component(source = r#"<h1>{{ depth }}</h1>
<p></p>"#)]
struct Tree {
    #[prop]
    depth: u32,
}

#[live_component]
impl Tree {}

fn uses(tree: Tree) {
    let _ = tree.depth;
}

fn main() {}
