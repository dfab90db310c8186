//! Other URLs: of the same view, which stays and is told, or of another one, for which the session makes room.

use std::sync::Arc;

use super::live;
use super::{MountRequest, Outbox, Running, Session, VIEW};
use crate::caught::Panic;
use crate::context::Going;
use crate::event::EventError;
use crate::navigation::{Patch, Routes};
use crate::param::UrlParams;
use crate::url::split;
use crate::wire::{self, History, Visit};

/// How often `handle_params` may ask for yet another URL in one event.
const PATCHES: usize = 8;

/// A client that goes on with another view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The view's URL: path and query.
    pub url: String,
    /// What stands behind it in the browser's address, with the hash sign.
    pub fragment: String,
    /// What becomes of the browser's history.
    pub history: History,
}

/// Where a session is between two URLs.
#[derive(Debug)]
pub(super) enum Way {
    /// The view is being told of another URL: should it not take it, this is the one to return to.
    Untold(String, UrlParams),
    /// Another view is to follow.
    Leaving(Leaving),
}

/// What came of going somewhere: the event's own refusal, or a panic, which costs the view.
type Gone = Result<Result<(), EventError>, Panic>;

impl Session {
    /// The URL that the page is at: path and query. The token of a page or a join is to be bound to it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.cx.connect().uri
    }

    /// URLs at which the client may still be, because it has not confirmed that it left them.
    pub fn urls_before(&self) -> impl Iterator<Item = &str> {
        self.page.trail.steps().map(|step| &*step.url)
    }

    /// The captures and query of the page's URL, which a view that is mounted anew gets.
    #[must_use]
    pub fn params(&self) -> &UrlParams {
        &self.params
    }

    /// Moves the session to another URL of its view: tokens, and a view that is mounted anew, are of this one. Nothing
    /// is told to the view or its client.
    pub fn set_url(&mut self, url: impl Into<String>, params: UrlParams) {
        self.cx.set_url(url.into());
        self.params = params;
    }

    /// Where the client goes, if the view of another URL is to follow on its connection: until then, or until it
    /// [stays](Self::stay), the session runs nothing more.
    #[must_use]
    pub fn leaving(&self) -> Option<&Leaving> {
        match self.way.as_deref() {
            Some(Way::Leaving(leaving)) => Some(leaving),
            _ => None,
        }
    }

    /// No other view follows.
    pub fn stay(&mut self) {
        self.way = None;
    }

    /// What the view of another URL is mounted with that is to follow this one.
    #[must_use]
    pub fn request(&self, url: &str, params: UrlParams, routes: Arc<dyn Routes>) -> MountRequest {
        let mut connect = self.cx.connect().clone();
        url.clone_into(&mut connect.uri);
        MountRequest {
            app: self.cx.app().clone(),
            connect,
            params,
            routes: Some(routes),
        }
    }

    /// Follows the session of another view on its connection: numbers rise on, so that whatever the client does to the
    /// page of that one is stale, and what that one pushed last is not lost. Then let the client [join](Self::join), with
    /// that one's version.
    pub fn succeed(&mut self, before: &mut Self, leaving: &Leaving) {
        let ran = before.page.ran;
        self.taken = ran;
        self.page.ran = ran;
        self.page.answered = ran;
        let mut head = self.cx.take_head();
        let given = head.title.take();
        let title = given
            .as_deref()
            .unwrap_or(match self.view_type.skeleton.document {
                true => "",
                false => self.view_type.name,
            });
        let shown = format!("{}{}", leaving.url, leaving.fragment);
        let mut frame = String::with_capacity(shown.len() + title.len() + 16);
        wire::moved(&mut frame, &shown, leaving.history, Some(title));
        let later = self.cx.take_pushes();
        before.cx.forget_metas();
        for push in before.cx.take_pushes().into_iter().chain([frame]) {
            self.cx.push_frame(push);
        }
        self.cx.tell_head(head);
        for push in later {
            self.cx.push_frame(push);
        }
    }

    /// The client asks for a URL.
    pub(super) async fn visit(&mut self, url: &str, visit: Visit) -> Gone {
        let Visit { history, anew } = visit;
        let went = if anew {
            self.leave(url.to_owned(), String::new(), history);
            Ok(Ok(()))
        } else {
            self.show(url.to_owned(), "", history).await
        };
        match went {
            Ok(Ok(())) => self.follow().await,
            other => other,
        }
    }

    /// Goes where the last handler asked to go.
    pub(super) async fn follow(&mut self) -> Gone {
        for _ in 0..PATCHES {
            match self.cx.going.take().map(|going| *going) {
                None => return Ok(Ok(())),
                Some(Going::Patch(patch)) => match self.patch(&patch).await {
                    Ok(Ok(())) => {}
                    other => return other,
                },
                Some(Going::Away(to)) => {
                    return Ok(to.resolve(self.url()).map_or_else(
                        |why| Err(EventError::bad_url(why)),
                        |(url, fragment)| {
                            self.leave(url, fragment, entry(&to, false));
                            Ok(())
                        },
                    ));
                }
            }
        }
        self.cx.going = None;
        Ok(Err(EventError::internal(
            "`handle_params` asks for another URL again and again",
        )))
    }

    /// Goes where background work asked to go.
    pub(super) async fn follow_for_nobody(&mut self, out: &mut Outbox) {
        self.running = Some(Running::Message);
        let gone = self.follow().await;
        self.ended_for_nobody("a move to another URL", gone, out)
            .await;
    }

    async fn patch(&mut self, patch: &Patch) -> Gone {
        match patch.resolve(self.url()) {
            Ok((url, fragment)) => {
                // As a browser does for a link to the page that it shows.
                let history = entry(patch, url == self.url() && fragment.is_empty());
                self.show(url, &fragment, history).await
            }
            Err(why) => Ok(Err(EventError::bad_url(why))),
        }
    }

    /// Shows another URL of the view.
    async fn show(&mut self, url: String, fragment: &str, history: History) -> Gone {
        let params = match self.params_of(&url) {
            Ok(params) => params,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(view) = &mut self.view else {
            return Ok(Ok(()));
        };
        let before = (self.cx.url().to_owned(), self.params.clone());
        self.way = Some(Box::new(Way::Untold(before.0, before.1)));
        self.cx.set_url(url);
        self.params.clone_from(&params);
        let outcome = live::handle_params(&mut **view, &params, &mut self.cx).await;
        match outcome {
            Ok(Ok(())) => {
                self.page.dirty(VIEW);
                let shown = format!("{}{fragment}", self.url());
                let mut frame = String::with_capacity(shown.len() + 12);
                wire::moved(&mut frame, &shown, history, None);
                self.cx.push_frame(frame);
                if let Some(Way::Untold(before, _)) = self.way.take().map(|way| *way) {
                    self.page.trail.left(before);
                }
            }
            // It may have come far before it refused.
            Ok(Err(_)) => self.page.dirty(VIEW),
            Err(_) => {}
        }
        self.return_untold();
        outcome
    }

    /// The view did not take the URL that it was told of.
    pub(super) fn return_untold(&mut self) {
        match self.way.take().map(|way| *way) {
            Some(Way::Untold(url, params)) => self.set_url(url, params),
            other => self.way = other.map(Box::new),
        }
    }

    /// The captures and query of a URL, if it is the view's.
    fn params_of(&self, url: &str) -> Result<UrlParams, EventError> {
        let name = self.view_type.name;
        if !self.view_type.handles_params {
            return Err(EventError::bad_url(format!(
                "`{name}` has no `handle_params`, so it can't go to `{url}`: add one, or use `live_redirect`"
            )));
        }
        let (path, query) = split(url);
        let params = match &self.routes {
            Some(routes) => routes.params(url),
            None => (path == split(self.url()).0).then(|| UrlParams {
                captures: self.params.captures.clone(),
                query: query.to_owned(),
            }),
        };
        params.ok_or_else(|| {
            EventError::bad_url(format!(
                "`{url}` is no URL of `{name}`: `live_redirect` and `dj-navigate` lead to other views"
            ))
        })
    }

    /// Makes room for the view of another URL, or has the client load it.
    fn leave(&mut self, url: String, fragment: String, history: History) {
        if self.routes.as_ref().is_some_and(|it| it.leads_to(&url)) {
            self.way = Some(Box::new(Way::Leaving(Leaving {
                url,
                fragment,
                history,
            })));
        } else {
            self.cx.redirect = Some(Box::new(url + &fragment));
        }
    }
}

