// Templates that are whole documents, and what a strict policy of the page must not hinder.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server, settled, STRICT_CSP } from "./harness.mjs";
import { anchor, branch, fragment, list, PROTOCOL, render, rows, skeletonOf, text, value } from "./template.mjs";

begin();

const SCRIPTS = "@scripts@";

/** Serves a template that writes `<html>` itself. */
function document(path, fragments, values, marks) {
  const digest = `d${path.slice(1)}`;
  const file = JSON.stringify(skeletonOf(fragments)).replace(SCRIPTS, "");
  server.put(`/djust/${digest}.json`, file, "application/json");
  const count = { marks: 0 };
  const html = render(fragments, values, "x7q", count);
  const data = { p: PROTOCOL, t: "join", v: 0, s: `/djust/${digest}.json`, m: "x7q", n: marks ?? count.marks };
  const scripts = `<script type="application/json" id="djust">${JSON.stringify(data)}</script><script src="/djust.js" defer></script>`;
  server.put(path, html.replace(SCRIPTS, scripts), undefined, { "content-security-policy": STRICT_CSP });
}

const PAGE = [
  fragment([0, 0, 0, ["b", 1], ["l", 2, ""]], [
    "<!doctype html><html", anchor([0, 1, "lang"]), ' lang="', text(0), '"><head><meta charset="utf-8"><title', anchor([1, 3]), ">", text(1),
    `</title><link rel="stylesheet" href="/s.css">${SCRIPTS}</head><body`, anchor([2, 1, "class"]), ' class="', text(2), '"><main>', branch(3),
    "<ul", anchor([4, 4]), ">", rows(4), "</ul></main></body></html>",
  ]),
  fragment([0], ["<p>", value(0), "</p>"]),
  fragment([0], ["<li", anchor([0, 0]), ">", text(0), "</li>"], [0, 0]),
];

function state(page) {
  return page.evaluate(() => [
    document.documentElement.lang, document.title, document.body.className, document.querySelector("main").textContent,
    document.querySelectorAll("link[rel=stylesheet]").length, document.querySelectorAll("title").length,
  ]);
}

for (const broken of [false, true]) {
  test(`I2: slots of html, title and body${broken ? ", every comment stripped" : ""}, under a strict CSP`, async () => {
    server.put("/s.css", "li { color: red }", "text/css");
    const path = broken ? "/document-broken" : "/document";
    document(path, PAGE, ["en", "One", "a", [0, ["x"]], [["r"]]]);
    const { page, peer, done } = await open(browser, server, path);
    if (broken) {
      await page.evaluate(() => {
        const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
        const nodes = [];
        while (comments.nextNode()) nodes.push(comments.currentNode);
        for (const node of nodes) node.remove();
      });
    }
    peer.send(["p", 1, 0, [0, "de", 1, "Two &#38;", 2, "b c", 3, [[0, "y"]], 4, [[], [], [1, [["s"]]]]]]);
    if (broken) {
      assert.deepEqual(await peer.next("r"), ["r", 0, []]);
      peer.send(["f", 1, 0, [], ["de", "Two &#38;", "b c", [0, ["y"]], [["r"], ["s"]]]]);
    }
    await settled(page, peer, 1);
    assert.deepEqual(await state(page), ["de", "Two &", "b c dj-connected", "yrs", 1, 1]);
    peer.send(["p", 2, 0, [0, "fr", 1, "Three", 2, "d", 3, null, 4, [[], [0, 1]]]]);
    await settled(page, peer, 2);
    const [lang, title, classes, main] = await state(page);
    assert.deepEqual([lang, title, main], ["fr", "Three", "s"]);
    assert.ok(classes.split(" ").includes("d") && classes.includes("dj-connected") && !classes.split(" ").includes("c"), classes);
    await done();
  });
}

test("a root built anew keeps a title without slots", async () => {
  const fixed = [
    fragment([["b", 1]], [`<!doctype html><html><head><title>Fixed</title>${SCRIPTS}</head><body><main>`, branch(0), "</main></body></html>"]),
    fragment([0], ["<p>", value(0), "</p>"]),
  ];
  document("/title", fixed, [[0, ["x"]]]);
  const { page, peer, done } = await open(browser, server, "/title");
  await page.evaluate(() => document.querySelector("main").replaceChildren());
  peer.send(["p", 1, 0, [0, [[0, "y"]]]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, []]);
  peer.send(["f", 1, 0, [], [[0, ["y"]]]]);
  await settled(page, peer, 1);
  assert.equal(await page.textContent("main"), "y");
  assert.equal(await page.title(), "Fixed");
  assert.equal(await page.evaluate(() => document.querySelectorAll("title").length), 1);
  await done();
});

