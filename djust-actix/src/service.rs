//! Routes: one actix resource a page, which answers GET, HEAD and the socket's upgrade, so that scopes, guards and
//! middleware hold for all three.

use std::marker::PhantomData;
use std::sync::Arc;

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, guard, web};
use djust_runtime::app::Hook;
use djust_runtime::context::Context;
use djust_runtime::halt::Halt;
use djust_runtime::view::LiveView;

use crate::djust::{Djust, mount_hook};
use crate::group::{Group, Place};
use crate::route::{Prefix, Route};
use crate::transport::websocket;
use crate::{connect, page, setup};

/// Serves a view at a path, whose captures are parameters of its `mount`. The application needs a
/// [`Djust`] in its data.
///
/// ```no_run
/// # use actix_web::App;
/// # use djust_actix::prelude::*;
/// # #[live_view(source = "<p>{{ id }}</p>")]
/// # struct Item { id: u32 }
/// # #[live_view]
/// # impl Item { fn mount(id: u32) -> Self { Self { id } } }
/// # let djust = Djust::builder().build();
/// App::new()
///     .app_data(djust.clone())
///     .service(djust_actix::assets())
///     .service(live_view::<Item>("/items/{id}"))
/// # ;
/// ```
pub fn live_view<V: LiveView>(path: impl Into<String>) -> LiveRoute<V> {
    LiveRoute {
        path: path.into(),
        post: None,
        view: PhantomData,
    }
}

/// A view and its path: a service for an actix `App` or scope.
#[must_use = "a route does nothing until it is given to `App::service`"]
pub struct LiveRoute<V> {
    path: String,
    post: Option<actix_web::Route>,
    view: PhantomData<fn() -> V>,
}

impl<V> LiveRoute<V> {
    /// Takes POSTs at the view's path: for a form that is sent where the client does not run. [`show`](crate::show) answers one with the
    /// view. Whoever takes a POST checks its token and who may send it: the hooks of the view run only once it is shown.
    pub fn post<F, Args>(mut self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.post = Some(web::post().to(handler));
        self
    }
}

impl<V> std::fmt::Debug for LiveRoute<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LiveRoute").field(&self.path).finish()
    }
}

impl<V: LiveView> HttpServiceFactory for LiveRoute<V> {
    fn register(self, config: &mut AppService) {
        let prefix = Prefix {
            text: "",
            whole: config.is_root(),
        };
        let route = Route::new::<V>(prefix, self.path, &[], false);
        let group = Group::new(vec![Arc::new(route)]);
        resource(Place::new(&group, 0), self.post).register(config);
    }
}

/// Views that belong together: one path before theirs, hooks of their own, and one socket: a link with `dj-navigate`, or
/// [`Context::live_redirect`], from one to another loads no page.
///
/// ```no_run
/// # use djust_actix::prelude::*;
/// # #[live_view(source = "<p>{{ count }} items</p>")]
/// # struct Items { count: u32 }
/// # #[live_view]
/// # impl Items { fn mount() -> Self { Self { count: 3 } } }
/// # #[live_view(source = "<p>{{ id }}</p>")]
/// # struct Item { id: u32 }
/// # #[live_view]
/// # impl Item { fn mount(id: u32) -> Self { Self { id } } }
/// live_session("/shop").view::<Items>("/items").view::<Item>("/items/{id}")
/// # ;
/// ```
pub fn live_session(path: impl Into<String>) -> LiveSession {
    LiveSession {
        path: path.into(),
        hooks: Vec::new(),
        routes: Vec::new(),
    }
}

/// Makes the route of one view at a path behind a prefix, with these hooks. The last says whether there are others.
type MakeRoute = fn(Prefix<'_>, String, &[Hook], bool) -> Route;

/// A group of views: a service for an actix `App` or scope.
#[must_use = "a session's routes do nothing until they are given to `App::service`"]
pub struct LiveSession {
    path: String,
    hooks: Vec<Hook>,
    routes: Vec<(String, MakeRoute, Option<actix_web::Route>)>,
}

impl LiveSession {
    /// Adds a view at a path below the session's.
    pub fn view<V: LiveView>(mut self, path: impl Into<String>) -> Self {
        self.routes
            .push((path.into(), Route::new::<V> as MakeRoute, None));
        self
    }

    /// Takes POSTs at the path of the view that was added last, as [`LiveRoute::post`] does.
    pub fn post<F, Args>(mut self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        if let Some((_, _, post)) = self.routes.last_mut() {
            *post = Some(web::post().to(handler));
        }
        self
    }

    /// Runs before each view of this session is mounted, after the application's own hooks, and can halt the mount.
    /// Hooks run in the order in which they were given; the first that halts is the last that runs.
    ///
    /// ```no_run
    /// # use djust_actix::prelude::*;
    /// # #[live_view(source = "<p>{{ count }} users</p>")]
    /// # struct Users { count: u32 }
    /// # #[live_view]
    /// # impl Users { fn mount() -> Self { Self { count: 3 } } }
    /// struct Admins(Vec<String>);
    ///
    /// live_session("/admin")
    ///     .on_mount(async |cx: &mut Context| {
    ///         let Some(user) = cx.identity() else {
    ///             return Err(Halt::redirect("/login"));
    ///         };
    ///         let admins = cx.data::<Admins>().ok_or("no `Admins` were given to the builder")?;
    ///         if admins.0.iter().any(|admin| admin == user) { Ok(()) } else { Err(Halt::Forbidden) }
    ///     })
    ///     .view::<Users>("/users")
    /// # ;
    /// ```
    pub fn on_mount(
        mut self,
        hook: impl AsyncFn(&mut Context) -> Result<(), Halt> + Send + Sync + 'static,
    ) -> Self {
        self.hooks.push(mount_hook(hook));
        self
    }
}

impl std::fmt::Debug for LiveSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveSession")
            .field("path", &self.path)
            .field("routes", &self.routes.len())
            .finish()
    }
}

impl HttpServiceFactory for LiveSession {
    fn register(self, config: &mut AppService) {
        let prefix = Prefix {
            text: self.path.trim_end_matches('/'),
            whole: config.is_root(),
        };
        let mut scope = web::scope(prefix.text);
        let others = self.routes.len() > 1;
        let routes = self.routes.into_iter();
        let (routes, posts): (Vec<_>, Vec<_>) = routes
            .map(|(path, make, post)| (Arc::new(make(prefix, path, &self.hooks, others)), post))
            .unzip();
        let group = Group::new(routes);
        for (index, post) in posts.into_iter().enumerate() {
            scope = scope.service(resource(Place::new(&group, index), post));
        }
        scope.register(config);
    }
}

fn resource(place: Place, post: Option<actix_web::Route>) -> Resource {
    let resource = web::resource(place.route().path.as_str()).app_data(place.clone());
    let either = guard::Any(guard::Get()).or(guard::Head());
    let answer =
        move |request: HttpRequest, body: web::Payload| answer(request, body, place.clone());
    let resource = resource.route(web::route().guard(either).to(answer));
    match post {
        Some(post) => resource.route(post),
        None => resource,
    }
}

async fn answer(request: HttpRequest, body: web::Payload, place: Place) -> HttpResponse {
    let Some(djust) = request.app_data::<Djust>().cloned() else {
        return setup::no_djust(&request);
    };
    if websocket::is_upgrade(&request) {
        connect::websocket(&djust, place, &request, body).await
    } else {
        setup::look_once(&djust, &request);
        page::answer(&djust, place, &request).await
    }
}
