//! Commands that the browser carries out by itself: [`Js`], which templates write into event attributes.

mod parts;

use std::fmt::{self, Display};

use serde::Serialize;

pub use parts::{At, Change, Transition};

use crate::engine::escape;

/// The name of the pushed event that carries commands.
pub(crate) const COMMANDS: &str = "djust:js";

/// A list of commands for the browser: it shows and hides, changes classes and attributes, moves the focus, calls handlers and
/// goes elsewhere. In an event attribute of a template it runs where the event happens, without the server.
///
/// A list begins with what it is about, a selector or [`At`], and what is chained is about the same elements until
/// [`on`](Commands::on) names others. The chained commands are the methods of [`Commands`], which the prelude has.
///
/// What a command sets on an element (a class, an attribute, whether it is shown) stays through patches, until the server
/// changes that very thing.
///
/// ```
/// use djust_runtime::js::{At, Commands as _, Js};
///
/// fn open_menu() -> Js {
///     Js::show("#menu").transition("fade").focus_first()
/// }
///
/// fn choose(id: u32) -> Js {
///     Js::push("choose", [("id", id)]).on(At::closest("li")).add_class("chosen")
/// }
/// # assert_eq!(open_menu().to_string(), r##"[["show","#menu","fade"],["focus_first","#menu"]]"##);
/// # assert_eq!(choose(5).to_string(), r#"[["push",null,"choose",{"id":5}],["add_class",["closest","li"],"chosen"]]"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "commands do nothing until they are written into an attribute or given to `Context::js`"]
pub struct Js {
    /// What the commands are from here on about, as JSON.
    at: String,
    /// The commands as JSON, with commas between.
    commands: String,
    /// Whether the last one shows or hides, and how is not said yet.
    is_shown: bool,
}

/// What can be chained to a [`Js`]. Each command is about the elements that the one before was about.
pub trait Commands: Sized {
    /// The commands so far.
    #[doc(hidden)]
    fn into_js(self) -> Js;

    /// The commands that follow are about these elements.
    fn on(self, at: impl Into<At>) -> Js {
        let mut js = self.into_js();
        js.at = at.into().json();
        js.is_shown = false;
        js
    }

    /// Shows the elements.
    fn show(self) -> Js {
        self.into_js().shown("show")
    }

    /// Hides the elements.
    fn hide(self) -> Js {
        self.into_js().shown("hide")
    }

    /// Hides those that are shown, and shows the others.
    fn toggle(self) -> Js {
        self.into_js().shown("toggle")
    }

    /// How the elements come or go that the command before shows or hides; behind any other command it plays on them as they are.
    ///
    /// A text is a preset (`fade`, `slide-up`, `slide-down`, `scale`) or the beginning of classes of your own; two texts are the
    /// classes from which and to which it goes; three are those at the start, for as long as it goes, and at the end.
    fn transition(self, transition: impl Into<Transition>) -> Js {
        let mut js = self.into_js();
        let transition = transition.into().json();
        if std::mem::take(&mut js.is_shown) {
            js.commands.pop();
            js.commands.push(',');
            js.commands.push_str(&transition);
            js.commands.push(']');
            return js;
        }
        js.with("transition", &[&transition])
    }

    /// Adds classes.
    fn add_class(self, classes: &str) -> Js {
        self.into_js().with("add_class", &[&text(classes)])
    }

    /// Takes classes away.
    fn remove_class(self, classes: &str) -> Js {
        self.into_js().with("remove_class", &[&text(classes)])
    }

    /// Takes away each class that is there, and adds the others.
    fn toggle_class(self, classes: &str) -> Js {
        self.into_js().with("toggle_class", &[&text(classes)])
    }

    /// Sets an attribute.
    fn set_attr(self, name: &str, value: impl Display) -> Js {
        let value = text(&value.to_string());
        self.into_js().with("set_attr", &[&text(name), &value])
    }

    /// Takes an attribute away.
    fn remove_attr(self, name: &str) -> Js {
        self.into_js().with("remove_attr", &[&text(name)])
    }

    /// Sets an attribute where it is not, and takes it away where it is. Of two values it sets the one that is not there:
    /// `toggle_attr("aria-expanded", ("true", "false"))`.
    fn toggle_attr(self, name: &str, change: impl Into<Change>) -> Js {
        let values = change.into().json();
        self.into_js().with("toggle_attr", &[&text(name), &values])
    }

    /// Moves the focus to the first of the elements.
    fn focus(self) -> Js {
        self.into_js().with("focus", &[])
    }

