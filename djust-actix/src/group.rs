//! Which view a URL is: the paths of a `live_session` in the order in which they are tried, for requests and sockets alike.

use std::sync::{Arc, OnceLock};

use actix_web::HttpRequest;
use actix_web::dev::{Path, ResourceDef, Url};
use actix_web::http::Uri;
use djust_runtime::navigation::Routes;
use djust_runtime::param::UrlParams;

use crate::document::route_map;
use crate::route::{Route, joined};

/// The routes that share a connection. A lone view is a group of one.
#[derive(Debug)]
pub(crate) struct Group {
    routes: Vec<Arc<Route>>,
    /// Their whole paths, known from the first request on: a group does not know in which scopes it stands. Nothing if they
    /// can't be told, and then no URL leads to a view of the group.
    patterns: OnceLock<Vec<ResourceDef>>,
    /// What `{% djust_route_map %}` shows, once a page has asked for it.
    map: OnceLock<String>,
}

/// One view of a group.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    group: Arc<Group>,
    index: usize,
}

impl Group {
    pub(crate) fn new(routes: Vec<Arc<Route>>) -> Arc<Self> {
        Arc::new(Self {
            routes,
            patterns: OnceLock::new(),
            map: OnceLock::new(),
        })
    }

    /// The first view whose path the URL's is, and the URL's captures and query.
    fn find(&self, url: &str) -> Option<(usize, UrlParams)> {
        let uri: Uri = url.parse().ok()?;
        let query = uri.query().unwrap_or_default().to_owned();
        let mut path = Path::new(Url::new(uri));
        let mut patterns = self.patterns.get()?.iter();
        let index = patterns.position(|pattern| pattern.capture_match_info(&mut path))?;
        Some((index, params(&path, query)?))
    }
}

impl Place {
    pub(crate) fn new(group: &Arc<Group>, index: usize) -> Self {
        Self {
            group: Arc::clone(group),
            index,
        }
    }

    pub(crate) fn route(&self) -> &Arc<Route> {
        &self.group.routes[self.index]
    }

    /// Learns where the group stands from a request for this view.
    pub(crate) fn learn(&self, request: &HttpRequest) {
        self.group.patterns.get_or_init(|| {
            let prefix = self.prefix(request);
            if prefix.is_none() {
                tracing::warn!(
                    path = self.route().path,
                    "the paths around a live view can't be told, so its URL stays what it is"
                );
            }
            let routes = self.group.routes.iter();
            prefix.map_or_else(Vec::new, |prefix| {
                routes.map(|route| pattern(&prefix, route)).collect()
            })
        });
    }

    /// What stands before the path of this view in the pattern of a request's whole path.
    fn prefix(&self, request: &HttpRequest) -> Option<String> {
        let pattern = request.match_pattern()?;
        let own = &self.route().path;
        let slashed = format!("/{}", own.trim_start_matches('/'));
        let prefix = pattern
            .strip_suffix(slashed.as_str())
            .or_else(|| pattern.strip_suffix(own.as_str()))?;
        Some(prefix.to_owned())
    }

    /// Which views of the group are at which paths, as JSON.
    pub(crate) fn route_map(&self) -> &str {
        self.group.map.get_or_init(|| {
            let patterns = self.group.patterns.get().map_or(&[][..], Vec::as_slice);
            let paths = patterns.iter().filter_map(ResourceDef::pattern);
            route_map::written(paths.zip(self.group.routes.iter().map(|route| route.name)))
        })
    }

    /// The view of another URL of the group, with the URL's captures and query.
    pub(crate) fn other(&self, url: &str) -> Option<(Self, UrlParams)> {
        let (index, params) = self.group.find(url)?;
        Some((Self::new(&self.group, index), params))
    }
}

impl Routes for Place {
    fn params(&self, url: &str) -> Option<UrlParams> {
        let (index, params) = self.group.find(url)?;
        (index == self.index).then_some(params)
    }

    fn leads_to(&self, url: &str) -> bool {
        self.group.find(url).is_some()
    }
}

/// The pattern of a route's whole path.
fn pattern(prefix: &str, route: &Route) -> ResourceDef {
    let whole = joined(prefix, &route.path);
    if let Some(declared) = route.declared.filter(|declared| *declared != whole) {
        tracing::error!("a view says that its path is `{declared}`, but it is served at `{whole}`");
    }
    ResourceDef::new(whole)
}

/// A matched path's captures, decoded as actix does it, and a query.
pub(crate) fn params(path: &Path<Url>, query: String) -> Option<UrlParams> {
    // Values are decoded only as a list; the names come in the same order.
    let values: Vec<String> = path.load().ok()?;
    let names = path.iter().map(|(name, _)| name.to_owned());
    Some(UrlParams {
        captures: names.zip(values).collect(),
        query,
    })
}
