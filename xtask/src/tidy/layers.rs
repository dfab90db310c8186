//! Layers: a module uses only what lies below it. ARCHITECTURE.md draws them, in one block a folder:
//!
//! ````text
//! ```layers djust-actix/src
//! lib prelude
//! service
//! page assets
//! ```
//! ````
//!
//! The top layer stands first; modules on one line do not use one another. A module and what is below it are one unit. Within
//! a unit parent and child may use one another, siblings have no cycle.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::graph::{self, Edges};
use super::modules::{Module, Modules, Use};
use crate::shell;

const DRAWN_IN: &str = "ARCHITECTURE.md";

/// Folders whose layers are drawn.
const DRAWN: [&str; 7] = [
    "client-js/src",
    "client-js/src/dom",
    "djust-actix/src",
    "djust-actix/src/hold",
    "djust-macros/src",
    "djust-macros/template/src",
    "djust-runtime/src",
];

/// Folders that need no drawing and may have no cycle either. Not those of examples: pages link to one another.
const WITHOUT_CYCLES: [&str; 4] = [
    "bench/browser/src",
    "bench/charts/src",
    "generated-tests/src",
    "xtask/src",
];

/// One folder's layers, as they are drawn.
#[derive(Debug)]
struct Block {
    folder: String,
    /// The line of the fence.
    line: usize,
    layers: Vec<Vec<String>>,
}

/// What is wrong with the layers of all folders that are drawn.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let text = shell::read(&shell::root().join(DRAWN_IN))?;
    let blocks = blocks(&text);
    let mut problems = undrawn(&blocks);
    for block in blocks {
        match Modules::read(&block.folder) {
            Ok(modules) => problems.extend(wrong(&block, &modules)),
            Err(message) => problems.push(format!("{DRAWN_IN}:{}: {message}", block.line)),
        }
    }
    for folder in WITHOUT_CYCLES {
        let modules = Modules::read(folder)?;
        for parent in parents(&modules, true) {
            problems.extend(contracted(&modules, &parent).circles(&modules, &parent));
        }
    }
    Ok(problems)
}

/// Folders that lost their drawing.
fn undrawn(blocks: &[Block]) -> Vec<String> {
    let is_drawn = |folder: &&str| blocks.iter().any(|block| block.folder == **folder);
    let missing = DRAWN.iter().filter(|folder| !is_drawn(folder));
    missing
        .map(|folder| format!("{DRAWN_IN}: no block draws the layers of {folder}. Put it back."))
        .collect()
}

/// A drawing that holds today, and what stands in the way of a better one.
pub(crate) fn proposal(folder: &str) -> Result<String, String> {
    let modules = Modules::read(folder)?;
    let units = contracted(&modules, &[]);
    let mut text = format!("```layers {}\n", folder.trim_end_matches('/'));
    for layer in graph::layers(units.names.len(), &units.edges()) {
        let names = layer.iter().map(|component| units.list(component));
        let _ = writeln!(text, "{}", names.collect::<Vec<_>>().join(" "));
    }
    text.push_str("```\n");
    let (mut problems, mut knots) = (Vec::new(), Vec::new());
    for parent in parents(&modules, true) {
        let siblings = contracted(&modules, &parent);
        problems.extend(siblings.circles(&modules, &parent));
        knots.extend(siblings.knots(&modules, &parent));
    }
    if problems.is_empty() {
        text.push_str("\nThere are no cycles.\n");
    } else {
        let _ = writeln!(
            text,
            "\n{} cycles:\n\n{}\n\nEvery edge within them, with how often it is drawn and where first:\n\n{}",
            problems.len(),
            problems.join("\n"),
            knots.join("\n")
        );
    }
    Ok(text)
}

/// The blocks of a document.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        if let Some(folder) = line.strip_prefix("```layers ") {
            let folder = folder.trim().trim_end_matches('/').to_owned();
            blocks.push(Block {
                folder,
                line: number + 1,
                layers: Vec::new(),
            });
            open = true;
        } else if line.starts_with("```") {
            open = false;
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            block
                .layers
                .push(line.split_whitespace().map(str::to_owned).collect());
        }
    }
    blocks
}

fn wrong(block: &Block, modules: &Modules) -> Vec<String> {
    let mut problems = unlisted(block, modules);
    let mut seen = BTreeSet::new();
    for one in &modules.uses {
        let Some((user, used)) =
            place(block, modules, &one.user).zip(place(block, modules, &one.used))
        else {
            continue;
        };
        let (upper, lower) = (&block.layers[user.0][user.1], &block.layers[used.0][used.1]);
        if user.0 > used.0 && seen.insert((one.place.clone(), lower)) {
            problems.push(format!(
                "{}: `{upper}` uses `{lower}`, which lies above it. Move what is used below `{upper}`, or hand it in from above.",
                one.place
            ));
        } else if user.0 == used.0 && user.1 != used.1 && seen.insert((one.place.clone(), lower)) {
            problems.push(format!(
                "{}: `{upper}` uses `{lower}`, and both stand on one line of the layers. Put `{upper}` on a line above in {DRAWN_IN}, \
                 block `{}`.",
                one.place, block.folder
            ));
        }
    }
    for parent in parents(modules, false) {
        problems.extend(contracted(modules, &parent).circles(modules, &parent));
    }
    problems
}

