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

const edits = new WeakMap<Field, number>();
/** Fields and options of which the server says what they hold. */
const controlled = new WeakSet<Element>();
/** Fields that the patch at hand writes: those that it may set, and what the others keep. */
const free = new Set<Field>();
const kept = new Map<Field, HTMLOptionElement[] | null>();
let composing: EventTarget | null = null;

/** Whether a node is a field. */
export function isField(node: unknown): node is Field {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || isSelect(node);
}

/** Whether a node is a select. */
export function isSelect(node: unknown): node is HTMLSelectElement {
  return node instanceof HTMLSelectElement;
}

/** Whether a field is ticked, not filled in. */
export function isCheck(field: Field): field is HTMLInputElement {
  return /^(checkbox|radio)$/.test(field.type);
}

/** What the field holds, as text to compare. */
export function heldValue(field: Field): string {
  if (isCheck(field)) return String(field.checked);
  return isSelect(field) ? selection(field, "selected").join() : field.value;
}

/** What the server says that it holds. */
export function serverValue(field: Field): string {
  if (isCheck(field)) return String(field.defaultChecked);
  if (!isSelect(field)) return field.defaultValue === field.value ? field.value : sanitised(field);
  const chosen = selection(field, "defaultSelected");
  if (field.multiple) return chosen.join();
  const index = chosen.at(-1) ?? (field.size > 1 ? -1 : [...field.options].findIndex((option) => !option.disabled));
  return index < 0 ? "" : String(index);
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

/** The indices of the options that are chosen. */
function selection({ options }: HTMLSelectElement, by: "selected" | "defaultSelected"): number[] {
  return [...options].flatMap((option, index) => (option[by] ? index : []));
}

/** Begins to notice what the user enters. */
export function watchFields(): void {
  const edited = ({ target }: Event): void => {
    if (isField(target)) edits.set(target, editsOf(target) + 1);
  };
  addEventListener("input", edited, true);
  addEventListener("change", edited, true);
  addEventListener("compositionstart", ({ target }) => (composing = target), true);
  addEventListener("compositionend", () => (composing = null), true);
}

function editsOf(field: Field): number {
  return edits.get(field) ?? 0;
}

/** Notes that the server writes an attribute of a field, or of an option of it: it may be the one that counts. */
export function control(owner: Element, name: string): void {
  const counts = isField(owner)
    ? owner.type !== "file" && name === (isCheck(owner) ? "checked" : "value")
    : owner instanceof HTMLOptionElement && name === "selected";
  if (counts) controlled.add(owner);
}

function isControlled(field: Field): boolean {
  return controlled.has(field) || (isSelect(field) && [...field.options].some((option) => controlled.has(option)));
}

/** Called before a write that may change what a field holds: from here on the user's value is safe. */
export function touch(owner: Element): void {
  const field = owner.closest("select") ?? owner;
  if (!isField(field) || !field.isConnected || free.has(field) || kept.has(field)) return;
  const group = groupOf(field);
  const clean = group.every((one) => one !== document.activeElement && heldValue(one) === serverValue(one));
  for (const one of group) if (clean) free.add(one);
  else keep(one);
}

/** Makes the field another one: a changed name means that what was typed belonged elsewhere. */
export function renew(field: Field): void {
  touch(field);
  release(field);
  controlled.add(field);
}

/** Lets the server's value count. */
function release(field: Field): void {
  kept.delete(field);
  free.add(field);
}

/** Raises the browser's own dirty flag, without which a changed default shows. */
function keep(field: Field): void {
  kept.set(field, isSelect(field) ? [...field.selectedOptions] : null);
  if (isCheck(field)) field.checked = field.checked === true;
  else if (!isSelect(field) && field.type !== "file") field.value = String(field.value);
}

/** What an event carries of its fields, all of a radio group's. */
export function carry(fields: ArrayLike<Element>): Carried[] {
  if (!fields[0]) return [];
  const all = new Set(Array.from(fields).filter(isField).flatMap(groupOf));
  return Array.from(all, (field) => ({ field, sent: heldValue(field), edits: editsOf(field) }));
}

/** Ends a patch, or a reply without one: sets what is the server's to set. */
export function settle(replied: readonly Carried[]): void {
  for (const carried of replied) if (isControlled(carried.field) && isAsSent(carried)) release(carried.field);
  for (const [field, options] of kept) {
    if (!isSelect(field) || !options?.some((option) => option.isConnected)) continue;
    select(field, (option) => options.includes(option));
  }
  for (const field of free) if (isControlled(field)) restore(field);
  kept.clear();
  free.clear();
}

function isAsSent({ field, sent, edits }: Carried): boolean {
  if (field === composing || !field.isConnected || editsOf(field) !== edits) return false;
  // A patch of the options shifts what a select holds: indices.
  return isSelect(field) || heldValue(field) === sent;
}

function groupOf(field: Field): Field[] {
  if (field.type !== "radio" || !field.name) return [field];
  const scope = field.form ?? document;
  const radios = scope.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(field.name)}"]`);
  return [...radios].filter((radio) => radio.form === field.form);
}

/** Chooses the options that a test accepts. */
export function select({ options }: HTMLSelectElement, test: (option: HTMLOptionElement) => boolean): void {
  for (const option of options) if (option.selected !== test(option)) option.selected = !option.selected;
}

/** Brings a field to the server's value; the caret stays where it is as far as it can. */
function restore(field: Field): void {
  const value = serverValue(field);
  if (heldValue(field) === value) return;
  if (isCheck(field)) {
    field.checked = field.defaultChecked;
  } else if (isSelect(field)) {
    if (field.multiple) select(field, (option) => option.defaultSelected);
    else field.selectedIndex = value ? Number(value) : -1;
  } else if (field.type !== "file") {
    const { selectionStart, selectionEnd, selectionDirection } = field;
    field.value = field.defaultValue;
    if (field !== document.activeElement || selectionStart === null) return;
    field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  }
}
