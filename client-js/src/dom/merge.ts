// Classes and styles, which the server is not alone to write: what scripts, extensions and the client itself added to
// them stays.

import * as native from "../native";

/** Names that are compared with what the server last wrote, not with what stands on the page. */
export const MERGED = ["class", "style"];

/** The words of a text, such as the classes of a `class`. */
export function words(text: string | null): string[] {
  return (text ?? "").split(/\s+/).filter((token) => token);
}

/** The class list of an element after the difference of two class lists: others' tokens follow. */
export function mergeClass(element: Element, last: string, text: string | null): string | null {
  const shown = native.getAttribute(element, "class") ?? "";
  if (shown === last) return text;
  const ours = [...words(last), ...words(text)];
  const others = words(shown).filter((token) => !ours.includes(token));
  return others.length > 0 ? [...words(text), ...others].join(" ") : text;
}

/** Takes the difference of two declaration lists to an element, by property: markup would break a strict CSP. */
export function mergeStyle(element: Element, last: string, text: string): void {
  if (!("style" in element)) return;
  const style = native.style(element as HTMLElement);
  const after = declarations(element, text);
  const set = (name: string): void => {
    const [value, priority] = declaration(after, name);
    if (declaration(style, name).join() !== [value, priority].join()) style.setProperty(name, value, priority);
  };
  for (const name of declarations(element, last)) if (!after.getPropertyValue(name)) style.removeProperty(name);
  for (const name of after) set(name);
}

function declaration(style: CSSStyleDeclaration, name: string): [value: string, priority: string] {
  return [style.getPropertyValue(name), style.getPropertyPriority(name)];
}

function declarations(element: Element, text: string): CSSStyleDeclaration & Iterable<string> {
  const { style } = native.createElement(native.ownerDocument(element), "i");
  style.cssText = text;
  return style as CSSStyleDeclaration & Iterable<string>;
}
