// Binding: a walk over the marks of a stretch of the page, along a fragment's anchors. It changes nothing.
//
// A fragment whose marks are not exactly those of its skeleton is not bound at all: its owner asks for its values.

import * as native from "../native";
import { Kind, type Fragment, type SlotKind, type Target } from "../protocol/skeleton";
import type { Values } from "../protocol/values";
import { AttributePlace, AttributesPlace } from "./attributes";
import { COMPONENT, componentOf } from "./components";
import { ContentPlace } from "./content";
import { COPY_MARKS, type Marks } from "./marks";
import type { Page } from "./page";
import { Is, type ComponentSlot, type Instance, type ListSlot, type Place, type Row, type Slot } from "./slots";
import { remembers } from "./targets";
import { firstOf, following, type Box } from "./walk";

/** Binds a fragment to the page from a node on; `null` if the marks do not fit. */
export function bindPage(page: Page, index: number, from: Node): Instance | null {
  return new Binder(page, page.marks).bind(index, from, null, null);
}

/**
 * Binds a copy of the skeleton. It fits by construction; if it did not, whoever applies a frame would ask for values. One that is
 * filled has other marks.
 */
export function bindCopy(page: Page, index: number, from: Node, marks = COPY_MARKS): Instance {
  const instance = new Binder(page, marks).bind(index, from, null, null);
  if (!instance) throw new Error();
  return instance;
}

/** Binds a row, once. */
export function openRow(page: Page, row: Row, list: ListSlot): Instance | null {
  if (row.instance !== undefined) return row.instance;
  const { first, last } = row;
  const isPair = list.separator === undefined;
  const from = isPair ? native.nextSibling(first) : first;
  const limit = isPair ? last : following(first, false);
  return (row.instance = new Binder(page, page.marks).bind(list.fragment, from, limit, row.made));
}

/** Whether rows of a fragment should be bound before they are addressed: they remember, or they hold rows. */
export function bindsEarly([, anchors, kinds]: Fragment): boolean {
  return (
    anchors.some((anchor) => typeof anchor === "object" && anchor.some(remembers)) ||
    kinds.some((kind: SlotKind) => typeof kind === "object")
  );
}

/** Binds what stands under marks of one kind. */
class Binder {
  readonly #page: Page;
  readonly #marks: Marks;

  constructor(page: Page, marks: Marks) {
    this.#page = page;
    this.#marks = marks;
  }

  /** Binds a fragment to what stands from `from` up to `limit`. `made` are the values that a copy was made of. */
  bind(index: number, from: Node | null, limit: Node | null, made: Values | null): Instance | null {
    const { fragment, marks } = this.#page.blueprint(index);
    // Frames write to live text, and to what is left to scripts once more, when it is new.
    const isNew = this.#marks === COPY_MARKS;
    const slots = fragment[2].map((kind): Slot => {
      return (kind as number) < 2 || (kind === 3 && isNew) ? { is: Is.Text, places: [] } : undefined;
    });
    let at = from;
    for (const [order, anchor] of fragment[1].entries()) {
      const mark = this.#marks.next(at, limit);
      if (!mark) return null;
      if (typeof anchor === "number") {
        const last = this.#bindRegion(slots, fragment, anchor, mark);
        if (!last) return null;
        at = following(last, false);
      } else {
        const model = marks[order] as Element | null;
        if (!model || !(mark instanceof Element) || native.localName(mark) !== native.localName(model)) return null;
        for (const target of anchor) this.#bindTarget(slots, fragment, anchor, target, mark, model, made);
        at = following(mark, !anchor.some(ownsContent));
      }
    }
    return this.#marks.next(at, limit) ? null : { fragment, slots };
  }

  /** Binds a component, or what stands between two comments; gives its last node, `null` if it does not fit. */
  #bindRegion(slots: Slot[], fragment: Fragment, index: number, start: Element | Comment): Node | null {
    const kind = fragment[2][index];
    if (start instanceof Element) {
      if (typeof kind !== "object" || kind[0] !== "c") return null;
      slots[index] = this.#bindComponent(kind[1], start);
      return start;
    }
    const end = this.#marks.closing(start);
    if (!end) return null;
    const box = { start, end };
    const slot = slots[index];
    if (slot?.is === Is.Text) slot.places.push(new ContentPlace(this.#page, box, fragment[4]));
    else if (typeof kind !== "object" || kind[0] === "c") return null;
    else if (kind[0] === "l") slots[index] = this.#bindRows(kind, box);
    else {
      const fragments = kind.slice(1) as number[];
      const digits = this.#marks.said(start);
      const arm = digits ? Number(digits) : null;
      const inner = arm === null ? undefined : fragments[arm];
      const instance = inner === undefined ? null : this.bind(inner, native.nextSibling(start), end, null);
      slots[index] = { is: Is.Branch, box, fragments, arm, instance };
    }
    return end;
  }

  /** Binds a component along with its parent; in a clone an element stands in for it that says no id. */
  #bindComponent(fragment: number, start: Element): ComponentSlot {
    const id = native.hasAttribute(start, COMPONENT) ? componentOf(start) : 0;
    const instance = id ? this.bind(fragment, start, following(start, false), null) : null;
    const slot: ComponentSlot = { is: Is.Component, box: { start, end: null }, fragment, id, instance };
    // What went must not hide what took its place.
    if (id && native.isConnected(start)) this.#page.components.add(slot);
    return slot;
  }

  /** Binds one slot of an element. */
  #bindTarget(
    slots: Slot[],
    { 2: kinds, 4: namespace }: Fragment,
    targets: readonly Target[],
    [index, kind, detail]: Target,
    element: Element,
    model: Element,
    made: Values | null,
  ): void {
    const page = this.#page;
    const rows = kinds[index];
    if (typeof rows === "object") {
      slots[index] = this.#bindRows(rows, { start: element, end: null });
      return;
    }
    const slot = slots[index];
    if (slot?.is !== Is.Text) return;
    let place: Place;
    if (kind === Kind.Attr) {
      const was = made && page.markup.attributeText(String(made[index] ?? ""));
      place = new AttributePlace(page, element, detail as string, was);
    } else if (kind === Kind.Attrs) {
      place = new AttributesPlace(page, element, targets, detail as readonly string[], model, made !== null);
    } else place = new ContentPlace(page, { start: element, end: null }, kind === Kind.Raw ? null : namespace);
    slot.places.push(place);
  }

  /** Finds a list's rows; they are bound when first addressed. */
  #bindRows([, fragment, separator]: readonly unknown[], box: Box): ListSlot {
    const rows: Row[] = [];
    for (let at = firstOf(box); at && at !== box.end; at = native.nextSibling(at)) {
      let last: ChildNode | null = null;
      if (separator === undefined) last = this.#marks.said(at) === null ? null : this.#marks.closing(at);
      else if (at instanceof Element && native.hasAttribute(at, "dj")) {
        last = separator && native.nextSibling(at) instanceof Text ? native.nextSibling(at) : at;
      }
      if (!last) continue;
      rows.push({ first: at, last, instance: undefined, made: null });
      at = last;
    }
    return { is: Is.List, box, fragment: fragment as number, separator: separator as string | undefined, rows };
  }
}

function ownsContent([, kind]: Target): boolean {
  return kind !== Kind.Attr && kind !== Kind.Attrs;
}
