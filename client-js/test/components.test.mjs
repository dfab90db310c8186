// Components: parts of a page with ids, patches and events of their own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, fresh, open, server, settled, shown } from "./harness.mjs";
import { anchor, branch, component, fragment, list, patch, region, render, rows, text, value } from "./template.mjs";

begin();

// A strict CSP would also bind the tests' own parsing.
const LOOSE = { headers: {} };

/** A card stands alone, in an arm, in rows of both kinds and in another card; it holds a value, a field and a badge. */
const CARDS = [
  fragment([0, ["c", 1], ["b", 2], ["l", 3, ""], ["l", 4]], [
    "<h1", anchor([0, 0]), ">", text(0), "</h1>", component(1), "<section>", branch(2), "</section><ul", anchor([3, 4]), ">", rows(3),
    "</ul><div>", list(4), "</div>",
  ]),
  fragment([0, 0, ["c", 5]], [
    "<article", anchor([0, 1, "title"]), ' title="', text(0), '"><b>', value(0), "</b>", '<input name="t" dj-input="typed" dj-debounce="0"',
    anchor([1, 1, "value"]), ' value="', text(1), '"><button dj-click="save">s</button>', component(2), "</article>",
  ]),
  fragment([["c", 1]], ["<main>", component(0), "</main>"]),
  fragment([0, ["c", 1]], ["<li", anchor([0, 1, "data-key"]), ' data-key="', text(0), '">', component(1), "</li>"], [0, 0]),
  fragment([["c", 5]], [component(0)]),
  fragment([0], ["<i", anchor(), ">", value(0), "</i>"]),
];
const card = (id, note = "") => [id, [`card${id}${note}`, `field${id}`, badge(id + 100, note)]];
const badge = (id, note = "") => [id, [`badge${id}${note}`]];
const row = (key, id, note) => [key, card(id, note)];
const START = ["head", card(1), [0, [card(2)]], [row("a", 3), row("b", 4), row("c", 5)], [[badge(6)], [badge(7)]]];

let paths = 0;
async function cards(options = {}, state = START, page = LOOSE) {
  const path = `/cards${paths++}`;
  server.page(path, CARDS, state, page);
  return { path, ...(await open(browser, server, path, options)) };
}

const same = async (page, state) => assert.equal(await shown(page), await fresh(page, render(CARDS, state)));
const asked = (peer) => peer.unread.filter(([kind]) => kind === "r");

/** Keeps the elements of the components to compare them later. */
const keep = (page) =>
  page.evaluate(() => {
    globalThis.kept = new Map([...document.querySelectorAll("[data-component-id]")].map((one) => [one.dataset.componentId, one]));
  });
/** The ids of those that stand and are the same elements. */
const kept = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[data-component-id]")]
      .filter((one) => globalThis.kept.get(one.dataset.componentId) === one)
      .map((one) => Number(one.dataset.componentId)),
  );

/** Patches from state to state, and compares each with a fresh page. No values are asked for. */
async function through(page, peer, states, first = START) {
  let state = first;
  for (const [index, next] of states.entries()) {
    peer.send(["p", index + 1, 0, ...patch(CARDS, state, next)]);
    state = next;
    await settled(page, peer, index + 1);
    await same(page, next);
  }
  assert.deepEqual(asked(peer), []);
}

test("I2, I8: a page with components is adopted as it is, under a strict CSP, and takes patches of view and components", async () => {
  const { page, peer, done } = await cards({}, START, {});
  await page.evaluate(() => {
    globalThis.seen = [];
    const take = (records) => globalThis.seen.push(...records.map(({ type, target }) => [type, target.data ?? target.localName]));
    new MutationObserver(take).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  });
  peer.send(["p", 1, 0, [0, "new"], 5, [0, "five"], 103, []], ["p", 2, 0, [], 2, [1, "f2"], 102, [0, "b2"]]);
  await settled(page, peer, 2);
  assert.deepEqual(await page.evaluate(() => globalThis.seen), [
    ["characterData", "new"], ["attributes", "article"], ["characterData", "five"], ["attributes", "input"], ["characterData", "b2"],
  ]);
  assert.deepEqual(asked(peer), []);
  await done();
});

