//! What all sessions of one application share: its data, its executor and the hooks that run before every mount.
//!
//! The runtime has no executor of its own. Whoever drives sessions gives it one as [`Spawn`].

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::Context;
use super::limits::Browsers;
use crate::halt::Halt;

/// Work in the background.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;
/// Work that would stall a worker.
pub type Job = Box<dyn FnOnce() + Send>;

/// Runs what views ask for in the background.
pub trait Spawn: Send + Sync {
    /// Runs a future to its end, at once and on any worker.
    fn spawn(&self, task: Task);

    /// Runs a closure where blocking is allowed.
    fn blocking(&self, job: Job);
}

/// What a hook answers: nothing, or why there is no view.
pub type HookFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Halt>> + 'a>>;
/// A hook that runs before a view is mounted and can halt the mount.
pub type Hook = Arc<dyn for<'a> Fn(&'a mut Context) -> HookFuture<'a> + Send + Sync>;

/// Says whether a user has a permission.
pub type Permissions = Arc<dyn Fn(&Context, &str) -> bool + Send + Sync>;

/// The URL of the client's script that acts on a pushed event of a reserved name.
pub type Scripts = fn(&str) -> Option<&'static str>;

/// What all sessions of an application share. Clones share it too.
#[derive(Clone, Default)]
pub struct App {
    data: Arc<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    hooks: Arc<[Hook]>,
    spawner: Option<Arc<dyn Spawn>>,
    permissions: Option<Permissions>,
    browsers: Browsers,
}

impl App {
    /// An application without data, hooks and executor.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers data, of which there is one a type: [`Context::data`] gives it to views.
    #[must_use]
    pub fn with_data<T: Send + Sync + 'static>(self, data: T) -> Self {
        self.with_shared(Arc::new(data))
    }

    /// Registers data that is shared already.
    #[must_use]
    pub fn with_shared<T: Send + Sync + 'static>(mut self, data: Arc<T>) -> Self {
        Arc::make_mut(&mut self.data).insert(TypeId::of::<T>(), data);
        self
    }

    /// Adds a hook, which runs after those that are there. An application with one more hook for some of its views is
    /// a clone with this.
    #[must_use]
    pub fn with_hook(mut self, hook: Hook) -> Self {
        self.hooks = self.hooks.iter().cloned().chain([hook]).collect();
        self
    }

    /// Sets who runs work in the background.
    #[must_use]
    pub fn with_spawner(mut self, spawner: Arc<dyn Spawn>) -> Self {
        self.spawner = Some(spawner);
        self
    }

    /// Sets who has which permission.
    #[must_use]
    pub fn with_permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = Some(permissions);
        self
    }

    /// Sets which of the client's scripts act on which pushed events of ours. A page loads them when the first one comes.
    #[must_use]
    pub fn with_scripts(self, scripts: Scripts) -> Self {
        // Beside the data, because every session has room for an application, and hardly any asks for a script.
        self.with_data(scripts)
    }

    /// The data of a type.
    #[must_use]
    pub fn data<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.data.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// The data of a type, to be kept.
    #[must_use]
    pub fn shared<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let data = self.data.get(&TypeId::of::<T>())?;
        Arc::clone(data).downcast().ok()
    }

    /// The hooks, in the order in which they run.
    #[must_use]
    pub fn hooks(&self) -> Arc<[Hook]> {
        Arc::clone(&self.hooks)
    }

    /// The script that acts on a pushed event of ours.
    pub(crate) fn script(&self, event: &str) -> Option<&'static str> {
        self.data::<Scripts>().and_then(|scripts| scripts(event))
    }

    pub(crate) fn permissions(&self) -> Option<&Permissions> {
        self.permissions.as_ref()
    }

    /// How often which browser called what is limited.
    pub(crate) fn browsers(&self) -> &Browsers {
        &self.browsers
    }

    pub(crate) fn spawner(&self) -> Option<&Arc<dyn Spawn>> {
        self.spawner.as_ref()
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("data", &self.data.len())
            .field("hooks", &self.hooks.len())
            .field("spawner", &self.spawner.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_found_by_its_type() {
        let app = App::new().with_data(5_u8).with_data("five");
        let clone = app.clone().with_data(6_u16);
        assert_eq!(app.data::<u8>(), Some(&5));
        assert_eq!(clone.shared::<&str>().as_deref(), Some(&"five"));
        assert_eq!(clone.data::<u16>(), Some(&6));
        assert_eq!(app.data::<u16>(), None);
    }
}
