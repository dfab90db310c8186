// `dj-optimistic="liked:!liked, count:count+1, class:read"`: what will likely come shows until the server answers. Each slot that
// shows exactly the field changes: a text, a conditional attribute, a branch whose arms hold nothing live.

import type { Overlay } from "../dom/overlays";
import { Is, type BranchSlot, type Instance, type Place, type Row } from "../dom/slots";
import type { View } from "../dom/view";
import type { Feature } from "../feature";
import * as native from "../native";
import type { PendingEvent } from "../session/pending";
import type { FieldOfSlot, Skeleton } from "../protocol/skeleton";

/** A field and what it becomes: another number, its negation, or a value. */
export interface Change {
  readonly field: string;
  readonly step?: number;
  readonly negated?: boolean;
  readonly value?: string;
}

const NAME = "dj-optimistic";

export const feature: Feature = ({ view, overlays }) => ({
  sent(event) {
    const text = native.getAttribute(event.element, NAME);
    if (text === null) return;
    const changes = changesOf(text);
    overlays.follow(event.ref, () => changes.flatMap((change) => overlaysOf(view, event, change)));
  },
});

/** What an attribute says. The compiler has refused all that does not read so; the cases are in `contract/optimistic.json`. */
export function changesOf(text: string): Change[] {
  return text.split(",").map((one) => {
    const colon = one.indexOf(":");
    const [field, value] = [one.slice(0, colon).trim(), one.slice(colon + 1).trim()];
    const step = value.startsWith(field) ? /^[+-]\d+$/.exec(value.slice(field.length)) : null;
    if (step) return { field, step: Number(step[0]) };
    if (value === `!${field}`) return { field, negated: true };
    return { field, value: value.replace(/^(['"])(.*)\1$/, "$2") };
  });
}

function overlaysOf(view: View, { element, component }: PendingEvent, change: Change): Overlay[] {
  if (change.field === "class") {
    return (change.value ?? "").split(/\s+/).map((name) => ({ kind: "class", element, name, on: true }));
  }
  return [...showing(view, view.instance(component), element, change.field)].flatMap(([instance, shown]) => {
    const slot = instance.slots[shown[0]];
    if (slot?.is === Is.Text) return slot.places.map((place) => own(place.start, () => showText(place, shown, change)));
    if (slot?.is === Is.Branch) return [own(slot.box.start, () => showArm(view, slot, shown, change))];
    return [];
  });
}

function own(start: Element | Comment, show: () => () => void): Overlay {
  return { kind: "own", element: start instanceof Element ? start : (native.parentNode(start) as Element), show };
}

/** The slots that show a field: of the view anywhere, of a row's variable in the rows around the element. */
function* showing(view: View, instance: Instance | null, element: Element, field: string): Iterable<[Instance, FieldOfSlot]> {
  if (!instance) return;
  for (const shown of instance.fragment[5] ?? []) if (nameOf(shown) === field) yield [instance, shown];
  for (const slot of instance.slots) {
    if (slot?.is === Is.Branch) yield* showing(view, slot.instance, element, field);
    // Rows are many, and bound when they are looked into.
    if (slot?.is !== Is.List || !reaches(view.skeleton, slot.fragment, field)) continue;
    for (const row of slot.rows) {
      if (!field.includes(".") || isWithin(element, row)) yield* showing(view, view.row(slot, row), element, field);
    }
  }
}

/** Whether a fragment, or what stands in it but for components, shows a field. */
function reaches(skeleton: Skeleton, fragment: number, field: string): boolean {
  const [, , slots = [], , , fields = []] = skeleton.f[fragment] ?? [];
  if (fields.some((shown) => nameOf(shown) === field)) return true;
  return slots.some((slot) => {
    if (typeof slot === "number" || slot[0] === "c") return false;
    const inner = slot[0] === "b" ? slot.slice(1) : [slot[1]];
    return inner.some((one) => reaches(skeleton, one as number, field));
  });
}

function nameOf([, name]: FieldOfSlot): string {
  return name.replace("!", "");
}

/** Whether an element is in a row: one element, or what stands between two comments. */
function isWithin(element: Element, { first, last }: Row): boolean {
  if (native.contains(first, element)) return true;
  const isBehind = native.compareDocumentPosition(first, element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return !!isBehind && (native.compareDocumentPosition(last, element) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
}

/** What is true after a change, of something that was true or not. */
function truthAfter({ negated, value }: Change, was: boolean): boolean {
  return negated ? !was : value === "true";
}

function showText(place: Place, [, name, whenTrue, whenFalse]: FieldOfSlot, change: Change): () => void {
  if (whenTrue === undefined || whenFalse === undefined) return showValue(place, change);
  const isNegation = name.startsWith("!");
  const was = place.shows(whenTrue);
  const is = truthAfter(change, was !== isNegation) !== isNegation;
  const [covered, shown] = [was, is].map((truth) => (truth ? whenTrue : whenFalse)) as [string, string];
  place.write(shown);
  return () => {
    if (place.shows(shown)) place.write(covered);
  };
}

function showValue(place: Place, { step, negated, value }: Change): () => void {
  const covered = place.read();
  const next = step !== undefined ? String(Number(covered) + step) : negated ? String(covered !== "true") : (value ?? "");
  if (covered === null || (step !== undefined && !/^-?\d+$/.test(covered))) return () => undefined;
  place.writeText(next);
  return () => {
    if (place.read() === next) place.writeText(covered);
  };
}

function showArm(view: View, branch: BranchSlot, [, name]: FieldOfSlot, change: Change): () => void {
  const isNegation = name.startsWith("!");
  const covered = branch.arm;
  const is = truthAfter(change, (covered === 0) !== isNegation) !== isNegation;
  const next = is ? 0 : branch.fragments.length > 1 ? 1 : null;
  if (next === covered || !isStill(view, branch)) return () => undefined;
  view.choose(branch, next);
  return () => {
    if (branch.arm === next) view.choose(branch, covered);
  };
}

/** Whether no arm of a branch holds anything live. */
function isStill(view: View, { fragments }: BranchSlot): boolean {
  return fragments.every((fragment) => view.skeleton.f[fragment]?.[2].length === 0);
}
