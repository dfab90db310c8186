//! What a view asks of its page beside the template's content: the title and the meta tags, and what the page is to do once.
//!
//! They go as pushed events of a reserved name, so they arrive in order, once, behind the patch of their handler. Their frames
//! name the script that acts on them: no page loads it before it is needed.

use std::fmt::Display;

use serde_json::{Value, json};

use super::Context;
use crate::form::LiveForm;
use crate::url::is_local;

/// The name of the pushed event.
pub(crate) const PAGE: &str = "djust:page";

/// What a view wants in the head of a page that no client shows yet: a GET writes it there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Head {
    /// The title, if the view gave one.
    pub title: Option<String>,
    /// The names and contents of meta tags, each name once.
    pub metas: Vec<(String, String)>,
}

/// What a view said of the head.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What the page is to be sent with, until it is.
    waits: Head,
    /// Whether the page may have meta tags that go with the view.
    has_metas: bool,
}

impl Head {
    fn set(&mut self, name: &str, content: String) {
        match self.metas.iter_mut().find(|(other, _)| other == name) {
            Some((_, before)) => *before = content,
            None => self.metas.push((name.to_owned(), content)),
        }
    }
}

/// Whether the tag of a name has the attribute `property`, as those of Open Graph do, and not `name`.
#[must_use]
pub fn is_property(name: &str) -> bool {
    name.contains(':') && !name.starts_with("twitter:")
}

impl Context {
    /// Sets the title of the page. In `mount` it is the title with which the page is sent.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn handler(cx: &mut Context, unread: u32) {
    /// cx.page_title(format!("({unread}) Inbox"));
    /// # }
    /// ```
    pub fn page_title(&mut self, title: impl Display) {
        let title = title.to_string();
        if self.joined {
            self.ask(&json!({ "title": title }));
        } else {
            self.head.get_or_insert_default().waits.title = Some(title);
        }
    }

    /// Sets the content of a meta tag, which is made if the page has none of that name. It goes with the view.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn mount(cx: &mut Context) {
    /// cx.page_meta("description", "Tea by the cup.");
    /// cx.page_meta("og:title", "Tea");
    /// # }
    /// ```
    pub fn page_meta(&mut self, name: &str, content: impl Display) {
        let content = content.to_string();
        let said = self.head.get_or_insert_default();
        said.has_metas = true;
        if self.joined {
            self.ask_meta(name, &content);
        } else {
            said.waits.set(name, content);
        }
    }

    /// Empties a form: its fields hold again what the server says. The selector finds it.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn handler(cx: &mut Context) {
    /// cx.reset_form("#new-message");
    /// # }
    /// ```
    pub fn reset_form(&mut self, form: &str) {
        self.ask(&json!({ "reset": form }));
    }

    /// Moves the focus to the element that the selector finds, once what the handler changed is on the page.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn handler(cx: &mut Context) {
    /// cx.focus("#results");
    /// # }
    /// ```
    pub fn focus(&mut self, element: &str) {
        self.ask(&json!({ "focus": element }));
    }

    /// Moves the focus to the first field of a form that shows an error, by the field's name in the `<form>` of this event. Nothing happens
    /// where none shows.
    ///
    /// ```
    /// # use djust_runtime::{context::Context, form::{FormValues, LiveForm}};
    /// # fn handler(cx: &mut Context, form: &mut LiveForm, values: FormValues) {
    /// if !form.take_all(&values) {
    ///     cx.focus_error(form);
    /// }
    /// # }
    /// ```
    pub fn focus_error(&mut self, form: &LiveForm) {
        if let Some(name) = form.first_error() {
            let name = name.replace('\\', "\\\\").replace('"', "\\\"");
            let field = format!("[name=\"{name}\"], [data-rows=\"{name}\"]");
            self.ask(&json!({ "focus": field, "of": self.event }));
        }
    }

    /// Has screen readers say a text when they have said what they are saying. Nobody sees it.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn handler(cx: &mut Context, found: usize) {
    /// cx.announce(format!("{found} results"));
    /// # }
    /// ```
    pub fn announce(&mut self, text: impl Display) {
        self.ask(&json!({ "say": [text.to_string(), "polite"] }));
    }

    /// The same at once: for what can't wait.
    pub fn announce_at_once(&mut self, text: impl Display) {
        self.ask(&json!({ "say": [text.to_string(), "assertive"] }));
    }

