// Patches of every kind, each compared with a fresh page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, fresh, open, server, settled, shown } from "./harness.mjs";
import { anchor, branch, diff, fragment, list, render, rows, text, value } from "./template.mjs";

begin();

// A strict CSP would also bind the tests' own parsing.
const LOOSE = { headers: {} };
let paths = 0;

/** Loads the first state, patches through the others, compares each with a fresh page. */
async function through(fragments, states, look) {
  const path = `/patch${paths++}`;
  server.page(path, fragments, states[0], LOOSE);
  const { page, peer, done } = await open(browser, server, path);
  assert.equal(await shown(page), await fresh(page, render(fragments, states[0])));
  for (let version = 1; version < states.length; version++) {
    const edits = diff(fragments, states[version - 1], states[version]);
    assert.ok(edits, `states ${version - 1} and ${version} are equal`);
    peer.send(["p", version, 0, edits]);
    if (version % 2 === 0 || version === states.length - 1) await settled(page, peer, version);
    else await page.waitForTimeout(0);
    if (version % 2 === 0 || version === states.length - 1) {
      assert.equal(await shown(page), await fresh(page, render(fragments, states[version])), `state ${version}`);
    }
    assert.deepEqual(peer.unread.filter(([kind]) => kind === "r"), [], `state ${version} needed a resync`);
  }
  await look?.(page, peer);
  await done();
}

test("I2: text in a region, as only content, adjacent and empty", async () => {
  const fragments = [
    fragment([0, 0, 0], ["<p>a ", value(0), value(1), " b</p><h1", anchor([2, 0]), ">", text(2), "</h1>"]),
  ];
  await through(fragments, [
    ["one", "", "x"],
    ["", "two", ""],
    ["&#60;b&#62; &#38; &#39;&#34;", 42, "caf\u00e9 \u{1f600}"],
    ["<b>bold</b> &amp; <i>x</i>", "", "<em>m</em>"],
    ["plain", "&copy;", 7],
  ]);
});

test("I2: a splice of a long text", async () => {
  const fragments = [fragment([0], ["<p", anchor([0, 0], [0, 1, "title"]), ' title="', text(0), '">', text(0), "</p>"])];
  const long = "a".repeat(300);
  server.page("/splice", fragments, [long], LOOSE);
  const { page, peer, done } = await open(browser, server, "/splice");
  peer.send(["p", 1, 0, [0, [300, 10, 2, "<&\u{1f600}"]]]);
  await settled(page, peer, 1);
  const expected = `${"a".repeat(10)}<&\u{1f600}${"a".repeat(288)}`;
  assert.equal(await page.textContent("p"), expected);
  assert.equal(await page.getAttribute("p", "title"), expected);
  peer.send(["p", 2, 0, [0, [302, 0, 1, "x", 14, 0, "y", 300, 2, ""]]]);
  await settled(page, peer, 2);
  assert.equal(await page.textContent("p"), `x${expected.slice(1, 14)}y${expected.slice(14, 300)}`);
  await done();
});

test("I7: a splice past the end or before the last one asks for the values", async () => {
  const fragments = [fragment([0], ["<p", anchor([0, 0]), ">", text(0), "</p>"])];
  for (const [at, change] of [[9, 0, 1], [9, 0, 1, 2], [9, 0, 4, "x", 3, 0, "y"], [9, 8, 2, ""], [8, 0, 1, ""]].entries()) {
    server.page(`/splice${at}`, fragments, ["a".repeat(9)], LOOSE);
    const { page, peer, done } = await open(browser, server, `/splice${at}`);
    peer.send(["p", 1, 0, [0, change]]);
    assert.deepEqual((await peer.next("r"))[2], [0]);
    assert.equal(await page.textContent("p"), "a".repeat(9));
    await done();
  }
});

/** Conditional runs of which some are read without the browser's parser, and some look as if they could be. */
const NAMES = ["class", "disabled", "data-a", "hidden", "title", "a1", "id"];
const RUNS = [
  ' data-a="a=b > c"', " hidden ", " title='x'", ' TITLE="x"', ' title="" hidden', ' a1="x"', " title=x", ' title="="',
  " title='\"a\"\"'", ' title = "x"', ' title="a"id="c"',
];

