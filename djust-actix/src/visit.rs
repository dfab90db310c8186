//! What is taken from a request for a view: all of it `Send`, none of it the request itself.

use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::web::Path;
use actix_web::{FromRequest as _, HttpRequest};
use djust_runtime::app::App;
use djust_runtime::context::Connect;
use djust_runtime::param::UrlParams;
use djust_runtime::session::MountRequest;

use crate::browser;
use crate::owner::Owner;
use crate::route::{Mount, Route};
use crate::token::Binding;

/// One browser's request for one page, whatever it came by.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) route: Arc<Route>,
    pub(crate) owner: Owner,
    /// Names the browser, if it has no name yet.
    pub(crate) cookie: Option<Cookie<'static>>,
    request: MountRequest,
}

impl Visit {
    /// Reads a request; `None` if its path's captures can't be read.
    pub(crate) async fn read(
        request: &HttpRequest,
        route: Arc<Route>,
        app: &App,
        connect: Connect,
    ) -> Option<Self> {
        // actix decodes values only as a list; the names come in the same order.
        let values = Path::<Vec<String>>::extract(request).await.ok()?;
        let names = request.match_info().iter().map(|(name, _)| name.to_owned());
        let params = UrlParams {
            captures: names.zip(values.into_inner()).collect(),
            query: request.query_string().to_owned(),
        };
        let (browser, cookie) = match browser::known(request) {
            Some(browser) => (browser, None),
            None => {
                let (browser, cookie) = browser::named(request);
                (browser, Some(cookie))
            }
        };
        let connect = connect.of_browser(Arc::clone(&browser));
        let identity = connect.identity.as_deref().map(Arc::from);
        let app = route
            .hooks
            .iter()
            .fold(app.clone(), |app, hook| app.with_hook(Arc::clone(hook)));
        Some(Self {
            route,
            owner: Owner { browser, identity },
            cookie,
            request: MountRequest {
                app,
                connect,
                params,
            },
        })
    }

    /// The path and query that the client asks for.
    pub(crate) fn url(&self) -> &str {
        &self.request.connect.uri
    }

    /// Mounts the view for this visit.
    pub(crate) fn mount(&self) -> Mount {
        self.route.mount(self.request.clone())
    }

    /// What a token for this visit is bound to.
    pub(crate) fn binding(&self) -> Binding<'_> {
        self.owner.binding(self.route.view)
    }
}
