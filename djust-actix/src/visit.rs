//! What is taken from a request for a view: all of it `Send`, none of it the request itself.

use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{FromRequest as _, HttpRequest};
use djust_runtime::app::{App, Hook};
use djust_runtime::context::Connect;
use djust_runtime::param::UrlParams;
use djust_runtime::session::MountRequest;

use crate::browser;
use crate::djust::Djust;
use crate::registry::Owner;
use crate::token::Binding;

/// One browser's request for one page, by GET or by socket.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) params: UrlParams,
    pub(crate) connect: Connect,
    pub(crate) owner: Owner,
    /// Names the browser, if it has no name yet.
    pub(crate) cookie: Option<Cookie<'static>>,
    /// The application with the hooks of the page's `live_session`.
    pub(crate) app: App,
}

impl Visit {
    /// Reads a request; `None` if its path's captures can't be read.
    pub(crate) async fn read(djust: &Djust, hooks: &[Hook], request: &HttpRequest) -> Option<Self> {
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
        let connect = djust.connect(request);
        let identity = connect.identity.as_deref().map(Arc::from);
        let app = hooks.iter().fold(djust.shared().app.clone(), |app, hook| {
            app.with_hook(Arc::clone(hook))
        });
        Some(Self {
            params,
            connect,
            owner: Owner { browser, identity },
            cookie,
            app,
        })
    }

    /// What the view is mounted with.
    pub(crate) fn mount_request(&self) -> MountRequest {
        MountRequest {
            app: self.app.clone(),
            connect: self.connect.clone(),
            params: self.params.clone(),
        }
    }

    /// What a token for this visit is bound to.
    pub(crate) fn binding<'a>(&'a self, view: &'a str) -> Binding<'a> {
        Binding {
            view,
            url: &self.connect.uri,
            browser: &self.owner.browser,
            identity: self.owner.identity.as_deref(),
        }
    }
}

/// Whether the browser only guesses that the page will be wanted.
pub(crate) fn is_speculative(request: &HttpRequest) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let value = request
            .headers()
            .get(*name)
            .and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.to_ascii_lowercase().contains("pre"))
    })
}

/// The host that the request was sent to, as the client named it.
pub(crate) fn host(request: &HttpRequest) -> Option<&str> {
    let header = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    header.or_else(|| {
        request
            .uri()
            .authority()
            .map(|authority| authority.as_str())
    })
}
