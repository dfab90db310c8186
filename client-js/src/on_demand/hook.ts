// `dj-hook="Name"`: a script of the page's accompanies an element. It says what to do when the element comes, is about to change,
// has changed and goes, and when the connection is lost and there again.

import type { Hook, HookContext, Hooks, Js, Outcome } from "../../djust";
import { componentOf } from "../dom/components";
import { addPrefixed, noParams } from "../events/parameters";
import type { Feature } from "../feature";
import * as native from "../native";
import { registryOf } from "../registry";

const HOOK = "dj-hook";

/** A hook at work. */
interface Mounted {
  readonly name: string;
  readonly hook: Hook;
  readonly context: HookContext;
  /** What it hears of the server. */
  readonly heard: Set<readonly [name: string, callback: (payload: unknown) => void]>;
}

/** The functions that the client calls. */
type Call = "mounted" | "beforeUpdate" | "updated" | "destroyed" | "disconnected" | "reconnected";

export const feature: Feature = ({ window, document, send, viewName }) => {
  const mounted = new Map<Element, Mounted>();
  /** Those that the patch at hand changes. */
  const changed = new Set<Mounted>();
  /** Names that were missed, so that each is told once. */
  const missed = new Set<string>();
  const answers = new Map<number, (outcome: Outcome) => void>();
  /** What the event that is being sent resolves. */
  const sending: ((outcome: Outcome) => void)[] = [];
  let connected = false;
  /** Whether deferred scripts of the page may still come, with hooks: the answer to the join may be faster. */
  let loading = native.readyState(document) !== "complete";

  const hooks = (): Hooks => ({ ...window.DjustHooks, ...registryOf(window).hooks });
  const pushEvent = (element: Element, name: string, params: Record<string, unknown>): Promise<Outcome> =>
    new Promise((resolve) => {
      sending.push(resolve);
      send({ name, params: Object.assign(noParams(), params), component: componentOf(element), element });
      // It was refused before it was sent.
      sending.pop()?.("refused");
    });

  const mount = (element: Element): void => {
    const name = native.getAttribute(element, HOOK) ?? "";
    const known = mounted.get(element);
    if (known?.name === name) return;
    if (known) destroy(element, known);
    const hook = hooks()[name];
    if (!hook) {
      if (loading) return;
      if (!missed.has(name)) console.warn(`djust: there is no hook ${name}; add it to djust.hooks before the page is live`);
      missed.add(name);
      return;
    }
    const heard: Mounted["heard"] = new Set();
    const { js } = registryOf(window);
    const context = contextOf(element as HTMLElement, viewName, heard, pushEvent, () => js?.(element) as Js);
    // The functions of a hook find one another, and what they keep, in `this`.
    const one: Mounted = { name, hook, context: Object.assign(Object.create(context) as HookContext, hook), heard };
    mounted.set(element, one);
    run(one, "mounted");
  };
  const destroy = (element: Element, one: Mounted): void => {
    mounted.delete(element);
    changed.delete(one);
    run(one, "destroyed");
    one.heard.clear();
  };
  const mountAll = (elements: Iterable<Element>): void => {
    if (connected) for (const element of elements) mount(element);
  };
  const onPage = (): NodeListOf<Element> => native.findAll(document, `[${HOOK}]`);
  // The first comes once deferred scripts have run; it may have been there before this script, and then the other was not.
  for (const type of ["DOMContentLoaded", "load"]) {
    native.addEventListener(window, type, () => {
      loading = false;
      mountAll(onPage());
    });
  }

  return {
    attributes: [HOOK],
    connect() {
      const again = [...mounted.values()];
      connected = true;
      mountAll(onPage());
      for (const one of again) run(one, "reconnected");
    },
    disconnect() {
      if (connected) for (const one of mounted.values()) run(one, "disconnected");
      connected = false;
    },
    changing(element) {
      for (let at: Element | null = element; at; at = native.parentElement(at)) {
        const one = mounted.get(at);
        if (!one || changed.has(one)) continue;
        changed.add(one);
        run(one, "beforeUpdate");
      }
    },
    entered: mountAll,
    patched: mountAll,
    left: (elements) => {
      for (const element of elements) {
        const one = mounted.get(element);
        if (one) destroy(element, one);
      }
    },
    flushed() {
      for (const one of [...changed]) {
        changed.delete(one);
        if (native.hasAttribute(one.context.el, HOOK)) run(one, "updated");
        else destroy(one.context.el, one);
      }
    },
    sent({ ref }) {
      const resolve = sending.pop();
      if (resolve) answers.set(ref, resolve);
    },
    settled({ ref }, outcome) {
      answers.get(ref)?.(outcome);
      answers.delete(ref);
    },
    received(frame) {
      if (frame[0] !== "u") return;
      for (const { heard } of mounted.values()) {
        for (const [name, callback] of heard) if (name === frame[1]) guard(() => callback(frame[2]));
      }
    },
  };
};

function contextOf(
  el: HTMLElement,
  viewName: () => string,
  heard: Mounted["heard"],
  push: (element: Element, name: string, params: Record<string, unknown>) => Promise<Outcome>,
  js: () => Js,
): HookContext {
  const targets = (name: string): HTMLElement[] =>
    [...native.querySelectorAll(el, `[dj-hook-target=${CSS.escape(name)}]`)] as HTMLElement[];
  return {
    el,
    // An element of a layout may outlive the view that it was mounted in.
    get viewName() {
      return viewName();
    },
    get values() {
      const values = noParams();
      addPrefixed(values, el, native.getAttributeNames(el), "dj-hook-value-");
      return values;
    },
    targets,
    target: (name) => targets(name)[0] ?? null,
    js,
    pushEvent: (name, params = {}) => push(el, name, params),
    handleEvent(name, callback) {
      const one = [name, callback as (payload: unknown) => void] as const;
      heard.add(one);
      return () => void heard.delete(one);
    },
  };
}

function run({ hook, context }: Mounted, name: Call): void {
  guard(() => hook[name]?.call(context));
}

/** Runs something of the page's: what it throws, at once or later, is reported and stops nothing else. */
function guard(work: () => unknown): void {
  try {
    Promise.resolve(work()).catch(reportError);
  } catch (error) {
    reportError(error);
  }
}
