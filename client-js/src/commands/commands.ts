// What each command does. A list of commands is what `Js` of the server writes: `[["show", "#menu", "fade"], …]`.

import { componentOf } from "../dom/components";
import { words } from "../dom/merge";
import { Motions, type Motion } from "../dom/motion";
import { noParams, put } from "../events/parameters";
import type { Told } from "../events/source";
import type { Host } from "../feature";
import * as native from "../native";
import type { Params } from "../protocol/frames";
import { isList } from "../protocol/json";
import { Focus } from "./focus";
import { Kept } from "./kept";
import { elementsOf, type To } from "./targets";
import { Visibility } from "./visibility";

/** Calls a handler, for the event or the element of the commands. */
export type Send = (call: Told) => void;

/** Carries out a command about an element. */
type Run = (element: HTMLElement, ...given: never[]) => void;

/** The attribute that keeps commands. */
export const KEPT = "dj-commands";

/** The commands of a page. */
export class Commands {
  readonly #host: Host;
  readonly #focus: Focus;
  readonly #kept: Kept;
  readonly #each: Readonly<Record<string, Run>>;
  /** Those that are about one element at most, whatever is found. */
  readonly #one: Readonly<Record<string, Run>>;

  constructor(host: Host) {
    const { window, document, clock } = host;
    this.#host = host;
    this.#focus = new Focus(host);
    const motions = new Motions(window, document, clock);
    const kept = new Kept(host);
    this.#kept = kept;
    const visibility = new Visibility(host, kept, motions);
    const toggleClass = (element: Element, name: string): void =>
      kept.setClass(element, name, !native.classList(element).contains(name));
    this.#each = {
      show: (element, motion?: Motion) => visibility.show(element, motion),
      hide: (element, motion?: Motion) => visibility.hide(element, motion),
      toggle: (element, motion?: Motion) => visibility.toggle(element, motion),
      transition: (element, motion: Motion) => motions.play(element, motion, "enter"),
      add_class: (element, names: string) => words(names).forEach((name) => kept.setClass(element, name, true)),
      remove_class: (element, names: string) => words(names).forEach((name) => kept.setClass(element, name, false)),
      toggle_class: (element, names: string) => words(names).forEach((name) => toggleClass(element, name)),
      set_attr: (element, name: string, value: unknown) => kept.setAttribute(element, name, String(value)),
      remove_attr: (element, name: string) => kept.setAttribute(element, name, null),
      toggle_attr: (element, name: string, [value = "", other]: readonly string[] = []) =>
        kept.setAttribute(element, name, native.getAttribute(element, name) === value ? (other ?? null) : value),
      dispatch: (element, name: string, detail: unknown) =>
        native.dispatchEvent(element, new CustomEvent(name, { detail, bubbles: true, cancelable: true })),
      exec: (element) => this.read(native.getAttribute(element, KEPT) ?? "[]", element, this.#sender(element)),
    };
    this.#one = {
      focus: (element) => element.focus(),
      focus_first: (element) => this.#focus.first(element),
      trap_focus: (element) => this.#focus.trap(element),
    };
  }

  /** The names of all commands. */
  get names(): readonly string[] {
    return [...Object.keys(this.#each), ...Object.keys(this.#one), "push_focus", "pop_focus", "push", "navigate", "patch"];
  }

  /** Carries out the commands of a text; `false` if it holds none. */
  read(text: string, element: Element, send: Send): boolean {
    if (!text.trim().startsWith("[")) return false;
    try {
      this.run(JSON.parse(text), element, send);
    } catch {
      console.warn(`djust: no commands: ${text}`);
    }
    return true;
  }

  /** Carries out commands, one after the other. What goes wrong with one is told, and stops no other. While a patch is written they wait. */
  run(commands: unknown, element: Element, send: Send = this.#sender(element)): void {
    if (!this.#kept.isLaid) return queueMicrotask(() => this.run(commands, element, send));
    for (const command of isList(commands) ? commands : []) {
      try {
        const [name, to, ...given] = command as [string, To, ...never[]];
        this.#run(name, to, given, element, send);
      } catch (error) {
        console.warn(`djust: the command ${JSON.stringify(command)} failed:`, error);
      }
    }
  }

  #run(name: string, to: To, given: never[], element: Element, send: Send): void {
    const [text, params] = given as unknown as [string, Params | null];
    if (Object.hasOwn(this.#each, name)) {
      for (const one of elementsOf(element, to)) this.#each[name]?.(one, ...given);
    } else if (Object.hasOwn(this.#one, name)) {
      const [first] = elementsOf(element, to);
      if (first) this.#one[name]?.(first);
    } else if (name === "push_focus") this.#focus.push(element);
    else if (name === "pop_focus") this.#focus.pop();
    else if (name === "push") send({ name: text, args: [], params: params ?? {} });
    else if (name === "navigate" || name === "patch") this.#go(`dj-${name}`, text);
    else throw new Error("there is no such command");
  }

  /** Calls handlers for an element without an event. */
  #sender(element: Element): Send {
    return ({ name, params = {} }) => {
      const safe = noParams();
      for (const [key, value] of Object.entries(params)) put(safe, key, value);
      this.#host.send({ name, params: safe, component: componentOf(element), element });
    };
  }

  /** Does what a click on a link would: the browser follows it where no script of ours does. */
  #go(attribute: string, url: string): void {
    const { document } = this.#host;
    const link = native.createElement(document, "a") as HTMLAnchorElement;
    link.href = new URL(url, this.#host.at.href).href;
    if (!/^https?:$/.test(link.protocol)) throw new Error("its scheme is not http or https");
    link.hidden = true;
    link.setAttribute(attribute, url);
    native.body(document).append(link);
    link.click();
    link.remove();
  }
}
