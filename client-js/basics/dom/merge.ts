// Without classes and styles of others: an attribute is the server's.

export const MERGED: string[] = [];

export function mergeClass(_element: Element, _last: string, text: string | null): string | null {
  return text;
}

export function mergeStyle(element: Element, _last: string, text: string): void {
  element.setAttribute("style", text);
}
