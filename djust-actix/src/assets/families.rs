//! Scripts of families that few pages use. Written by `cargo xtask codegen`; do not edit.

/// A family of attributes with a script of its own.
#[derive(Debug)]
pub(super) struct Family {
    /// A page needs the script if one of these stands in its templates.
    pub(super) attributes: &'static [&'static str],
    pub(super) script: &'static str,
}

/// All of them, by name.
#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family {
        attributes: &["autofocus"],
        script: include_str!("../../assets/on_demand/autofocus.js"),
    },
    Family {
        attributes: &["dj-click-away"],
        script: include_str!("../../assets/on_demand/away.js"),
    },
    Family {
        attributes: &["dj-cloak"],
        script: include_str!("../../assets/on_demand/cloak.js"),
    },
    Family {
        attributes: &["dj-hook", "dj-commands"],
        script: include_str!("../../assets/on_demand/commands.js"),
    },
    Family {
        attributes: &["dj-confirm"],
        script: include_str!("../../assets/on_demand/confirm.js"),
    },
    Family {
        attributes: &["dj-copy", "dj-copy-class", "dj-copy-event", "dj-copy-feedback"],
        script: include_str!("../../assets/on_demand/copy.js"),
    },
    Family {
        attributes: &["dj-dialog", "dj-dialog-close-event"],
        script: include_str!("../../assets/on_demand/dialog.js"),
    },
    Family {
        attributes: &["data-dj-auto-dismiss"],
        script: include_str!("../../assets/on_demand/flash.js"),
    },
    Family {
        attributes: &["dj-form-pending"],
        script: include_str!("../../assets/on_demand/form_pending.js"),
    },
    Family {
        attributes: &["dj-hook", "dj-hook-value-", "dj-hook-target", "dj-update"],
        script: include_str!("../../assets/on_demand/hook.js"),
    },
    Family {
        attributes: &["dj-ignore-attrs"],
        script: include_str!("../../assets/on_demand/ignore_attrs.js"),
    },
    Family {
        attributes: &["dj-scroll-into-view"],
        script: include_str!("../../assets/on_demand/into_view.js"),
    },
    Family {
        attributes: &["dj-keydown", "dj-keyup"],
        script: include_str!("../../assets/on_demand/keys.js"),
    },
    Family {
        attributes: &["dj-loading"],
        script: include_str!("../../assets/on_demand/loading.js"),
    },
    Family {
        attributes: &["dj-disable-with", "dj-lock"],
        script: include_str!("../../assets/on_demand/lock.js"),
    },
    Family {
        attributes: &["dj-model"],
        script: include_str!("../../assets/on_demand/model.js"),
    },
    Family {
        attributes: &["dj-mounted"],
        script: include_str!("../../assets/on_demand/mounted.js"),
    },
    Family {
        attributes: &["dj-navigate", "dj-patch", "dj-view-transitions"],
        script: include_str!("../../assets/on_demand/navigate.js"),
    },
    Family {
        attributes: &["dj-optimistic"],
        script: include_str!("../../assets/on_demand/optimistic.js"),
    },
    Family {
        attributes: &["dj-trigger-action"],
        script: include_str!("../../assets/on_demand/page.js"),
    },
    Family {
        attributes: &["dj-paste", "dj-paste-suppress"],
        script: include_str!("../../assets/on_demand/paste.js"),
    },
    Family {
        attributes: &["dj-payload-", "dj-target"],
        script: include_str!("../../assets/on_demand/payload.js"),
    },
    Family {
        attributes: &["dj-mouseenter", "dj-mouseleave"],
        script: include_str!("../../assets/on_demand/pointer.js"),
    },
    Family {
        attributes: &["dj-poll", "dj-poll-interval"],
        script: include_str!("../../assets/on_demand/poll.js"),
    },
    Family {
        attributes: &["dj-prefetch"],
        script: include_str!("../../assets/on_demand/prefetch.js"),
    },
    Family {
        attributes: &["dj-input", "dj-window-scroll", "dj-window-resize", "dj-debounce", "dj-throttle", "data-debounce", "data-throttle", "dj-model"],
        script: include_str!("../../assets/on_demand/rates.js"),
    },
    Family {
        attributes: &["dj-input", "dj-change", "dj-auto-recover", "dj-no-recover", "dj-reconnecting-banner"],
        script: include_str!("../../assets/on_demand/recover.js"),
    },
    Family {
        attributes: &["dj-scroll"],
        script: include_str!("../../assets/on_demand/scroll.js"),
    },
    Family {
        attributes: &["dj-shortcut", "dj-shortcut-in-input"],
        script: include_str!("../../assets/on_demand/shortcut.js"),
    },
    Family {
        attributes: &["dj-sticky-scroll"],
        script: include_str!("../../assets/on_demand/sticky_scroll.js"),
    },
    Family {
        attributes: &["dj-transition", "dj-transition-enter", "dj-transition-enter-to", "dj-transition-leave", "dj-transition-leave-to", "dj-remove"],
        script: include_str!("../../assets/on_demand/transition.js"),
    },
    Family {
        attributes: &["dj-window-keydown", "dj-window-keyup", "dj-window-click", "dj-window-scroll", "dj-window-resize", "dj-document-keydown", "dj-document-keyup", "dj-document-click"],
        script: include_str!("../../assets/on_demand/window.js"),
    },
];