/// Modules that no line lists, and names on lines that are no module.
fn unlisted(block: &Block, modules: &Modules) -> Vec<String> {
    let units: BTreeSet<&String> = modules
        .all
        .iter()
        .filter(|module| place(block, modules, module).is_none())
        .map(|module| &module[0])
        .collect();
    let unlisted = units.iter().map(|unit| {
        format!(
            "{DRAWN_IN}:{}: `{unit}` of {} is on no line of its layers. Add it where it belongs.",
            block.line, block.folder
        )
    });
    let mut problems: Vec<String> = unlisted.collect();
    for (number, name) in (1..)
        .zip(&block.layers)
        .flat_map(|(number, layer)| layer.iter().map(move |name| (number, name)))
    {
        let path = parsed(name, modules);
        if !modules.all.iter().any(|module| module.starts_with(&path)) {
            let line = block.line + number;
            problems.push(format!(
                "{DRAWN_IN}:{line}: {} has no module `{name}`. Remove it from the layers.",
                block.folder
            ));
        }
    }
    problems
}

/// Layer and column of the longest listed name that a module belongs to.
fn place(block: &Block, modules: &Modules, module: &Module) -> Option<(usize, usize)> {
    let mut best: Option<((usize, usize), usize)> = None;
    for (row, layer) in block.layers.iter().enumerate() {
        for (column, name) in layer.iter().enumerate() {
            let path = parsed(name, modules);
            if module.starts_with(&path) && best.is_none_or(|(_, length)| path.len() > length) {
                best = Some(((row, column), path.len()));
            }
        }
    }
    best.map(|(place, _)| place)
}

fn parsed(name: &str, modules: &Modules) -> Module {
    name.split(modules.separator).map(str::to_owned).collect()
}

/// The modules with modules below them, and the root itself if wanted.
fn parents(modules: &Modules, root: bool) -> BTreeSet<Module> {
    let lengths = |module: &Module| {
        (usize::from(!root)..module.len())
            .map(|length| module[..length].to_vec())
            .collect::<Vec<_>>()
    };
    modules.all.iter().flat_map(lengths).collect()
}

/// The children of one module, each with all that is below it, and how they use one another.
struct Siblings<'a> {
    names: Vec<String>,
    uses: BTreeMap<(usize, usize), Vec<&'a Use>>,
}

fn contracted<'a>(modules: &'a Modules, parent: &[String]) -> Siblings<'a> {
    let child = |module: &Module| {
        module
            .strip_prefix(parent)
            .and_then(|rest| rest.first().cloned())
    };
    let names: Vec<String> = modules
        .all
        .iter()
        .filter_map(child)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let number = |module: &Module| child(module).and_then(|name| names.binary_search(&name).ok());
    let mut uses: BTreeMap<_, Vec<&Use>> = BTreeMap::new();
    for one in &modules.uses {
        if let (Some(user), Some(used)) = (number(&one.user), number(&one.used))
            && user != used
        {
            uses.entry((user, used)).or_default().push(one);
        }
    }
    Siblings { names, uses }
}