    /// Moves the focus to the first thing in the element that can have it.
    fn focus_first(self) -> Js {
        self.into_js().with("focus_first", &[])
    }

    /// Keeps the tabulator key within the element for as long as it is shown.
    fn trap_focus(self) -> Js {
        self.into_js().with("trap_focus", &[])
    }

    /// Remembers what has the focus, for [`pop_focus`](Commands::pop_focus).
    fn push_focus(self) -> Js {
        self.into_js().with_none("push_focus", &[])
    }

    /// Gives the focus back to what had it at the last [`push_focus`](Commands::push_focus).
    fn pop_focus(self) -> Js {
        self.into_js().with_none("pop_focus", &[])
    }

    /// Dispatches an event of the DOM on the elements, which bubbles. What is shown of it is its `detail`.
    fn dispatch(self, event: &str, detail: impl Serialize) -> Js {
        let detail = json(&detail);
        self.into_js().with("dispatch", &[&text(event), &detail])
    }

    /// Calls a handler of the view, or of the component around the element whose event this is. Its parameters are those of the event
    /// itself, and `params`: a list of pairs, a map or a struct; `()` is none.
    fn push(self, handler: &str, params: impl Params) -> Js {
        let params = params.json();
        self.into_js().with_none("push", &[&text(handler), &params])
    }

    /// Goes to the view of another URL, as a click on a link with `dj-navigate` does.
    fn navigate(self, url: impl AsRef<str>) -> Js {
        self.into_js().with_none("navigate", &[&text(url.as_ref())])
    }

    /// Shows another URL of the same view, as a click on a link with `dj-patch` does.
    fn patch(self, url: impl AsRef<str>) -> Js {
        self.into_js().with_none("patch", &[&text(url.as_ref())])
    }

    /// Carries out the commands that the elements keep in `dj-commands`.
    fn exec(self) -> Js {
        self.into_js().with("exec", &[])
    }

    /// Goes on with the commands of another list.
    fn then(self, next: Js) -> Js {
        let mut js = self.into_js();
        if !js.commands.is_empty() && !next.commands.is_empty() {
            js.commands.push(',');
        }
        js.commands.push_str(&next.commands);
        js.at = next.at;
        js.is_shown = next.is_shown;
        js
    }
}

impl Commands for Js {
    fn into_js(self) -> Js {
        self
    }
}

/// How each list begins.
impl Js {
    /// Begins with these elements; what is to become of them is chained.
    pub fn on(at: impl Into<At>) -> Self {
        Self {
            at: at.into().json(),
            commands: String::new(),
            is_shown: false,
        }
    }

    /// Begins with the element that has the attribute.
    pub fn this() -> Self {
        Self::on(At::this())
    }

    /// See [`Commands::show`].
    pub fn show(at: impl Into<At>) -> Self {
        Commands::show(Self::on(at))
    }

    /// See [`Commands::hide`].
    pub fn hide(at: impl Into<At>) -> Self {
        Commands::hide(Self::on(at))
    }

    /// See [`Commands::toggle`].
    pub fn toggle(at: impl Into<At>) -> Self {
        Commands::toggle(Self::on(at))
    }

    /// See [`Commands::add_class`].
    pub fn add_class(at: impl Into<At>, classes: &str) -> Self {
        Commands::add_class(Self::on(at), classes)
    }

    /// See [`Commands::remove_class`].
    pub fn remove_class(at: impl Into<At>, classes: &str) -> Self {
        Commands::remove_class(Self::on(at), classes)
    }

    /// See [`Commands::toggle_class`].
    pub fn toggle_class(at: impl Into<At>, classes: &str) -> Self {
        Commands::toggle_class(Self::on(at), classes)
    }

    /// See [`Commands::set_attr`].
    pub fn set_attr(at: impl Into<At>, name: &str, value: impl Display) -> Self {
        Commands::set_attr(Self::on(at), name, value)
    }

    /// See [`Commands::remove_attr`].
    pub fn remove_attr(at: impl Into<At>, name: &str) -> Self {
        Commands::remove_attr(Self::on(at), name)
    }

    /// See [`Commands::toggle_attr`].
    pub fn toggle_attr(at: impl Into<At>, name: &str, change: impl Into<Change>) -> Self {
        Commands::toggle_attr(Self::on(at), name, change)
    }

    /// See [`Commands::focus`].
    pub fn focus(at: impl Into<At>) -> Self {
        Commands::focus(Self::on(at))
    }

