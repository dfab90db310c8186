// What the user entered into fields of a view and did not send, by the entry of the history that showed it.

import { isField, isServers, type Field } from "../dom/field";
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
    for (const field of native.findAll(this.#document, "input, textarea, select")) {
      if (!isField(field)) continue;
      const selector = selectorOf(field);
      const nth = selector ? (seen.get(selector) ?? 0) : 0;
      seen.set(selector, nth + 1);
      if (!selector || /^(file|password|hidden)$/.test(field.type) || isServers(field)) continue;
      restores.push(this.#restorer(field, selector, nth));
    }
    this.#kept.set(entry, restores);
  }

  /** Puts back what was kept for an entry, once. */
  restore(entry: number): void {
    for (const restore of this.#kept.get(entry) ?? []) restore();
    this.#kept.delete(entry);
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

/** What finds a field, and others of its name: by its id, else by its name. */
function selectorOf(field: Field): string {
  const id = native.id(field);
  const name = native.getAttribute(field, "name");
  if (id) return `#${CSS.escape(id)}`;
  return name ? `${native.localName(field)}[name="${CSS.escape(name)}"]` : "";
}
