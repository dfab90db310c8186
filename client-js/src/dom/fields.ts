// Controlled fields: whose value counts when the server and the user both have one.
//
// The server's value is the field's default (`defaultValue`, `defaultChecked`, `defaultSelected`), which patches write;
// the user's is its property. A patch touches the property only when the user has not: not focused, not edited. The
// reply to an event that carried the field brings it to the server's value if it was not edited since.

import * as native from "../native";
import { groupOf, heldValue, isCheck, isField, isSelect, isServers, isText, respell, restore, type Field } from "./field";
import { choiceOf, chooseAgain, type Choice } from "./options";

/** A field as an event carried it. */
export interface Carried {
  readonly field: Field;
  readonly sent: string;
  readonly edits: number;
}

/** Whether an attribute says what a field holds, or whether an option is chosen. */
function isServersWord(owner: Element, name: string): boolean {
  if (name === "selected") return owner instanceof HTMLOptionElement;
  // The name first: most attributes are of no field.
  return (name === "value" || name === "checked") && isField(owner) && owner.type !== "file" && (name === "checked") === isCheck(owner);
}

/** The fields of a page. */
export class Fields {
  readonly #edits = new WeakMap<Field, number>();
  /** Fields with a text of the user's, which the browser knows from the server's. */
  readonly #typed = new WeakSet<Field>();
  /** Fields and options of which the server says what they hold. */
  readonly #controlled = new WeakSet<Element>();
  /** Fields that the patch at hand writes: those that it may set, and what the others keep. */
  readonly #free = new Set<Field>();
  readonly #kept = new Map<Field, Choice | null>();
  #composing: EventTarget | null = null;

  /** Begins to notice what the user enters. */
  watch(window: Window): void {
    const edited = ({ target, type }: Event): void => {
      if (!isField(target)) return;
      // That a text is finished, by the enter key say, changes nothing of it.
      if (type === "input" || !isText(target)) this.#edits.set(target, this.#editsOf(target) + 1);
      this.#typed.add(target);
    };
    window.addEventListener("input", edited, true);
    window.addEventListener("change", edited, true);
    window.addEventListener("reset", ({ target }) => this.#reset(target), true);
    window.addEventListener("focusout", ({ target }) => this.#left(target), true);
    window.addEventListener("compositionstart", ({ target }) => (this.#composing = target), true);
    window.addEventListener("compositionend", () => (this.#composing = null), true);
  }

  /** Notes that the server writes an attribute of a field, or of an option of it: it may be the one that counts. */
  control(owner: Element, name: string): void {
    if (isServersWord(owner, name)) this.#controlled.add(owner);
  }

  /** Called before a write that may change what a field holds: from here on the user's value is safe. */
  touch(owner: Element): void {
    const field = native.closest(owner, "select") ?? owner;
    if (!isField(field) || !field.isConnected || this.#free.has(field) || this.#kept.has(field)) return;
    const active = native.activeElement(field.ownerDocument);
    const group = groupOf(field);
    const clean = group.every((one) => one !== active && isServers(one));
    for (const one of group) if (clean) this.#free.add(one);
    else this.#keep(one);
  }

  /** Makes the field another one: a changed name means that what was typed belonged elsewhere. */
  renew(field: Field): void {
    this.touch(field);
    this.#release(field);
    this.#controlled.add(field);
  }

  /** What an event carries of its fields, all of a radio group's. */
  carry(fields: ArrayLike<Element>): Carried[] {
    const all = new Set(Array.from(fields).filter(isField).flatMap(groupOf));
    return Array.from(all, (field) => ({ field, sent: heldValue(field), edits: this.#editsOf(field) }));
  }

  /** Ends a patch, or a reply without one: sets what is the server's to set. */
  settle(replied: readonly Carried[]): void {
    for (const carried of replied) {
      if (this.#isControlled(carried.field) && this.#isAsSent(carried)) this.#release(carried.field);
    }
    for (const [field, choice] of this.#kept) {
      if (isSelect(field) && choice && !chooseAgain(field, choice)) restore(field);
    }
    // A select is touched when its options are: what a browser then chooses goes by their places.
    for (const field of this.#free) if (isSelect(field) || this.#isControlled(field)) restore(field);
    this.#kept.clear();
    this.#free.clear();
  }

  #editsOf(field: Field): number {
    return this.#edits.get(field) ?? 0;
  }

  #isControlled(field: Field): boolean {
    if (this.#controlled.has(field)) return true;
    return isSelect(field) && [...field.options].some((option) => this.#controlled.has(option));
  }

  /** Lets the server's value count. */
  #release(field: Field): void {
    this.#kept.delete(field);
    this.#free.add(field);
  }

  /** Raises the browser's own dirty flag, without which a changed default shows. Typing has raised it. */
  #keep(field: Field): void {
    this.#kept.set(field, isSelect(field) ? choiceOf(field) : null);
    if (isCheck(field)) field.checked = field.checked === true;
    else if (isText(field) && !this.#typed.has(field)) field.value = String(field.value);
  }

  /** The fields of a form become the server's again. */
  #reset(form: EventTarget | null): void {
    if (!(form instanceof HTMLFormElement)) return;
    for (const field of native.elements(form)) if (isField(field)) this.#typed.delete(field);
  }

  /** A field that was spared while someone typed in it is spelled as the server does. */
  #left(field: EventTarget | null): void {
    if (isField(field) && this.#isControlled(field)) respell(field);
  }

  #isAsSent({ field, sent, edits }: Carried): boolean {
    if (field === this.#composing || !field.isConnected || this.#editsOf(field) !== edits) return false;
    // A patch of the options shifts what a select holds: indices.
    return isSelect(field) || heldValue(field) === sent;
  }
}
