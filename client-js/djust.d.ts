// What a page's scripts may use of the client: `window.djust`, and hooks.
//
// ```ts
// import type { Hooks } from "./djust";
// const hooks: Hooks = { Chart: { mounted() { draw(this.el, this.values); } } };
// (window.djust ??= {}).hooks = hooks;
// ```

/** What became of an event: it ran, was refused, or was lost with its session. */
export type Outcome = "patched" | "unchanged" | "ran" | "refused" | "superseded" | "lost" | "gone";

/** Which elements a command is about: a selector for the page, `null` for the hook's own, or what is around it or within. */
export type To = string | null | readonly ["closest" | "inner", string];

/** A preset or the beginning of classes; the classes from which and to which; or those at the start, while it goes, and at the end. */
export type Motion = string | readonly [from: string, to: string] | readonly [start: string, active: string, end: string];

/** Commands, carried out at once. Without `to` they are about the hook's element. */
export interface Js {
  show(to?: To, motion?: Motion): Js;
  hide(to?: To, motion?: Motion): Js;
  toggle(to?: To, motion?: Motion): Js;
  transition(to: To, motion: Motion): Js;
  addClass(to: To, names: string): Js;
  removeClass(to: To, names: string): Js;
  toggleClass(to: To, names: string): Js;
  setAttr(to: To, name: string, value: string): Js;
  removeAttr(to: To, name: string): Js;
  /** Between a value and nothing, or between two values. */
  toggleAttr(to: To, name: string, values: readonly [string] | readonly [string, string]): Js;
  focus(to?: To): Js;
  focusFirst(to?: To): Js;
  trapFocus(to?: To): Js;
  pushFocus(): Js;
  popFocus(): Js;
  dispatch(to: To, name: string, detail?: unknown): Js;
  /** Calls a handler of the view, or of the component around the hook's element. */
  push(name: string, params?: Record<string, unknown>): Js;
  navigate(url: string): Js;
  patch(url: string): Js;
  /** Carries out the commands that elements keep in `dj-commands`. */
  exec(to?: To): Js;
  /** Carries out a list that the server wrote. */
  run(commands: unknown): Js;
}

/** What `this` is in a hook's functions. */
export interface HookContext {
  /** The element with `dj-hook`. */
  readonly el: HTMLElement;
  /** The name of the view. */
  readonly viewName: string;
  /** The `dj-hook-value-*` of the element, by name, with their types. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The first element within with `dj-hook-target="NAME"`. */
  target(name: string): HTMLElement | null;
  /** All of them. */
  targets(name: string): HTMLElement[];
  /** Commands about the page, as the server's `Js` has them. */
  js(): Js;
  /** Calls a handler of the view, or of the component around the element; resolves once it is answered. */
  pushEvent(name: string, params?: Record<string, unknown>): Promise<Outcome>;
  /** Hears an event that the server pushes, for as long as the hook lives; call what it gives to stop. */
  handleEvent<T = unknown>(name: string, callback: (payload: T) => void): () => void;
  /** What a hook keeps for itself from one function to the next is its own business. */
  [own: string]: any;
}

/** A hook. Its functions may be asynchronous; what one throws is reported and stops nothing else. */
export interface Hook {
  /** The element is on the page, and the page is live. */
  mounted?(this: HookContext): unknown;
  /** A patch is about to change the element, or something in it. */
  beforeUpdate?(this: HookContext): unknown;
  /** It has changed it. */
  updated?(this: HookContext): unknown;
  /** The element is about to leave the page. */
  destroyed?(this: HookContext): unknown;
  /** The connection is lost. */
  disconnected?(this: HookContext): unknown;
  /** It is there again. */
  reconnected?(this: HookContext): unknown;
  /** Anything else is the hook's own. */
  [own: string]: unknown;
}

/** Hooks by the names that `dj-hook` gives. */
export type Hooks = Record<string, Hook>;

/** Messages to the user, on a page with `{% dj_flash %}`. */
export interface Flash {
  /** Shows a message. */
  show(level: string, message: string): void;
  /** Takes away those of a level, or all. */
  clear(level?: string): void;
  /** Takes away the one that is this element. */
  dismiss(element: Element): void;
}

/** The bar at the top of the window, on a page that may go to another view. */
export interface PageLoading {
  /** Whether it is shown at all. */
  enabled: boolean;
  start(): void;
  finish(): void;
}

/** What is there depends on what the page's templates use. */
export interface Djust {
  hooks?: Hooks;
  readonly flash?: Flash;
  readonly pageLoading?: PageLoading;
  /** Commands about an element. */
  readonly js?: (element: Element) => Js;
}

/** An event that was refused, or whose handler failed. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The handler, and what it was called with; not there if no event asked for what failed. */
  readonly name?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly ref: number;
  /** The parameter that was refused. */
  readonly param?: string;
}

/** A call of a handler. */
export interface Call {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

declare global {
  /** What the document hears. */
  interface DocumentEventMap {
    "djust:error": CustomEvent<Refusal>;
    "djust:event-lost": CustomEvent<Call>;
    "djust:event-refused": CustomEvent<Call & { readonly reason: "offline" | "too_large" }>;
    "djust:navigate-start": CustomEvent<{ readonly url: string }>;
    "djust:navigate-end": CustomEvent<{ readonly url: string }>;
  }
  /** See `Window`. */
  var djust: Djust | undefined;
  interface Window {
    /** What is ours of the page. */
    djust?: Djust;
    /** The hooks of the page; or `djust.hooks`. */
    DjustHooks?: Hooks;
  }
}
