//! Whose a session is.

use std::sync::Arc;

use crate::token::Binding;

/// One browser and who is logged in there.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    pub(crate) browser: Arc<str>,
    pub(crate) identity: Option<Arc<str>>,
}

impl Owner {
    /// What the tokens of its sessions of this view are bound to.
    pub(crate) fn binding<'a>(&'a self, view: &'a str) -> Binding<'a> {
        Binding {
            view,
            browser: &self.browser,
            identity: self.identity.as_deref(),
        }
    }
}