test("CO-06, CO-11: what changes within a component is written there alone; a component stays while its parent changes", async () => {
  const { page, peer, done } = await cards();
  await keep(page);
  const [, , , lines, pairs] = START;
  const states = [
    ["head", card(1, "!"), START[2], lines, pairs],
    ["head2", card(1, "!"), [0, [card(2, "?")]], [lines[2], row("a", 3, "~"), lines[1]], [[badge(6, "!")], [badge(7)]]],
    ["head2", card(1), [0, [card(2)]], [lines[1], row("a", 3), lines[2]], [[badge(6)], [badge(7, "!")]]],
  ];
  await through(page, peer, states);
  assert.deepEqual(await kept(page), [1, 101, 2, 102, 4, 104, 3, 103, 5, 105, 6, 7]);
  await done();
});

test("CO-11: a component that goes and comes again is a new one; another id makes a new element", async () => {
  const { page, peer, done } = await cards();
  await keep(page);
  await page.fill("section input", "typed");
  const [, , , lines] = START;
  await through(page, peer, [
    ["head", card(11), null, [lines[0], lines[2]], []],
    ["head", card(11), [0, [card(12)]], [lines[2], row("b", 14), lines[0], row("d", 15)], [[badge(16)], [badge(17)], [badge(18)]]],
    ["head", card(11, "!"), [0, [card(12, "!")]], [lines[2], row("b", 14, "!"), row("d", 15, "!")], [[badge(17, "!")]]],
  ]);
  assert.deepEqual(await kept(page), [5, 105]);
  assert.equal(await page.inputValue("section input"), "field12");
  await done();
});

test("I7: a component that went is not found again: its patch asks for the page", async () => {
  const { page, peer, done } = await cards();
  peer.send(["p", 1, 0, [2, null]], ["p", 2, 0, [], 2, [0, "gone"]]);
  assert.deepEqual(await peer.next("r"), ["r", 1, []]);
  const state = START.with(2, null);
  peer.send(["f", 2, 0, [], state]);
  await settled(page, peer, 2);
  await same(page, state);
  await done();
});

test("a component within a row that is not bound yet is found", async () => {
  const count = 300;
  const many = (note) => START.with(3, Array.from({ length: count }, (_, index) => row(`k${index}`, 1000 + index, note(index))));
  const idle = () => (globalThis.requestIdleCallback = () => 0);
  const { page, peer, done } = await cards({ init: idle }, many(() => ""));
  await through(page, peer, [many((index) => (index === 200 ? "!" : "")), many((index) => (index > 297 ? "?" : ""))], many(() => ""));
  await done();
});

test("components that come and go leave nothing that is found", async () => {
  const { page, peer, done } = await cards();
  let version = 0;
  let state = START;
  for (let turn = 1; turn <= 40; turn++) {
    const next = START.with(3, Array.from({ length: 5 }, (_, index) => row(`t${turn}-${index}`, turn * 1000 + index)));
    peer.send(["p", ++version, 0, ...patch(CARDS, state, next)]);
    state = next;
    const edited = START.with(3, next[3].map(([key, [id]]) => row(key, id, "!")));
    peer.send(["p", ++version, 0, ...patch(CARDS, state, edited)]);
    state = edited;
  }
  await settled(page, peer, version);
  await same(page, state);
  assert.deepEqual(asked(peer), []);
  peer.send(["p", version + 1, 0, [], 1000, [0, "gone"]]);
  assert.deepEqual(await peer.next("r"), ["r", version, []]);
  await done();
});

