//! The configuration of [`Djust`], checked when it is complete.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use actix_web::HttpRequest;
use djust_runtime::app::{App, Hook, Job, Spawn, Task};
use djust_runtime::context::{Connect, Context};
use djust_runtime::halt::Halt;

use super::{ConnectHook, Djust, Shared};
use crate::assets;
use crate::document::Document;
use crate::hold::Sessions;
use crate::limits::Limits;
use crate::origin::{Origin, Origins};
use crate::token::{Signer, random_bytes};

/// The shortest key that is accepted, in bytes.
const MIN_KEY: usize = 32;

/// Configures [`Djust`].
#[must_use = "a configuration does nothing until `build`"]
pub struct DjustBuilder {
    app: App,
    key: Option<Vec<u8>>,
    origins: Option<Vec<String>>,
    limits: Limits,
    document: Document,
    on_connect: Vec<ConnectHook>,
}

/// Why a configuration can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// A release build was given no key.
    NoKey,
    /// The key is too short to be a secret.
    ShortKey {
        /// Its length in bytes.
        bytes: usize,
    },
    /// This is no origin.
    BadOrigin(String),
    /// Panics end the process instead of one view.
    PanicAborts,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::NoKey => write!(
                f,
                "a release build needs a key: `Djust::builder().key(secret)` with {MIN_KEY} or more random bytes from \
                 your configuration, the same on every node"
            ),
            ConfigError::ShortKey { bytes } => {
                write!(f, "the key must have {MIN_KEY} or more random bytes, this one has {bytes}")
            }
            ConfigError::BadOrigin(origin) => write!(
                f,
                "`{origin}` is no origin: expected a scheme, a host and perhaps a port, such as https://example.com"
            ),
            ConfigError::PanicAborts => f.write_str(
                "this program is built with panic = \"abort\", so a panic in one view would end all of them: remove it \
                 from the profile in Cargo.toml",
            ),
        }
    }
}

impl std::error::Error for ConfigError {}

impl Default for DjustBuilder {
    fn default() -> Self {
        Self {
            app: App::new()
                .with_spawner(Arc::new(Workers))
                .with_scripts(assets::script_for),
            key: None,
            origins: None,
            limits: Limits::default(),
            document: Document::default(),
            on_connect: Vec::new(),
        }
    }
}

impl DjustBuilder {
    /// The secret with which tokens are signed: 32 or more random bytes, the same on every node and after every restart.
    /// A debug build without one makes a random one and warns.
    pub fn key(mut self, key: impl AsRef<[u8]>) -> Self {
        self.key = Some(key.as_ref().to_vec());
        self
    }

    /// Data for views, of which there is one a type: `cx.data::<T>()` reads it, `cx.shared::<T>()` gives it as an `Arc`
    /// to take into a future.
    ///
    /// ```no_run
    /// # use djust_actix::prelude::*;
    /// struct Shop { name: String }
    ///
    /// #[live_view(source = "<h1>{{ name }}</h1>")]
    /// struct Home { name: String }
    ///
    /// #[live_view]
    /// impl Home {
    ///     fn mount(cx: &mut Context) -> Result<Self, Halt> {
    ///         let shop = cx.data::<Shop>().ok_or("no `Shop` was given to the builder")?;
    ///         Ok(Self { name: shop.name.clone() })
    ///     }
    /// }
    ///
    /// # fn main() {
    /// Djust::builder().data(Shop { name: "Tea".to_owned() });
    /// # }
    /// ```
    pub fn data<T: Send + Sync + 'static>(mut self, data: T) -> Self {
        self.app = self.app.with_data(data);
        self
    }

    /// Tells what views may know of a request: its identity above all, headers, values of the application's own. It runs
    /// for each page and each socket; a session is never given to a socket with another identity.
    ///
    /// ```no_run
    /// # use djust_actix::Djust;
    /// Djust::builder().on_connect(|request, connect| {
    ///     connect.identity = request.cookie("user").map(|cookie| cookie.value().to_owned());
    /// });
    /// ```
    pub fn on_connect(
        mut self,
        hook: impl Fn(&HttpRequest, &mut Connect) + Send + Sync + 'static,
    ) -> Self {
        self.on_connect.push(Arc::new(hook));
        self
    }

    /// Says who has which permission: it is asked before each call of a handler with `permission = "…"`, and by
    /// [`Context::may`]. What it needs to know of the user is best looked up in [`on_connect`](Self::on_connect). Without it
    /// nobody has any permission.
    ///
    /// ```no_run
    /// # use djust_actix::Djust;
    /// Djust::builder().permissions(|cx, permission| match permission {
    ///     "todos.add" => cx.identity().is_some(),
    ///     _ => false,
    /// });
    /// ```
    pub fn permissions(
        mut self,
        permissions: impl Fn(&Context, &str) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.app = self.app.with_permissions(Arc::new(permissions));
        self
    }

    /// Runs before any view is mounted, and can halt the mount.
    ///
    /// ```no_run
    /// # use djust_actix::{Djust, prelude::*};
    /// Djust::builder().on_mount(async |cx: &mut Context| match cx.identity() {
    ///     Some(_) => Ok(()),
    ///     None => Err(Halt::redirect("/login")),
    /// });
    /// ```
    pub fn on_mount(
        mut self,
        hook: impl AsyncFn(&mut Context) -> Result<(), Halt> + Send + Sync + 'static,
    ) -> Self {
        self.app = self.app.with_hook(mount_hook(hook));
        self
    }

    /// The origins whose pages may open a socket, in place of the server's own host. Needed behind a proxy that changes
    /// the `Host` header.
    pub fn origins<T: Into<String>>(mut self, origins: impl IntoIterator<Item = T>) -> Self {
        self.origins = Some(origins.into_iter().map(Into::into).collect());
        self
    }

    /// Replaces the limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The language of pages whose template is only the body; `en` if it is not set.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.document.language = language.into();
        self
    }

    /// Markup for the `<head>` of pages whose template is only the body: links to style sheets, say. It is not escaped.
    pub fn head(mut self, markup: impl Into<String>) -> Self {
        self.document.head = markup.into();
        self
    }

    /// The configured application.
    ///
    /// # Panics
    ///
    /// If the configuration can't be used; [`DjustBuilder::try_build`] returns the reason instead.
    #[must_use]
    pub fn build(self) -> Djust {
        match self.try_build() {
            Ok(djust) => djust,
            Err(error) => panic!("{error}"),
        }
    }

    /// The configured application.
    ///
    /// # Errors
    ///
    /// The configuration can't be used.
    pub fn try_build(self) -> Result<Djust, ConfigError> {
        if cfg!(panic = "abort") {
            return Err(ConfigError::PanicAborts);
        }
        let key = checked_key(self.key, cfg!(debug_assertions))?;
        let signer = Signer::new(&key).ok_or(ConfigError::ShortKey { bytes: key.len() })?;
        Ok(Djust(Arc::new(Shared {
            sessions: Sessions::new(signer, self.limits),
            origins: checked_origins(self.origins)?,
            document: self.document,
            app: self.app,
            on_connect: self.on_connect,
            looked_over: AtomicBool::new(false),
        })))
    }
}