impl Siblings<'_> {
    fn edges(&self) -> Edges {
        self.uses.keys().copied().collect()
    }

    fn list(&self, component: &[usize]) -> String {
        let names: Vec<&str> = component
            .iter()
            .map(|&node| self.names[node].as_str())
            .collect();
        if names.len() > 1 {
            format!("<cycle: {}>", names.join(" "))
        } else {
            names.concat()
        }
    }

    /// Every edge between two that stand in one cycle.
    fn knots(&self, modules: &Modules, parent: &[String]) -> Vec<String> {
        let components = graph::components(self.names.len(), &self.edges());
        let full = |node: usize| modules.name(&[parent, &[self.names[node].clone()]].concat());
        let both = |user, used| {
            let has =
                |component: &&Vec<usize>| component.contains(user) && component.contains(used);
            components.iter().any(|component| has(&component))
        };
        let within = self
            .uses
            .iter()
            .filter(|((user, used), _)| both(user, used));
        let lines = within.filter_map(|((user, used), uses)| {
            let place = &uses.first()?.place;
            Some(format!(
                "{} > {}  {} x, {place}",
                full(*user),
                full(*used),
                uses.len()
            ))
        });
        lines.collect()
    }

    /// One sentence a cycle, with a place for each of its edges.
    fn circles(&self, modules: &Modules, parent: &[String]) -> Vec<String> {
        let edges = self.edges();
        let components = graph::components(self.names.len(), &edges);
        let circles = components
            .iter()
            .filter(|component| component.len() > 1)
            .map(|component| {
                let around = graph::cycle(component, &edges);
                let next = around.iter().cycle().skip(1);
                let full =
                    |node: usize| modules.name(&[parent, &[self.names[node].clone()]].concat());
                let steps = around.iter().zip(next).filter_map(|(&user, &used)| {
                    let first = self.uses.get(&(user, used))?.first()?;
                    Some(format!(
                        "{}: `{}` uses `{}`",
                        first.place,
                        full(user),
                        full(used)
                    ))
                });
                let steps: Vec<String> = steps.collect();
                let all = if component.len() > around.len() {
                    format!(" (of {} in one knot)", component.len())
                } else {
                    String::new()
                };
                format!(
                    "{}. That is a cycle{all}: move what both need into a module below them.",
                    steps.join(",\n  and ")
                )
            });
        circles.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_lost_its_drawing_is_told() {
        let text = DRAWN[1..]
            .iter()
            .map(|folder| format!("```layers {folder}\nlib\n```\n"))
            .collect::<String>();
        let said = undrawn(&blocks(&text));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains(DRAWN[0]));
    }

    fn modules(all: &[&str], uses: &[(&str, &str)]) -> Modules {
        let module = |name: &str| name.split("::").map(str::to_owned).collect::<Module>();
        let used = uses.iter().map(|(user, used)| Use {
            user: module(user),
            used: module(used),
            place: format!("{user}.rs:1"),
        });
        Modules {
            all: all.iter().map(|name| module(name)).collect(),
            uses: used.collect(),
            separator: "::",
        }
    }

    fn problems(drawn: &str, all: &[&str], uses: &[(&str, &str)]) -> String {
        let text = format!("# Layers\n\n```layers c/src\n{drawn}\n```\n");
        let blocks = blocks(&text);
        wrong(&blocks[0], &modules(all, uses)).join("\n")
    }

    #[test]
    fn downwards_is_fine_and_upwards_is_not() {
        let all = ["lib", "page", "token"];
        assert_eq!(
            problems(
                "lib\npage\ntoken",
                &all,
                &[("lib", "token"), ("page", "token")]
            ),
            ""
        );
        let said = problems("lib\npage\ntoken", &all, &[("token", "page")]);
        assert!(
            said.starts_with("token.rs:1: `token` uses `page`, which lies above it"),
            "{said}"
        );
    }

    #[test]
    fn modules_on_one_line_do_not_use_one_another() {
        let said = problems(
            "lib\npage token",
            &["lib", "page", "token"],
            &[("page", "token")],
        );
        assert!(said.contains("both stand on one line"), "{said}");
    }

    #[test]
    fn what_is_not_drawn_and_what_is_not_there_is_told() {
        let said = problems("lib\ngone", &["lib", "page::body"], &[]);
        assert!(
            said.contains("ARCHITECTURE.md:3: `page` of c/src is on no line"),
            "{said}"
        );
        assert!(
            said.contains("ARCHITECTURE.md:5: c/src has no module `gone`"),
            "{said}"
        );
    }

    #[test]
    fn parent_and_child_are_one_unit_and_siblings_have_no_cycle() {
        let all = ["a", "a::x", "a::y", "a::y::z", "b"];
        let drawn = "a\nb";
        assert_eq!(
            problems(
                drawn,
                &all,
                &[
                    ("a", "a::x"),
                    ("a::x", "a"),
                    ("a::x", "a::y"),
                    ("a::y::z", "b")
                ]
            ),
            ""
        );
        let said = problems(drawn, &all, &[("a::x", "a::y"), ("a::y::z", "a::x")]);
        assert!(
            said.contains("a::x.rs:1: `a::x` uses `a::y`")
                && said.contains("a::y::z.rs:1: `a::y` uses `a::x`"),
            "{said}"
        );
        assert!(problems(drawn, &all, &[("b", "a::x")]).contains("`b` uses `a`, which lies above"));
    }

    #[test]
    fn a_listed_name_may_be_a_module_of_a_module() {
        let all = ["dom", "dom::low", "mid"];
        assert_eq!(
            problems(
                "dom\nmid\ndom::low",
                &all,
                &[("dom", "mid"), ("mid", "dom::low")]
            ),
            ""
        );
    }

    #[test]
    fn other_fences_are_no_layers() {
        let text = "```rust\na\n```\n```layers x/src\na b\nc\n```\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].layers, [vec!["a", "b"], vec!["c"]]);
    }
}