    /// Sends the form of this event over HTTP, with the fields that it holds, to a path of this site: for what a socket can't
    /// do, such as to set a cookie. The page is left for what that path answers.
    ///
    /// Only the handler of a form's `dj-submit` can do this. An event that is refused, or has no form, sends nothing.
    ///
    /// ```
    /// # use djust_runtime::context::Context;
    /// # fn handler(cx: &mut Context, password_fits: bool) {
    /// if password_fits {
    ///     cx.submit_to("/enter");
    /// }
    /// # }
    /// ```
    pub fn submit_to(&mut self, url: impl Into<String>) {
        let url = url.into();
        if self.event == 0 {
            tracing::error!(url, "there is no event whose form could be sent");
        } else if is_local(&url) {
            self.ask(&json!({ "submit": [self.event, url] }));
        } else {
            tracing::error!(
                url,
                "refused to send a form there: it is no path of this site"
            );
        }
    }

    /// An event is refused: its form is not sent. What says so is found by how its frame begins, as a field for it would grow each
    /// session.
    pub(crate) fn take_back_submit(&mut self, event: u64) {
        let begin = format!(r#"["u","{PAGE}",{{"submit":[{event},"#);
        self.pushes.retain(|frame| !frame.starts_with(&begin));
    }

    fn ask_meta(&mut self, name: &str, content: &str) {
        let kind = if is_property(name) {
            "property"
        } else {
            "name"
        };
        self.ask(&json!({ "meta": [kind, name, content] }));
    }

    fn ask(&mut self, what: &Value) {
        self.push_reserved(PAGE, &what.to_string());
    }

    /// What the page is to be sent with.
    pub(crate) fn take_head(&mut self) -> Head {
        let said = self.head.as_mut();
        said.map(|said| std::mem::take(&mut said.waits))
            .unwrap_or_default()
    }

    /// Tells a client what it has no page for that was sent with it.
    pub(crate) fn tell_head(&mut self, head: Head) {
        if let Some(title) = head.title {
            self.ask(&json!({ "title": title }));
        }
        for (name, content) in head.metas {
            self.ask_meta(&name, &content);
        }
    }

    /// Another view follows: meta tags of this one's are taken away.
    pub(crate) fn forget_metas(&mut self) {
        if self.head.take().is_some_and(|said| said.has_metas) {
            self.ask(&json!({ "meta": null }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{App, Connect, Mailbox};

    fn context() -> Context {
        let app = App::new().with_scripts(|name| (name == PAGE).then_some("/s.js"));
        Context::new(app, Connect::new("/").into(), Mailbox::default())
    }

    #[test]
    fn what_is_said_before_a_client_is_there_is_the_heads() {
        let mut cx = context();
        cx.page_title("one");
        cx.page_meta("description", "a");
        cx.page_meta("og:title", "b");
        cx.page_meta("description", "c");
        assert!(!cx.has_pushes());
        let head = cx.take_head();
        assert_eq!(head.title.as_deref(), Some("one"));
        let metas = [("description", "c"), ("og:title", "b")];
        assert_eq!(
            head.metas,
            metas.map(|(name, content)| (name.to_owned(), content.to_owned()))
        );
        assert_eq!(cx.take_head(), Head::default());
    }

    #[test]
    fn what_no_page_was_sent_with_is_told_to_the_client_that_joins() {
        let mut cx = context();
        cx.page_title("one");
        cx.join();
        cx.page_meta("og:title", "\"b\"");
        assert_eq!(
            cx.take_pushes(),
            [
                r#"["u","djust:page",{"title":"one"},"/s.js"]"#,
                r#"["u","djust:page",{"meta":["property","og:title","\"b\""]},"/s.js"]"#,
            ]
        );
    }

    #[test]
    fn a_form_is_sent_only_to_a_path_of_this_site_and_for_an_event() {
        let mut cx = context();
        cx.join();
        cx.submit_to("/enter");
        cx.event = 7;
        cx.submit_to("//evil.example/");
        cx.submit_to("https://evil.example/");
        assert!(!cx.has_pushes());
        cx.submit_to("/enter?next=%2F");
        let wanted = r#"["u","djust:page",{"submit":[7,"/enter?next=%2F"]},"/s.js"]"#;
        assert_eq!(cx.take_pushes(), [wanted]);
    }

    #[test]
    fn a_refused_event_sends_no_form_and_takes_back_no_other() {
        let mut cx = context();
        cx.join();
        cx.event = 7;
        cx.submit_to("/enter");
        cx.take_back_submit(8);
        assert!(cx.has_pushes());
        cx.take_back_submit(7);
        assert!(!cx.has_pushes());
    }
}
