//! A snapshot of the request that a view was mounted for. The request itself is not kept.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

/// What is known of a view's request: `Send`, and filled by the application's hook.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Connect {
    /// Path and query.
    pub uri: String,
    /// The headers that the application chose to keep; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The address of the other end.
    pub peer: Option<IpAddr>,
    /// Who the visitor is. A session never outlives a change of it.
    pub identity: Option<String>,
    browser: Option<Arc<str>>,
    values: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

impl Connect {
    /// A snapshot of a request of this path and query.
    #[must_use]
    pub fn new(uri: impl Into<String>) -> Self {
        Self {
            uri: uri.into(),
            ..Self::default()
        }
    }

    /// Says by which random name the server knows the browser.
    #[doc(hidden)]
    #[must_use]
    pub fn of_browser(mut self, name: Arc<str>) -> Self {
        self.browser = Some(name);
        self
    }

    pub(crate) fn browser(&self) -> Option<&Arc<str>> {
        self.browser.as_ref()
    }

    /// The header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Keeps a value with the snapshot: one a type.
    pub fn insert<T: Send + Sync + 'static>(&mut self, value: T) {
        self.values.insert(TypeId::of::<T>(), Arc::new(value));
    }

    /// The value of this type.
    #[must_use]
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.values.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

/// Headers may hold what nobody should read in a log: their names only.
impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Connect")
            .field("uri", &self.uri)
            .field("headers", &headers)
            .field("peer", &self.peer)
            .finish_non_exhaustive()
    }
}
