// When a triggered event fires: at once, after a pause (debounce), or at most so often (throttle). Timers are the
// element's own, one for each of its event attributes.

/** How an element's events are held back: for `ms` (0 is not at all, infinity until the focus leaves). */
interface Rate {
  readonly ms: number;
  /** Whether this is a throttle, and if so whether the latest event of those held back follows. */
  readonly throttle?: "first" | "last";
}

interface Held {
  readonly element: Element;
  readonly type: string;
  timer?: ReturnType<typeof setTimeout>;
  fire: (() => void) | null;
}

const held = new Set<Held>();

/** Fires now or later. `fire` reads the element when it runs, so the latest values travel. */
export function schedule(element: Element, type: string, source: Element, fire: () => void): void {
  const { ms, throttle } = rateOf(element, type, source);
  if (ms === 0) return fire();
  let one = [...held].find((other) => other.element === element && other.type === type);
  const fresh = !one;
  one ??= { element, type, fire: null };
  held.add(one);
  if (!throttle) {
    clearTimeout(one.timer);
    one.fire = fire;
    if (ms < Infinity) one.timer = setTimeout(release, ms, one);
  } else if (fresh) {
    one.timer = setTimeout(expire, ms, one, ms);
    fire();
  } else if (throttle === "last") one.fire = fire;
}

/** Fires what is held back on elements that the test accepts. */
export function flush(test: (element: Element) => boolean): void {
  for (const one of [...held]) if (test(one.element)) release(one);
}

/** Ends a throttle's time: another begins if something was held back. */
function expire(one: Held, ms: number): void {
  const { element, fire } = one;
  one.fire = null;
  if (fire && element.isConnected) {
    fire();
    one.timer = setTimeout(expire, ms, one, ms);
  } else held.delete(one);
}

function release(one: Held): void {
  if (!one.fire) return;
  clearTimeout(one.timer);
  held.delete(one);
  if (one.element.isConnected) one.fire();
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
  const type = source instanceof HTMLInputElement ? source.type : source.localName;
  if (event !== "input" || /^(radio|checkbox|select)$/.test(type)) return { ms: 0 };
  if (!/^(range|color|number)$/.test(type)) return { ms: 300 };
  return { ms: type === "number" ? 100 : 150, throttle: "last" };
}

function milliseconds(text: string | null): number | null {
  const match = text && /^\s*(\d+(?:\.\d+)?)\s*(m?s)?\s*$/.exec(text);
  return match ? Number(match[1]) * (match[2] === "s" ? 1000 : 1) : null;
}
