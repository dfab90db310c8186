// What events carry and when they fire.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server } from "./harness.mjs";
import { anchor, branch, fragment, text } from "./template.mjs";

begin();

let paths = 0;

/** A page of literal markup. */
async function markup(html, options) {
  const path = `/events${paths++}`;
  server.page(path, [fragment([], [html])], []);
  return open(browser, server, path, options);
}

/** Clicks one button after the other and compares what they send. */
async function clicks(cases, options) {
  const html = cases.map(([attributes], index) => `<button id="b${index}" ${attributes}><i>x</i></button>`).join("");
  const { page, peer, done } = await markup(html, options);
  for (const [index, [attributes, name, params, component]] of cases.entries()) {
    await page.click(`#b${index} i`);
    const frame = await peer.next("e");
    const expected = [name, params, component].filter((item) => item !== undefined);
    assert.deepEqual(frame.slice(3), expected, attributes);
  }
  await done();
}

test("EV-01, PA-01, PA-03, PA-04, PA-11, PA-12: names and precedence of attributes", () =>
  clicks([
    [`dj-click="h" data-item-id="5"`, "h", { item_id: "5" }],
    [`dj-click="h" data-x="1" data-user-name="Jo"`, "h", { x: "1", user_name: "Jo" }],
    [`dj-click="h" data-dj-preset="dark"`, "h", { preset: "dark" }],
    [`dj-click="h" dj-value-item-id:int="5"`, "h", { item_id: 5 }],
    [`dj-click="h" dj-value-a="value" data-a="data"`, "h", { a: "value" }],
    [`dj-click=" h "`, "h", undefined],
  ]));

test("PA-05 to PA-10: types by suffix", () =>
  clicks(
    [
      [`dj-click="h" data-a:int="42" data-b:integer="-7" data-c:int="" data-d:int="x" data-e:int="9007199254740993"`, "h", { a: 42, b: -7, c: null, d: null, e: "9007199254740993" }],
      [`dj-click="h" data-a:float="19.99" data-b:number="1e3" data-c:float="" data-d:float="x"`, "h", { a: 19.99, b: 1000, c: null, d: null }],
      [`dj-click="h" data-a:bool="TRUE" data-b:boolean="on" data-c:bool="0" data-d:bool="checked"`, "h", { a: true, b: true, c: false, d: true }],
      [`dj-click="h" data-a:json='["a","b"]' data-b:object='{"c":1}' data-d:array="[oops"`, "h", { a: ["a", "b"], b: { c: 1 }, d: "[oops" }],
      [`dj-click="h" data-a:list="a, b,,c"`, "h", { a: ["a", "b", "c"] }],
      [`dj-click="h" data-a:colour="red"`, "h", { a: "red" }],
    ],
    { allow: [/not JSON, kept/, /unknown type "colour"/] },
  ));

test("PA-13, PA-14, S23: names that are not parameters", () =>
  clicks([
    [`dj-click="h" data-liveview-a="1" data-live-b="1" data-djust-c="1" data-loading="1" data-component-id="1" data-key="1" data-ok="1"`, "h", { ok: "1" }, 1],
    [`dj-click="h" data-__proto__="1" data-constructor="1" dj-value-prototype="1"`, "h", undefined],
  ]));

test("PA-19 to PA-23: inline arguments", () =>
  clicks([
    [`dj-click="set_period('month')"`, "set_period", { _args: ["month"] }],
    [`dj-click="add_to_cart('SKU-42', 3)"`, "add_to_cart", { _args: ["SKU-42", 3] }],
    [`dj-click="apply_filters('active', 18, true, null)"`, "apply_filters", { _args: ["active", 18, true, null] }],
    [`dj-click="h(-1, .5, 5., false, word)"`, "h", { _args: [-1, 0.5, 5, false, "word"] }],
    [`dj-click="h('a,b', &quot;it's&quot;, 'it\\'s\\n', [1, 2])"`, "h", { _args: ["a,b", "it's", "it's\n", "[1, 2]"] }],
    [`dj-click="h(9007199254740993)"`, "h", { _args: ["9007199254740993"] }],
    [`dj-click="h()"`, "h", undefined],
    [`dj-click=" h( 1 ) " data-b="2"`, "h", { b: "2", _args: [1] }],
  ]));

