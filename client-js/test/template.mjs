// Templates as tests write them, the skeleton file and the pages that a server makes of them, and the patches between
// two states: an oracle that shares no code with the client.

import { load } from "./modules.mjs";

/** The protocol's number, which stands in one place of the sources. */
export const { PROTOCOL } = await load("protocol/frames.ts");

/** Parts of a fragment. Strings are literal markup. */
export const anchor = (...targets) => ({ part: "anchor", targets });
export const text = (slot) => ({ part: "text", slot });
export const value = (slot) => ({ part: "value", slot });
export const branch = (slot) => ({ part: "branch", slot });
export const list = (slot) => ({ part: "list", slot });
export const rows = (slot) => ({ part: "rows", slot });
/** A component; its root fragment begins with an element whose anchor says its id. */
export const component = (slot) => ({ part: "component", slot });

const MARKED = ["value", "branch", "list", "component"];

/** A fragment: its slots, its parts, its key and its namespace. */
export const fragment = (slots, parts, key = null, namespace = 0) => ({ slots, parts, key, namespace });

/** The skeleton file's content. */
export function skeletonOf(fragments) {
  return { p: PROTOCOL, f: fragments.map(({ slots, parts, key, namespace }) => [markup(parts), anchors(parts), slots, key, namespace]) };
}

function markup(parts) {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.part === "anchor") return " dj";
      if (part.part === "component") return "<template dj></template>";
      return MARKED.includes(part.part) ? "<!--dj--><!--/dj-->" : "";
    })
    .join("");
}

function anchors(parts) {
  return parts.flatMap((part) => {
    if (part.part === "anchor") return [part.targets];
    return MARKED.includes(part.part) ? [part.slot] : [];
  });
}

/** A page's HTML: with marks when a tag is given. `count.marks` counts them. */
export function render(fragments, values, tag = null, count = { marks: 0 }, index = 0, id = 0) {
  const { slots, parts } = fragments[index];
  let first = id > 0;
  const pair = (content, arm = "") => {
    if (tag === null) return content;
    count.marks++;
    return `<!--${tag}${arm}-->${content}<!--/${tag}-->`;
  };
  const row = (slot, one) => {
    const [, inner, separator] = slots[slot];
    const html = render(fragments, one, tag, count, inner);
    return separator === undefined ? pair(html) : html + separator;
  };
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const held = values[part.slot];
      switch (part.part) {
        case "anchor": {
          const says = first ? ` data-component-id="${id}"` : "";
          first = false;
          if (tag === null) return says;
          count.marks++;
          return ` dj${says}`;
        }
        case "component":
          return render(fragments, held[1], tag, count, slots[part.slot][1], held[0]);
        case "text":
          return String(held);
        case "value":
          return pair(String(held));
        case "rows":
          return held.map((one) => row(part.slot, one)).join("");
        case "list":
          return pair(held.map((one) => row(part.slot, one)).join(""));
        case "branch":
          return held === null ? pair("") : pair(render(fragments, held[1], tag, count, slots[part.slot][held[0] + 1]), held[0]);
      }
    })
    .join("");
}

/** What a patch holds: the view's edits, then those of components, ids rising; `null` if nothing changed. */
export function patch(fragments, before, after) {
  const edits = diff(fragments, before, after);
  const old = components(fragments, before);
  const next = [...components(fragments, after)].sort(([a], [b]) => a - b);
  const others = next.flatMap(([id, [values, index]]) => {
    const inner = old.has(id) ? diff(fragments, old.get(id)[0], values, index) : null;
    return inner ? [id, inner] : [];
  });
  return edits || others.length > 0 ? [edits ?? [], ...others] : null;
}

/** All components of a state by id: their values and their fragments. */
export function components(fragments, values, index = 0, found = new Map()) {
  for (const [slot, kind] of fragments[index].slots.entries()) {
    const held = values[slot];
    if (kind[0] === "c") {
      found.set(held[0], [held[1], kind[1]]);
      components(fragments, held[1], kind[1], found);
    } else if (kind[0] === "b" && held) components(fragments, held[1], kind[held[0] + 1], found);
    else if (kind[0] === "l") for (const row of held) components(fragments, row, kind[1], found);
  }
  return found;
}

