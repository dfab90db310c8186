//! What a row of the vocabulary says.

/// One of our attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// The name without its suffix. One that ends with `-` is how names begin.
    pub name: &'static str,
    /// What it belongs to: the file of rows that it stands in, and the client's file that implements it.
    pub family: &'static str,
    /// What it is for.
    pub carries: Carries,
    /// What may follow the name.
    pub suffix: Suffix,
    /// What its value is.
    pub value: Value,
    /// On which elements it does something.
    pub on: On,
    /// What must stand beside it.
    pub needs: Needs,
    /// Whether it makes its element send or do something, so that a `dj-confirm` beside it has something to ask for.
    /// Events always do.
    pub acts: bool,
    /// Whether a script of the page's may put elements into its element, or decide what is in it.
    pub scripted: bool,
    /// Whether its events are kept until the client has started.
    pub early: bool,
    /// Who waits for its answer.
    pub waits: Waits,
    /// What the style sheet of its pages says, from the first paint on.
    pub sheet: &'static str,
    /// The pushed event of a reserved name that its client acts on.
    pub pushed: &'static str,
    /// Families whose client it needs beside its own.
    pub uses: &'static [&'static str],
    /// Whether it works yet.
    pub state: State,
    /// One line of documentation.
    pub says: &'static str,
}

impl Attribute {
    /// What a row says when it does not say otherwise: text, on any element, alone, kept for later.
    pub(super) const BASE: Attribute = Attribute {
        name: "",
        family: "",
        carries: Carries::Text,
        suffix: Suffix::None,
        value: Value::Text,
        on: On::Any,
        needs: Needs::Nothing,
        acts: false,
        scripted: false,
        early: false,
        waits: Waits::Somewhere,
        sheet: "",
        pushed: "",
        uses: &[],
        state: State::Later,
        says: "",
    };

    /// An event that calls a handler and takes parameters after a colon; kept for later.
    pub(super) const EVENT: Attribute = Attribute {
        suffix: Suffix::Parameter,
        value: Value::Call,
        ..Attribute::BASE
    };

    /// The event, if it is one.
    pub fn event(&self) -> Option<Event> {
        match self.carries {
            Carries::Event(event) => Some(event),
            _ => None,
        }
    }

    /// What its value is beside this suffix.
    pub fn value_of(&self, suffix: &str) -> Value {
        match self.value {
            Value::BySuffix(values) => {
                let found = values.iter().find(|(named, _)| *named == suffix);
                found.map_or(Value::Text, |(_, value)| *value)
            }
            value => value,
        }
    }

    /// Whether it makes its element send or do something.
    pub fn acts(&self) -> bool {
        self.acts || self.event().is_some()
    }

    /// Whether the client acts on it.
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// Whether it is how names begin.
    pub fn is_prefix(&self) -> bool {
        self.name.ends_with('-')
    }

    /// The event's name where `dj-payload-…` is limited to it: `click` for `dj-click`.
    pub fn kind(&self) -> Option<&'static str> {
        self.event().and(self.name.strip_prefix("dj-"))
    }
}

/// What an attribute is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// It calls a handler when an event comes.
    Event(Event),
    /// How often its element sends.
    Rate,
    /// Something switched on by being there.
    Flag,
    /// Text, a class or a name.
    Text,
    /// An address.
    Url,
    /// Which elements are meant.
    Selector,
    /// A parameter for the handler.
    Parameter,
    /// Something of ours that is never a parameter.
    Mark,
}

/// What calls a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The event of the DOM that the client listens for, one that bubbles; empty when it is none of the DOM's.
    pub dom: &'static str,
    /// What is sent besides what the element's attributes give.
    pub payload: Payload,
}

/// What an event sends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payload {
    /// Nothing.
    None,
    /// What a field holds.
    Field,
    /// What a field holds, and which field of the view it is for.
    Model,
    /// The fields of a form.
    Form,
    /// Which key was pressed, and what the field holds in which that was.
    Key,
    /// Which key was pressed, wherever that was.
    Press,
    /// Which keys were pressed together.
    Shortcut,
    /// Where the pointer is.
    Pointer,
    /// How far something is scrolled.
    Scroll,
    /// How large the window is.
    Size,
    /// What was copied.
    Copied,
    /// What was pasted.
    Paste,
}

