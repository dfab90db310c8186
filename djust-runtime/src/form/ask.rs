//! Rules that take time: what is asked of the application, and what it answers.

use std::fmt::{self, Display};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

type Asked = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// A rule of the application's that takes time.
#[derive(Clone)]
pub(super) struct Ask(Arc<dyn Fn(String) -> Asked + Send + Sync>);

impl Ask {
    pub(super) fn new<E: Display, W: Future<Output = Result<(), E>> + Send + 'static>(
        rule: impl Fn(String) -> W + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move |text| {
            let asked = rule(text);
            Box::pin(async move { asked.await.map_err(|error| error.to_string()) })
        }))
    }

    /// Asks for the field of this name, which holds `text`; to the application that is worth `worth`.
    pub(super) fn question(&self, name: String, text: String, worth: String) -> Question {
        let asked = (self.0)(worth);
        Question { name, text, asked }
    }
}

/// What the application is asked about a field: the future of its [`Answer`].
/// [`LiveForm::question`](super::LiveForm::question) gives it.
pub struct Question {
    name: String,
    text: String,
    asked: Asked,
}

impl Future for Question {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer> {
        self.asked.as_mut().poll(cx).map(|answer| Answer {
            name: std::mem::take(&mut self.name),
            text: std::mem::take(&mut self.text),
            error: answer.err(),
        })
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field("name", &self.name)
            .field("text", &self.text)
            .finish_non_exhaustive()
    }
}

/// What the application says of a field's text. [`LiveForm::take_answer`](super::LiveForm::take_answer) takes it.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) error: Option<String>,
}
