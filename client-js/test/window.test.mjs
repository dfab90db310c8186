// What happens anywhere: whose component hears it, and on which elements it may be declared.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server } from "./harness.mjs";
import { fragment } from "./template.mjs";

begin();

let paths = 0;

async function markup(html) {
  const path = `/window${paths++}`;
  server.page(path, [fragment([], [html])], []);
  return open(browser, server, path);
}

const next = async (peer) => (await peer.next("e")).slice(3);

test("EV-20: the element that declares it gives the component", async () => {
  const { page, peer, done } = await markup(
    `<div data-component-id="7"><i dj-window-keydown.f2="a" dj-value-n:int="1"></i><b dj-shortcut="ctrl+k:b"></b><u dj-click-away="c">u</u></div>
    <div data-component-id="8"><input name="q"><i dj-document-keydown.f2="d"></i></div>`,
  );
  await page.press("input", "F2");
  const key = { key: "F2", code: "F2" };
  assert.deepEqual(await next(peer), ["d", key, 8]);
  assert.deepEqual(await next(peer), ["a", { ...key, n: 1 }, 7]);
  await page.click("input");
  assert.deepEqual(await next(peer), ["c", {}, 7]);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+k");
  assert.deepEqual(await next(peer), ["b", { key: "k", code: "KeyK", shortcut: "ctrl+k" }, 7]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("EV-21: it may be declared on the root and on the body", async () => {
  const { page, peer, done } = await markup(`<p>x</p>`);
  await page.evaluate(() => {
    document.documentElement.setAttribute("dj-window-keydown.escape", "root");
    document.body.setAttribute("dj-document-keyup.escape", "body");
  });
  await page.keyboard.press("Escape");
  const key = { key: "Escape", code: "Escape" };
  assert.deepEqual(await next(peer), ["root", key]);
  assert.deepEqual(await next(peer), ["body", key]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("RL-05, EV-16: data-throttle takes the place of the window's own pause", async () => {
  const { page, peer, done } = await markup(`<div dj-window-resize="a" data-throttle="0"></div><div dj-window-resize="b" data-debounce="20"></div>`);
  await page.evaluate(() => {
    for (let count = 0; count < 3; count++) window.dispatchEvent(new Event("resize"));
  });
  const names = [];
  for (let count = 0; count < 4; count++) names.push((await next(peer))[0]);
  assert.deepEqual(names, ["a", "a", "a", "b"]);
  assert.deepEqual(peer.unread, []);
  await done();
});
