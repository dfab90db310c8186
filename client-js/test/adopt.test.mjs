// Adoption changes nothing; what was tampered with is put right; what is the user's is left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, fresh, open, server, settled, shown } from "./harness.mjs";
import { anchor, branch, diff, fragment, list, patch, PROTOCOL, region, render, rows, text, value } from "./template.mjs";

begin();

const LOOSE = { headers: {} };

/** A page with a slot of every kind. */
const EVERY = [
  fragment([0, 0, ["b", 1], ["l", 2, ""], ["l", 3], 0], [
    "<header>Hi ", value(0), ", </header><p", anchor([1, 0], [1, 1, "title"]), ' title="', text(1), '">', text(1), "</p><section>",
    branch(2), "</section><ul", anchor([3, 4]), ">", rows(3), "</ul><div>", list(4), "</div><footer>", value(5), "</footer>",
  ]),
  fragment([0, ["b", 4]], ["<b>", value(0), "</b>", branch(1)]),
  fragment([0, 0, ["l", 5, ""]], [
    "<li", anchor([0, 1, "data-key"]), ' data-key="', text(0), '"><span', anchor([1, 0]), ">", text(1), "</span><i>", list(2), "</i></li>",
  ], [0, 0]),
  fragment([0, 0], ["[", value(0), "|", value(1), "]"], null),
  fragment([], ["<em>!</em>"]),
  fragment([0], ["<u", anchor([0, 0]), ">", text(0), "</u>"]),
];
const START = ["Ann", "t1", [0, ["arm", [0, []]]], [1, 2, 3].map((n) => [n, `n${n}`, [[n], [n + 1]]]), [["a", "b"], ["c", ""]], "end"];
const LATER = [
  ["Bob", "t1", [0, ["arm", null]], [1, 3, 2].map((n) => [n, `m${n}`, [[n]]]), [["a", "x"], ["c", "d"]], "end."],
  ["Bob", "t2", null, [3, 4].map((n) => [n, `m${n}`, []]), [["", "y"]], "<b>e</b>"],
  ["<i>C</i>", "t3", [0, ["arm2", null]], [5, 4, 3].map((n) => [n, `k${n}`, [[9]]]), [], ""],
];

/** Patches through the states while answering resyncs, until the page has the last version. */
async function converge(page, peer, fragments, first, states) {
  let stop = false;
  let current = first;
  let version = 0;
  let resyncs = 0;
  const answering = (async () => {
    while (!stop) {
      const asked = peer.unread.some(([kind]) => kind === "r");
      if (!asked) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      const [, , path, id] = await peer.next("r");
      resyncs++;
      const held = region(fragments, current, path, id);
      peer.send(id ? ["f", version, 0, path, held, id] : ["f", version, 0, path, held]);
    }
  })();
  for (const next of states) {
    peer.send(["p", ++version, 0, ...patch(fragments, current, next)]);
    current = next;
    await page.waitForTimeout(80);
  }
  const html = await fresh(page, render(fragments, current));
  for (let tries = 0; tries < 40 && (await shown(page)) !== html; tries++) await page.waitForTimeout(50);
  stop = true;
  await answering;
  assert.equal(await shown(page), html);
  return resyncs;
}

test("I8, LV-07: adoption changes nothing but the class on body, under a strict CSP with Trusted Types", async () => {
  server.page("/every", EVERY, START);
  const { page, peer, done } = await open(browser, server, "/every", {
    join: false,
    init: () => {
      globalThis.seen = [];
      const observer = new MutationObserver((list) => {
        if (document.readyState === "loading") return;
        for (const { type, target, attributeName } of list) globalThis.seen.push([type, target.nodeName, attributeName]);
      });
      document.addEventListener("readystatechange", () => {
        if (document.readyState !== "interactive") return;
        observer.takeRecords();
        observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      });
    },
  });
  const frame = await peer.join();
  assert.deepEqual(frame, ["j", PROTOCOL, "join", 0, "devery"]);
  assert.equal(peer.url, "/every");
  await page.waitForSelector("body.dj-connected");
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => globalThis.seen), [["attributes", "BODY", "class"]]);
  peer.send(["p", 1, 0, diff(EVERY, START, LATER[0])]);
  await settled(page, peer, 1);
  peer.send(["p", 2, 0, diff(EVERY, LATER[0], LATER[1])], ["p", 3, 0, diff(EVERY, LATER[1], LATER[2])]);
  await settled(page, peer, 3);
  assert.equal(await page.textContent("header"), "Hi C, ");
  await done();
});

