// When a triggered event fires: at once, after a pause (debounce), or at most so often (throttle). Timers are the
// element's own, one for each of its event attributes.

/** How an element's events are held back: for `ms` (0 is not at all, infinity until the focus leaves). */
interface Rate {
  readonly ms: number;
  /** Whether this is a throttle, and if so whether the latest event of those held back follows. */
  readonly throttle?: "first" | "last";
}

interface Held {
  timer: ReturnType<typeof setTimeout> | undefined;
  fire: (() => void) | null;
}

/** Holds events back as their elements ask for. */
export class Timing {
  readonly #held = new Map<Element, Map<string, Held>>();

  /** Fires now or later. `fire` reads the element when it runs, so the latest values travel. */
  trigger(element: Element, event: string, source: Element, fire: () => void): void {
    const { ms, throttle } = rateOf(element, event, source);
    if (ms === 0) {
      fire();
    } else if (throttle) {
      this.#throttle(element, event, ms, throttle === "last", fire);
    } else {
      const held = this.#hold(element, event);
      clearTimeout(held.timer);
      held.fire = fire;
      if (ms < Infinity) held.timer = setTimeout(() => this.#release(element, event), ms);
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
    const debounce = pause?.trim() === "blur" ? Infinity : milliseconds(pause);
    if (debounce !== null) return { ms: debounce };
    const throttle = milliseconds(element.getAttribute(`${prefix}throttle`));
    if (throttle !== null) return { ms: throttle, throttle: event === "input" ? "last" : "first" };
  }
  return event === "input" ? inputRate(source) : { ms: 0 };
}

function milliseconds(text: string | null): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s)?\s*$/.exec(text ?? "");
  return match ? Number(match[1]) * (match[2] === "s" ? 1000 : 1) : null;
}

function inputRate(source: Element): Rate {
  const type = source instanceof HTMLInputElement ? source.type : source.localName;
  if (/^(radio|checkbox|select)$/.test(type)) return { ms: 0 };
  if (/^(range|color|number)$/.test(type)) return { ms: type === "number" ? 100 : 150, throttle: "last" };
  return { ms: 300 };
}
