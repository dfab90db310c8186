// Templates and states from a seed: nested branches, lists of both kinds, values, attributes and conditional runs.

import { anchor, branch, component, fragment, list, rows, text, value } from "./template.mjs";

/** Numbers from a seed. */
export function generator(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { random, pick: (count) => Math.floor(random() * count), of: (items) => items[Math.floor(random() * items.length)] };
}

/** A template of up to three levels, components and what they are handed among them. */
export function template(dice) {
  const fragments = [];
  build(dice, fragments, 0);
  return fragments;
}

function build(dice, fragments, depth, row = false, root = false) {
  const index = fragments.push(null) - 1;
  const slots = [];
  const slot = (kind) => slots.push(kind) - 1;
  const inner = (asRow, asRoot) => build(dice, fragments, depth + 1, asRow, asRoot);
  const outlet = (content) => fragments.push(fragment([["c", content]], [component(0)], null)) - 1;
  const parts = [];
  let key = null;
  if (row) {
    if (dice.pick(4) > 0) key = [0, slot(0)];
    parts.push("<div", anchor(...(key ? [[0, 1, "data-key"]] : [])), ...(key ? [' data-key="', text(0), '"'] : []), ">");
  }
  // What is handed to a component and is not one element is put into a `<slot>`.
  const name = dice.pick(3) ? "article" : "slot";
  if (root) parts.push(`<${name}`, ...rootAnchor(dice, slot), ">");
  for (let count = 1 + dice.pick(4); count > 0; count--) parts.push(...piece(dice, depth, slot, inner, outlet));
  if (row) parts.push("</div>");
  if (root) parts.push(`</${name}>`);
  fragments[index] = fragment(slots, parts, key);
  return index;
}

/** The root of a component has an anchor of its own, whether it has slots or not. */
function rootAnchor(dice, slot) {
  if (dice.pick(2)) return [anchor()];
  const one = slot("run");
  return [anchor([one, 2, NAMES]), ' data-a="a"', text(one)];
}

function piece(dice, depth, slot, inner, outlet) {
  const kind = dice.pick(depth < 3 ? 11 : 6);
  if (kind === 0) return ["text "];
  if (kind === 1) return ["<b>x</b>"];
  if (kind === 2) return [value(slot(0))];
  if (kind === 3) {
    const one = slot(0);
    return ["<p", anchor([one, 0]), ">", text(one), "</p>"];
  }
  if (kind === 4) {
    const [one, two] = [slot(0), slot(0)];
    return ["<i", anchor([one, 1, "title"], [one, 1, "class"], [two, 0]), ' title="', text(one), '" class="', text(one), '">', text(two), "</i>"];
  }
  if (kind === 5) {
    const one = slot("run");
    return ["<u", anchor([one, 2, NAMES]), ' data-a="a"', text(one), ">u</u>"];
  }
  if (kind === 6) return [branch(slot(["b", ...Array.from({ length: 1 + dice.pick(2) }, () => inner(false))]))];
  if (kind === 7) {
    const one = slot(["l", inner(true), ""]);
    return ["<section", anchor([one, 4]), ">", rows(one), "</section>"];
  }
  if (kind === 8) return [component(slot(["c", inner(false, true)]))];
  if (kind === 9) {
    // Content, shown by two places: each is a branch with one arm, and a component to the page.
    const content = inner(false, true);
    return [0, 1].map(() => branch(slot(["b", outlet(content)])));
  }
  return [list(slot(dice.pick(2) ? ["l", inner(false)] : ["l", inner(true), " "]))];
}

/** Conditional runs are told from other text while states are made; the wire does not know the difference. */
export function wire(fragments) {
  return fragments.map((one) => ({ ...one, slots: one.slots.map((kind) => (kind === "run" ? 0 : kind)) }));
}

const TEXTS = ["", "a", "b c", "7", "&#60;x&#62;", "&#38;&#34;&#39;", "\u00e9\u{1f600}", "long ".repeat(20)];
const NAMES = ["class", "hidden", "data-b", "data-a", "lang", "data-u"];
const RUNS = ["", ' class="on"', " hidden", ' class="on off" data-b="1 &#38; 2"', ' data-a="ignored" lang="de"'];

/** Values of a fragment. With `unlike` no text is the same as in another state. */
export function values(dice, fragments, unlike = "", index = 0) {
  const { slots, parts, key } = fragments[index];
  return slots.map((kind, slot) => {
    if (kind === "run") return dice.of(RUNS) + (unlike && ` data-u="${unlike}"`);
    if (kind === 0) {
      if (key?.[1] === slot) return String(dice.pick(7));
      const markup = parts.some((part) => part.part === "value" && part.slot === slot) && dice.pick(5) === 0;
      return (markup ? "<em>m</em>&amp;<br>" : dice.of(TEXTS)) + unlike;
    }
    if (kind[0] === "b") return dice.pick(3) === 0 ? null : armOf(dice, fragments, unlike, kind);
    // Ids come later: they depend on the state before.
    if (kind[0] === "c") return [0, values(dice, fragments, unlike, kind[1])];
    return Array.from({ length: dice.pick(6) }, () => values(dice, fragments, unlike, kind[1]));
  });
}

function armOf(dice, fragments, unlike, kind) {
  const arm = dice.pick(kind.length - 1);
  return [arm, values(dice, fragments, unlike, kind[arm + 1])];
}

/** A state near another: most of it is the same. */
export function near(dice, fragments, held, index = 0) {
  const { slots } = fragments[index];
  const other = values(dice, fragments, "", index);
  return slots.map((kind, slot) => {
    if (!Array.isArray(kind)) return dice.pick(4) === 0 ? other[slot] : held[slot];
    if (dice.pick(6) === 0) return other[slot];
    if (kind[0] === "b") return held[slot] && [held[slot][0], near(dice, fragments, held[slot][1], kind[held[slot][0] + 1])];
    if (kind[0] === "c") return [0, near(dice, fragments, held[slot][1], kind[1])];
    const kept = held[slot].filter(() => dice.pick(5) > 0).map((row) => near(dice, fragments, row, kind[1]));
    if (dice.pick(3) === 0) kept.sort(() => dice.random() - 0.5);
    if (dice.pick(3) === 0) kept.splice(dice.pick(kept.length + 1), 0, values(dice, fragments, "", kind[1]));
    return kept;
  });
}
