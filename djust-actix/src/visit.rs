//! What is taken from a request for a view: all of it `Send`, none of it the request itself.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use djust_runtime::app::App;
use djust_runtime::context::Connect;
use djust_runtime::session::MountRequest;

use crate::browser;
use crate::group::{self, Place};
use crate::owner::Owner;
use crate::route::{Mount, Route};
use crate::token::Binding;

/// One browser's request for one page, whatever it came by.
#[derive(Debug)]
pub(crate) struct Visit {
    place: Arc<Place>,
    pub(crate) owner: Owner,
    /// Names the browser, if it has no name yet.
    pub(crate) cookie: Option<Cookie<'static>>,
    request: MountRequest,
}

impl Visit {
    /// Reads a request; `None` if its path's captures can't be read.
    pub(crate) fn read(
        request: &HttpRequest,
        place: Place,
        app: &App,
        connect: Connect,
    ) -> Option<Self> {
        let place = Arc::new(place);
        place.learn(request);
        let params = group::params(request.match_info(), request.query_string().to_owned())?;
        let (browser, cookie) = match browser::known(request) {
            Some(browser) => (browser, None),
            None => {
                let (browser, cookie) = browser::named(request);
                (browser, Some(cookie))
            }
        };
        let connect = connect.of_browser(Arc::clone(&browser));
        let identity = connect.identity.as_deref().map(Arc::from);
        Some(Self {
            owner: Owner { browser, identity },
            cookie,
            request: MountRequest {
                app: hooked(app, place.route()),
                connect,
                params,
                routes: Some(Arc::clone(&place) as _),
            },
            place,
        })
    }

    /// Where the view stands among those that share a connection.
    pub(crate) fn place(&self) -> &Arc<Place> {
        &self.place
    }

    /// The view.
    pub(crate) fn route(&self) -> &Arc<Route> {
        self.place.route()
    }

    /// The path and query that the client asks for.
    pub(crate) fn url(&self) -> &str {
        &self.request.connect.uri
    }

    /// What a view that is there already is begun with.
    pub(crate) fn request(&self) -> MountRequest {
        self.request.clone()
    }

    /// Mounts the view for this visit.
    pub(crate) fn mount(&self) -> Mount {
        self.route().mount(self.request.clone())
    }

    /// What a token for this visit is bound to.
    pub(crate) fn binding(&self) -> Binding<'_> {
        self.owner.binding(self.route().view)
    }
}

/// The application with the hooks of a route.
fn hooked(app: &App, route: &Route) -> App {
    let hooks = route.hooks.iter();
    hooks.fold(app.clone(), |app, hook| app.with_hook(Arc::clone(hook)))
}
