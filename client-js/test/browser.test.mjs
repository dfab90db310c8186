// Browsers without `moveBefore`, input methods, pages rendered ahead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contract } from "./modules.mjs";
import { begin, browser, open, server, settled } from "./harness.mjs";
import { anchor, fragment, rows, text } from "./template.mjs";

begin();

test("ENGINE 24: without moveBefore, focus, selection and scroll are put back", async () => {
  const fragments = [
    fragment([["l", 1, " "]], ["<div", anchor([0, 4]), ">", rows(0), "</div>"]),
    fragment([0], ["<p", anchor([0, 1, "data-key"]), ' data-key="', text(0), `"><input value="hello"><textarea>1\n2\n3\n4\n5\n6\n7\n8\n9</textarea></p>`], [0, 0]),
  ];
  server.page("/moves", fragments, [[["a"], ["b"], ["c"]]]);
  const { page, peer, done } = await open(browser, server, "/moves", {
    init: () => {
      delete Element.prototype.moveBefore;
      delete DocumentFragment.prototype.moveBefore;
      delete Document.prototype.moveBefore;
    },
  });
  await page.evaluate(() => {
    const row = document.querySelector("[data-key=c]");
    row.querySelector("textarea").scrollTop = 40;
    globalThis.scrolled = row.querySelector("textarea").scrollTop;
    row.querySelector("input").focus();
    row.querySelector("input").setSelectionRange(1, 3);
  });
  peer.send(["p", 1, 0, [0, [[], [], [0, 2]]]]);
  await settled(page, peer, 1);
  const found = await page.evaluate(() => {
    const row = document.querySelector("[data-key=c]");
    const input = row.querySelector("input");
    return [row === document.querySelector("p"), document.activeElement === input, input.selectionStart, input.selectionEnd, row.querySelector("textarea").scrollTop === globalThis.scrolled];
  });
  assert.deepEqual(found, [true, true, 1, 3, true]);
  await done();
});

test("HAZARDS 18: a reply in the middle of a composition leaves the field alone", async () => {
  const fragments = [fragment([0], [`<input name="t" dj-input="h" dj-debounce="0"`, anchor([0, 1, "value"]), ' value="', text(0), '">'])];
  server.page("/compose", fragments, [""]);
  const { page, peer, done } = await open(browser, server, "/compose");
  await page.focus("input");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "\u306b", selectionStart: 1, selectionEnd: 1 });
  const [, ref, , , { value }] = await peer.next("e");
  assert.equal(value, "\u306b");
  peer.send(["p", 1, ref, [0, "NI"]]);
  await settled(page, peer, 1);
  assert.equal(await page.inputValue("input"), "\u306b");
  await devtools.send("Input.insertText", { text: "\u65e5" });
  const end = await peer.next("e");
  assert.equal(end[4].value, "\u65e5");
  peer.send(["p", 2, end[1], [0, "DAY"]]);
  await settled(page, peer, 2);
  assert.equal(await page.inputValue("input"), "DAY");
  await done();
});

test("DESIGN: a page rendered ahead joins once it is shown", async () => {
  server.page("/ahead", [fragment([], ["x"])], []);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(Document.prototype, "prerendering", { get: () => !globalThis.activated, configurable: true }));
  await page.goto(`${server.origin}/ahead`);
  await page.waitForTimeout(300);
  assert.equal(server.unmet, 0);
  await page.evaluate(() => {
    globalThis.activated = true;
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  await (await server.peer()).join();
  await page.waitForSelector("body.dj-connected");
  await context.close();
});

test("HAZARDS 47: rapid reloads leave one live page", async () => {
  server.page("/rapid", [fragment([0], ["<h1", anchor([0, 0]), ">", text(0), "</h1>"])], ["0"]);
  const { page, done } = await open(browser, server, "/rapid");
  for (let times = 0; times < 15; times++) await page.goto(`${server.origin}/rapid`, { waitUntil: "commit" });
  let last = null;
  for (;;) {
    const next = await Promise.race([server.peer(), new Promise((resume) => setTimeout(resume, 1500, null))]);
    if (!next) break;
    last = next;
  }
  await last.join();
  last.send(["p", 1, 0, [0, "live"]]);
  await page.waitForFunction(() => document.querySelector("h1").textContent === "live");
  await done();
});

test("PA-19: a browser decodes the entities of the contract", async () => {
  const { decoded, kept } = contract("entities");
  const cases = [...decoded, ...kept.map((source) => [source, source])];
  const page = await browser.newPage();
  await page.setContent(cases.map(([source]) => `<p title="${source}"></p>`).join(""));
  const titles = await page.$$eval("p", (elements) => elements.map(({ title }) => title));
  assert.deepEqual(titles, cases.map(([, wanted]) => wanted));
  await page.close();
});
