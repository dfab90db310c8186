// What the user entered into fields of a view and did not send, and what had the focus, by the entry of the history that showed it.

import { FIELDS, isField, isServers, isText, type Field } from "../dom/field";
import { focused } from "../dom/focused";
import { choiceOf, chooseAgain } from "../dom/options";
import * as native from "../native";

/** Puts one field's content back. */
type Restore = () => void;

/** The drafts of one document. */
export class Drafts {
  readonly #document: Document;
  readonly #kept = new Map<number, readonly Restore[]>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Keeps what the fields of the page hold, for when an entry is shown again. */
  keep(entry: number): void {
    const seen = new Map<string, number>();
    const restores: Restore[] = [];
    for (const field of native.findAll(this.#document, FIELDS)) {
      if (!isField(field)) continue;
      const selector = addressOf(field);
      const nth = selector ? (seen.get(selector) ?? 0) : 0;
      seen.set(selector, nth + 1);
      if (!selector || /^(file|password|hidden)$/.test(field.type) || isServers(field)) continue;
      restores.push(this.#restorer(field, selector, nth));
    }
    const active = focused(this.#document);
    if (active) restores.push(...this.#refocuser(active));
    this.#kept.set(entry, restores);
  }

  /** Puts back what was kept for an entry, once. */
  restore(entry: number): void {
    for (const restore of this.#kept.get(entry) ?? []) restore();
    this.#kept.delete(entry);
  }

  /** Gives the focus back to an element, with what was selected in it. */
  #refocuser(element: Element): Restore[] {
    const selector = addressOf(element);
    if (!selector) return [];
    const nth = [...native.findAll(this.#document, selector)].indexOf(element);
    const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = element as HTMLInputElement;
    return [
      () => {
        const found = native.findAll(this.#document, selector)[nth];
        if (!(found instanceof HTMLElement) || this.#isMeant()) return;
        found.focus({ preventScroll: true });
        if (isField(found) && isText(found) && typeof start === "number") found.setSelectionRange(start, end, direction ?? undefined);
      },
    ];
  }

  /** Whether somebody chose what has the focus: that the view came with it in a field is no choice. */
  #isMeant(): boolean {
    const active = focused(this.#document);
    return !!active && !native.hasAttribute(active, "autofocus");
  }

  #restorer(field: Field, selector: string, nth: number): Restore {
    const { type, value } = field;
    const { checked } = field as HTMLInputElement;
    const choice = field instanceof HTMLSelectElement ? choiceOf(field) : null;
    return () => {
      const found = native.findAll(this.#document, selector)[nth];
      if (!isField(found) || found.type !== type) return;
      if (found instanceof HTMLSelectElement) chooseAgain(found, choice ?? []);
      else if (/^(checkbox|radio)$/.test(type)) (found as HTMLInputElement).checked = checked;
      else found.value = value;
    };
  }
}

/** What finds an element, and others of its kind: by its id, else by its name, or by where it leads. */
function addressOf(element: Element): string {
  const id = native.id(element);
  if (id) return `#${CSS.escape(id)}`;
  for (const attribute of ["name", "href"]) {
    const value = native.getAttribute(element, attribute);
    if (value) return `${native.localName(element)}[${attribute}="${CSS.escape(value)}"]`;
  }
  return "";
}