test("the same states on an untouched page need no resync", async () => {
  server.page("/plain", EVERY, START, LOOSE);
  const { page, peer, done } = await open(browser, server, "/plain");
  assert.equal(await converge(page, peer, EVERY, START, LATER), 0);
  await done();
});

const TAMPER = {
  "text wrapped in <font>": () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim()) nodes.push(texts.currentNode);
    for (const node of nodes) {
      const font = document.createElement("font");
      node.replaceWith(font);
      font.append(document.createElement("font"));
      font.firstChild.append(node.data);
    }
  },
  "every comment stripped": () => {
    const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    const nodes = [];
    while (comments.nextNode()) nodes.push(comments.currentNode);
    for (const node of nodes) node.remove();
  },
  "a bound element removed": () => document.querySelector("li span").remove(),
  "a row removed": () => document.querySelector("li").remove(),
  "a region's comment removed": () => document.querySelector("footer").firstChild.remove(),
  "a branch's comment removed": () => document.querySelector("section").lastChild.remove(),
  "a list emptied": () => document.querySelector("ul").replaceChildren(),
  "a list's element removed": () => document.querySelector("ul").remove(),
  "rows out of their list": () => document.body.append(...document.querySelectorAll("li")),
};

for (const [what, tamper] of Object.entries(TAMPER)) {
  for (const when of ["after adoption", "in the page"]) {
    test(`I7, HAZARDS 34: ${what}, ${when}: the next patches end in the right page`, async () => {
      const path = `/tamper-${what.replace(/\W/g, "")}-${when.length}`;
      server.page(path, EVERY, START, LOOSE);
      if (when === "in the page") {
        // The deferred bundle runs after this one.
        server.put(`${path}.js`, `(${tamper})()`, "text/javascript");
        server.page(path, EVERY, START, { ...LOOSE, script: `<script src="${path}.js" defer></script><script src="/djust.js" defer></script>` });
      }
      const { page, peer, done } = await open(browser, server, path);
      if (when === "after adoption") await page.evaluate(tamper);
      await converge(page, peer, EVERY, START, [...LATER, START, ...LATER]);
      await done();
    });
  }
}

test("I7, HAZARDS 10: nodes inserted everywhere neither break patches nor get lost", async () => {
  server.page("/inserted", EVERY, START, LOOSE);
  const { page, peer, done } = await open(browser, server, "/inserted");
  await page.evaluate(() => {
    const mine = () => Object.assign(document.createElement("x-mine"), { hidden: true });
    for (const element of [...document.body.querySelectorAll("header, section, ul, li, div, footer"), document.body]) {
      element.prepend(mine());
      element.append(mine());
    }
  });
  let state = START;
  for (const [index, next] of LATER.entries()) {
    peer.send(["p", index + 1, 0, diff(EVERY, state, next)]);
    state = next;
    await page.waitForTimeout(30);
  }
  await settled(page, peer, 3);
  const left = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll("x-mine")];
    for (const node of nodes) node.remove();
    return nodes.length;
  });
  assert.ok(left >= 10, `${left} of the inserted nodes are left`);
  assert.equal(await shown(page), await fresh(page, render(EVERY, LATER[2])));
  await done();
});

test("I7: djust:resync tells once of a region, the path is the nearest that stands", async () => {
  server.page("/resync", EVERY, START, LOOSE);
  const { page, peer, done } = await open(browser, server, "/resync");
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("djust:resync", ({ detail }) => globalThis.told.push(detail.path));
    globalThis.kept = document.querySelectorAll("li")[0];
    document.querySelectorAll("li span")[1].remove();
  });
  peer.send(["p", 1, 0, [3, [[1, [1, "new"]]]]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, [3, 1]]);
  peer.send(["p", 2, 0, [3, [[1, [1, "newer"]]]]], ["f", 2, 0, [3, 1], [2, "newer", [[2], [3]]]]);
  await settled(page, peer, 2);
  const next = structuredClone(START);
  next[3][1][1] = "newer";
  assert.equal(await shown(page), await fresh(page, render(EVERY, next)));
  assert.deepEqual(await page.evaluate(() => globalThis.told), [[3, 1]]);
  assert.ok(await page.evaluate(() => globalThis.kept === document.querySelectorAll("li")[0]));
  await done();
});

