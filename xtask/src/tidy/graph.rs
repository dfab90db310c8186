//! Cycles and layers of a graph whose nodes are numbers below `nodes`.

use std::collections::{BTreeMap, BTreeSet};

/// Who uses whom: each edge once.
pub(crate) type Edges = BTreeSet<(usize, usize)>;

/// The strongly connected components, each after those that it uses.
pub(crate) fn components(nodes: usize, edges: &Edges) -> Vec<Vec<usize>> {
    let mut tarjan = Tarjan {
        edges,
        index: vec![None; nodes],
        low: vec![0; nodes],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for node in 0..nodes {
        if tarjan.index[node].is_none() {
            tarjan.visit(node);
        }
    }
    tarjan.found
}

struct Tarjan<'a> {
    edges: &'a Edges,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Tarjan<'_> {
    fn visit(&mut self, node: usize) {
        let index = self.next;
        self.index[node] = Some(index);
        self.low[node] = index;
        self.next += 1;
        self.stack.push(node);
        for &(_, used) in self.edges.range((node, 0)..=(node, usize::MAX)) {
            match self.index[used] {
                None => {
                    self.visit(used);
                    self.low[node] = self.low[node].min(self.low[used]);
                }
                Some(seen) if self.stack.contains(&used) => {
                    self.low[node] = self.low[node].min(seen);
                }
                Some(_) => {}
            }
        }
        if self.low[node] == index {
            let start = self.stack.iter().rposition(|&other| other == node);
            let mut component = self.stack.split_off(start.unwrap_or_default());
            component.sort_unstable();
            self.found.push(component);
        }
    }
}

/// Components in layers, the top one first: each stands right above the highest one that it uses.
pub(crate) fn layers(nodes: usize, edges: &Edges) -> Vec<Vec<Vec<usize>>> {
    let mut height = vec![0; nodes];
    let mut layers: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
    for component in components(nodes, edges) {
        let below = edges
            .iter()
            .filter(|(user, used)| component.contains(user) && !component.contains(used))
            .map(|&(_, used)| height[used] + 1)
            .max()
            .unwrap_or(0);
        for &node in &component {
            height[node] = below;
        }
        layers.entry(below).or_default().push(component);
    }
    layers.into_values().rev().collect()
}

/// A shortest cycle within a component: nodes in the order in which each uses the next, and the last the first.
pub(crate) fn cycle(component: &[usize], edges: &Edges) -> Vec<usize> {
    let paths = component
        .iter()
        .filter_map(|&start| back_to(start, component, edges));
    paths.min_by_key(Vec::len).unwrap_or_default()
}

fn back_to(start: usize, component: &[usize], edges: &Edges) -> Option<Vec<usize>> {
    let mut paths = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for path in paths {
            let last = *path.last()?;
            for &(_, used) in edges.range((last, 0)..=(last, usize::MAX)) {
                if used == start {
                    return Some(path);
                }
                if component.contains(&used) && seen.insert(used) {
                    longer.push([&path[..], &[used]].concat());
                }
            }
        }
        paths = longer;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_come_after_what_they_use() {
        let edges = Edges::from([(0, 1), (1, 2), (2, 1), (2, 3)]);
        assert_eq!(components(4, &edges), [vec![3], vec![1, 2], vec![0]]);
    }

    #[test]
    fn layers_begin_with_what_nobody_uses() {
        let edges = Edges::from([(0, 1), (0, 2), (1, 3), (2, 3), (4, 3)]);
        let layers = layers(5, &edges);
        assert_eq!(
            layers,
            [
                vec![vec![0]],
                vec![vec![1], vec![2], vec![4]],
                vec![vec![3]]
            ]
        );
    }

    #[test]
    fn the_shortest_cycle_is_shown() {
        let edges = Edges::from([(0, 1), (1, 2), (2, 0), (2, 3), (3, 2)]);
        assert_eq!(cycle(&[0, 1, 2, 3], &edges), [2, 3]);
    }
}