    /// See [`Commands::focus_first`].
    pub fn focus_first(at: impl Into<At>) -> Self {
        Commands::focus_first(Self::on(at))
    }

    /// See [`Commands::push_focus`].
    pub fn push_focus() -> Self {
        Commands::push_focus(Self::this())
    }

    /// See [`Commands::pop_focus`].
    pub fn pop_focus() -> Self {
        Commands::pop_focus(Self::this())
    }

    /// See [`Commands::dispatch`].
    pub fn dispatch(at: impl Into<At>, event: &str, detail: impl Serialize) -> Self {
        Commands::dispatch(Self::on(at), event, detail)
    }

    /// See [`Commands::push`].
    pub fn push(handler: &str, params: impl Params) -> Self {
        Commands::push(Self::this(), handler, params)
    }

    /// See [`Commands::navigate`].
    pub fn navigate(url: impl AsRef<str>) -> Self {
        Commands::navigate(Self::this(), url)
    }

    /// See [`Commands::patch`].
    pub fn patch(url: impl AsRef<str>) -> Self {
        Commands::patch(Self::this(), url)
    }

    /// See [`Commands::exec`].
    pub fn exec(at: impl Into<At>) -> Self {
        Commands::exec(Self::on(at))
    }

    fn shown(self, name: &str) -> Self {
        let mut js = self.with(name, &[]);
        js.is_shown = true;
        js
    }

    fn with(mut self, name: &str, items: &[&str]) -> Self {
        let at = std::mem::take(&mut self.at);
        self.add(name, &at, items);
        self.at = at;
        self
    }

    /// A command that is about no element.
    fn with_none(mut self, name: &str, items: &[&str]) -> Self {
        self.add(name, "null", items);
        self
    }

    fn add(&mut self, name: &str, at: &str, items: &[&str]) {
        let commands = &mut self.commands;
        if !commands.is_empty() {
            commands.push(',');
        }
        commands.push_str("[\"");
        commands.push_str(name);
        commands.push_str("\",");
        commands.push_str(at);
        for item in items {
            commands.push(',');
            commands.push_str(item);
        }
        commands.push(']');
        self.is_shown = false;
    }
}

/// The commands as the client reads them.
impl Display for Js {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.commands)
    }
}

impl fmt::Debug for Js {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Js({self})")
    }
}

/// What a slot in an event attribute must be.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a slot in an event attribute is a `{Self}`, and only commands, a `Js`, can stand there",
    label = "this is no `Js`",
    note = "write a handler's name as it is, as in `dj-click=\"save\"`; where a render chooses it, give commands: `Js::push(name, ())`"
)]
pub trait IsJs: Display {}

impl IsJs for Js {}
impl<T: IsJs + ?Sized> IsJs for &T {}

/// What can be the parameters of a call: pairs, maps and structs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of parameters",
    note = "write `[(\"id\", id)]`, a map or a struct that can be serialized, or `()` for none"
)]
pub trait Params {
    /// A JSON object, or `null`.
    #[doc(hidden)]
    fn json(&self) -> String;
}

impl Params for () {
    fn json(&self) -> String {
        "null".to_owned()
    }
}

/// Askama hands on references.
impl<T: Params + ?Sized> Params for &T {
    fn json(&self) -> String {
        T::json(self)
    }
}

impl<V: Serialize, const N: usize> Params for [(&str, V); N] {
    fn json(&self) -> String {
        let pairs = self.iter().map(|(name, value)| {
            let value = serde_json::to_value(value).unwrap_or_default();
            ((*name).to_owned(), value)
        });
        serde_json::Value::Object(pairs.collect()).to_string()
    }
}

impl Params for serde_json::Value {
    fn json(&self) -> String {
        self.to_string()
    }
}

impl Params for serde_json::Map<String, serde_json::Value> {
    fn json(&self) -> String {
        json(self)
    }
}

fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    escape::string(&mut out, text);
    out
}

