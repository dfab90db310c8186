// What commands set on elements: classes and attributes that stay through patches, until the server changes that very thing.
//
// Each lies over the page as an overlay, so a patch sees what the server wrote. What it finds changed when it is laid again was
// written by the server, or by someone else in between: then that counts.

import * as native from "../native";
import type { Overlay, Overlays } from "../dom/overlays";
import type { Host } from "../feature";

/** The reference of overlays that no event ends, and no other feature uses. */
const REF = -Infinity;

/** What an element has of a name: the attribute's value, or for a class whether it is there. */
type Value = string | null | boolean;

/** A class or an attribute that was set. */
class Setting {
  readonly #element: Element;
  readonly #name: string;
  readonly #isClass: boolean;
  readonly #value: Value;
  #covered: Value | undefined;
  /** Whether someone else has written since. */
  isOver = false;

  constructor(element: Element, name: string, isClass: boolean, value: Value) {
    this.#element = element;
    this.#name = name;
    this.#isClass = isClass;
    this.#value = value;
  }

  /** The same of another element. */
  of(element: Element): Setting {
    return new Setting(element, this.#name, this.#isClass, this.#value);
  }

  readonly show = (): (() => void) => {
    const found = this.#read();
    if (this.#covered !== undefined && found !== this.#covered) {
      this.isOver = true;
      return () => undefined;
    }
    this.#covered = found;
    this.#write(this.#value);
    return () => {
      if (this.#read() === this.#value) this.#write(found);
      else this.isOver = true;
    };
  };

  #read(): Value {
    return this.#isClass ? native.classList(this.#element).contains(this.#name) : native.getAttribute(this.#element, this.#name);
  }

  #write(value: Value): void {
    const element = this.#element;
    if (this.#isClass) {
      const list = native.classList(element);
      list.toggle(this.#name, value === true);
      if (list.length === 0) native.removeAttribute(element, "class");
    } else if (typeof value !== "string") native.removeAttribute(element, this.#name);
    else native.setAttribute(element, this.#name, value);
  }
}

/** What is set on the elements of a page. */
export class Kept {
  readonly #overlays: Overlays;
  readonly #settings = new Map<Element, Map<string, Setting>>();
  /** Whether the page shows what is set: not while a patch is written. */
  isLaid = false;

  constructor({ document, overlays }: Host) {
    this.#overlays = overlays;
    const mark: Overlay = {
      kind: "own",
      element: native.documentElement(document),
      show: () => {
        this.isLaid = true;
        return () => (this.isLaid = false);
      },
    };
    overlays.follow(REF, () => [mark, ...this.#find()]);
  }

  setAttribute(element: Element, name: string, value: string | null): void {
    if (native.getAttribute(element, name) !== value) this.#set(element, name, new Setting(element, name, false, value));
  }

  setClass(element: Element, name: string, isOn: boolean): void {
    if (native.classList(element).contains(name) !== isOn) this.#set(element, `.${name}`, new Setting(element, name, true, isOn));
  }

  #set(element: Element, key: string, setting: Setting): void {
    this.#overlays.lifted(() => {
      const settings = this.#settings.get(element) ?? new Map<string, Setting>();
      this.#settings.set(element, settings.set(key, setting));
    });
  }

  /** An element of the same id took the place of one: what was set on that is set on it. A map goes on with what is added to it. */
  #handOn(element: Element, settings: ReadonlyMap<string, Setting>): void {
    const id = native.id(element);
    const next = id && native.getElementById(native.ownerDocument(element), id);
    if (next) this.#settings.set(next, new Map([...settings].map(([key, one]) => [key, one.of(next)])));
  }

  #find(): Overlay[] {
    const found: Overlay[] = [];
    for (const [element, settings] of this.#settings) {
      for (const [key, setting] of settings) if (setting.isOver) settings.delete(key);
      if (settings.size === 0 || !native.isConnected(element)) this.#settings.delete(element);
      if (!native.isConnected(element)) this.#handOn(element, settings);
      else for (const { show } of settings.values()) found.push({ kind: "own", element, show });
    }
    return found;
  }
}
