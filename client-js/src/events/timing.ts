// When a triggered event fires: at once, after a pause (debounce), or at most so often (throttle). Timers are the
// element's own, one for each of its event attributes.

/** How an element's events are held back. */
type Rate =
  | { readonly kind: "none" }
  | { readonly kind: "blur" }
  | { readonly kind: "debounce" | "throttle"; readonly ms: number; readonly last: boolean };

interface Held {
  timer: ReturnType<typeof setTimeout> | undefined;
  fire: (() => void) | null;
}

const NONE: Rate = { kind: "none" };

/** Holds events back as their elements ask for. */
export class Timing {
  readonly #held = new Map<Element, Map<string, Held>>();

  /** Fires now or later. `fire` reads the element when it runs, so the latest values travel. */
  trigger(element: Element, event: string, source: Element, fire: () => void): void {
    const rate = rateOf(element, event, source);
    if (rate.kind === "none") {
      fire();
    } else if (rate.kind === "throttle") {
      this.#throttle(element, event, rate.ms, rate.last, fire);
    } else {
      const held = this.#hold(element, event);
      clearTimeout(held.timer);
      held.fire = fire;
      if (rate.kind === "debounce") held.timer = setTimeout(() => this.#release(element, event), rate.ms);
    }
  }

  /** Fires what is held back on elements that the test accepts. */
  flush(test: (element: Element) => boolean): void {
    for (const [element, events] of [...this.#held]) {
      if (test(element)) for (const event of [...events.keys()]) this.#release(element, event);
    }
  }

  /** At most one in `ms`; with `last`, the latest of those held back follows. */
  #throttle(element: Element, event: string, ms: number, last: boolean, fire: () => void): void {
    const running = this.#held.get(element)?.get(event);
    if (running) {
      if (last) running.fire = fire;
      return;
    }
    const held = this.#hold(element, event);
    const expire = (): void => {
      const late = held.fire;
      held.fire = null;
      if (late && element.isConnected) {
        late();
        held.timer = setTimeout(expire, ms);
      } else this.#forget(element, event);
    };
    held.timer = setTimeout(expire, ms);
    fire();
  }

  #hold(element: Element, event: string): Held {
    const events = this.#held.get(element) ?? new Map<string, Held>();
    this.#held.set(element, events);
    const held = events.get(event) ?? { timer: undefined, fire: null };
    events.set(event, held);
    return held;
  }

  #release(element: Element, event: string): void {
    const held = this.#held.get(element)?.get(event);
    if (!held?.fire) return;
    clearTimeout(held.timer);
    this.#forget(element, event);
    if (element.isConnected) held.fire();
  }

  #forget(element: Element, event: string): void {
    const events = this.#held.get(element);
    events?.delete(event);
    if (events?.size === 0) this.#held.delete(element);
  }
}

/** `dj-debounce`, `dj-throttle`, `data-debounce`, `data-throttle`, then what suits the field's type. */
function rateOf(element: Element, event: string, source: Element): Rate {
  for (const prefix of ["dj-", "data-"]) {
    const pause = element.getAttribute(`${prefix}debounce`);
    if (pause?.trim() === "blur") return { kind: "blur" };
    const debounce = milliseconds(pause);
    if (debounce !== null) return debounce > 0 ? { kind: "debounce", ms: debounce, last: true } : NONE;
    const throttle = milliseconds(element.getAttribute(`${prefix}throttle`));
    if (throttle !== null) return throttle > 0 ? { kind: "throttle", ms: throttle, last: event === "input" } : NONE;
  }
  return event === "input" ? inputRate(source) : NONE;
}

function milliseconds(text: string | null): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s)?\s*$/.exec(text ?? "");
  return match ? Number(match[1]) * (match[2] === "s" ? 1000 : 1) : null;
}

function inputRate(source: Element): Rate {
  const type = source instanceof HTMLInputElement ? source.type : source.localName;
  if (type === "radio" || type === "checkbox" || type === "select") return NONE;
  if (type === "range" || type === "color") return { kind: "throttle", ms: 150, last: true };
  if (type === "number") return { kind: "throttle", ms: 100, last: true };
  return { kind: "debounce", ms: 300, last: true };
}
