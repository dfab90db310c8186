//! Who comes with which request: what a test mounts a view with.

use std::fmt::Display;
use std::sync::Arc;

use regex::Regex;

use super::isolated::Isolated;
use super::{Sent, TestClient};
use crate::component::LiveComponent;
use crate::context::Connect;
use crate::context::app::App;
use crate::halt::Halt;
use crate::navigation::Routes;
use crate::param::UrlParams;
use crate::session::MountRequest;
use crate::url::{decoded, split};
use crate::view::LiveView;

/// A request for a page: its URL, its user, and what the application has.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
/// # fn main() -> Result<(), djust_runtime::halt::Halt> {
/// use djust_runtime::test::TestClient;
///
/// let page = TestClient::visit("/?start=5")
///     .user("ada")
///     .data(String::from("what `cx.data::<String>()` gives"))
///     .mount::<Counter>()?;
/// assert_eq!(page.text("output"), "5");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a visit begins with `mount`, `get` or `component`"]
pub struct Visit {
    request: MountRequest,
    permissions: Option<Vec<String>>,
}

impl TestClient {
    /// A visit to a URL: path and query. Say more, and [`mount`](Visit::mount) a view.
    pub fn visit(url: impl Into<String>) -> Visit {
        let url = url.into();
        let (_, query) = split(&url);
        Visit {
            request: MountRequest {
                params: UrlParams {
                    query: query.to_owned(),
                    ..UrlParams::default()
                },
                connect: Connect::new(url),
                ..MountRequest::default()
            },
            permissions: None,
        }
    }
}

impl Visit {
    /// Who the visitor is: what `cx.identity()` gives.
    pub fn user(mut self, identity: impl Into<String>) -> Self {
        self.request.connect.identity = Some(identity.into());
        self
    }

    /// What the visitor may; everything else is forbidden.
    pub fn allowed<P: Into<String>>(mut self, permissions: impl IntoIterator<Item = P>) -> Self {
        let allowed = self.permissions.get_or_insert_default();
        allowed.extend(permissions.into_iter().map(Into::into));
        self
    }

    /// Data of the application: what `cx.data::<T>()` gives.
    pub fn data<T: Send + Sync + 'static>(mut self, data: T) -> Self {
        self.request.app = self.request.app.with_data(data);
        self
    }

    /// A value that the application keeps of the request or its session: what `cx.connect().get::<T>()` gives.
    pub fn kept<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.request.connect.insert(value);
        self
    }

    /// A header that the application keeps.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request
            .connect
            .headers
            .push((name.into(), value.into()));
        self
    }

    /// A capture of the path, for a view that does not say its path. Of one that does, captures are found in the URL.
    pub fn capture(mut self, name: impl Into<String>, value: impl Display) -> Self {
        let captures = &mut self.request.params.captures;
        captures.push((name.into(), value.to_string()));
        self
    }

    /// The application, with its hooks and its data.
    pub fn app(mut self, app: App) -> Self {
        self.request.app = app;
        self
    }

    /// Gets the view's page and joins it, as a browser does.
    ///
    /// # Errors
    ///
    /// A hook or `mount` halted; a URL that the view's path is not halts as not found.
    pub fn mount<V: LiveView>(self) -> Result<TestClient, Halt> {
        let mut client = self.get::<V>()?;
        client.join();
        client.settle();
        Ok(client)
    }

    /// Gets the view's page and does not join it: what browsers show before the client runs.
    ///
    /// # Errors
    ///
    /// As [`Visit::mount`].
    pub fn get<V: LiveView>(self) -> Result<TestClient, Halt> {
        let mut request = self.request;
        if let Some(allowed) = self.permissions {
            let may = move |_: &_, permission: &str| allowed.iter().any(|it| it == permission);
            request.app = request.app.with_permissions(Arc::new(may));
        }
        let paths = Paths::of(V::PATH, &request.connect.uri);
        if request.params.captures.is_empty() {
            request.params = paths.params(&request.connect.uri).ok_or(Halt::NotFound)?;
        }
        request.routes = Some(Arc::new(paths));
        TestClient::get::<V>(request)
    }

    /// Mounts one component alone, with the fields that it is given.
    ///
    /// # Errors
    ///
    /// Its mount halted.
    pub fn component<C: LiveComponent>(self, component: C) -> Result<TestClient, Halt> {
        let sent = Sent::default();
        Isolated::prepare(component, Arc::clone(&sent));
        let client = self.mount::<Isolated<C>>()?;
        Ok(TestClient { sent, ..client })
    }
}

impl TestClient {
    /// Goes where the page was sent, with the same user and the same application: mounts the view of that URL.
    ///
    /// # Errors
    ///
    /// As [`Visit::mount`].
    ///
    /// # Panics
    ///
    /// The page was sent nowhere.
    #[track_caller]
    pub fn follow<V: LiveView>(&self) -> Result<TestClient, Halt> {
        let url = self.destination();
        let url = url.unwrap_or_else(|| panic!("the page was sent nowhere"));
        let mut visit = Self::visit(url.split('#').next().unwrap_or_default());
        let query = std::mem::take(&mut visit.request.params);
        let uri = std::mem::take(&mut visit.request.connect.uri);
        visit.request = self.request.clone();
        visit.request.params = query;
        visit.request.connect.uri = uri;
        visit.mount::<V>()
    }
}

/// Which URLs are a view's.
#[derive(Debug)]
enum Paths {
    /// Those of this pattern.
    Pattern(Box<Regex>),
    /// Those of this path.
    Path(String),
}

impl Paths {
    fn of(pattern: Option<&str>, url: &str) -> Self {
        let regex = pattern.map(|pattern| Regex::new(&expression(pattern)));
        match regex {
            Some(Ok(regex)) => Self::Pattern(Box::new(regex)),
            _ => Self::Path(split(url).0.to_owned()),
        }
    }
}

impl Routes for Paths {
    fn params(&self, url: &str) -> Option<UrlParams> {
        let (path, query) = split(url);
        let mut captures = Vec::new();
        match self {
            Self::Path(own) if own == path => {}
            Self::Path(_) => return None,
            Self::Pattern(pattern) => {
                let found = pattern.captures(path)?;
                for name in pattern.capture_names().flatten() {
                    let value = found.name(name).map_or("", |it| it.as_str());
                    captures.push((name.to_owned(), decoded(&value.replace('+', "%2B")).into()));
                }
            }
        }
        let query = query.to_owned();
        Some(UrlParams { captures, query })
    }
}

/// A path as a route has it, `/items/{id}` or `/files/{tail:.*}`, as a regular expression.
fn expression(pattern: &str) -> String {
    let mut expression = "^".to_owned();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        let mut depth = 1;
        let end = behind.find(|c| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        });
        let (inner, behind) = behind.split_at(end.unwrap_or(behind.len()));
        let (name, value) = inner.split_once(':').unwrap_or((inner, "[^/]+"));
        expression += &format!("{}(?P<{name}>{value})", regex::escape(before));
        rest = behind.strip_prefix('}').unwrap_or(behind);
    }
    expression + &regex::escape(rest) + "$"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_routes_are() {
        let paths = Paths::of(Some("/a.b/{id}/{tail:.*}"), "");
        let params = paths.params("/a.b/7%20x/c/d+?q=1").expect("it fits");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(params.captures, [pair("id", "7 x"), pair("tail", "c/d+")]);
        assert_eq!(params.query, "q=1");
        assert!(paths.params("/axb/7/").is_none());
        let plain = Paths::of(None, "/here?x");
        assert!(plain.params("/here").is_some() && plain.params("/there").is_none());
    }
}