test("a wrong count of marks: the first patch asks for all values, what stands is kept", async () => {
  document("/count", PAGE, ["en", "One", "a", [0, ["x"]], [["r"]]], 3);
  const { page, peer, done } = await open(browser, server, "/count");
  await page.evaluate(() => (globalThis.item = document.querySelector("li")));
  peer.send(["p", 1, 0, [1, "Two"]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, []]);
  peer.send(["f", 1, 0, [], ["en", "Two", "a", [0, ["x"]], [["r"]]]]);
  await settled(page, peer, 1);
  assert.equal(await page.title(), "Two");
  assert.ok(await page.evaluate(() => globalThis.item.isConnected));
  await done();
});

test("ENGINE 21: styles are set property by property, a bound dialog closes, scripts' styles stay", async () => {
  const fragments = [
    fragment([0, 0, ["l", 1, ""]], [
      "<p", anchor([0, 1, "style"]), ' style="', text(0), '">x</p><dialog', anchor([1, 2, ["open"]]), text(1), ">d</dialog><ul", anchor([2, 4]), ">", rows(2), "</ul>",
    ]),
    fragment([0], ["<li", anchor([0, 1, "style"]), ' style="', text(0), '">x</li>']),
  ];
  server.page("/style", fragments, ["", "", []]);
  const { page, peer, done } = await open(browser, server, "/style", {
    // The page's own markup has a style attribute, once: the compiler warns of it.
    allow: [/Applying inline style/],
  });
  await page.evaluate(() => (document.querySelector("p").style.margin = "3px"));
  peer.send(["p", 1, 0, [0, "color: red; width: 10px", 1, " open", 2, [[], [], [0, [["height: 5px"]]]]]]);
  await settled(page, peer, 1);
  const look = () => page.evaluate(() => [
    document.querySelector("p").style.cssText, document.querySelector("dialog").open, document.querySelector("li")?.style.height,
  ]);
  assert.deepEqual(await look(), ["margin: 3px; color: red; width: 10px;", true, "5px"]);
  peer.send(["p", 2, 0, [0, "width: 12px", 1, ""]]);
  await settled(page, peer, 2);
  assert.deepEqual(await look(), ["margin: 3px; width: 12px;", false, "5px"]);
  await done();
});

test("HAZARDS 1: text beyond 65,536 characters, line feeds of pre, rows of pairs in a select-free table", async () => {
  const fragments = [fragment([0, 0, ["l", 1]], ["<pre", anchor([0, 0]), ">\n", text(0), "</pre><p>", value(1), "</p><table><tbody>", list(2), "</tbody></table>"]), fragment([0], ["<tr><td>", value(0), "</td></tr><tr></tr>"])];
  // Some parsers make several text nodes of a long text, some one: here there are two, before the client looks.
  server.put("/split.js", 'document.querySelector("p").childNodes[1].splitText(65_536)', "text/javascript");
  const script = `<script src="/split.js" defer></script><script src="/djust.js" defer></script>`;
  server.page("/long", fragments, ["\nx", "a".repeat(200_000), [["1"]]], { script });
  const { page, peer, done } = await open(browser, server, "/long");
  assert.equal(await page.textContent("pre"), "\nx");
  peer.send(["p", 1, 0, [1, [200_000, 0, 1, "b"]]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, [1]]);
  peer.send(["f", 1, 0, [1], `b${"a".repeat(199_999)}`]);
  peer.send(["p", 2, 0, [0, "\n\ny", 1, [200_000, 199_999, 1, "c"], 2, [[], [], [0, [["0"]]]]]]);
  await settled(page, peer, 2);
  assert.equal(await page.textContent("pre"), "\n\ny");
  assert.equal(await page.textContent("p"), `b${"a".repeat(199_998)}c`);
  assert.equal(await page.textContent("tbody"), "01");
  await done();
});

test("UI-04: a skeleton that comes after the join does not make the client's class the server's", async () => {
  document("/slow", PAGE, ["en", "One", "a", null, []]);
  const context = await browser.newContext();
  const page = await context.newPage();
  let release;
  const held = new Promise((resume) => (release = resume));
  await page.route("**/djust/*.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${server.origin}/slow`);
  const peer = await server.peer();
  await peer.join();
  peer.send(["p", 1, 0, [2, "b"]]);
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => document.body.className), "a");
  release();
  await page.waitForSelector("body.b", { state: "attached" });
  assert.equal(await page.evaluate(() => document.body.className), "b dj-connected");
  await context.close();
});
