// What a field holds: by the user's word, and by the server's.

/** An element that holds what a user entered. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

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
  const probe = field.ownerDocument.createElement(field.localName) as typeof field;
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

/** Chooses the options that a test accepts. */
export function select({ options }: HTMLSelectElement, test: (option: HTMLOptionElement) => boolean): void {
  for (const option of options) if (option.selected !== test(option)) option.selected = !option.selected;
}

/** A field, or all of its group if it is a radio button. */
export function groupOf(field: Field): Field[] {
  if (field.type !== "radio" || !field.name) return [field];
  const scope = field.form ?? field.ownerDocument;
  const radios = scope.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(field.name)}"]`);
  return [...radios].filter((radio) => radio.form === field.form);
}

/** Brings a field to the server's value; the caret stays where it is as far as it can. */
export function restore(field: Field): void {
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
    if (field !== field.ownerDocument.activeElement || selectionStart === null) return;
    field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  }
}