test("UI-01: focus, caret, scroll, details, dialog, iframe and video stay across a reorder", async () => {
  const fragments = [
    fragment([["l", 1, ""], 0], ["<div", anchor([0, 4]), ">", rows(0), "</div><p>", value(1), "</p>"]),
    fragment([0, 0], [
      "<section", anchor([0, 1, "data-key"]), ' data-key="', text(0), '"><input name="a"><div class="s" tabindex="0"><br><br><br><br><br><br></div>',
      "<details><summary>s</summary>d</details><dialog>x</dialog><iframe></iframe><video></video><span", anchor([1, 0]), ">", text(1), "</span></section>",
    ], [0, 0]),
  ];
  const state = (order, note) => [order.map((key) => [key, `${key}${note}`]), note];
  server.page("/alone", fragments, state([1, 2, 3, 4], ""), LOOSE);
  const { page, peer, done } = await open(browser, server, "/alone");
  await page.fill("section:nth-child(3) input", "hello world");
  await page.evaluate(() => {
    const row = document.querySelector("section:nth-child(3)");
    const input = row.querySelector("input");
    input.focus();
    input.setSelectionRange(3, 7);
    row.querySelector(".s").setAttribute("style", "");
    row.querySelector(".s").style.cssText = "height: 20px; overflow: auto";
    row.querySelector(".s").scrollTop = 30;
    row.querySelector("details").open = true;
    row.querySelector("dialog").show();
    input.focus();
    row.classList.add("scripted");
    row.append("script's");
    globalThis.frameWindow = row.querySelector("iframe").contentWindow;
    globalThis.frameWindow.mark = 1;
    globalThis.video = row.querySelector("video");
    globalThis.blurs = 0;
    input.addEventListener("blur", () => globalThis.blurs++);
  });
  peer.send(["p", 1, 0, diff(fragments, state([1, 2, 3, 4], ""), state([3, 4, 1, 2], "!"))]);
  peer.send(["p", 2, 0, diff(fragments, state([3, 4, 1, 2], "!"), state([4, 2, 1, 3], "?"))]);
  await settled(page, peer, 2);
  const found = await page.evaluate(() => {
    const row = document.querySelector('section[data-key="3"]');
    const input = row.querySelector("input");
    return {
      order: [...document.querySelectorAll("section")].map((one) => one.dataset.key).join(""),
      focused: document.activeElement === input, value: input.value, from: input.selectionStart, to: input.selectionEnd,
      scroll: row.querySelector(".s").scrollTop, details: row.querySelector("details").open, dialog: row.querySelector("dialog").open,
      frame: row.querySelector("iframe").contentWindow === globalThis.frameWindow && globalThis.frameWindow.mark,
      video: row.querySelector("video") === globalThis.video, script: row.className + row.lastChild.data, blurs: globalThis.blurs,
    };
  });
  assert.deepEqual(found, {
    order: "4213", focused: true, value: "hello world", from: 3, to: 7, scroll: 30, details: true, dialog: true,
    frame: 1, video: true, script: "scriptedscript's", blurs: 0,
  });
  await done();
});

test("HAZARDS 46: the bundle may come early, late, twice and after the page", async () => {
  const scripts = {
    early: `<script src="/djust.js"></script>`,
    twice: `<script src="/djust.js"></script><script src="/djust.js" defer></script>`,
    async: `<script src="/djust.js" async></script>`,
    module: `<script type="module" src="/djust.js"></script>`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    server.page(`/load-${name}`, EVERY, START, { script });
    const { page, peer, done } = await open(browser, server, `/load-${name}`);
    peer.send(["p", 1, 0, diff(EVERY, START, LATER[0])]);
    await settled(page, peer, 1);
    assert.equal(await page.textContent("header"), "Hi Bob, ");
    await done();
  }
  server.page("/load-late", EVERY, START, { script: "", headers: {} });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/load-late`);
  for (let times = 0; times < 2; times++) await page.addScriptTag({ url: "/djust.js" });
  const peer = await server.peer();
  await peer.join();
  await page.waitForSelector("body.dj-connected");
  await context.close();
});
