//! Where a page goes next: how a handler says it ([`Patch`]), and which URLs are a view's ([`Routes`]).

use std::borrow::Cow;
use std::fmt;

use crate::param::UrlParams;
use crate::url::{decoded, encode, is_local, normal, split};

/// Which URLs a session's view is at, and which lead to views that may follow it on the same connection.
pub trait Routes: fmt::Debug + Send + Sync {
    /// The captures and the query of a URL of the session's own view; `None` for any other.
    fn params(&self, url: &str) -> Option<UrlParams>;

    /// Whether the URL is that of a view that may follow on the same connection, this one included.
    fn leads_to(&self, url: &str) -> bool {
        let _ = url;
        false
    }
}

/// How a page's URL is to change, for [`Context::live_patch`](crate::context::Context::live_patch) and
/// [`Context::live_redirect`](crate::context::Context::live_redirect).
///
/// A text is a URL as a link has it: `"/items?page=2"`, or `"?page=2"` for another query of the same path.
///
/// ```
/// use djust_runtime::navigation::Patch;
///
/// // The whole query. An empty value and `None` are left out.
/// let page = Patch::query([("page", 2)]);
/// // The present query with one parameter changed.
/// let sorted = Patch::keep().set("sort", "name").set("page", None::<u32>);
/// // Another path of the same view, without a new entry in the browser's history.
/// let item = Patch::keep().path("/items/42").replace();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// A URL as it was given.
    to: Option<String>,
    path: Option<String>,
    /// Encoded.
    query: Option<String>,
    /// Names and values, encoded; without one the parameter goes.
    set: Vec<(String, Option<String>)>,
    replaces: bool,
}

impl Patch {
    /// The URL as it is: say what is to change.
    #[must_use]
    pub fn keep() -> Self {
        Self::default()
    }

    /// The present path with these parameters in place of the query. Those that are empty or `None` are left out.
    #[must_use]
    pub fn query<K: AsRef<str>, V: QueryValue>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut query = String::new();
        for (name, value) in pairs {
            if let Some(value) = shown(&value) {
                add(&mut query, &written(name.as_ref(), &value));
            }
        }
        Self {
            query: Some(query),
            ..Self::default()
        }
    }

    /// The present path without a query.
    #[must_use]
    pub fn clear() -> Self {
        Self {
            query: Some(String::new()),
            ..Self::default()
        }
    }

    /// A URL as a link has it. What it does not say stays: of `?page=2` the path, of `#top` the query too.
    #[must_use]
    pub fn to(url: impl Into<String>) -> Self {
        Self {
            to: Some(url.into()),
            ..Self::default()
        }
    }

    /// Another path. The query stays unless it is given too.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Changes one parameter of the query; one that is empty or `None` goes.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl QueryValue) -> Self {
        let value = shown(&value).map(|value| written(name, &value));
        self.set.push((name.to_owned(), value));
        self
    }

    /// Takes the place of the present entry of the browser's history.
    #[must_use]
    pub fn replace(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// The URL that this makes of the present one, to be written into a link. Where it leads out of this site it is an error
    /// in the log, and the present one.
    ///
    /// ```
    /// use djust_runtime::navigation::Patch;
    ///
    /// let next = Patch::keep().set("page", 3).url("/items?sort=name&page=2");
    /// assert_eq!(next, "/items?sort=name&page=3");
    /// ```
    #[must_use]
    pub fn url(&self, present: &str) -> String {
        match self.resolve(present) {
            Ok((url, fragment)) => url + &fragment,
            Err(why) => {
                tracing::error!("{why}");
                present.to_owned()
            }
        }
    }

    pub(crate) fn replaces(&self) -> bool {
        self.replaces
    }

    /// The URL that this makes of the present one, and its fragment with the hash sign.
    ///
    /// # Errors
    ///
    /// It is no path of this origin; the text says what to write.
    pub(crate) fn resolve(&self, present: &str) -> Result<(String, String), String> {
        let (mut path, mut query) = split(present);
        let mut fragment = "";
        if let Some(to) = &self.to {
            let (url, behind) = to.split_at(to.find('#').unwrap_or(to.len()));
            fragment = behind;
            if let Some(given) = url.strip_prefix('?') {
                query = given;
            } else if !url.is_empty() {
                (path, query) = split(url);
            }
        }
        path = self.path.as_deref().unwrap_or(path);
        let mut query = Cow::from(self.query.as_deref().unwrap_or(query));
        for (name, pair) in &self.set {
            query = changed(&query, name, pair.as_deref()).into();
        }
        let mark = if query.is_empty() { "" } else { "?" };
        let url = normal(&format!("{path}{mark}{query}"));
        if path.contains('?') || !is_local(&url) {
            return Err(format!(
                "`{}` is no path of this site: a URL begins with one `/`, or with `?` or `#`, and has no `.` or `..` as a step; \
                 `redirect` leads elsewhere",
                self.to.as_deref().unwrap_or(path)
            ));
        }
        Ok((
            url,
            if fragment.is_empty() {
                String::new()
            } else {
                format!("#{}", normal(&fragment[1..]))
            },
        ))
    }
}

