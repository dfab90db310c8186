// How elements come and go: classes for the beginning, classes towards which it goes, and the moment when that is done.

import * as native from "../native";
import type { Clock } from "../environment";
import { words } from "./merge";
import { adoptStyles } from "./styles";

/** A preset or the beginning of classes; the classes from which and to which; or those at the start, while it goes, and at the end. */
export type Motion = string | readonly [from: string, to: string] | readonly [start: string, active: string, end: string];

/** Whether an element comes or goes. */
export type Way = "enter" | "leave";

/** How long an element moves at most beyond what its animations say. */
const GRACE_MS = 50;

const from = (name: string): string => `:is(.${name}-enter-from, .${name}-leave-to)`;
const towards = (...names: string[]): string =>
  `:is(${names.flatMap((name) => [`.${name}-enter-to`, `.${name}-leave-to`]).join()})`;

const PRESETS = [
  `${towards("fade", "slide-up", "slide-down", "scale")} { transition: opacity .2s ease, transform .2s ease }`,
  `${["fade", "slide-up", "slide-down", "scale"].map(from).join()} { opacity: 0 }`,
  `${from("slide-up")} { transform: translateY(1rem) }`,
  `${from("slide-down")} { transform: translateY(-1rem) }`,
  `${from("scale")} { transform: scale(.95) }`,
];

/** What elements of one document are moved by. */
export class Motions {
  readonly #window: Window;
  readonly #clock: Clock;
  /** What ends the motion of an element ahead of its time. */
  readonly #stops = new WeakMap<Element, () => void>();

  constructor(window: Window, document: Document, clock: Clock) {
    this.#window = window;
    this.#clock = clock;
    adoptStyles(document, PRESETS);
  }

  /** Moves an element; `done` is called at the end, unless another motion of it begins before. */
  play(element: Element, motion: Motion, way: Way, done: () => void = () => undefined): void {
    this.stop(element);
    const { start, active, end } = stepsOf(motion, way);
    const list = native.classList(element);
    // What goes is gone at the end: its classes are for nobody.
    const past = way === "leave" ? [...active, ...end] : active;
    if (this.#window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      if (way === "enter" && end.length > 0) list.add(...end);
      return done();
    }
    atOnce(element, () => list.add(...start));
    list.remove(...start);
    list.add(...active, ...end);
    native.getClientRects(element);
    const rest = (): void => {
      this.#stops.delete(element);
      list.remove(...past);
      if (list.length === 0) native.removeAttribute(element, "class");
    };
    let isOver = false;
    const finish = (): void => {
      if (isOver) return;
      isOver = true;
      this.#clock.clearTimeout(timer);
      done();
      rest();
    };
    this.#stops.set(element, () => {
      isOver = true;
      this.#clock.clearTimeout(timer);
      rest();
    });
    const animations = animationsOf(element);
    const timer = this.#clock.setTimeout(finish, Math.max(0, ...animations.map(timeOf)) + GRACE_MS);
    void Promise.allSettled(animations.map(({ finished }) => finished)).then(finish);
  }

  /** Ends what moves an element; it is where it is then. */
  stop(element: Element): void {
    this.#stops.get(element)?.();
  }
}

/** Makes a change that the browser has seen, and nothing moves for. */
function atOnce(element: Element, change: () => void): void {
  const style = element instanceof HTMLElement ? native.style(element) : (element as SVGElement).style;
  const [value, priority] = [style.getPropertyValue("transition"), style.getPropertyPriority("transition")];
  style.setProperty("transition", "none", "important");
  change();
  native.getClientRects(element);
  style.setProperty("transition", value, priority);
  if (style.length === 0) native.removeAttribute(element, "style");
}

/** Classes at the start, as it goes, and those that stay. */
function stepsOf(motion: Motion, way: Way): Record<"start" | "active" | "end", string[]> {
  if (typeof motion === "string") return stepsOf([`${motion}-${way}-from`, `${motion}-${way}-to`], way);
  const [start = [], active = [], end = []] = motion.map(words);
  return { start, active, end };
}

/** What is under way on an element and comes to an end. */
function animationsOf(element: Element): Animation[] {
  const { getAnimations } = element as Partial<Element>;
  const all = getAnimations?.call(element) ?? [];
  return all.filter((animation) => Number.isFinite(timeOf(animation)));
}

function timeOf({ effect }: Animation): number {
  return Number(effect?.getComputedTiming().endTime ?? 0);
}