test("I7: what can't be applied within a component asks for the nearest region, which is taken over in place", async () => {
  const { page, peer, done } = await cards();
  await keep(page);
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("djust:resync", ({ detail }) => globalThis.told.push(detail));
    document.querySelector('[data-component-id="101"]').remove();
    document.querySelector('[data-component-id="3"] > b').firstChild.remove();
  });
  let state = START.with(3, [row("a", 3, "!"), ...START[3].slice(1)]);
  peer.send(["p", 1, 0, [], 3, [0, "card3!"]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, [], 3]);
  // A patch of the same component is made up for.
  state = START.with(3, [["a", [3, ["card3!", "f", badge(103)]]], ...START[3].slice(1)]);
  peer.send(["p", 2, 0, [], 3, [1, "f"]], ["f", 2, 0, [], region(CARDS, state, [], 3), 3]);
  await settled(page, peer, 2);
  state = state.with(0, "next");
  peer.send(["p", 3, 0, [0, "next"]], ["p", 4, 0, [], 101, [0, "?"]]);
  assert.deepEqual(await peer.next("r"), ["r", 3, []]);
  state = state.with(1, [1, ["card1", "field1", [101, ["?"]]]]);
  peer.send(["f", 4, 0, [], state]);
  await settled(page, peer, 4);
  await same(page, state);
  assert.deepEqual(await page.evaluate(() => globalThis.told), [{ path: [], component: 3 }, { path: [], component: 0 }]);
  // The component whose comment was lost is a new element, and so is the one around the lost one; the others stay.
  assert.deepEqual(await kept(page), [2, 102, 4, 104, 5, 105, 6, 7]);
  await done();
});

test("I7: of a patch for several nothing is applied when one part can't be; patches not covered ask for the page", async () => {
  const { page, peer, done } = await cards();
  await page.evaluate(() => document.querySelector('[data-component-id="4"] > b').replaceChildren());
  peer.send(["p", 1, 0, [0, "both"], 1, [0, "one"], 4, [0, "four"]]);
  assert.deepEqual(await peer.next("r"), ["r", 0, []]);
  assert.equal(await page.textContent("h1"), "head");
  assert.equal(await page.textContent("article b"), "card1");
  let state = START.with(0, "both").with(1, [1, ["one", "field1", badge(101)]]);
  state = state.with(3, [START[3][0], ["b", [4, ["four", "field4", badge(104)]]], START[3][2]]);
  peer.send(["f", 1, 0, [], state]);
  await settled(page, peer, 1);
  await same(page, state);
  await page.evaluate(() => document.querySelector('[data-component-id="2"] > b').replaceChildren());
  peer.send(["p", 2, 0, [], 2, [0, "two"]]);
  assert.deepEqual(await peer.next("r"), ["r", 1, [], 2]);
  // What is asked for is component 2; this one is another.
  peer.send(["p", 3, 0, [], 7, [0, "seven"]]);
  assert.deepEqual(await peer.next("r"), ["r", 1, []]);
  state = state.with(2, [0, [[2, ["two", "field2", badge(102)]]]]).with(4, [[badge(6)], [[7, ["seven"]]]]);
  peer.send(["f", 3, 0, [], region(CARDS, state, [], 2), 2], ["f", 3, 0, [], state]);
  await settled(page, peer, 3);
  peer.send(["p", 4, 0, [], 7, [0, "badge7"]]);
  await settled(page, peer, 4);
  await same(page, state.with(4, START[4]));
  await done();
});

test("I7: frames that no server sends neither throw nor write", async () => {
  const { page, peer, done } = await cards();
  const nonsense = [
    ["p", 1, 0, [], 1], ["p", 1, 0, [], "1", [0, "x"]], ["p", 1, 0, [], 1, [0]], ["p", 1, 0, [], 1, 7], ["p", 1, 0, [], 0, [0, "x"]],
    ["p", 1, 0, [1, 5]], ["p", 1, 0, [1, null]], ["p", 1, 0, [1, [-1, []]]], ["p", 1, 0, [1, [9, ["x"]]]], ["p", 1, 0, [1, [[0, "x"]]]],
    ["f", 1, 0, [0], "x", 99], ["f", 1, 0, [2, 0], "x", 1], ["f", 1, 0, [1], [9], 0], ["f", 1, 0, [], [], "x"],
  ];
  for (const frame of nonsense) {
    peer.send(frame);
    if (frame.at(-1) !== "x") await peer.next("r");
    peer.send(["f", 0, 0, [], START]);
  }
  peer.send(["p", 1, 0, [], 1, [0, "card1!"]]);
  await settled(page, peer, 1);
  await same(page, START.with(1, [1, ["card1!", "field1", badge(101)]]));
  await done();
});

