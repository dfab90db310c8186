//! Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.

/// Attributes of events that carry what their field holds.
#[rustfmt::skip]
pub(super) const FIELDS: &[&str] = &[
    "dj-input",
    "dj-change",
    "dj-focus",
    "dj-blur",
];

/// How names of attributes begin that give each event a parameter.
#[rustfmt::skip]
pub(super) const GIVEN: &[&str] = &[
    "dj-value-",
];

/// How names of those begin that may be limited to an event.
#[rustfmt::skip]
pub(super) const LIMITED: &[&str] = &[
    "dj-payload-",
];

/// Events by the names that limit a payload to them.
#[rustfmt::skip]
pub(super) const EVENTS: &[&str] = &[
    "click",
    "submit",
    "input",
    "change",
    "keydown",
    "keyup",
    "shortcut",
    "focus",
    "blur",
    "mouseenter",
    "mouseleave",
    "click-away",
    "scroll",
    "window-keydown",
    "window-keyup",
    "window-click",
    "window-scroll",
    "window-resize",
    "document-keydown",
    "document-keyup",
    "document-click",
    "mounted",
    "poll",
    "paste",
    "copy-event",
    "model",
    "auto-recover",
    "dialog-close-event",
];

/// Attributes that begin as `data-*` parameters do and are none.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "data-debounce",
    "data-throttle",
    "data-key",
    "data-component-id",
    "data-loading",
    "data-dj-id",
    "data-dj-auto-dismiss",
];

/// How names of such attributes begin.
#[rustfmt::skip]
pub(super) const OTHERS_BEGIN: &[&str] = &[
    "data-live-",
    "data-liveview-",
    "data-djust-",
];
