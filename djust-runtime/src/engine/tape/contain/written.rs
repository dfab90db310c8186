//! A text that is written from another, and is that one for as long as nothing differs.

/// What was written so far.
#[derive(Debug)]
pub(super) struct Written<'t> {
    source: &'t str,
    /// How much of the source was written as it is, if nothing else was.
    kept: usize,
    other: Option<String>,
}

impl<'t> Written<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            source,
            kept: 0,
            other: None,
        }
    }

    /// Writes the next piece of the source.
    pub(super) fn keep(&mut self, piece: &str) {
        match &mut self.other {
            Some(other) => other.push_str(piece),
            None => self.kept += piece.len(),
        }
    }

    /// What was written, from here on a text of its own: something is left out, or put in.
    pub(super) fn other(&mut self) -> &mut String {
        self.other.get_or_insert_with(|| {
            let mut other = String::with_capacity(self.source.len());
            other.push_str(self.source.get(..self.kept).unwrap_or_default());
            other
        })
    }

    /// The text; `None` if it is the source.
    pub(super) fn finish(self) -> Option<String> {
        self.other.filter(|other| other != self.source)
    }
}
