//! What the vocabulary says of the files that a page needs. Written by `cargo xtask codegen`; do not edit.

/// Attributes whose events are kept until the client has started.
#[rustfmt::skip]
pub(super) const KEPT: &[&str] = &["dj-click", "dj-submit", "dj-input", "dj-change", "dj-model"];

/// Attributes for which a page needs the style sheet.
#[rustfmt::skip]
pub(super) const STYLED: &[&str] = &["dj-form-pending", "dj-cloak"];

/// The style sheet.
#[rustfmt::skip]
pub(super) const SHEET: &str = concat!("@media (scripting: enabled){[dj-cloak]{display:none!important}}", "[dj-form-pending=show]:not([data-djust-form-pending] *){display:none!important}");

/// A family of attributes with a script of its own.
#[derive(Debug)]
pub(super) struct Family {
    /// A page needs the script if one of these stands in its templates.
    pub(super) attributes: &'static [&'static str],
    /// Whether it takes a page to another URL.
    pub(super) navigates: bool,
    /// The pushed event of a reserved name that it acts on, or nothing.
    pub(super) pushed: &'static str,
    pub(super) script: &'static str,
}

/// All of them, by name.
#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family {
        attributes: &["autofocus"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/autofocus.js"),
    },
    Family {
        attributes: &["dj-click-away"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/away.js"),
    },
    Family {
        attributes: &["dj-cloak"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/cloak.js"),
    },
    Family {
        attributes: &["dj-hook", "dj-commands"],
        navigates: false,
        pushed: "djust:js",
        script: include_str!("../../assets/on_demand/commands.js"),
    },
    Family {
        attributes: &["dj-confirm"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/confirm.js"),
    },
    Family {
        attributes: &["dj-copy", "dj-copy-class", "dj-copy-event", "dj-copy-feedback"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/copy.js"),
    },
    Family {
        attributes: &["dj-dialog", "dj-dialog-close-event"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/dialog.js"),
    },
    Family {
        attributes: &["data-dj-auto-dismiss"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/flash.js"),
    },
    Family {
        attributes: &["dj-form-pending"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/form_pending.js"),
    },
    Family {
        attributes: &["dj-hook", "dj-hook-value-", "dj-hook-target", "dj-update"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/hook.js"),
    },
    Family {
        attributes: &["dj-ignore-attrs"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/ignore_attrs.js"),
    },
    Family {
        attributes: &["dj-scroll-into-view"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/into_view.js"),
    },
    Family {
        attributes: &["dj-keydown", "dj-keyup"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/keys.js"),
    },
    Family {
        attributes: &["dj-loading"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/loading.js"),
    },
    Family {
        attributes: &["dj-disable-with", "dj-lock"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/lock.js"),
    },
    Family {
        attributes: &["dj-model"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/model.js"),
    },
    Family {
        attributes: &["dj-mounted"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/mounted.js"),
    },
    Family {
        attributes: &["dj-navigate", "dj-patch", "dj-view-transitions"],
        navigates: true,
        pushed: "",
        script: include_str!("../../assets/on_demand/navigate.js"),
    },
    Family {
        attributes: &["dj-optimistic"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/optimistic.js"),
    },
    Family {
        attributes: &["dj-trigger-action"],
        navigates: false,
        pushed: "djust:page",
        script: include_str!("../../assets/on_demand/page.js"),
    },
    Family {
        attributes: &["dj-paste", "dj-paste-suppress"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/paste.js"),
    },
    Family {
        attributes: &["dj-payload-", "dj-target"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/payload.js"),
    },
    Family {
        attributes: &["dj-mouseenter", "dj-mouseleave"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/pointer.js"),
    },
    Family {
        attributes: &["dj-poll", "dj-poll-interval"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/poll.js"),
    },
    Family {
        attributes: &["dj-prefetch"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/prefetch.js"),
    },
    Family {
        attributes: &["dj-input", "dj-window-scroll", "dj-window-resize", "dj-debounce", "dj-throttle", "data-debounce", "data-throttle", "dj-model"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/rates.js"),
    },
    Family {
        attributes: &["dj-input", "dj-change", "dj-auto-recover", "dj-no-recover", "dj-reconnecting-banner"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/recover.js"),
    },
    Family {
        attributes: &["dj-scroll"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/scroll.js"),
    },
    Family {
        attributes: &["dj-shortcut", "dj-shortcut-in-input"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/shortcut.js"),
    },
    Family {
        attributes: &["dj-sticky-scroll"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/sticky_scroll.js"),
    },
    Family {
        attributes: &["dj-transition", "dj-transition-enter", "dj-transition-enter-to", "dj-transition-leave", "dj-transition-leave-to", "dj-remove"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/transition.js"),
    },
    Family {
        attributes: &["dj-window-keydown", "dj-window-keyup", "dj-window-click", "dj-window-scroll", "dj-window-resize", "dj-document-keydown", "dj-document-keyup", "dj-document-click"],
        navigates: false,
        pushed: "",
        script: include_str!("../../assets/on_demand/window.js"),
    },
];
