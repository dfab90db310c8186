// What is chosen in a select, known by what the options say: their places change under it.

/** An option as it was while it was chosen. */
interface Chosen {
  readonly option: HTMLOptionElement;
  readonly value: string;
  readonly text: string;
}

/** What is chosen. */
export type Choice = readonly Chosen[];

/** What is chosen now. */
export function choiceOf({ selectedOptions }: HTMLSelectElement): Choice {
  return Array.from(selectedOptions, (option) => ({ option, value: option.value, text: option.text }));
}

/** Chooses the same again, as far as it is there; `false` if nothing of it is. Of several, none is a choice, too. */
export function chooseAgain(select: HTMLSelectElement, choice: Choice): boolean {
  const options = [...select.options];
  const found = choice.flatMap((chosen) => successor(options, chosen) ?? []);
  if (found.length === 0 && (choice.length > 0 || !select.multiple)) return false;
  choose(select, (option) => found.includes(option));
  return true;
}

/** The option that stands for one that was chosen: itself, else one of its value, else one of its text. */
function successor(options: readonly HTMLOptionElement[], { option, value, text }: Chosen): HTMLOptionElement | undefined {
  if (option.value === value && options.includes(option)) return option;
  return options.find((other) => other.value === value) ?? options.find((other) => other.text === text);
}

/** Chooses the options that a test accepts. */
export function choose({ options }: HTMLSelectElement, test: (option: HTMLOptionElement) => boolean): void {
  for (const option of options) if (option.selected !== test(option)) option.selected = !option.selected;
}

/** The indices of the options that are chosen. */
export function chosenIndices({ options }: HTMLSelectElement): number[] {
  return [...options].flatMap((option, index) => (option.selected ? index : []));
}

/** The indices of those that are chosen where nobody chose: by the server's word, else by the browser's rule. */
export function defaultIndices({ options, multiple, size }: HTMLSelectElement): number[] {
  const said = [...options].flatMap((option, index) => (option.defaultSelected ? index : []));
  if (multiple) return said;
  const last = said.at(-1) ?? (size > 1 ? -1 : [...options].findIndex((option) => !isDisabled(option)));
  return last < 0 ? [] : [last];
}

/** Chooses what is chosen where nobody chose. */
export function chooseDefault(select: HTMLSelectElement): void {
  const indices = defaultIndices(select);
  if (select.multiple) choose(select, (option) => indices.includes(option.index));
  else select.selectedIndex = indices[0] ?? -1;
}

function isDisabled({ disabled, parentElement }: HTMLOptionElement): boolean {
  return disabled || (parentElement instanceof HTMLOptGroupElement && parentElement.disabled);
}
