// Written by `cargo xtask codegen` from the template compiler's vocabulary. Do not edit.

import type { Attribute } from "./attribute";

export const VOCABULARY: readonly Attribute[] = [
  { name: "dj-click", family: "click", carries: "event", event: "click", payload: "none", suffix: "parameter" },
  { name: "dj-submit", family: "submit", carries: "event", event: "submit", payload: "form", suffix: "parameter" },
  { name: "dj-input", family: "input", carries: "event", event: "input", payload: "field", suffix: "parameter" },
  { name: "dj-change", family: "input", carries: "event", event: "change", payload: "field", suffix: "parameter" },
  { name: "dj-keydown", family: "keys", carries: "event", event: "keydown", payload: "key", suffix: "keys" },
  { name: "dj-keyup", family: "keys", carries: "event", event: "keyup", payload: "key", suffix: "keys" },
  { name: "dj-focus", family: "focus", carries: "event", event: "focusin", payload: "field", suffix: "parameter" },
  { name: "dj-blur", family: "focus", carries: "event", event: "focusout", payload: "field", suffix: "parameter" },
  { name: "dj-debounce", family: "rates", carries: "rate", event: "", payload: "none", suffix: "none" },
  { name: "dj-throttle", family: "rates", carries: "rate", event: "", payload: "none", suffix: "none" },
  { name: "data-debounce", family: "rates", carries: "rate", event: "", payload: "none", suffix: "none" },
  { name: "data-throttle", family: "rates", carries: "rate", event: "", payload: "none", suffix: "none" },
  { name: "dj-confirm", family: "confirm", carries: "text", event: "", payload: "none", suffix: "none" },
  { name: "data-", family: "parameters", carries: "parameter", event: "", payload: "none", suffix: "name" },
  { name: "dj-value-", family: "parameters", carries: "parameter", event: "", payload: "none", suffix: "name" },
  { name: "dj-payload-", family: "parameters", carries: "parameter", event: "", payload: "none", suffix: "name-event" },
  { name: "data-key", family: "marks", carries: "mark", event: "", payload: "none", suffix: "none" },
  { name: "dj-key", family: "marks", carries: "mark", event: "", payload: "none", suffix: "none" },
  { name: "data-component-id", family: "marks", carries: "mark", event: "", payload: "none", suffix: "none" },
  { name: "data-loading", family: "marks", carries: "mark", event: "", payload: "none", suffix: "none" },
  { name: "data-dj-id", family: "marks", carries: "mark", event: "", payload: "none", suffix: "none" },
  { name: "data-live-", family: "marks", carries: "mark", event: "", payload: "none", suffix: "any" },
  { name: "data-liveview-", family: "marks", carries: "mark", event: "", payload: "none", suffix: "any" },
  { name: "data-djust-", family: "marks", carries: "mark", event: "", payload: "none", suffix: "any" },
  { name: "dj-cloak", family: "cloak", carries: "flag", event: "", payload: "none", suffix: "none" },
];