test("I2: attributes, class tokens, conditional runs", async () => {
  const fragments = [
    fragment([0, 0, 0, 0], [
      "<a", anchor([0, 1, "href"], [1, 1, "class"]), ' href="', text(0), '" class="', text(1), '">x</a><b',
      anchor([2, 2, NAMES]), ' id="b"', text(2), "></b><svg", anchor([3, 1, "viewbox"]), ' viewbox="', text(3), '"></svg>',
    ]),
  ];
  await through(fragments, [
    ["/?a=1&amp;b=2", "x", "", "0 0 1 1"],
    ["/?a=2&amp;b=&#34;", "x y", ' class="on" disabled', "0 0 2 2"],
    ["/", "y", ' data-a="&lt;1&gt;"', "0 0 2 3"],
    ["/#", "", "", "0 0 2 4"],
    ...RUNS.map((run, index) => ["/", "", run, `0 0 3 ${index}`]),
  ]);
});

test("I2: raw text of textarea", async () => {
  const fragments = [fragment([0], ["<textarea", anchor([0, 3]), ">\n", text(0), "</textarea>"])];
  await through(fragments, [["a"], ["\nb &#60;i&#62; &amp;"], [""]], async (page) => {
    assert.equal(await page.inputValue("textarea"), "");
  });
});

test("I2: HAZARDS 2, 4: adjacent and nested branches through all their states", async () => {
  const fragments = [
    fragment([["b", 1], ["b", 1], ["b", 2, 1]], ["<div>", branch(0), branch(1), " ", branch(2), "</div>"]),
    fragment([0], ["<i>", value(0), "!</i>"]),
    fragment([["b", 1]], ["<u>u</u>", branch(0)]),
  ];
  const states = [];
  for (let mask = 0; mask < 16; mask++) {
    const arm = (bit) => (mask & bit ? [0, [mask]] : null);
    const nested = mask & 4 ? [0, [arm(8)]] : mask & 8 ? [1, ["one"]] : null;
    states.push([arm(1), arm(2), nested]);
  }
  for (let from = 15; from > 0; from--) states.push(states[(from * 7) % 16]);
  await through(fragments, states.filter((state, index) => JSON.stringify(state) !== JSON.stringify(states[index - 1])));
});

test("I2: rows that are elements with separators, rows that are pairs, lists between siblings", async () => {
  const fragments = [
    fragment([["l", 1, " "], ["l", 2], ["l", 1, ""]], [
      "<div>head ", list(0), "<hr>", list(1), " tail</div><ul", anchor([2, 4]), ">", rows(2), "</ul>",
    ]),
    fragment([0, 0], ["<li", anchor([0, 1, "data-key"]), ' data-key="', text(0), '">', value(1), ".</li>"], [0, 0]),
    fragment([0, ["b", 1]], ["t", value(0), branch(1)], null),
  ];
  const row = (key) => [key, `r${key}`];
  await through(fragments, [
    [[row(1), row(2)], [["a", null], ["b", [0, row(1)]]], []],
    [[row(2), row(1), row(3)], [["a", [0, row(2)]], ["c", [0, row(3)]], ["d", null]], [row(5)]],
    [[], [], [row(6), row(5)]],
    [[row(9), row(8)], [["z", null]], [row(5), row(7), row(6)]],
  ]);
});

