// Writing to the field that has the focus: caret and selection keep their place in the text.

import * as native from "../native";
import { mapCaret } from "./caret";
import type { TextField } from "./meaning";

/** Writes a text to a field that someone types in. */
export function writeWhileTyping(field: TextField, text: string): void {
  const { value: before, selectionStart: start, selectionEnd: end, selectionDirection } = field;
  if (start === null || end === null) return writeWithoutSelection(field, text);
  field.value = text;
  const { value } = field;
  field.setSelectionRange(mapCaret(before, value, start), mapCaret(before, value, end), selectionDirection ?? "none");
}

/** Numbers and addresses tell nobody where their caret is; but it can be sent to the end of the line, and back. */
function writeWithoutSelection(field: TextField, text: string): void {
  const selection = native.getSelection(field.ownerDocument);
  const before = field.value;
  const behind = selection?.type === "Caret" ? lettersBehind(selection) : 0;
  field.value = text;
  const caret = mapCaret(before, field.value, before.length - behind);
  if (behind === 0) return;
  for (let at = field.value.length; at > caret; at--) selection?.modify("move", "backward", "character");
}

/** How many letters there are from the caret to the end of a field; 0 if the selection is not the field's. */
function lettersBehind(selection: Selection): number {
  const { focusNode, focusOffset } = selection;
  selection.modify("extend", "forward", "lineboundary");
  if (selection.focusNode === focusNode && selection.focusOffset === focusOffset) return selection.toString().length;
  // This browser's selection is not in the field but in the page.
  if (focusNode) selection.collapse(focusNode, focusOffset);
  return 0;
}