test("CO-05, EV-20, PA-28: an event goes to the nearest component around its element, or to the one that the element names", async () => {
  const { page, peer, done } = await cards();
  await page.evaluate(() => {
    const add = (where, html) => document.querySelector(where).insertAdjacentHTML("beforeend", html);
    add("body", '<button id="view" dj-click="view">v</button><button id="named" dj-click="named" data-component-id="4" data-n="1">n</button>');
    add("li article i", '<button id="inner" dj-click="inner" dj-value-n:int="7"><u>x</u></button>');
    add("body", '<button id="none" dj-click="none" data-component-id="x">n</button><button id="zero" dj-click="zero" data-component-id="0">n</button>');
  });
  await page.click('[data-component-id="2"] > button');
  assert.deepEqual(await peer.next("e"), ["e", 1, 0, "save", {}, 2]);
  await page.click("#view");
  assert.deepEqual(await peer.next("e"), ["e", 2, 0, "view"]);
  await page.click("#named");
  assert.deepEqual(await peer.next("e"), ["e", 3, 0, "named", { n: "1" }, 4]);
  await page.click("#inner u");
  assert.deepEqual(await peer.next("e"), ["e", 4, 0, "inner", { n: 7 }, 103]);
  await page.click("#none");
  assert.deepEqual((await peer.next("e")).slice(3), ["none"]);
  await page.click("#zero");
  assert.deepEqual((await peer.next("e")).slice(3), ["zero"]);
  await page.fill('[data-component-id="5"] input', "typed");
  assert.deepEqual((await peer.next("e")).slice(3), ["typed", { value: "typed", field: "t", _target: "t" }, 5]);
  peer.send(["p", 1, 7, [], 5, [1, "TYPED"]]);
  await settled(page, peer, 1);
  assert.equal(await page.inputValue('[data-component-id="5"] input'), "TYPED");
  await done();
});

test("I5: an event of a component goes again with its id after a lost socket", async () => {
  const { page, peer, done } = await cards({ allow: [/WebSocket/] });
  await page.click('[data-component-id="2"] > button');
  await peer.next("e");
  peer.socket.terminate();
  const back = await server.peer();
  await back.join();
  assert.deepEqual(await back.next("e"), ["e", 1, 0, "save", {}, 2]);
  await done();
});

test("I5: a session mounted anew gives components other ids: what stands takes them over in place", async () => {
  const { page, peer, done } = await cards({ allow: [/WebSocket/] });
  await page.focus('[data-component-id="4"] input');
  await page.evaluate(() => (globalThis.elements = [...document.querySelectorAll("[data-component-id]")]));
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ mode: 1 });
  const turned = ["head", card(5), [0, [card(4)]], [row("a", 1), row("b", 2), row("c", 3)], [[badge(7)], [badge(6)]]];
  back.send(["f", 1, 0, [], turned]);
  await settled(page, back, 1);
  await same(page, turned);
  assert.ok(await page.evaluate(() => [...document.querySelectorAll("[data-component-id]")].every((one, index) => one === globalThis.elements[index])));
  assert.equal(await page.evaluate(() => document.activeElement.closest("article").dataset.componentId), "2");
  const next = turned.with(3, [row("a", 1, "!"), row("b", 2, "!"), row("c", 3)]);
  back.send(["p", 2, 0, ...patch(CARDS, turned, next)]);
  await settled(page, back, 2);
  await same(page, next);
  assert.deepEqual(asked(back), []);
  await done();
});

