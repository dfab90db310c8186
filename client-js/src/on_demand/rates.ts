// `dj-debounce` and `dj-throttle`: events fire after a pause, or at most so often. Timers are the element's own, one
// for each of its event attributes. Fields have rates that suit them when nothing is said.

import * as native from "../native";
import type { Clock, Timer } from "../environment";
import { parseDuration } from "../events/duration";
import type { Trigger } from "../events/source";
import type { Feature } from "../feature";
import type { Params } from "../protocol/frames";

/** How events are held back: for `ms` (0 is not at all, infinity until the focus leaves). */
interface Rate {
  readonly ms: number;
  /** Whether this is a throttle, and if so whether the latest event of those held back follows. */
  readonly throttle?: "first" | "last";
}

/** Until the focus leaves the element. */
const BLUR: Rate = { ms: Infinity };

const AT_ONCE: Rate = { ms: 0 };

/** Events that tell how something is by now: the last one of a throttle's time must not be lost. */
const STATES: readonly string[] = ["input", "scroll", "resize"];

/** Of the window's own, when nothing is said. */
const WINDOW: Rate = { ms: 150, throttle: "last" };

export const feature: Feature = ({ clock, on }) => {
  const held = new HeldEvents(clock);
  const numbers = new WeakMap<Element, number>();
  let count = 0;
  /** What events of an element have in common: of those that wait for the server, only the latest counts. */
  const latest = (element: Element): Params => {
    const number = numbers.get(element) ?? ++count;
    numbers.set(element, number);
    return { _latest: number };
  };
  // A form's pending input comes before its submit, a field's before its change.
  const flush = ({ target }: Event): void =>
    held.flush(
      ({ element }) => native.contains(target as Node, element) || formOf(element) === target,
    );
  on("submit", flush, "capture");
  on("change", flush, "capture");
  on("focusout", ({ target }) => held.flush(({ element, rate }) => rate === BLUR && native.contains(element, target as Node)));
  return {
    schedule(trigger, fire) {
      const rate = rateOf(trigger);
      if (rate.ms === 0) return fire();
      // Edits of bound fields the server knows by their field.
      if (!rate.throttle && trigger.row.payload !== "model") trigger.snapshot = { ...trigger.snapshot, ...latest(trigger.element) };
      held.hold(trigger, rate, fire);
    },
  };
};

/** The form that an element belongs to, if it can belong to one. A form has fields whose name may be `form`. */
function formOf(element: Element): HTMLFormElement | null {
  return element instanceof HTMLFormElement ? null : ((element as Partial<HTMLInputElement>).form ?? null);
}

/** An event attribute of an element whose events are held back. */
interface Held {
  readonly element: Element;
  readonly attribute: string;
  readonly rate: Rate;
  timer?: Timer;
  fire: (() => void) | null;
}

class HeldEvents {
  readonly #clock: Clock;
  readonly #held = new Set<Held>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Fires now or later. `fire` reads the element when it runs, so the latest values travel. */
  hold({ element, attribute }: Trigger, rate: Rate, fire: () => void): void {
    const known = [...this.#held].find((one) => one.element === element && one.attribute === attribute);
    if (known && known.rate.throttle) {
      if (known.rate.throttle === "last") known.fire = fire;
      return;
    }
    if (known) this.#drop(known);
    const one: Held = { element, attribute, rate, fire: rate.throttle ? null : fire };
    this.#held.add(one);
    if (rate.throttle) {
      one.timer = this.#clock.setTimeout(() => this.#expire(one), rate.ms);
      fire();
    } else if (rate !== BLUR) {
      one.timer = this.#clock.setTimeout(() => this.#release(one), rate.ms);
    }
  }

  /** Fires what is held back, where the test accepts it. */
  flush(test: (one: Held) => boolean): void {
    for (const one of [...this.#held]) if (test(one)) this.#release(one);
  }

  /** Ends a throttle's time: another begins if something was held back. */
  #expire(one: Held): void {
    const { element, fire, rate } = one;
    one.fire = null;
    if (!fire || !native.isConnected(element)) return this.#drop(one);
    one.timer = this.#clock.setTimeout(() => this.#expire(one), rate.ms);
    fire();
  }

  #release(one: Held): void {
    if (!one.fire) return;
    this.#drop(one);
    if (native.isConnected(one.element)) one.fire();
  }

  #drop(one: Held): void {
    this.#clock.clearTimeout(one.timer);
    this.#held.delete(one);
  }
}

/** What the attributes say, `dj-` before `data-`; then what suits the field's type. */
function rateOf({ element, row, target, wait }: Trigger): Rate {
  for (const prefix of ["dj-", "data-"]) {
    const pause = native.getAttribute(element, `${prefix}debounce`);
    if (pause?.trim() === "blur") return BLUR;
    const debounce = parseDuration(pause ?? "");
    if (debounce !== null) return { ms: debounce };
    const throttle = parseDuration(native.getAttribute(element, `${prefix}throttle`) ?? "");
    if (throttle !== null) return { ms: throttle, throttle: STATES.includes(row.event) ? "last" : "first" };
  }
  if (wait !== undefined) return { ms: wait };
  if (row.event === "input") return rateOfField(target);
  return row.family === "window" && STATES.includes(row.event) ? WINDOW : AT_ONCE;
}

function rateOfField(field: Element): Rate {
  switch (field instanceof HTMLInputElement ? field.type : field.localName) {
    case "radio":
    case "checkbox":
    case "select":
      return AT_ONCE;
    case "number":
      return { ms: 100, throttle: "last" };
    case "range":
    case "color":
      return { ms: 150, throttle: "last" };
    default:
      return { ms: 300 };
  }
}
