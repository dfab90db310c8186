use djust_macros::live_component;

#[live_component(source = r#"<div>{{ depth }}
  {% live_component Tree depth=depth + 1 %}</div>"#)]
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