/// What can't be serialized is logged, and sent as nothing.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| {
        tracing::error!(%error, "what a command is to send was not serialized");
        "null".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ip09_what_is_chained_is_about_the_same_elements() {
        let js = Js::show("#menu")
            .transition("fade")
            .focus_first()
            .on(At::this())
            .set_attr("aria-expanded", true)
            .toggle_class("a b");
        assert_eq!(
            js.to_string(),
            r##"[["show","#menu","fade"],["focus_first","#menu"],["set_attr",null,"aria-expanded","true"],["toggle_class",null,"a b"]]"##
        );
    }

    #[test]
    fn ip09_each_command_has_its_form() {
        let js = Js::hide(At::closest("li"))
            .transition(("a", "b"))
            .toggle()
            .transition(("s", "x y", "e"))
            .add_class("c")
            .transition("scale")
            .remove_class("d")
            .remove_attr("open")
            .toggle_attr("open", "")
            .toggle_attr("aria-expanded", ("true", "false"))
            .focus()
            .trap_focus()
            .dispatch("note", [1, 2])
            .on(At::inner("b"))
            .exec();
        assert_eq!(
            js.to_string(),
            concat!(
                r#"[["hide",["closest","li"],["a","b"]],["toggle",["closest","li"],["s","x y","e"]],"#,
                r#"["add_class",["closest","li"],"c"],["transition",["closest","li"],"scale"],"#,
                r#"["remove_class",["closest","li"],"d"],["remove_attr",["closest","li"],"open"],"#,
                r#"["toggle_attr",["closest","li"],"open",[""]],["toggle_attr",["closest","li"],"aria-expanded",["true","false"]],"#,
                r#"["focus",["closest","li"]],["trap_focus",["closest","li"]],["dispatch",["closest","li"],"note",[1,2]],"#,
                r#"["exec",["inner","b"]]]"#
            )
        );
    }

    /// Each list of the contract as it is written here.
    fn lists() -> Vec<(&'static str, Js)> {
        let none = || At::this();
        vec![
            ("hide", Js::hide("#a")),
            ("toggle", Js::toggle("#a")),
            ("hide as a preset", Js::hide(none()).transition("fade")),
            ("show as classes", Js::show("#a").transition(("from", "to"))),
            (
                "transition",
                Js::on("#a").transition(("start", "active", "end")),
            ),
            ("add classes", Js::add_class(At::closest("li"), "b c")),
            ("remove a class", Js::remove_class("#a", "b")),
            ("toggle classes", Js::toggle_class("#a", "b c")),
            ("set an attribute", Js::set_attr(At::inner("b"), "title", 3)),
            ("remove an attribute", Js::remove_attr(none(), "title")),
            ("toggle an attribute", Js::toggle_attr("#a", "title", "t")),
            (
                "toggle between values",
                Js::toggle_attr("#a", "aria-expanded", ("true", "false")),
            ),
            ("focus", Js::focus("#a")),
            ("focus the first", Js::focus_first("#a")),
            ("trap the focus", Js::on("#a").trap_focus()),
            ("push and pop the focus", Js::push_focus().pop_focus()),
            (
                "dispatch",
                Js::dispatch("#a", "saved", serde_json::json!({ "id": 5 })),
            ),
            ("exec", Js::exec("#a")),
            ("push", Js::push("save", ())),
            (
                "push with parameters",
                Js::push("choose", serde_json::json!({ "id": 5, "name": "it's" })),
            ),
            ("navigate", Js::navigate("/items")),
            ("patch", Js::patch("?page=2")),
            ("several", Js::add_class("#a", "b").push("save", ()).hide()),
        ]
    }

    #[test]
    fn ip09_commands_are_those_of_the_contract() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/commands.json");
        let file = std::fs::read_to_string(path).expect("the contract's file");
        let cases: Vec<serde_json::Value> = serde_json::from_str(&file).expect("JSON");
        let lists = lists();
        assert_eq!(cases.len(), lists.len());
        for (case, (says, js)) in cases.iter().zip(lists) {
            let written: serde_json::Value = serde_json::from_str(&js.to_string()).expect("JSON");
            assert_eq!(case["says"], says);
            assert_eq!(written, case["commands"], "{says}");
        }
    }

    #[test]
    fn ip09_calls_and_urls_are_about_no_element() {
        let next = Js::push_focus().navigate("/a").patch("?b=1").pop_focus();
        let js = Js::hide("#x").push("save", ()).then(next);
        assert_eq!(
            js.to_string(),
            r##"[["hide","#x"],["push",null,"save",null],["push_focus",null],["navigate",null,"/a"],["patch",null,"?b=1"],["pop_focus",null]]"##
        );
        let js = Js::push("save", serde_json::json!({ "text": "\"<it's>\"" }));
        assert_eq!(
            js.to_string(),
            r#"[["push",null,"save",{"text":"\"<it's>\""}]]"#
        );
        assert_eq!(Js::this().to_string(), "[]");
        assert_eq!(Js::this().then(Js::this()).to_string(), "[]");
    }
}