test("UI-01, UI-02: random permutations with edits of nested keyed tables", async () => {
  const fragments = [
    fragment([0, ["l", 1, ""]], ["<h2>", value(0), "</h2><table><tbody", anchor([1, 4]), ">", rows(1), "</tbody></table>"]),
    fragment([0, 0, ["l", 2, ""], ["b", 3]], [
      "<tr", anchor([0, 1, "data-key"]), ' data-key="', text(0), '"><td', anchor([1, 0]), ">", text(1),
      "</td><td><ul", anchor([2, 4]), ">", rows(2), "</ul></td>", branch(3), "</tr>",
    ], [0, 0]),
    fragment([0], ["<li", anchor([0, 1, "data-key"], [0, 0]), ' data-key="', text(0), '">', text(0), "</li>"], [0, 0]),
    fragment([0], ["<td>", value(0), "</td>"]),
  ];
  const random = generator(20261121);
  const pick = (count) => Math.floor(random() * count);
  const subset = (count) => shuffle(Array.from({ length: count }, (_, index) => index).filter(() => random() < 0.7), pick);
  const state = () => [
    pick(9),
    subset(12).map((key) => [key, ["a", "b", "<b>c</b>", ""][pick(4)], subset(5).map((inner) => [inner]), pick(2) ? [0, [pick(3)]] : null]),
  ];
  const states = Array.from({ length: 120 }, state);
  // Keys that occur twice.
  for (const one of states.slice(60)) if (one[1].length > 1) one[1][0][0] = one[1].at(-1)[0];
  await through(fragments, states);
});

test("I2: clones in SVG and MathML have their namespaces, custom elements are upgraded", async () => {
  const fragments = [
    fragment([["l", 1, ""], ["b", 2], ["b", 3]], [
      "<svg", anchor([0, 4]), ">", rows(0), "</svg><math>", branch(1), "</math><p>", branch(2), "</p>",
    ]),
    fragment([0], ["<linearGradient", anchor([0, 1, "id"]), ' id="', text(0), '"></linearGradient>'], [0, 0], 1),
    fragment([0], ["<mi>", value(0), "</mi>"], null, 2),
    fragment([], ["<x-el></x-el>"]),
  ];
  await through(fragments, [[[["a"]], null, null], [[["b"], ["a"]], [0, ["x"]], [0, []]]], async (page) => {
    const found = await page.evaluate(() => {
      customElements.define("x-el", class extends HTMLElement {});
      return [
        document.querySelector("#b").namespaceURI, document.querySelector("#b").localName,
        document.querySelector("mi").namespaceURI, document.querySelector("x-el").matches(":defined"),
      ];
    });
    assert.deepEqual(found, ["http://www.w3.org/2000/svg", "linearGradient", "http://www.w3.org/1998/Math/MathML", true]);
  });
});

test("I2: a clone never has an empty attribute: SVG would complain, and custom elements would see it", async () => {
  const row = fragment([0, 0, 0, 0, 0], [
    "<svg", anchor([0, 1, "data-key"], [1, 1, "viewbox"]), ' data-key="', text(0), '" viewBox="', text(1),
    '"><rect', anchor([2, 1, "width"], [2, 1, "x"]), ' width="', text(2), '" x="', text(2), '"></rect><path', anchor([3, 1, "d"]), ' d="', text(3),
    '"></path><use', anchor([4, 1, "xlink:href"]), ' xlink:href="', text(4), '"></use><image', anchor([4, 1, "href"]), ' href="', text(4), '"></image></svg>',
  ], [0, 0]);
  const fragments = [fragment([["l", 1]], ["<p", anchor([0, 4]), ">", rows(0), "</p>"]), row];
  const one = (key, size) => [key, `0 0 ${size} ${size}`, size, `M0 0H${size}`, `#i${size}`];
  const states = [[[]], [[one("a", 1), one("b", 2)]], [[one("b", 3), one("c", ""), one("a", 4)]]];
  states[2][0][1] = ["c", "0 0 1 1", "5%", "M0 0", ""];
  await through(fragments, states, async (page) => {
    const links = await page.locator("use").evaluateAll((all) => all.map((use) => use.getAttributeNS("http://www.w3.org/1999/xlink", "href")));
    assert.deepEqual(links, ["#i3", "", "#i4"]);
  });
});