/// What becomes of the history when a handler goes somewhere.
fn entry(patch: &Patch, same: bool) -> History {
    if same || patch.replaces() {
        History::Replace
    } else {
        History::Push
    }
}

/// The URLs that the page has left. The client is at one of them until it has confirmed the version with the move.
///
/// Boxed, because most sessions go nowhere.
#[derive(Debug, Default)]
#[expect(clippy::box_collection, reason = "a third of the room in each session")]
pub(super) struct Trail(Option<Box<Vec<Step>>>);

#[derive(Debug)]
struct Step {
    url: String,
    /// The version behind the move, once it is handed over.
    version: Option<u64>,
}

impl Trail {
    fn left(&mut self, url: String) {
        self.0
            .get_or_insert_default()
            .push(Step { url, version: None });
    }

    /// The moves so far are handed over, with this version behind them.
    pub(super) fn sent(&mut self, version: u64) {
        for step in self.0.iter_mut().flat_map(|steps| steps.iter_mut()) {
            step.version.get_or_insert(version);
        }
    }

    /// The client has applied this version.
    pub(super) fn confirm(&mut self, version: u64) {
        if let Some(steps) = &mut self.0 {
            steps.retain(|step| step.version.is_none_or(|with| with > version));
            if steps.is_empty() {
                self.0 = None;
            }
        }
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.0.iter().flat_map(|steps| steps.iter())
    }

    pub(super) fn bytes(&self) -> usize {
        let steps = self.steps();
        steps.map(|step| size_of::<Step>() + step.url.len()).sum()
    }
}
