// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.

/** What an event adds by itself. */
export type Payload =
  | "none"
  | "form"
  | "field"
  | "key"
  | "shortcut"
  | "scroll"
  | "press"
  | "pointer"
  | "size"
  | "paste"
  | "copied"
  | "model";

/** What may follow an event's name: `parameter` is `:name`, `keys` that or `.key`, `words` some after dots. */
export type Suffix =
  | "parameter"
  | "keys"
  | "none"
  | "words";

/** Events at whose elements somebody waits for the answer. */
export const AWAITED: readonly string[] = [
  "dj-click",
  "dj-submit",
  "dj-input",
  "dj-change",
];

/** Events whose answers nobody waits for. */
export const UNAWAITED: readonly string[] = [
  "dj-poll",
];

/** Events of edits, which are sent again where a view is mounted anew. */
export const EDITS: readonly string[] = [
  "dj-input",
  "dj-change",
];

/** How `dj-loading.show` displays an element. */
export const DISPLAYS: readonly string[] = [
  "block",
  "inline",
  "inline-block",
  "flex",
  "inline-flex",
  "grid",
  "inline-grid",
  "contents",
];

/** Events by the names that limit a `dj-payload-*` to them. */
export const LIMITS: readonly string[] = [
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
