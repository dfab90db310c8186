//! Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.

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
