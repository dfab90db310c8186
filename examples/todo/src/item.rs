//! What is on the list, and which of it is shown.

/// Something to do.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) done: bool,
}

/// Which items are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    All,
    Open,
    Done,
}

djust_actix::param_enum!(Filter { All, Open, Done });

impl Filter {
    /// Every filter and its label, in the order of the buttons.
    pub(crate) const EACH: [(Self, &str); 3] = [
        (Self::All, "All"),
        (Self::Open, "Open"),
        (Self::Done, "Done"),
    ];

    /// Whether the item is shown.
    pub(crate) fn takes(self, item: &Item) -> bool {
        match self {
            Self::All => true,
            Self::Open => !item.done,
            Self::Done => item.done,
        }
    }
}