test("a tick is one mutation record, an acknowledgement is none", async () => {
  const { fragments, values } = table(1000);
  server.page("/tick", fragments, values, LOOSE);
  const { page, peer, done } = await open(browser, server, "/tick");
  await record(page);
  peer.send(["p", 1, 0, [0, [[500, [3, 42]]]]], ["a", 0]);
  await settled(page, peer, 1);
  assert.equal(await page.textContent("tr:nth-child(501) td.n"), "42");
  assert.equal((await page.evaluate(() => globalThis.records())).length, 1);
  await done();
});

test("a swap of 1,000 rows moves two nodes", async () => {
  const { fragments, values } = table(1000);
  server.page("/swap", fragments, values, LOOSE);
  const { page, peer, done } = await open(browser, server, "/swap");
  await record(page);
  peer.send(["p", 1, 0, [0, [[], [], [1, 998, 998, 1]]]]);
  await settled(page, peer, 1);
  const added = await page.evaluate(() => globalThis.records().reduce((sum, one) => sum + one.added, 0));
  assert.ok(added <= 2, `${added} nodes were moved`);
  assert.equal(await page.getAttribute("tr:nth-child(2)", "data-key"), "998");
  assert.equal(await page.getAttribute("tr:nth-child(999)", "data-key"), "1");
  peer.send(["p", 2, 0, [0, [[], [0, 1]]]], ["p", 3, 0, [0, [[], [], [999, Array.from({ length: 100 }, (_, i) => [2000 + i, "", "x", i])]]]]);
  await settled(page, peer, 3);
  assert.equal(await page.locator("tr").count(), 1099);
  await done();
});

test("only what changed: selecting a row is one record a row, on classes that a script added to as well", async () => {
  const { fragments, values } = table(50);
  server.page("/select", fragments, values, LOOSE);
  const { page, peer, done } = await open(browser, server, "/select");
  await page.waitForTimeout(100);
  await page.evaluate(() => document.querySelectorAll("tr")[3].classList.add("mine"));
  await record(page);
  peer.send(["p", 1, 0, [0, [[3, [1, ' class="selected"']]]]]);
  peer.send(["p", 2, 0, [0, [[3, [1, ""], 4, [1, ' class="selected"']]]]]);
  await settled(page, peer, 2);
  assert.equal(await page.getAttribute("tr:nth-child(4)", "class"), "mine");
  assert.equal(await page.getAttribute("tr:nth-child(5)", "class"), "selected");
  assert.equal((await page.evaluate(() => globalThis.records())).length, 3);
  await done();
});

/** The table of the benchmark. */
export function table(count) {
  const fragments = [
    fragment([["l", 1, ""]], ["<table><tbody", anchor([0, 4]), ">", rows(0), "</tbody></table>"]),
    fragment([0, 0, 0, 0], [
      "<tr", anchor([0, 1, "data-key"], [1, 2, ["class"]]), ' data-key="', text(0), '"', text(1), '><td class="id"', anchor([0, 0], [0, 1, "data-id"]),
      ' dj-click="select" data-id="', text(0), '">', text(0), '</td><td class="label"', anchor([2, 0]), ">", text(2),
      '</td><td class="n"', anchor([3, 0]), ">", text(3), '</td><td><button dj-click="remove"', anchor([0, 1, "data-id"]), ' data-id="', text(0),
      '">x</button></td></tr>',
    ], [0, 0]),
  ];
  return { fragments, values: [Array.from({ length: count }, (_, i) => [i, "", `row ${i}`, (i * 7919) % 1000])] };
}

function record(page) {
  return page.evaluate(() => {
    const observer = new MutationObserver(() => undefined);
    observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
    const seen = [];
    const take = (list) => seen.push(...list.map(({ type, addedNodes, removedNodes }) => ({ type, added: addedNodes.length, removed: removedNodes.length })));
    const observing = new MutationObserver(take);
    observer.disconnect();
    observing.observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
    globalThis.records = () => {
      take(observing.takeRecords());
      return seen;
    };
  });
}

function shuffle(items, pick) {
  for (let at = items.length - 1; at > 0; at--) {
    const other = pick(at + 1);
    [items[at], items[other]] = [items[other], items[at]];
  }
  return items;
}

function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