test("PA-24, PA-25: parameters of one event only", () =>
  clicks([
    [`dj-click:item_id="5" dj-click="h"`, "h", { item_id: "5" }],
    [`dj-click="h" dj-payload-n="3" dj-payload-m-click="4" dj-payload-k-change="5"`, "h", { n: "3", m: "4" }],
  ]));

test("EV-05, PA-26: change carries value, field and target by the kind of field", async () => {
  const { page, peer, done } = await markup(
    `<input id="id_a" dj-change="h"><input type="checkbox" name="c" dj-change="h" dj-value-k="1"><select name="s" multiple dj-change="h"><option>x<option>y</select><input name="out"><input dj-change="h" data-field="f" class="n">`,
  );
  await page.fill("#id_a", "text");
  await page.focus("input[name=out]");
  assert.deepEqual((await peer.next("e")).slice(3), ["h", { value: "text", field: "a", _target: "id_a" }]);
  await page.click("input[name=c]");
  assert.deepEqual((await peer.next("e")).slice(3), ["h", { value: true, field: "c", _target: "c", k: "1" }]);
  await page.selectOption("select", ["x", "y"]);
  assert.deepEqual((await peer.next("e")).slice(3), ["h", { value: ["x", "y"], field: "s", _target: "s" }]);
  await page.fill(".n", "1");
  await page.press(".n", "Enter");
  assert.deepEqual((await peer.next("e")).slice(3), ["h", { field: "f", value: "1", _target: null }]);
  await done();
});

test("EV-06, EV-08, HAZARDS 35: submit carries all named fields, whatever they are called", async () => {
  const { page, peer, done } = await markup(
    `<form dj-submit="save" dj-value-kind="k" data-type="lost"><input name="event" value="1"><input name="type" value="2"><input name="value" value="3">
     <input name="id" value="4"><input name="__proto__" value="x"><input name="csrfmiddlewaretoken" value="t"><input type="checkbox" name="g" value="a" checked>
     <input type="checkbox" name="g" value="b"><select name="m" multiple><option selected>x</select><input type="file" name="upload"><button name="go" value="yes">go</button><button id="plain">p</button></form>`,
  );
  await page.click("[name=go]");
  const common = { type: "2", event: "1", value: "3", id: "4", g: ["a"], m: ["x"], kind: "k" };
  assert.deepEqual((await peer.next("e")).slice(3), ["save", { ...common, go: "yes", _target: "go" }]);
  await page.click("#plain");
  assert.deepEqual((await peer.next("e")).slice(3), ["save", { ...common, _target: "plain" }]);
  assert.equal(new URL(page.url()).search, "");
  await done();
});

