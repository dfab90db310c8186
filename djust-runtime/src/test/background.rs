//! An executor that runs only when it is told to.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Waker};

use parking_lot::Mutex;

use crate::context::app::{Job, Spawn, Task};

/// What views spawned and what has not ended.
#[derive(Clone, Default)]
pub struct Background(Arc<Mutex<Vec<Task>>>);

impl Background {
    /// Polls every task once. Says whether one ended.
    pub fn work(&self) -> bool {
        let tasks = std::mem::take(&mut *self.0.lock());
        let before = tasks.len();
        let mut context = Context::from_waker(Waker::noop());
        let waiting: Vec<Task> = tasks
            .into_iter()
            .filter_map(|mut task| {
                task.as_mut()
                    .poll(&mut context)
                    .is_pending()
                    .then_some(task)
            })
            .collect();
        let ended = waiting.len() < before;
        self.0.lock().extend(waiting);
        ended
    }

    /// How many tasks have not ended.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.0.lock().len()
    }
}

impl Spawn for Background {
    fn spawn(&self, task: Task) {
        self.0.lock().push(task);
    }

    fn blocking(&self, job: Job) {
        job();
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background")
            .field("tasks", &self.tasks())
            .finish()
    }
}
