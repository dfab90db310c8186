// Controlled fields: whose value counts when the server and the user both have one.
//
// The server's value is the field's default (`defaultValue`, `defaultChecked`, `defaultSelected`), which patches write;
// the user's is its property. A patch touches the property only when the user has not: not focused, not edited. The
// reply to an event that carried the field brings it to the server's value if it was not edited since.

/** An element that holds what a user entered. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field as an event carried it. */
export interface Carried {
  readonly field: Field;
  readonly sent: string;
  readonly edits: number;
}

/** Whether a node is a field. */
export function isField(node: unknown): node is Field {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
}

/** Whether a field is ticked, not filled in. */
export function isCheck(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

/** What the field holds, as text to compare. */
export function heldValue(field: Field): string {
  if (isCheck(field)) return String(field.checked);
  if (field instanceof HTMLSelectElement) return selection(field, (option) => option.selected);
  return field.value;
}

/** What the server says that it holds. */
export function serverValue(field: Field): string {
  if (isCheck(field)) return String(field.defaultChecked);
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue === field.value ? field.value : sanitised(field);
  const chosen = selection(field, (option) => option.defaultSelected);
  if (field.multiple) return chosen;
  return chosen === "" ? firstChoice(field) : chosen.slice(chosen.lastIndexOf(" ") + 1);
}

/** What the browser makes of a field's default: it drops line breaks, clamps ranges, spells out colors. */
function sanitised(field: HTMLInputElement | HTMLTextAreaElement): string {
  const probe = document.createElement(field.localName) as typeof field;
  for (const name of ["type", "multiple", "min", "max", "step"]) {
    const rule = field.getAttribute(name);
    if (rule !== null) probe.setAttribute(name, rule);
  }
  probe.value = field.defaultValue;
  return probe.value;
}

/** What the browser selects by itself when no option is marked. */
function firstChoice(select: HTMLSelectElement): string {
  const index = select.size > 1 ? -1 : Array.from(select.options).findIndex((option) => !option.disabled);
  return index < 0 ? "" : String(index);
}

function selection(select: HTMLSelectElement, test: (option: HTMLOptionElement) => boolean): string {
  const chosen = Array.from(select.options, (option, index) => (test(option) ? index : -1));
  return chosen.filter((index) => index >= 0).join(" ");
}

/** Tracks the fields of a page. */
export class Fields {
  readonly #edits = new WeakMap<Field, number>();
  /** Fields and options of which the server says what they hold. */
  readonly #controlled = new WeakSet<Element>();
  /** Fields that the patch at hand writes: those that it may set, and what the others keep. */
  readonly #free = new Set<Field>();
  readonly #kept = new Map<Field, HTMLOptionElement[] | null>();
  #composing: EventTarget | null = null;

  constructor() {
    const edited = ({ target }: Event): void => {
      if (isField(target)) this.#edits.set(target, this.#editsOf(target) + 1);
    };
    const options = { capture: true, passive: true };
    document.addEventListener("input", edited, options);
    document.addEventListener("change", edited, options);
    document.addEventListener("compositionstart", ({ target }) => (this.#composing = target), options);
    document.addEventListener("compositionend", () => (this.#composing = null), options);
  }

  #editsOf(field: Field): number {
    return this.#edits.get(field) ?? 0;
  }

  /** Notes that the server writes an attribute of a field, or of an option of it: it may be the one that counts. */
  control(owner: Element, name: string): void {
    const counts = isField(owner)
      ? owner.type !== "file" && name === (isCheck(owner) ? "checked" : "value")
      : owner instanceof HTMLOptionElement && name === "selected";
    if (counts) this.#controlled.add(owner);
  }

  #controls(field: Field): boolean {
    if (this.#controlled.has(field)) return true;
    return field instanceof HTMLSelectElement && Array.from(field.options).some((option) => this.#controlled.has(option));
  }

  /** Called before a write that may change what a field holds: from here on the user's value is safe. */
  touch(owner: Element): void {
    const field = owner.closest("select") ?? owner;
    if (!isField(field) || !field.isConnected || this.#free.has(field) || this.#kept.has(field)) return;
    const group = groupOf(field);
    const clean = group.every((one) => one !== document.activeElement && heldValue(one) === serverValue(one));
    for (const one of group) if (clean) this.#free.add(one);
    else this.#keep(one);
  }

  /** Makes the field another one: a changed name means that what was typed belonged elsewhere. */
  renew(field: Field): void {
    this.touch(field);
    this.#kept.delete(field);
    this.#free.add(field);
    this.#controlled.add(field);
  }

  /** Raises the browser's own dirty flag, without which a changed default shows. */
  #keep(field: Field): void {
    if (field instanceof HTMLSelectElement) {
      this.#kept.set(field, Array.from(field.selectedOptions));
      return;
    }
    this.#kept.set(field, null);
    if (isCheck(field)) field.checked = field.checked === true;
    else if (field.type !== "file") field.value = String(field.value);
  }

  /** What an event carries of its fields, all of a radio group's. */
  carry(fields: Iterable<Element>): Carried[] {
    const all = new Set<Field>();
    for (const field of fields) if (isField(field)) for (const one of groupOf(field)) all.add(one);
    return Array.from(all, (field) => ({ field, sent: heldValue(field), edits: this.#editsOf(field) }));
  }

  /** Ends a patch, or a reply without one: sets what is the server's to set. */
  settle(replied: readonly Carried[]): void {
    for (const carried of replied) {
      if (!this.#controls(carried.field) || !this.#untouchedSince(carried)) continue;
      this.#kept.delete(carried.field);
      this.#free.add(carried.field);
    }
    for (const [field, options] of this.#kept) if (options && isField(field)) reselect(field, options);
    for (const field of this.#free) if (this.#controls(field)) restore(field);
    this.#kept.clear();
    this.#free.clear();
  }

  #untouchedSince({ field, sent, edits }: Carried): boolean {
    if (field === this.#composing || !field.isConnected) return false;
    // A patch of the options shifts what a select holds: indices.
    return this.#editsOf(field) === edits && (field instanceof HTMLSelectElement || heldValue(field) === sent);
  }
}

function groupOf(field: Field): readonly Field[] {
  if (!isCheck(field) || field.type !== "radio" || field.name === "") return [field];
  const name = CSS.escape(field.name);
  const scope = field.form ?? document;
  const radios = scope.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`);
  return Array.from(radios).filter((radio) => radio.form === field.form);
}

function reselect(field: Field, options: readonly HTMLOptionElement[]): void {
  if (!(field instanceof HTMLSelectElement) || !options.some((option) => option.isConnected)) return;
  for (const option of field.options) {
    const selected = options.includes(option);
    if (option.selected !== selected) option.selected = selected;
  }
}

/** Brings a field to the server's value; the caret stays where it is as far as it can. */
function restore(field: Field): void {
  if (heldValue(field) === serverValue(field)) return;
  if (isCheck(field)) {
    field.checked = field.defaultChecked;
  } else if (field instanceof HTMLSelectElement) {
    restoreSelect(field);
  } else if (field.type !== "file") {
    const { selectionStart, selectionEnd, selectionDirection } = field;
    field.value = field.defaultValue;
    if (field !== document.activeElement || selectionStart === null) return;
    field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  }
}

function restoreSelect(select: HTMLSelectElement): void {
  if (!select.multiple) {
    const value = serverValue(select);
    select.selectedIndex = value === "" ? -1 : Number(value);
    return;
  }
  for (const option of select.options) option.selected = option.defaultSelected;
}
