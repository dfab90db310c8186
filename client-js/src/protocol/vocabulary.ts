// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.

import type { EventAttribute } from "./attribute";

/** Attributes whose names begin as a parameter's do, and that are none; those that end with `-` are beginnings. */
export const OTHERS: readonly string[] = /* @__PURE__ */ (
  "data-debounce data-throttle data-key data-component-id data-loading data-dj-id data-live- data-liveview- data-djust- data-dj-auto-dismiss"
).split(" ");

/** The events of the bundle. */
export const CORE: readonly EventAttribute[] = [
  { name: "dj-click", family: "click", event: "click", payload: "none" },
  { name: "dj-submit", family: "submit", event: "submit", payload: "form" },
  { name: "dj-input", family: "input", event: "input", payload: "field" },
  { name: "dj-change", family: "input", event: "change", payload: "field" },
  { name: "dj-focus", family: "focus", event: "focusin", payload: "field" },
  { name: "dj-blur", family: "focus", event: "focusout", payload: "field" },
];

/** The events of `on_demand/autofocus.ts`. */
export const AUTOFOCUS: readonly EventAttribute[] = [];

/** The events of `on_demand/away.ts`. */
export const AWAY: readonly EventAttribute[] = [
  { name: "dj-click-away", family: "away", event: "click", payload: "none" },
];

/** The events of `on_demand/cloak.ts`. */
export const CLOAK: readonly EventAttribute[] = [];

/** The events of `on_demand/commands.ts`. */
export const COMMANDS: readonly EventAttribute[] = [];

/** The events of `on_demand/confirm.ts`. */
export const CONFIRM: readonly EventAttribute[] = [];

/** The events of `on_demand/copy.ts`. */
export const COPY: readonly EventAttribute[] = [
  { name: "dj-copy-event", family: "copy", event: "", payload: "copied" },
];

/** The events of `on_demand/dialog.ts`. */
export const DIALOG: readonly EventAttribute[] = [
  { name: "dj-dialog-close-event", family: "dialog", event: "", payload: "none" },
];

/** The events of `on_demand/flash.ts`. */
export const FLASH: readonly EventAttribute[] = [];

/** The events of `on_demand/form_pending.ts`. */
export const FORM_PENDING: readonly EventAttribute[] = [];

/** The events of `on_demand/hook.ts`. */
export const HOOK: readonly EventAttribute[] = [];

/** The events of `on_demand/ignore_attrs.ts`. */
export const IGNORE_ATTRS: readonly EventAttribute[] = [];

/** The events of `on_demand/into_view.ts`. */
export const INTO_VIEW: readonly EventAttribute[] = [];

/** The events of `on_demand/keys.ts`. */
export const KEYS: readonly EventAttribute[] = [
  { name: "dj-keydown", family: "keys", event: "keydown", payload: "key", suffix: "keys" },
  { name: "dj-keyup", family: "keys", event: "keyup", payload: "key", suffix: "keys" },
];

/** The events of `on_demand/loading.ts`. */
export const LOADING: readonly EventAttribute[] = [];

/** The events of `on_demand/lock.ts`. */
export const LOCK: readonly EventAttribute[] = [];

/** The events of `on_demand/model.ts`. */
export const MODEL: readonly EventAttribute[] = [
  { name: "dj-model", family: "model", event: "input", payload: "model", suffix: "words" },
];

/** The events of `on_demand/mounted.ts`. */
export const MOUNTED: readonly EventAttribute[] = [
  { name: "dj-mounted", family: "mounted", event: "", payload: "none" },
];

/** The events of `on_demand/navigate.ts`. */
export const NAVIGATE: readonly EventAttribute[] = [];

/** The events of `on_demand/optimistic.ts`. */
export const OPTIMISTIC: readonly EventAttribute[] = [];

/** The events of `on_demand/page.ts`. */
export const PAGE: readonly EventAttribute[] = [];

/** The events of `on_demand/paste.ts`. */
export const PASTE: readonly EventAttribute[] = [
  { name: "dj-paste", family: "paste", event: "paste", payload: "paste" },
];

/** The events of `on_demand/payload.ts`. */
export const PAYLOAD: readonly EventAttribute[] = [];

/** The events of `on_demand/pointer.ts`. */
export const POINTER: readonly EventAttribute[] = [
  { name: "dj-mouseenter", family: "pointer", event: "pointerover", payload: "none" },
  { name: "dj-mouseleave", family: "pointer", event: "pointerout", payload: "none" },
];

/** The events of `on_demand/poll.ts`. */
export const POLL: readonly EventAttribute[] = [
  { name: "dj-poll", family: "poll", event: "", payload: "none" },
];

/** The events of `on_demand/prefetch.ts`. */
export const PREFETCH: readonly EventAttribute[] = [];

/** The events of `on_demand/rates.ts`. */
export const RATES: readonly EventAttribute[] = [];

/** The events of `on_demand/recover.ts`. */
export const RECOVER: readonly EventAttribute[] = [
  { name: "dj-auto-recover", family: "recover", event: "", payload: "form" },
];

/** The events of `on_demand/scroll.ts`. */
export const SCROLL: readonly EventAttribute[] = [
  { name: "dj-scroll", family: "scroll", event: "scroll", payload: "scroll" },
];

/** The events of `on_demand/shortcut.ts`. */
export const SHORTCUT: readonly EventAttribute[] = [
  { name: "dj-shortcut", family: "shortcut", event: "keydown", payload: "shortcut", suffix: "none" },
];

/** The events of `on_demand/sticky_scroll.ts`. */
export const STICKY_SCROLL: readonly EventAttribute[] = [];

/** The events of `on_demand/transition.ts`. */
export const TRANSITION: readonly EventAttribute[] = [];

/** The events of `on_demand/window.ts`. */
export const WINDOW: readonly EventAttribute[] = [
  { name: "dj-window-keydown", family: "window", event: "keydown", payload: "press", suffix: "keys" },
  { name: "dj-window-keyup", family: "window", event: "keyup", payload: "press", suffix: "keys" },
  { name: "dj-window-click", family: "window", event: "click", payload: "pointer" },
  { name: "dj-window-scroll", family: "window", event: "scroll", payload: "scroll" },
  { name: "dj-window-resize", family: "window", event: "resize", payload: "size" },
  { name: "dj-document-keydown", family: "window", event: "keydown", payload: "press", suffix: "keys" },
  { name: "dj-document-keyup", family: "window", event: "keyup", payload: "press", suffix: "keys" },
  { name: "dj-document-click", family: "window", event: "click", payload: "pointer" },
];
