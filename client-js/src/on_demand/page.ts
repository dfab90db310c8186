// What a view asks of its page beside its content: the title, meta tags, the focus, a form to empty, a text for screen
// readers, a form that is sent over HTTP. Handlers ask by pushed events, and `dj-trigger-action` by being there.

import type { Feature } from "../feature";
import * as native from "../native";
import type { PendingEvent } from "../session/pending";

const EVENT = "djust:page";
const TRIGGER = "dj-trigger-action";
const META = "data-djust-meta";

/** How long a region stands empty before it says something, or it may not be heard; and how long a text stands in it. */
const HUSH_MS = 100;
const SPOKEN_MS = 10_000;

type Urgency = "polite" | "assertive";

/** What the server asks for: one of these at a time. */
interface Request {
  readonly title?: string;
  /** `null` takes away what the view before asked for. */
  readonly meta?: readonly [kind: "name" | "property", name: string, content: string] | null;
  readonly reset?: string;
  readonly focus?: string;
  /** The event within whose form the focus goes, if it has one. */
  readonly of?: number;
  readonly say?: readonly [text: string, urgency: Urgency];
  readonly submit?: readonly [ref: number, url: string];
}

/** What is not for eyes, and takes no room. */
const UNSEEN = {
  position: "fixed", width: "1px", height: "1px", margin: "-1px", overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap",
};

export const feature: Feature = ({ window, document, clock }) => {
  /** What the tags of the template said before the view's. */
  const covered = new Map<Element, string>();
  const regions: Partial<Record<Urgency, HTMLElement>> = {};
  /** Forms that were sent, and still have the attribute for which they were. */
  const triggered = new WeakSet<HTMLFormElement>();

  const meta = (kind: string, name: string, content: string): void => {
    const text = CSS.escape(name);
    let tag = native.find(document, `meta[name="${text}"], meta[property="${text}"]`);
    if (!tag) {
      tag = native.createElement(document, "meta");
      native.setAttribute(tag, kind, name);
      native.setAttribute(tag, META, "");
      native.head(document).append(tag);
    } else if (!native.hasAttribute(tag, META) && !covered.has(tag)) {
      covered.set(tag, native.getAttribute(tag, "content") ?? "");
    }
    native.setAttribute(tag, "content", content);
  };

  const forgetMetas = (): void => {
    for (const [tag, content] of covered) native.setAttribute(tag, "content", content);
    covered.clear();
    for (const tag of native.findAll(document, `meta[${META}]`)) native.remove(tag);
  };

  const focus = (selector: string, form: Element | null): void => {
    const found = form ? native.querySelectorAll(form, selector)[0] : native.find(document, selector);
    const element = (found ?? null) as HTMLElement | null;
    element?.focus();
    // A heading takes the focus only if it is told to.
    if (!element || native.activeElement(document) === element || native.hasAttribute(element, "tabindex")) return;
    native.setAttribute(element, "tabindex", "-1");
    element.focus();
  };

  const regionOf = (urgency: Urgency): HTMLElement => {
    const known = regions[urgency];
    if (known && native.isConnected(known)) return known;
    const region = native.createElement(document, "div");
    native.setAttribute(region, "class", "djust-announcer");
    native.setAttribute(region, "aria-live", urgency);
    Object.assign(region.style, UNSEEN);
    native.body(document).append(region);
    return (regions[urgency] = region);
  };

  const say = (text: string, urgency: Urgency): void => {
    regionOf(urgency);
    clock.setTimeout(() => {
      const line = native.createElement(document, "p");
      line.append(text);
      // Another view may have come, and with it another body.
      regionOf(urgency).append(line);
      clock.setTimeout(() => native.remove(line), SPOKEN_MS);
    }, HUSH_MS);
  };

  const formOf = (ref: number | undefined, events: readonly PendingEvent[]): Element | null => {
    const element = events.find((event) => event.ref === ref)?.element;
    return element ? native.closest(element, "form") : null;
  };

  const submit = (ref: number, to: string, events: readonly PendingEvent[]): void => {
    const form = formOf(ref, events);
    const url = new URL(to, window.location.href);
    if (!(form instanceof HTMLFormElement) || url.origin !== window.location.origin) {
      return console.warn(`djust: there is no form to send to ${to}`);
    }
    // The browser reads them at once, so what they were is there again before anyone looks.
    const attributes = { action: url.href, method: "post" };
    const before = Object.keys(attributes).map((name) => [name, native.getAttribute(form, name)] as const);
    for (const [name, value] of Object.entries(attributes)) native.setAttribute(form, name, value);
    native.submit(form);
    for (const [name, value] of before) {
      if (value === null) native.removeAttribute(form, name);
      else native.setAttribute(form, name, value);
    }
  };

  const act = (asked: Request, events: readonly PendingEvent[]): void => {
    if (asked.title !== undefined) native.setTitle(document, asked.title);
    if (asked.meta) meta(...asked.meta);
    else if (asked.meta === null) forgetMetas();
    const form = asked.reset !== undefined && native.find(document, asked.reset);
    if (form instanceof HTMLFormElement) native.reset(form);
    if (asked.focus !== undefined) focus(asked.focus, formOf(asked.of, events));
    if (asked.say) say(...asked.say);
    if (asked.submit) submit(...asked.submit, events);
  };

  /** Sends the forms that the server says are to be sent, each once for as long as it says so. */
  const trigger = (forms: readonly Element[]): void => {
    for (const form of forms) {
      if (!(form instanceof HTMLFormElement)) continue;
      const value = native.getAttribute(form, TRIGGER);
      if (value === null || value === "false") triggered.delete(form);
      else if (!triggered.has(form)) {
        triggered.add(form);
        native.submit(form);
      }
    }
  };

  return {
    attributes: [TRIGGER],
    selector: "form",
    entered(forms, by) {
      if (by === "patch") trigger(forms);
    },
    patched: trigger,
    received(frame, events) {
      if (frame[0] === "v") forgetMetas();
      else if (frame[0] === "u" && frame[1] === EVENT) act(frame[2] as Request, events);
    },
  };
};