/** What scripts do to a page; what they do to ids once it is adopted is between them and their events. */
const TAMPER = {
  "a component's element removed": () => document.querySelector('[data-component-id="1"]').remove(),
  "a component within another removed": () => document.querySelector('[data-component-id="103"]').remove(),
  "every comment stripped": () => {
    const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    const nodes = [];
    while (comments.nextNode()) nodes.push(comments.currentNode);
    for (const node of nodes) node.remove();
  },
  "ids taken away": () => {
    for (const one of document.querySelectorAll("[data-component-id]")) one.removeAttribute("data-component-id");
  },
  "ids that no server gives": () => {
    for (const one of document.querySelectorAll("[data-component-id]")) one.setAttribute("data-component-id", "-1e99");
  },
  "other elements in their places": () => {
    for (const one of document.querySelectorAll("article")) one.replaceWith(document.createElement("article"));
  },
  "a component copied": () => document.body.append(document.querySelector("li article").cloneNode(true)),
};

/** Patches through the states while answering what is asked for, until the page has the last version. */
async function converge(page, peer, states) {
  let state = START;
  let version = 0;
  let stop = false;
  const answering = (async () => {
    while (!stop) {
      if (asked(peer).length === 0) await new Promise((resume) => setTimeout(resume, 5));
      else {
        const [, , path, id] = await peer.next("r");
        const values = region(CARDS, state, path, id);
        peer.send(id ? ["f", version, 0, path, values, id] : ["f", version, 0, path, values]);
      }
    }
  })();
  for (const next of states) {
    peer.send(["p", ++version, 0, ...patch(CARDS, state, next)]);
    state = next;
    await page.evaluate(() => new Promise((resume) => setTimeout(resume, 40)));
  }
  const html = await fresh(page, render(CARDS, state));
  for (let tries = 0; tries < 80 && (await shown(page)) !== html; tries++) await page.evaluate(() => new Promise((resume) => setTimeout(resume, 50)));
  stop = true;
  await answering;
  assert.equal(await shown(page), html);
}

for (const [what, tamper] of Object.entries(TAMPER)) {
  for (const early of /ids|copied/.test(what) ? [true] : [false, true]) {
    test(`I7, HAZARDS 34: ${what}, ${early ? "in the page" : "after adoption"}: the next patches end in the right page`, async () => {
      const path = `/tampered${paths++}`;
      // The deferred bundle runs after this one.
      server.put(`${path}.js`, `(${tamper})()`, "text/javascript");
      const script = `<script src="${path}.js" defer></script><script src="/djust.js" defer></script>`;
      server.page(path, CARDS, START, early ? { ...LOOSE, script } : LOOSE);
      const { page, peer, done } = await open(browser, server, path);
      if (!early) await page.evaluate(tamper);
      const all = (note) => [
        `head${note}`, card(1, note), [0, [card(2, note)]], [row("a", 3, note), row("b", 4, note), row("c", 5, note)], [[badge(6, note)], [badge(7, note)]],
      ];
      const states = [all("!"), all("?").with(2, null), all("~").with(2, [0, [card(22)]])];
      await converge(page, peer, states);
      await done();
    });
  }
}

test("I7: nodes inserted around and within components neither break patches nor get lost", async () => {
  const { page, peer, done } = await cards();
  await page.evaluate(() => {
    const mine = () => Object.assign(document.createElement("x-mine"), { hidden: true });
    for (const element of [...document.querySelectorAll("article, main, li, ul"), document.body]) {
      element.prepend(mine());
      element.append(mine());
    }
  });
  const next = ["head!", card(1, "!"), [0, [card(2, "!")]], [row("c", 5, "!"), row("a", 3), row("b", 4, "!")], [[badge(6, "!")], [badge(7)]]];
  peer.send(["p", 1, 0, ...patch(CARDS, START, next)]);
  await settled(page, peer, 1);
  assert.deepEqual(asked(peer), []);
  const left = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll("x-mine")];
    for (const node of nodes) node.remove();
    return nodes.length;
  });
  assert.equal(left, 22);
  await same(page, next);
  await done();
});