impl Payload {
    /// The names of the parameters that it is sure to give.
    pub fn params(self) -> &'static [&'static str] {
        match self {
            Payload::None => &[],
            Payload::Field => &["value", "field", "_target"],
            Payload::Model => &["field", "value"],
            Payload::Form => &["_target"],
            Payload::Key => &["key", "code", "value", "field"],
            Payload::Press => &["key", "code"],
            Payload::Shortcut => &["key", "code", "shortcut"],
            Payload::Pointer => &["clientX", "clientY"],
            Payload::Scroll => &["scrollX", "scrollY"],
            Payload::Size => &["innerWidth", "innerHeight"],
            Payload::Copied => &["text"],
            Payload::Paste => &["text", "html", "has_files", "files"],
        }
    }

    /// Whether it gives nothing but [`Payload::params`].
    pub fn is_known(self) -> bool {
        self != Payload::Form
    }
}

/// What may follow an attribute's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing.
    None,
    /// `:name` or `:name:type`: its value is a parameter.
    Parameter,
    /// That, or `.key`.
    Keys,
    /// These words after dots. One that ends with `-` goes on with a number.
    Words(&'static [&'static str]),
    /// The rest is a parameter's name, perhaps with `:type`.
    Name,
    /// The rest is a parameter's name, perhaps with `-event`, perhaps with `:type`.
    NameAndEvent,
    /// Whatever follows is ours.
    Any,
}

/// What an attribute's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A handler's name, or a call with literal arguments.
    Call,
    /// That, or nothing.
    OptionalCall,
    /// Commands for the browser.
    Commands,
    /// A preset or a name of transitions, or three classes.
    Transition,
    /// Some classes.
    Classes,
    /// Names of attributes; one that ends with `*` is how names begin.
    Names,
    /// One of these words.
    Words(&'static [&'static str]),
    /// One of these words. Any other text does nothing.
    Known(&'static [&'static str]),
    /// That, or nothing.
    KnownOrNothing(&'static [&'static str]),
    /// The name of a field of the view.
    Model,
    /// `ctrl+k:handler:prevent, …`.
    Shortcuts,
    /// Names of handlers, or nothing.
    Handlers,
    /// What the suffix says; text behind one that is not named.
    BySuffix(&'static [(&'static str, Value)]),
    /// What becomes of fields of the view until the answer is there, as in `liked:!liked, count:count+1`.
    Changes,
    /// The name of a script's hook.
    Hook,
    /// `ignore`.
    Ignore,
    /// What a row of a loop is known by.
    Key,
    /// What the server fills in.
    Filled,
    /// A time, such as `300` or `0.3s`.
    Time,
    /// A time, or `blur`.
    TimeOrBlur,
    /// A path of the site, a query, a fragment, or nothing.
    Url,
    /// `#id`, or nothing.
    Target,
    /// Anything.
    Text,
}

/// On which elements an attribute does something. An event's may also stand around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Any.
    Any,
    /// `form`.
    Form,
    /// `input`, `textarea`, `select`.
    Field,
    /// `dialog`.
    Dialog,
    /// `body`.
    Body,
}

impl On {
    /// What such an element is called; nothing if every element is one.
    pub fn noun(self) -> Option<&'static str> {
        match self {
            On::Any => None,
            On::Form => Some("form"),
            On::Field => Some("field"),
            On::Dialog => Some("dialog"),
            On::Body => Some("body"),
        }
    }

    /// Whether an element of this name is one.
    pub fn takes(self, element: &str) -> bool {
        match self {
            On::Any => true,
            On::Form => element == "form",
            On::Dialog => element == "dialog",
            On::Body => element == "body",
            On::Field => matches!(element, "input" | "textarea" | "select"),
        }
    }
}

/// What must stand on the same element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Something that acts: it says how that is done.
    Acting,
    /// That, or the element is a button that sends its form.
    Sending,
    /// This attribute.
    Beside(&'static str),
}

/// Who waits for the answer to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// Who acted on the element: what is within it shows that.
    There,
    /// Somebody, who may look elsewhere.
    Somewhere,
    /// Nobody.
    Nobody,
}

/// Whether an attribute works yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The client acts on it.
    Active,
    /// The name is kept; it does nothing yet.
    Later,
}