impl From<&str> for Patch {
    fn from(url: &str) -> Self {
        Self::to(url)
    }
}

impl From<String> for Patch {
    fn from(url: String) -> Self {
        Self::to(url)
    }
}

/// Appends a value of a path, in which slashes are kept or are part of the value.
#[doc(hidden)]
pub fn segment(url: &mut String, value: &dyn fmt::Display, slashes: bool) {
    let value = value.to_string();
    for (at, part) in value.split('/').enumerate() {
        if at > 0 {
            url.push_str(if slashes { "/" } else { "%2F" });
        }
        encode(url, part);
    }
}

/// Appends a pair to a query.
fn add(query: &mut String, pair: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(pair);
}

fn written(name: &str, value: &str) -> String {
    let mut pair = String::with_capacity(name.len() + value.len() + 1);
    encode(&mut pair, name);
    pair.push('=');
    encode(&mut pair, value);
    pair
}

/// A query in which a parameter has this value, where it stood first, or none.
fn changed(query: &str, name: &str, mut pair: Option<&str>) -> String {
    let mut changed = String::with_capacity(query.len() + 16);
    for old in query.split('&').filter(|old| !old.is_empty()) {
        let key = old.split_once('=').map_or(old, |(key, _)| key);
        if decoded(key) != name {
            add(&mut changed, old);
        } else if let Some(new) = pair.take() {
            add(&mut changed, new);
        }
    }
    if let Some(new) = pair {
        add(&mut changed, new);
    }
    changed
}

/// A value that is not left out.
fn shown(value: &impl QueryValue) -> Option<Cow<'_, str>> {
    value.query_value().filter(|text| !text.is_empty())
}

/// What can stand in a query: numbers, `bool`, `char`, texts, and `Option`s of them, whose `None` is left out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a value of a query",
    note = "numbers, `bool`, `char`, texts and `Option`s of them can; write anything else as a text"
)]
pub trait QueryValue {
    /// The value as text; `None` if it is to be left out.
    fn query_value(&self) -> Option<Cow<'_, str>>;
}

impl<T: QueryValue + ?Sized> QueryValue for &T {
    fn query_value(&self) -> Option<Cow<'_, str>> {
        (**self).query_value()
    }
}

impl<T: QueryValue> QueryValue for Option<T> {
    fn query_value(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(T::query_value)
    }
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl QueryValue for $text {
            fn query_value(&self) -> Option<Cow<'_, str>> {
                let text: &str = self;
                Some(text.into())
            }
        }
    )*};
}

macro_rules! written_out {
    ($($value:ty),*) => {$(
        impl QueryValue for $value {
            fn query_value(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }
    )*};
}

texts!(str, String, Box<str>, Cow<'_, str>);
written_out!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64, bool, char
);

#[cfg(test)]
mod tests;
