//! The rows of every page: the same on each run.

const WORDS: [&str; 7] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
];

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: usize,
    pub(crate) label: String,
    pub(crate) n: usize,
}

impl Row {
    /// Row `id`.
    pub(crate) fn new(id: usize) -> Self {
        let label = ["row ", &id.to_string(), " ", WORDS[id % WORDS.len()]].concat();
        Self {
            id,
            label,
            n: (id * 7919) % 1000,
        }
    }
}

/// The first `count` rows.
pub(crate) fn rows(count: usize) -> Vec<Row> {
    (0..count).map(Row::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_deterministic() {
        let row = Row {
            id: 8,
            label: "row 8 bravo".to_owned(),
            n: 352,
        };
        assert_eq!(Row::new(8), row);
    }
}
