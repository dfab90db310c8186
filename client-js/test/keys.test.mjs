// Keys: every one, or those that an attribute names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server } from "./harness.mjs";
import { fragment } from "./template.mjs";

begin();

let paths = 0;

async function markup(html) {
  const path = `/keys${paths++}`;
  server.page(path, [fragment([], [html])], []);
  return open(browser, server, path);
}

const next = async (peer) => (await peer.next("e")).slice(3);

test("EV-09, EV-10, EV-11: a key's name limits the event to it, and one element may have several", async () => {
  const { page, peer, done } = await markup(
    `<input name="q" dj-keydown.enter="search" dj-keydown.escape="clear" dj-value-kind="k"><input name="r" dj-keydown.esc="close">`,
  );
  await page.fill("[name=q]", "x");
  for (const key of ["a", "Enter", "Tab"]) await page.press("[name=q]", key);
  await page.press("[name=q]", "Escape");
  await page.press("[name=r]", "Enter");
  await page.press("[name=r]", "Escape");
  assert.deepEqual(await next(peer), ["search", { key: "Enter", code: "Enter", value: "xa", field: "q", kind: "k" }]);
  assert.deepEqual(await next(peer), ["clear", { key: "Escape", code: "Escape", value: "xa", field: "q", kind: "k" }]);
  assert.deepEqual(await next(peer), ["close", { key: "Escape", code: "Escape", value: "", field: "r" }]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("EV-12: without a name every key counts, pressed or let go, beside those with one", async () => {
  const { page, peer, done } = await markup(`<input name="q" dj-keydown="down" dj-keydown.b="b" dj-keyup="up"><div tabindex="0" dj-keydown.space="jump">x</div>`);
  await page.press("[name=q]", "a");
  await page.press("[name=q]", "b");
  await page.press("div", "Space");
  const names = [];
  for (let count = 0; count < 6; count++) names.push((await next(peer))[0]);
  assert.deepEqual(names, ["down", "up", "down", "b", "up", "jump"]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("EV-12: an element that is no field sends the key alone; keys of an input method send nothing", async () => {
  const { page, peer, done } = await markup(`<div id="a" tabindex="0" dj-keydown="down">x</div>`);
  await page.evaluate(() => {
    const element = document.querySelector("#a");
    const press = (key, more) => element.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true, ...more }));
    press("Process", { isComposing: true });
    element.dispatchEvent(new Event("keydown", { bubbles: true }));
    press("F5");
  });
  const [name, params] = await next(peer);
  assert.deepEqual([name, params], ["down", {}], "what the browser filled in");
  assert.deepEqual(await next(peer), ["down", { key: "F5", code: "F5" }]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("RL-05: keys are held back like any event", async () => {
  const { page, peer, done } = await markup(`<input name="q" dj-keydown="down" dj-throttle="5000"><input name="r" dj-keydown="late" dj-debounce="30">`);
  for (const key of ["a", "b"]) await page.press("[name=q]", key);
  for (const key of ["c", "d"]) await page.press("[name=r]", key);
  assert.equal((await next(peer))[1].key, "a");
  const late = [(await next(peer))[1].key];
  await page.waitForTimeout(100);
  for (const [, , , , { key }] of peer.unread) late.push(key);
  assert.equal(late.at(-1), "d");
  await done();
});