test("EV-03, EV-04, RL-01, RL-02: the default pause, one for each key when it is 0", async () => {
  const { page, peer, done } = await markup(`<input name="a" dj-input="slow"><input name="b" dj-input="fast" dj-debounce="0"><input type="range" name="r" dj-input="slide"><input type="radio" name="q" value="v" dj-input="radio">`);
  await page.locator("[name=a]").pressSequentially("abc");
  assert.deepEqual((await peer.next("e")).slice(3), ["slow", { _latest: 1, value: "abc", field: "a", _target: "a" }]);
  await page.locator("[name=b]").pressSequentially("xy");
  assert.equal((await peer.next("e"))[4].value, "x");
  assert.equal((await peer.next("e"))[4].value, "xy");
  await page.evaluate(() => {
    const slider = document.querySelector("[name=r]");
    for (const value of [1, 2, 3]) {
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  assert.equal((await peer.next("e"))[4].value, "1");
  assert.equal((await peer.next("e"))[4].value, "3");
  await page.click("[name=q]");
  assert.deepEqual((await peer.next("e")).slice(3), ["radio", { value: "v", field: "q", _target: "q" }]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("EV-07, HAZARDS 29: a submit comes after the pending input of its form", async () => {
  const { page, peer, done } = await markup(`<form dj-submit="save"><input name="a" dj-input="typed" dj-debounce="5000"></form><input name="z" dj-input="other" dj-debounce="5000">`);
  await page.fill("[name=z]", "waits");
  await page.evaluate(() => document.activeElement.dispatchEvent(new Event("nothing")));
  await page.locator("[name=a]").pressSequentially("abc");
  await page.press("[name=a]", "Enter");
  const names = [];
  for (let count = 0; count < 3; count++) names.push((await peer.next("e"))[3]);
  assert.deepEqual(names.slice(-2), ["typed", "save"]);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("RL-03: blur fires the latest, once", async () => {
  const { page, peer, done } = await markup(`<input name="a" dj-input="typed" dj-debounce="blur"><input name="b">`);
  await page.locator("[name=a]").pressSequentially("abc");
  await page.waitForTimeout(350);
  assert.deepEqual(peer.unread, []);
  await page.focus("[name=b]");
  assert.equal((await peer.next("e"))[4].value, "abc");
  await page.focus("[name=a]");
  await page.focus("[name=b]");
  await page.waitForTimeout(50);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("RL-04, RL-06, RL-07: throttle is the leading edge of each element, debounce wins over it", async () => {
  const { page, peer, done } = await markup(
    `<button id="a" dj-click="a" dj-throttle="400">a</button><button id="b" dj-click="b" dj-throttle="400">b</button><button id="c" dj-click="c" dj-throttle="5000" dj-debounce="50">c</button><button id="d" dj-click="d" data-throttle="5000" data-debounce="50">d</button>`,
  );
  await page.evaluate(() => {
    for (const id of ["a", "a", "b", "a", "b", "c", "c", "d"]) document.getElementById(id).click();
  });
  const names = [];
  for (let count = 0; count < 4; count++) names.push((await peer.next("e"))[3]);
  assert.deepEqual(names, ["a", "b", "c", "d"]);
  await page.waitForTimeout(450);
  assert.deepEqual(peer.unread, []);
  await page.click("#a");
  assert.equal((await peer.next("e"))[3], "a");
  await done();
});

test("RL-11, HAZARDS 21, EV-37: a pending debounce ends with its element; attributes count as they are when they fire", async () => {
  const path = "/mutable";
  const fragments = [
    fragment([0, ["b", 1]], ["<button", anchor([0, 2, ["dj-click"]]), text(0), ">x</button>", branch(1)]),
    fragment([], [`<i dj-click="inner" dj-debounce="600">i</i>`]),
  ];
  server.page(path, fragments, [' dj-click="one"', [0, []]]);
  const { page, peer, done } = await open(browser, server, path);
  await page.click("button");
  assert.equal((await peer.next("e"))[3], "one");
  await page.click("i");
  peer.send(["p", 1, 1, [0, ' dj-click="two"', 1, null]]);
  await page.waitForFunction(() => !document.querySelector("i"));
  await page.waitForTimeout(700);
  await page.click("button");
  assert.equal((await peer.next("e"))[3], "two");
  peer.send(["p", 2, 2, [0, "", 1, [0, []]]]);
  await page.waitForFunction(() => document.querySelector("i"));
  await page.click("button");
  await page.click("i");
  assert.equal((await peer.next("e"))[3], "inner");
  await page.waitForTimeout(700);
  assert.deepEqual(peer.unread, []);
  await done();
});

test("DR-01: dj-confirm asks, an empty one does not; a declined click sends nothing", async () => {
  const { page, peer, done } = await markup(`<button id="a" dj-click="a" dj-confirm="Sure?">a</button><button id="b" dj-click="b" dj-confirm="">b</button>`);
  const asked = [];
  let answer = false;
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  await page.click("#a");
  answer = true;
  await page.click("#a");
  await page.click("#b");
  assert.deepEqual((await peer.next("e")).slice(1, 4), [1, 0, "a"]);
  assert.deepEqual((await peer.next("e")).slice(1, 4), [2, 0, "b"]);
  assert.deepEqual(asked, ["Sure?", "Sure?"]);
  await done();
});

test("DR-01: dj-confirm asks after the debounce; a declined change gives the field back what it had", async () => {
  const { page, peer, done } = await markup(
    `<input name="t" value="old" dj-change="t" dj-confirm="t?"><input type="checkbox" name="c" dj-change="c" dj-confirm="c?"><select name="s" dj-change="s" dj-confirm="s?"><option>x<option>y</select>
     <label><input type="radio" name="r" value="1" checked dj-change="r" dj-confirm="r?">1</label><label><input type="radio" name="r" value="2" dj-change="r" dj-confirm="r?">2</label>
     <input name="i" dj-input="i" dj-debounce="50" dj-confirm="i?"><input name="out">`,
  );
  const asked = [];
  let answer = false;
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  const state = () =>
    page.evaluate(() => [document.querySelector("[name=t]").value, document.querySelector("[name=c]").checked, document.querySelector("[name=s]").value, document.querySelector("[name=r]:checked").value]);
  const change = async (value) => {
    await page.fill("[name=t]", value);
    await page.focus("[name=out]");
    await page.click("[name=c]");
    await page.focus("[name=s]");
    await page.selectOption("[name=s]", "y");
    await page.click("label:nth-of-type(2)");
  };
  await change("new");
  assert.deepEqual(await state(), ["old", false, "x", "1"]);
  answer = true;
  await change("newer");
  assert.deepEqual(await state(), ["newer", true, "y", "2"]);
  for (const name of ["t", "c", "s", "r"]) assert.equal((await peer.next("e"))[3], name);
  answer = false;
  await page.fill("[name=t]", "newest");
  await page.focus("[name=out]");
  assert.equal((await state())[0], "newer");
  answer = true;
  // In one task: keys of a busy machine come further apart than the debounce is long.
  await page.locator("[name=i]").evaluate((field) => {
    for (const value of ["a", "ab", "abc"]) {
      field.value = value;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  const frame = await peer.next("e");
  assert.deepEqual([frame[3], frame[4].value], ["i", "abc"]);
  assert.deepEqual(asked, ["t?", "c?", "s?", "r?", "t?", "c?", "s?", "r?", "t?", "i?"]);
  await done();
});

test("EV-01: a click on a link stays on the page, a box still ticks, the nearest handler alone is called", async () => {
  const { page, peer, done } = await markup(
    `<a href="/gone" dj-click="link">l</a><input type="checkbox" dj-click="box"><div dj-click="outer"><b dj-click="inner">b</b></div><form action="/gone"><button dj-click="button">s</button></form>`,
  );
  await page.click("a");
  await page.click("input");
  await page.click("b");
  await page.click("form button");
  const names = [];
  for (let count = 0; count < 4; count++) names.push((await peer.next("e"))[3]);
  assert.deepEqual(names, ["link", "box", "inner", "button"]);
  assert.equal(await page.isChecked("input"), true);
  assert.match(page.url(), /events\d+$/);
  await done();
});

test("PA-27: two fields with one handler tell themselves apart; the caret stays", async () => {
  const fragments = [
    fragment([0, 0], [`<input name="a" dj-input="validate" dj-debounce="0"><p`, anchor([0, 0]), ">", text(0), `</p><input name="b" dj-input="validate" dj-debounce="0"><q`, anchor([1, 0]), ">", text(1), "</q>"]),
  ];
  server.page("/validate", fragments, ["", ""]);
  const { page, peer, done } = await open(browser, server, "/validate");
  await page.fill("[name=a]", "hello");
  const first = await peer.next("e");
  await page.locator("[name=a]").evaluate((field) => field.setSelectionRange(2, 2));
  peer.send(["p", 1, first[1], [0, "too short"]]);
  await page.waitForFunction(() => document.querySelector("p").textContent === "too short");
  assert.equal(await page.locator("[name=a]").evaluate((field) => field.selectionStart), 2);
  await page.fill("[name=b]", "x");
  const second = await peer.next("e");
  assert.deepEqual([first[4]._target, second[4]._target], ["a", "b"]);
  await done();
});
