// Style sheets of ours. A strict policy refuses inline styles and `style` elements, not these.

import * as native from "../native";

/** Adds rules to a document. */
export function adoptStyles(document: Document, rules: readonly string[]): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join(""));
  native.adoptedStyleSheets(document).push(sheet);
}
