// What shows while an event is under way, however it ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server } from "./harness.mjs";
import { anchor, branch, fragment, list, text, value } from "./template.mjs";

begin();

const BUTTON = `<button id=b dj-click=save dj-lock dj-disable-with="Saving"><i>+</i> Save</button>`;
const names = ["dj-click", "dj-lock", "dj-disable-with", "dj-loading"];
let paths = 0;

/** A page with a count, a locked button, and a branch with a spinner in it. */
async function start(options, a = names) {
  const path = `/feedback${paths++}`;
  const fragments = [
    fragment([0, ["b", 1], ["b", 2]], ["<h1", anchor([0, 0]), ">", text(0), "</h1><p>", branch(1), "</p><div>", branch(2), "</div>"]),
    fragment([], [BUTTON]),
    fragment([], [`<u id=spin dj-loading.show dj-loading.for=save>…</u>`]),
  ];
  server.page(path, fragments, [0, [0, []], null], { skeleton: { a } });
  return open(browser, server, path, options);
}

const look = (page) =>
  page.evaluate(() => {
    const button = document.querySelector("#b");
    return [button?.textContent, button?.disabled, button?.className, document.body.classList.contains("djust-global-loading")];
  });

const BUSY = ["Saving", true, "djust-loading", true];
const FREE = ["+ Save", false, "", false];

/** Waits until the button looks so. */
const until = (page, expected) =>
  page.waitForFunction((expected) => {
    const button = document.querySelector("#b");
    const found = [button?.textContent, button?.disabled, button?.className, document.body.classList.contains("djust-global-loading")];
    return JSON.stringify(found) === expected;
  }, JSON.stringify(expected));

/** Presses the button, lets the server end the event, and waits until the button is as it was, its nodes the same. */
async function ended(end, { allow, refs = 1 } = {}) {
  const { page, peer, done } = await start({ allow });
  await page.evaluate(() => (window.nodes = [...document.querySelector("#b").childNodes]));
  await page.click("#b");
  await peer.next("e");
  assert.deepEqual(await look(page), BUSY);
  await end(peer, page);
  await until(page, FREE);
  assert.ok(await page.evaluate(() => window.nodes.every((node, at) => node === document.querySelector("#b").childNodes[at])));
  assert.equal(await page.evaluate(() => document.querySelector("#b").getAttributeNames().join()), "id,dj-click,dj-lock,dj-disable-with,class".replace(",class", ""));
  await page.click("#b");
  assert.equal((await peer.next("e"))[1], refs + 1, "it works again");
  await done();
}

test("LO-05, LD-08, G27: a patch ends it", () => ended((peer) => peer.send(["p", 1, 1, [0, 1]])));
test("LO-05, LD-08, G27: an answer without a change ends it", () => ended((peer) => peer.send(["a", 1])));
test("LO-05, LD-08, G27: full values end it", () => ended((peer) => peer.send(["f", 1, 1, [], [1, [0, []], null]])));
test("LO-05, LD-08, G27: a refusal ends it", () =>
  ended((peer) => peer.send(["x", 1, "bad_params", "no"]), { allow: [/was refused/] }));

test("LO-07: what the server holds stays locked under answers to later events, until it ran", () =>
  ended(async (peer, page) => {
    peer.send(["d", 1], ["p", 1, 1, [0, 1]], ["a", 1]);
    await page.waitForFunction(() => document.querySelector("h1").textContent === "1");
    assert.deepEqual(await look(page), BUSY);
    await page.evaluate(() => document.querySelector("#b").click());
    peer.send(["s", 1]);
  }));

test("LO-07: one that a newer one superseded ends", () => ended((peer) => peer.send(["d", 1], ["s", 1, "superseded"])));

test("LO-05: it ends with its session, and on disconnect", async () => {
  const { page, peer, done } = await start({ allow: [/was lost/, /WebSocket/] });
  await page.click("#b");
  await peer.next("e");
  peer.socket.terminate();
  await until(page, FREE);
  const again = await server.peer();
  await again.join({ mode: 1, version: 1 });
  again.send(["f", 2, 0, [], [7, [0, []], null]]);
  await page.waitForFunction(() => document.querySelector("h1").textContent === "7");
  await until(page, FREE);
  await page.click("#b");
  await again.next("e");
  assert.deepEqual(await look(page), BUSY);
  await done();
});

test("LO-02: it ends when its element leaves the page; the one that comes is free", async () => {
  const { page, peer, done } = await start();
  await page.click("#b");
  await peer.next("e");
  peer.send(["p", 1, 0, [1, null]]);
  await page.waitForFunction(() => !document.querySelector("#b"));
  assert.equal(await page.evaluate(() => document.body.classList.contains("djust-global-loading")), false);
  peer.send(["p", 2, 0, [1, [0, []]]]);
  await until(page, FREE);
  peer.send(["a", 1]);
  await done();
});

test("LD-08: an element that a patch brings meanwhile shows, and one that it brings later does not", async () => {
  const { page, peer, done } = await start();
  const shown = () => page.evaluate(() => document.querySelector("#spin").checkVisibility());
  await page.click("#b");
  await peer.next("e");
  peer.send(["p", 1, 0, [2, [0, []]]]);
  await page.waitForSelector("#spin");
  assert.equal(await shown(), true);
  assert.deepEqual(await look(page), BUSY);
  peer.send(["p", 2, 0, [2, null]], ["p", 3, 0, [2, [0, []]]]);
  await peer.next("k");
  assert.equal(await shown(), true);
  peer.send(["a", 1]);
  await until(page, FREE);
  assert.equal(await shown(), false);
  await done();
});

test("LD-06: a page that asks for nothing gets classes after 100 ms, and none for a reply before", async () => {
  const init = () => {
    const later = globalThis.setTimeout;
    globalThis.due = [];
    // The time that a reply may take passes when the test says so.
    globalThis.setTimeout = (run, ms, ...rest) => (ms === 100 ? globalThis.due.push(run) : later(run, ms, ...rest));
  };
  const { page, peer, done } = await start({ init }, ["dj-click"]);
  const pass = () => page.evaluate(() => globalThis.due.splice(0).forEach((run) => run()));
  await page.evaluate(() => {
    window.seen = [];
    const note = () => window.seen.push(document.body.className);
    new MutationObserver(note).observe(document.body, { attributes: true });
  });
  await page.click("#b");
  peer.send(["a", (await peer.next("e"))[1]]);
  await page.waitForFunction(() => !document.querySelector("#b").disabled);
  await pass();
  const quick = await page.evaluate(() => window.seen);
  await page.click("#b");
  await peer.next("e");
  await pass();
  await until(page, BUSY);
  peer.send(["a", 2]);
  await until(page, FREE);
  assert.deepEqual(quick, []);
  await done();
});

test("LO-05: a submit button that is an image is locked with its form", async () => {
  const markup = `<form dj-submit=save><input type=image id=image alt=Send dj-lock></form>`;
  const fragments = [fragment([0], ["<h1", anchor([0, 0]), ">", text(0), `</h1>${markup}`])];
  server.page("/image", fragments, [0], { skeleton: { a: ["dj-submit", "dj-lock"] } });
  const { page, peer, done } = await open(browser, server, "/image");
  await page.click("#image");
  await peer.next("e");
  assert.ok(await page.isDisabled("#image"));
  peer.send(["a", 1]);
  await page.waitForFunction(() => !document.querySelector("#image").disabled);
  await done();
});
