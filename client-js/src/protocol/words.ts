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