impl fmt::Debug for DjustBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DjustBuilder")
            .field("app", &self.app)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A closure as the runtime takes it.
pub(crate) fn mount_hook(
    hook: impl AsyncFn(&mut Context) -> Result<(), Halt> + Send + Sync + 'static,
) -> Hook {
    let hook = Arc::new(hook);
    Arc::new(move |cx| {
        let hook = Arc::clone(&hook);
        Box::pin(async move { hook(cx).await })
    })
}

fn checked_key(key: Option<Vec<u8>>, debug: bool) -> Result<Vec<u8>, ConfigError> {
    match key {
        Some(key) if key.len() >= MIN_KEY => Ok(key),
        Some(key) => Err(ConfigError::ShortKey { bytes: key.len() }),
        None if debug => {
            tracing::warn!("no key is configured: a random one is used until this process ends");
            Ok(random_bytes::<MIN_KEY>().to_vec())
        }
        None => Err(ConfigError::NoKey),
    }
}

fn checked_origins(origins: Option<Vec<String>>) -> Result<Origins, ConfigError> {
    let Some(origins) = origins else {
        return Ok(Origins::SameHost);
    };
    let parse = |origin: String| Origin::parse(&origin).ok_or(ConfigError::BadOrigin(origin));
    origins
        .into_iter()
        .map(parse)
        .collect::<Result<_, _>>()
        .map(Origins::Listed)
}

/// Runs what views ask for in the background: futures on the worker that asks, closures on its pool of threads.
struct Workers;

impl Spawn for Workers {
    fn spawn(&self, task: Task) {
        // Detached: the task hands over its result itself.
        drop(actix_web::rt::spawn(task));
    }

    fn blocking(&self, job: Job) {
        // Detached for the same reason.
        drop(actix_web::rt::task::spawn_blocking(job));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_built_in_key() {
        assert_eq!(checked_key(None, false), Err(ConfigError::NoKey));
        let random = checked_key(None, true).unwrap();
        assert_ne!(random, checked_key(None, true).unwrap());
        assert_eq!(
            checked_key(Some(vec![1; 31]), true),
            Err(ConfigError::ShortKey { bytes: 31 })
        );
        assert_eq!(checked_key(Some(vec![1; 32]), false), Ok(vec![1; 32]));
    }

    #[test]
    fn an_origin_that_is_none_is_named() {
        let error = Djust::builder()
            .origins(["https://a.example", "b.example"])
            .try_build()
            .unwrap_err();
        assert_eq!(error, ConfigError::BadOrigin("b.example".to_owned()));
        assert!(error.to_string().contains("such as https://example.com"));
    }
}
