//! Each command with an element of its own, from a template and from a handler, and a list of commands in each attribute that takes one.

use std::time::Duration;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/every")
            .view::<EveryCommand>("/command")
            .view::<EveryPlace>("/place"),
    );
}

/// The commands, each by a name of ours. Those that leave the page's URL are the last.
const NAMES: [&str; 30] = [
    "show",
    "show_fading",
    "hide",
    "toggle",
    "transition",
    "transition_pair",
    "transition_three",
    "add_class",
    "remove_class",
    "toggle_class",
    "set_attr",
    "remove_attr",
    "toggle_attr",
    "toggle_attr_values",
    "closest",
    "inner",
    "this",
    "dispatch",
    "exec",
    "then",
    "push",
    "push_none",
    "focus",
    "focus_first",
    "trap_focus",
    "push_focus",
    "pop_focus",
    "on",
    "patch",
    "navigate",
];

#[live_view(template = "every_command.html")]
pub(crate) struct EveryCommand {
    said: String,
    page: u32,
}

#[live_view]
impl EveryCommand {
    fn mount() -> Self {
        Self {
            said: String::new(),
            page: 1,
        }
    }

    fn handle_params(&mut self, #[default(1)] page: u32) {
        self.page = page;
    }

    /// One of them.
    fn command(&self, name: &str) -> Js {
        let at = format!("#{name}");
        match name {
            "show" => Js::show(at),
            "show_fading" => Js::show(at).transition("fade"),
            "hide" => Js::hide(at),
            "toggle" => Js::toggle(at),
            "transition" => Js::on(at).transition("fade"),
            "transition_pair" => Js::on(at).transition(("pair-from", "pair-to")),
            "transition_three" => Js::on(at).transition(("three-start", "three-active", "three-end")),
            "add_class" => Js::add_class(at, "a b"),
            "remove_class" => Js::remove_class(at, "old older"),
            "toggle_class" => Js::toggle_class(at, "old new"),
            "set_attr" => Js::set_attr(at, "title", 5),
            "remove_attr" => Js::remove_attr(at, "title"),
            "toggle_attr" => Js::toggle_attr(at, "open", ""),
            "toggle_attr_values" => Js::toggle_attr(at, "title", ("old", "new")),
            "closest" => Js::add_class(At::closest("li, html"), "near"),
            "inner" => Js::add_class(At::inner("b"), "within"),
            "this" => Js::this().add_class("itself"),
            "dispatch" => Js::dispatch(at, "note", [1, 2]),
            "exec" => Js::exec(at),
            "then" => Js::add_class(at.clone(), "first").then(Js::add_class(at, "second")),
            "push" => Js::push("say", [("text", "pushed")]),
            "push_none" => Js::push("say", ()),
            "focus" => Js::focus(at),
            "focus_first" => Js::focus_first(at),
            "trap_focus" => Js::on(at).trap_focus().focus_first(),
            "push_focus" => Js::focus("#before").push_focus().on(at).focus(),
            "pop_focus" => Js::pop_focus(),
            "on" => Js::on(at).add_class("one").on("#also").add_class("other"),
            "patch" => Js::patch("?page=2"),
            "navigate" => Js::navigate("/every/place"),
            _ => Js::this(),
        }
    }

    #[event_handler]
    fn by_server(&mut self, name: String, cx: &mut Context) {
        cx.js(self.command(&name));
    }

    #[event_handler]
    fn say(&mut self, #[default("nothing".to_owned())] text: String) {
        self.said.push_str(&text);
        self.said.push(' ');
    }
}

#[live_view(template = "every_place.html")]
pub(crate) struct EveryPlace {
    said: Vec<String>,
    more: bool,
    open: bool,
    slow: u32,
}

#[live_view]
impl EveryPlace {
    fn mount() -> Self {
        Self {
            said: Vec::new(),
            more: false,
            open: false,
            slow: 0,
        }
    }

    /// Marks that an attribute was heard, here and at the server.
    fn mark(&self, name: &str) -> Js {
        Js::add_class("#marks", name).push("say", [("text", name)])
    }

    #[event_handler]
    fn say(&mut self, text: String) {
        self.said.push(text);
    }

    #[event_handler]
    fn more(&mut self) {
        self.more = !self.more;
    }

    #[event_handler]
    fn open(&mut self) {
        self.open = !self.open;
    }

    #[event_handler]
    async fn slow(&mut self) {
        actix_web::rt::time::sleep(Duration::from_millis(300)).await;
        self.slow += 1;
    }
}