/** The values of a region, as an `f` frame holds them. */
export function region(fragments, values, path, id = 0) {
  const [root, index] = id > 0 ? components(fragments, values).get(id) : [values, 0];
  return within(fragments, index, root, path);
}

function within(fragments, index, values, [slot, ...rest]) {
  if (slot === undefined) return values;
  const held = values[slot];
  const kind = fragments[index].slots[slot];
  if (rest.length === 0) return held;
  if (kind[0] === "b") return within(fragments, kind[held[0] + 1], held[1], rest);
  const [row, ...inner] = rest;
  return within(fragments, kind[1], held[row], inner);
}

/** The edits from one state of a fragment to another, components' own left out; `null` if they are equal. */
export function diff(fragments, before, after, index = 0) {
  const edits = [];
  for (const [slot, kind] of fragments[index].slots.entries()) {
    const change = diffSlot(fragments, kind, before[slot], after[slot]);
    if (change !== undefined) edits.push(slot, change);
  }
  return edits.length > 0 ? edits : null;
}

function diffSlot(fragments, kind, before, after) {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  if (typeof kind === "number") return kind === 2 ? undefined : after;
  if (kind[0] === "c") return before[0] === after[0] ? undefined : after;
  if (kind[0] === "b") {
    if (!before || !after || before[0] !== after[0]) return after;
    const inner = diff(fragments, before[1], after[1], kind[after[0] + 1]);
    return inner ? [inner] : undefined;
  }
  return diffList(fragments, kind[1], before, after);
}

function diffList(fragments, row, before, after) {
  const old = new Map(identities(fragments, row, before).map((id, index) => [id, index]));
  const next = identities(fragments, row, after);
  const sources = next.map((id) => old.get(id));
  const removed = [];
  for (let index = 0; index < before.length; index++) {
    if (sources.includes(index)) continue;
    if (removed.length > 0 && removed.at(-2) + removed.at(-1) === index) removed[removed.length - 1]++;
    else removed.push(index, 1);
  }
  const placed = [];
  const edits = [];
  let highest = -1;
  let run = null;
  for (const [index, source] of sources.entries()) {
    if (source === undefined) {
      if (run) run.push(after[index]);
      else placed.push(index, (run = [after[index]]));
      continue;
    }
    run = null;
    if (source < highest) placed.push(index, source);
    else highest = source;
    const inner = diff(fragments, before[source], after[index], row);
    if (inner) edits.push(index, inner);
  }
  if (placed.length > 0) return [edits, removed, placed];
  if (removed.length > 0) return [edits, removed];
  return edits.length > 0 ? [edits] : undefined;
}

/**
 * Gives a state's components their ids: those of an earlier state where place, arm and rows' keys are the same, else
 * new ones. `before` is the earlier state, or undefined.
 */
export function identify(fragments, before, after, ids = { next: 1 }, index = 0) {
  return fragments[index].slots.map((kind, slot) => {
    const [old, next] = [before?.[slot], after[slot]];
    if (kind[0] === "c") return [old?.[0] ?? ids.next++, identify(fragments, old?.[1], next[1], ids, kind[1])];
    if (kind[0] === "b") {
      if (!next) return next;
      const same = old?.[0] === next[0] ? old[1] : undefined;
      return [next[0], identify(fragments, same, next[1], ids, kind[next[0] + 1])];
    }
    if (kind[0] !== "l") return next;
    const rows = new Map(old ? identities(fragments, kind[1], old).map((id, at) => [id, old[at]]) : []);
    const names = identities(fragments, kind[1], next);
    return next.map((row, at) => identify(fragments, rows.get(names[at]), row, ids, kind[1]));
  });
}

function identities(fragments, row, values) {
  const seen = new Map();
  return values.map((one, index) => {
    const key = keyOf(fragments, row, one);
    if (key === null) return `#${index}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return `${seen.get(key)}=${key}`;
  });
}

function keyOf(fragments, index, values) {
  const { key, slots } = fragments[index];
  if (!key) return null;
  if (key[0] === 0) return String(values[key[1]]);
  const held = values[key[1]];
  return held === null ? null : keyOf(fragments, slots[key[1]][held[0] + 1], held[1]);
}
