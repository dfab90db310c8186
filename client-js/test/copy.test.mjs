// Rows that come with a patch: copies of the skeleton, filled, and bound when they are first addressed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, fresh, open, server, settled, shown } from "./harness.mjs";
import { anchor, fragment, render, rows, text } from "./template.mjs";

begin();

/** Items with a key, a class, a conditional run and a text, and a field that the server's value counts for. */
const fragments = [
  fragment([["l", 1, " "]], ["<ul", anchor([0, 4]), ">", rows(0), "</ul>"]),
  fragment(
    [0, 0, 0, 0],
    ["<li", anchor([0, 1, "data-key"], [1, 1, "class"], [2, 2, ["class", "hidden", "title"]]), ' data-key="', text(0), '" class="', text(1), '"', text(2), "><b", anchor([3, 0]), ">", text(3), "</b></li>"],
    [0, 0],
  ),
];

async function start(path, items) {
  server.page(path, fragments, [items], { headers: {} });
  return open(browser, server, path);
}

/** The page as it is must be what a fresh one would be. */
async function same(page, items) {
  assert.equal(await shown(page), await fresh(page, render(fragments, [items])));
}

test("copies are what a fresh page has: numbers, entities, markup, empty values, runs", async () => {
  const { page, peer, done } = await start("/copies", []);
  const items = [
    [1, "", "", 7],
    ["2&amp;3", "odd &#34;x&#34;", "", "&#60;b&#62; &amp; c"],
    [4, "even", ' hidden title="a"', "<i>markup</i> &amp; text"],
    ["", "", ' title=""', ""],
  ];
  peer.send(["p", 1, 0, [0, [[], [], [0, items]]]]);
  await settled(page, peer, 1);
  await same(page, items);
  await done();
});

test("I7: what a script adds to a copy before it is addressed stays, and what the server wrote goes", async () => {
  const { page, peer, done } = await start("/added", []);
  const items = [["a", "odd", "", "x"], ["b", "", "", "y"], ["c", "", ' class="no" title="t"', "z"]];
  peer.send(["p", 1, 0, [0, [[], [], [0, items]]]]);
  await settled(page, peer, 1);
  await page.evaluate(() => {
    for (const item of document.querySelectorAll("li")) {
      item.classList.add("mine");
      item.setAttribute("title", "mine");
    }
  });
  peer.send(["p", 2, 0, [0, [[0, [1, "even"], 1, [1, "on", 2, " hidden"], 2, [2, ""]]]]]);
  await settled(page, peer, 2);
  const found = await page.evaluate(() =>
    Array.from(document.querySelectorAll("li"), (item) => [item.className, item.getAttribute("title"), item.hidden]),
  );
  assert.deepEqual(found, [["even mine", "mine", false], ["on mine", "mine", true], ["mine", null, false]]);
  await done();
});

test("copies that were never addressed move, change and go as the page's own rows do", async () => {
  const { page, peer, done } = await start("/mixed", [["p", "", "", "page"]]);
  const item = (key, label = key) => [key, "", "", label];
  peer.send(["p", 1, 0, [0, [[], [], [0, [item("a"), item("b"), item("c")], 4, [item("d")]]]]]);
  // a b c p d: b goes, d comes first, a and what is now between c and p change.
  peer.send(["p", 2, 0, [0, [[1, [3, "A"]], [1, 1], [0, 4, 3, [item("e")]]]]]);
  await settled(page, peer, 2);
  await same(page, [item("d"), item("a", "A"), item("c"), item("e"), ["p", "", "", "page"]]);
  await done();
});

test("I7: of the rows only those that a patch names must stand", async () => {
  const { page, peer, done } = await start("/named", ["a", "b", "c", "d"].map((key) => [key, "", "", key]));
  await page.evaluate(() => document.querySelector("[data-key=d]").remove());
  peer.send(["p", 1, 0, [0, [[], [0, 1], [0, 2]]]]);
  await settled(page, peer, 1);
  assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll("li"), (item) => item.dataset.key)), ["c", "b"]);
  assert.deepEqual(peer.unread.filter(([kind]) => kind === "r"), [], "nothing was asked for");
  // Something is to stand before the one that went: now the list's values are asked for.
  peer.send(["p", 2, 0, [0, [[], [], [2, [["e", "", "", "e"]]]]]]);
  assert.deepEqual(await peer.next("r"), ["r", 1, [0]]);
  await done();
});
