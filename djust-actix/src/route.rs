//! What all requests of one path share: the view, without its type, and the hooks before its mount.

use std::pin::Pin;
use std::sync::Arc;

use djust_runtime::app::Hook;
use djust_runtime::engine::client_file::ClientFile;
use djust_runtime::halt::Halt;
use djust_runtime::session::{MountRequest, Session};
use djust_runtime::view::LiveView;

use crate::assets;

/// A mount under way. It never leaves its worker.
pub(crate) type Mount = Pin<Box<dyn Future<Output = Result<Session, Halt>>>>;

/// One view at one path.
pub(crate) struct Route {
    /// The view's type, which no other view of the program shares.
    pub(crate) view: &'static str,
    /// What the view is called.
    pub(crate) name: &'static str,
    /// The skeleton that its pages link to.
    pub(crate) file: Arc<ClientFile>,
    /// The path as it was given: that within its scopes.
    pub(crate) path: String,
    /// The hooks of its `live_session`.
    pub(crate) hooks: Vec<Hook>,
    /// The whole path, if the view says it.
    pub(crate) declared: Option<&'static str>,
    mount: fn(MountRequest) -> Mount,
}

/// What stands before the path of a route.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefix<'a> {
    /// As far as it is known.
    pub(crate) text: &'a str,
    /// Whether that is all: the route stands in no scope.
    pub(crate) whole: bool,
}

impl Prefix<'_> {
    /// Whether a route at `served`, which begins with this, may be at the path that its view says.
    fn may_be(self, served: &str, declared: &str) -> bool {
        match self.whole {
            true => declared == served,
            false => declared.ends_with(served),
        }
    }
}

impl Route {
    /// The route of a view. Its skeleton file can be fetched from here on. `others` says whether other views may follow on
    /// the same connection.
    ///
    /// # Panics
    ///
    /// The view says that it is served at another path than `prefix` and this one.
    pub(crate) fn new<V: LiveView>(
        prefix: Prefix<'_>,
        path: String,
        hooks: &[Hook],
        others: bool,
    ) -> Self {
        let served = joined(prefix.text, &path);
        if let Some(declared) = V::PATH {
            assert!(
                prefix.may_be(&served, declared),
                "`{}` says that its path is `{declared}`, but it is served at `{served}`",
                V::NAME
            );
        }
        let navigates = V::HANDLES_PARAMS || others;
        let file = assets::publish::<V>(navigates);
        if !V::HANDLES_PARAMS && file.attributes.contains("dj-patch") {
            tracing::warn!(
                "`{}` has `dj-patch` in its template and no `handle_params`: such links load their page",
                V::NAME
            );
        }
        Self {
            view: std::any::type_name::<V>(),
            name: V::NAME,
            file,
            path,
            hooks: hooks.to_vec(),
            declared: V::PATH,
            mount: |request| Box::pin(Session::mount::<V>(request)),
        }
    }

    /// Mounts the view.
    pub(crate) fn mount(&self, request: MountRequest) -> Mount {
        (self.mount)(request)
    }
}

/// A path below a prefix. actix puts a slash between them if there is none.
pub(crate) fn joined(prefix: &str, path: &str) -> String {
    let slash = if path.is_empty() && !prefix.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("{prefix}{slash}{path}")
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}
