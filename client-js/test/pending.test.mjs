// The ledger of events under way: each ends once, however it ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./modules.mjs";

const { Pending } = await load("session/pending.ts");

/** A ledger with so many events; `ends` are told by reference. */
function ledger(count) {
  const ends = [];
  const pending = new Pending(({ ref }, outcome) => ends.push(`${ref} ${outcome}`));
  const events = Array.from({ length: count }, (_, index) => {
    const event = { name: `n${index + 1}`, params: {}, component: 0, element: { isConnected: true } };
    return pending.open(event, "tail", [], 1000 + index);
  });
  return { pending, events, ends };
}

const refs = (events) => events.map(({ ref }) => ref);

test("an event keeps its name, its element, and since when it is under way", () => {
  const { events, ends } = ledger(2);
  assert.deepEqual(events.map(({ ref, name, since }) => [ref, name, since]), [[1, "n1", 1000], [2, "n2", 1001]]);
  assert.ok(events[1].element.isConnected);
  assert.deepEqual(ends, []);
});

test("an answer is for every event before it, and an event ends when what it brings is on the page", () => {
  const { pending, ends } = ledger(3);
  const answered = pending.answer(2);
  assert.deepEqual(refs(answered), [1, 2]);
  assert.deepEqual([refs(pending.answer(2)), refs(pending.after(0)), pending.find(1)], [[], [3], undefined]);
  assert.deepEqual(ends, []);
  for (const event of answered) pending.end(event, "patched");
  for (const event of answered) pending.end(event, "lost");
  assert.deepEqual(ends, ["1 patched", "2 patched"]);
  assert.equal(pending.size, 1);
});

test("a held event stays open under answers to later ones, until it is settled", () => {
  const { pending, events, ends } = ledger(3);
  pending.hold(1);
  assert.deepEqual(refs(pending.answer(3)), [2, 3]);
  assert.equal(pending.find(1), events[0]);
  pending.end(events[0], "superseded");
  assert.deepEqual([pending.find(1), ends], [undefined, ["1 superseded"]]);
});

test("after a join the server says which are held: those are not sent again, the others are as any", () => {
  const { pending } = ledger(4);
  pending.hold(1);
  pending.hold(2);
  pending.holdOnly([2, 3]);
  assert.deepEqual([refs(pending.after(0)), refs(pending.answer(4))], [[1, 4], [1, 4]]);
});

test("an element that left ends its event for the page, not for the server", () => {
  const { pending, events, ends } = ledger(2);
  events[0].element.isConnected = false;
  pending.endGone();
  pending.endGone();
  assert.deepEqual([ends, refs(pending.after(0))], [["1 gone"], [1, 2]]);
  for (const event of pending.answer(2)) pending.end(event, "patched");
  assert.deepEqual([ends, pending.size], [["1 gone", "2 patched"], 0]);
});

test("a session that is gone loses what had no answer, held or not; what had one is not lost", () => {
  const { pending, ends } = ledger(3);
  pending.answer(1);
  pending.hold(2);
  assert.deepEqual(refs(pending.restart(7)), [2, 3]);
  assert.deepEqual([ends, pending.size], [["1 patched", "2 lost", "3 lost"], 0]);
  const next = pending.open({ name: "n", params: {}, component: 0, element: { isConnected: true } }, "", [], 0);
  assert.equal(next.ref, 8);
});
