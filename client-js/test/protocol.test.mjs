// Frames that keep an event open, refuse it or lose it, and what waits for a session that was mounted anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server, settled } from "./harness.mjs";
import { anchor, fragment, text } from "./template.mjs";

begin();

const PAGE = [
  fragment([0, 0], [
    "<h1", anchor([0, 0]), ">", text(0), '</h1><button dj-click="inc" data-n="1">+</button>',
    '<input name="t" dj-change="typed"', anchor([1, 1, "value"]), ' value="', text(1), '">',
  ]),
];
const CALM = { allow: [/djust: event/, /WebSocket/] };
let paths = 0;

async function visit(options = CALM) {
  const path = `/protocol${paths++}`;
  server.page(path, PAGE, [0, ""], { skeleton: { a: ["dj-change", "dj-click"] } });
  const opened = await open(browser, server, path, options);
  await opened.page.evaluate(() => {
    globalThis.told = [];
    for (const name of ["djust:error", "djust:event-lost", "djust:event-refused"]) {
      document.addEventListener(name, ({ type, detail }) => globalThis.told.push([type, detail]));
    }
  });
  return opened;
}

const told = (page) => page.evaluate(() => globalThis.told);
const shows = (page, what) => page.waitForFunction((text) => document.querySelector("h1").textContent === text, what);
const type = (page, value) => page.evaluate((value) => {
  const field = document.querySelector("input");
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}, value);

test("a held event is answered by no later one: its fields wait until it ran", async () => {
  const { page, peer, done } = await visit();
  await type(page, "mine");
  const [, ref] = await peer.next("e");
  peer.send(["d", ref]);
  await page.click("button");
  const [, later] = await peer.next("e");
  peer.send(["p", 1, later, [0, 1, 1, "server's"]]);
  await settled(page, peer, 1);
  assert.equal(await page.inputValue("input"), "mine");
  peer.send(["p", 2, later, [0, 2]], ["s", ref]);
  await page.waitForFunction(() => document.querySelector("input").value === "server's");
  await done();
});

test("a superseded event is done with: what was typed stays, and a second word on it is none", async () => {
  const { page, peer, done } = await visit();
  await type(page, "mine");
  const [, ref] = await peer.next("e");
  peer.send(["p", 1, 0, [1, "server's"]], ["d", ref], ["s", ref, "superseded"], ["s", ref], ["x", ref, "failed", "late"], ["p", 2, ref, [0, 7]]);
  await shows(page, "7");
  assert.equal(await page.inputValue("input"), "mine");
  assert.deepEqual(await told(page), []);
  await done();
});

test("I5: held events stay open across a reconnect: they are neither sent again nor answered by the join", async () => {
  const { page, peer, done } = await visit();
  await type(page, "one");
  const [, ref] = await peer.next("e");
  peer.send(["d", ref]);
  await page.click("button");
  await peer.next("e");
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ version: 0, ref, extras: { d: [ref] } });
  assert.deepEqual((await back.next("e")).slice(0, 2), ["e", ref + 1]);
  back.send(["p", 1, ref + 1, [1, "server's"]]);
  await settled(page, back, 1);
  assert.equal(await page.inputValue("input"), "one");
  back.send(["x", ref, "bad_param", "expected an integer", "value"]);
  await page.waitForFunction(() => globalThis.told.length > 0);
  const [[kind, { code, name, param }]] = await told(page);
  assert.deepEqual([kind, code, name, param], ["djust:error", "bad_param", "typed", "value"]);
  await done();
});

test("I5: a session mounted anew loses held events, too", async () => {
  const { page, peer, done } = await visit();
  await page.click("button");
  const [, ref] = await peer.next("e");
  peer.send(["d", ref]);
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ mode: 1 });
  back.send(["f", 5, 0, [], [9, ""]]);
  await shows(page, "9");
  assert.deepEqual(await told(page), [["djust:event-lost", { name: "inc", params: { n: "1" } }]]);
  await done();
});

test("after a join that mounted anew events wait until the values are on the page", async () => {
  const { page, peer, done } = await visit();
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ mode: 1, ref: 4 });
  await page.waitForSelector("body.dj-connected");
  await page.click("button");
  // It says nothing of a version that the page does not show.
  await page.waitForTimeout(100);
  assert.deepEqual(back.unread, []);
  back.send(["f", 6, 0, [], [3, ""]]);
  assert.deepEqual(await back.next("e"), ["e", 5, 6, "inc", { n: "1" }]);
  await done();
});

test("EV-38: the console says which handler was refused, why, and for which parameter", async () => {
  const { page, peer, done } = await visit();
  const said = page.waitForEvent("console");
  await page.click("button");
  const [, ref] = await peer.next("e");
  peer.send(["x", ref, "bad_param", "expected an integer", "n"]);
  assert.match((await said).text(), /inc.*bad_param.*expected an integer.*parameter n/);
  await done();
});

test("a malformed call sends nothing and says so", async () => {
  const { page, peer, done } = await visit();
  await page.evaluate(() => {
    const button = document.querySelector("button");
    for (const call of ["inc(1,)", "inc", "save all"]) {
      button.setAttribute("dj-click", call);
      button.click();
    }
  });
  assert.deepEqual((await peer.next("e")).slice(1, 4), [1, 0, "inc"]);
  const reasons = (await told(page)).map(([kind, { name, reason }]) => [kind, name, reason]);
  assert.deepEqual(reasons, [
    ["djust:event-refused", "inc(1,)", "malformed"],
    ["djust:event-refused", "save all", "malformed"],
  ]);
  assert.deepEqual(peer.unread, []);
  await done();
});
