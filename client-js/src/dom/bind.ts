// Binding: a walk over the marks of a stretch of the page, along a fragment's anchors. It changes nothing.
//
// A fragment whose marks are not exactly those of its skeleton is not bound at all: its owner asks for its values.

import { Kind, type Fragment, type SlotKind, type Target } from "../protocol/skeleton";
import type { Values } from "../protocol/values";
import { AttributePlace, AttributesPlace, remembers } from "./attributes";
import { blueprint } from "./blueprint";
import { addComponent, COMPONENT, componentOf } from "./components";
import { ContentPlace } from "./content";
import { attributeText } from "./html";
import { Is, type ComponentSlot, type Instance, type ListSlot, type Row, type Slot } from "./slots";
import { closing, firstOf, following, nextMark, said, type Box } from "./walk";

/** Binds a fragment to what stands from `from` up to `limit`; `null` if the marks do not fit. */
export function bind(index: number, from: Node | null, limit: Node | null, made: Values | null = null): Instance | null {
  const { fragment, marks } = blueprint(index);
  const slots = fragment[2].map((kind): Slot => (kind === 0 || kind === 1 ? { is: Is.Text, places: [] } : undefined));
  let at = from;
  for (const [order, anchor] of fragment[1].entries()) {
    const mark = nextMark(at, limit);
    if (!mark) return null;
    if (typeof anchor === "number") {
      const last = bindRegion(slots, fragment, anchor, mark);
      if (!last) return null;
      at = following(last, false);
    } else {
      const model = marks[order] as Element | null;
      if (!model || !(mark instanceof Element) || mark.localName !== model.localName) return null;
      at = following(mark, !bindElement(slots, fragment, anchor, mark, model, made));
    }
  }
  return nextMark(at, limit) ? null : { fragment, slots };
}

/** Binds a row, once. */
export function openRow(row: Row, list: ListSlot): Instance | null {
  if (row.instance !== undefined) return row.instance;
  const { first, last } = row;
  const pair = list.separator === undefined;
  const [from, limit] = pair ? [first.nextSibling, last] : [first, following(first, false)];
  return (row.instance = bind(list.fragment, from, limit, row.made));
}

/** Binds a component, or what stands between two comments; gives its last node, `null` if it does not fit. */
function bindRegion(slots: Slot[], fragment: Fragment, index: number, start: Element | Comment): Node | null {
  const kind = fragment[2][index];
  if (start instanceof Element) {
    if (typeof kind !== "object" || kind[0] !== "c") return null;
    slots[index] = bindComponent(kind[1], start);
    return start;
  }
  const end = closing(start);
  if (!end) return null;
  const box = { start, end };
  const slot = slots[index];
  if (slot?.is === Is.Text) slot.places.push(new ContentPlace(box, fragment[4]));
  else if (typeof kind !== "object" || kind[0] === "c") return null;
  else if (kind[0] === "l") slots[index] = bindRows(kind, box);
  else {
    const fragments = kind.slice(1) as number[];
    const digits = said(start);
    const arm = digits ? Number(digits) : null;
    const inner = arm === null ? undefined : fragments[arm];
    const instance = inner === undefined ? null : bind(inner, start.nextSibling, end);
    slots[index] = { is: Is.Branch, box, fragments, arm, instance };
  }
  return end;
}

/** Binds a component along with its parent; in a clone an element stands in for it that says no id. */
function bindComponent(fragment: number, start: Element): ComponentSlot {
  const id = start.hasAttribute(COMPONENT) ? componentOf(start) : 0;
  const instance = id ? bind(fragment, start, following(start, false)) : null;
  const slot: ComponentSlot = { is: Is.Component, box: { start, end: null }, fragment, id, instance };
  // What went must not hide what took its place.
  if (id && start.isConnected) addComponent(slot);
  return slot;
}

/** Binds the slots of an element itself; gives whether its content is theirs. */
function bindElement(
  slots: Slot[],
  { 2: kinds, 4: namespace }: Fragment,
  targets: readonly Target[],
  start: Element,
  model: Element,
  made: Values | null,
): boolean {
  const box = { start, end: null };
  let owned = false;
  for (const [index, kind, detail] of targets) {
    const slot = slots[index];
    const rows = kinds[index];
    owned ||= kind !== Kind.Attr && kind !== Kind.Attrs;
    if (typeof rows === "object") slots[index] = bindRows(rows, box);
    else if (slot?.is === Is.Text) {
      slot.places.push(
        kind === Kind.Attr
          ? new AttributePlace(start, detail as string, made && attributeText(String(made[index] ?? "")))
          : kind === Kind.Attrs
            ? new AttributesPlace(start, namespace, targets, detail, model, made !== null)
            : new ContentPlace(box, kind === Kind.Raw ? null : namespace),
      );
    }
  }
  return owned;
}

/** Finds a list's rows; they are bound when first addressed. */
function bindRows([, fragment, separator]: readonly unknown[], box: Box): ListSlot {
  const rows: Row[] = [];
  for (let at = firstOf(box); at && at !== box.end; at = at.nextSibling) {
    let last: ChildNode | null = null;
    if (separator === undefined) last = said(at) === null ? null : closing(at);
    else if (at instanceof Element && at.hasAttribute("dj")) {
      last = separator && at.nextSibling instanceof Text ? at.nextSibling : at;
    }
    if (!last) continue;
    rows.push({ first: at, last, instance: undefined, made: null });
    at = last;
  }
  return { is: Is.List, box, fragment: fragment as number, separator: separator as string | undefined, rows };
}

/** Whether rows of a fragment should be bound before they are addressed: they remember, or they hold rows. */
export function bindsEarly([, anchors, kinds]: Fragment): boolean {
  return (
    anchors.some((anchor) => typeof anchor !== "number" && anchor.some(remembers)) ||
    kinds.some((kind: SlotKind) => typeof kind !== "number")
  );
}
