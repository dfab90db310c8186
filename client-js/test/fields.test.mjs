// Controlled fields: what the user types wins until the server has seen it. The server's delay is the order in which
// the test sends its frames, not a sleep.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server, settled } from "./harness.mjs";
import { anchor, fragment, rows, text } from "./template.mjs";

begin();

/** A controlled text, textarea, checkbox and select, and a field of the client's. */
const FORM = [
  fragment([0, 0, 0, ["l", 1, ""], 0], [
    '<form dj-submit="save"><input name="t" dj-input="typed" dj-debounce="0"', anchor([0, 1, "value"]), ' value="', text(0), '"><textarea name="a"',
    anchor([1, 3]), ">\n", text(1), '</textarea><input type="checkbox" name="c" dj-change="ticked"', anchor([2, 2, ["checked"]]), text(2),
    '><select name="s" dj-change="chosen"', anchor([3, 4]), ">", rows(3), '</select><input name="mine"><button>go</button></form><p', anchor([4, 0]), ">", text(4), "</p>",
  ]),
  fragment([0, 0], ["<option", anchor([0, 1, "value"], [1, 2, ["selected"]], [0, 0]), ' value="', text(0), '"', text(1), ">", text(0), "</option>"], [0, 0]),
];
const OPTIONS = [["x", " selected"], ["y", ""], ["z", ""]];
const VALUES = ["one", "two", " checked", OPTIONS, ""];
const TEXT = "input[name=t]";

let paths = 0;
async function form(values = VALUES) {
  const path = `/form${paths++}`;
  server.page(path, FORM, values);
  const opened = await open(browser, server, path);
  opened.held = (selector) => opened.page.locator(selector).evaluate((field) => (field.type === "checkbox" ? field.checked : field.value));
  return opened;
}

test("EV-03, EV-04: what is typed while replies are late is neither lost nor overwritten", async () => {
  for (const behind of [0, 1, 4]) {
    const { page, peer, done, held } = await form();
    const replies = [];
    let version = 0;
    await page.focus(TEXT);
    await page.keyboard.press("End");
    for (const letter of "abcdefgh") {
      await page.keyboard.type(letter);
      const [, ref, , name, { value, _target }] = await peer.next("e");
      assert.deepEqual([name, _target], ["typed", "t"]);
      // The server upper-cases: were it written while typing goes on, letters would change or the caret would jump.
      replies.push(["p", ++version, ref, [0, value.toUpperCase()]]);
      if (replies.length > behind) peer.send(replies.shift());
      if (behind > 0) assert.equal((await held(TEXT)).toLowerCase(), value);
    }
    peer.send(...replies);
    await settled(page, peer, version);
    assert.equal(await held(TEXT), "ONEABCDEFGH");
    assert.equal(await page.locator(TEXT).evaluate((field) => field.selectionStart), 11);
    await done();
  }
});

test("the caret stays inside when the server normalises", async () => {
  const { page, peer, done, held } = await form();
  await page.focus(TEXT);
  await page.locator(TEXT).evaluate((field) => field.setSelectionRange(1, 1));
  await page.keyboard.type("X");
  const [, ref] = await peer.next("e");
  peer.send(["p", 1, ref, [0, "OXNE"]]);
  await settled(page, peer, 1);
  assert.equal(await held(TEXT), "OXNE");
  assert.equal(await page.locator(TEXT).evaluate((field) => field.selectionStart), 2);
  await done();
});

test("edited since the event went: left; not edited: set, though no patch came", async () => {
  const { page, peer, done, held } = await form();
  await page.fill(TEXT, "a");
  const first = await peer.next("e");
  await page.fill(TEXT, "ab");
  const second = await peer.next("e");
  peer.send(["a", first[1]], ["p", 1, 0, [4, "1"]]);
  await settled(page, peer, 1);
  assert.equal(await held(TEXT), "ab");
  peer.send(["a", second[1]], ["p", 2, 0, [4, "2"]]);
  await settled(page, peer, 2);
  assert.equal(await held(TEXT), "one");
  await done();
});

test("HAZARDS 15: clear on submit clears the focused field, the client's own field keeps its text", async () => {
  const { page, peer, done, held } = await form(["", "", "", OPTIONS, ""]);
  await page.fill("textarea", "body");
  await page.fill("input[name=mine]", "mine");
  await page.fill(TEXT, "title");
  const typed = await peer.next("e");
  peer.send(["p", 1, typed[1], [0, "title"]]);
  await page.press(TEXT, "Enter");
  const [, ref, , name, params] = await peer.next("e");
  assert.equal(name, "save");
  assert.deepEqual(params, { t: "title", a: "body", s: "x", mine: "mine", _target: null });
  peer.send(["p", 2, ref, [0, ""]]);
  await settled(page, peer, 2);
  assert.equal(await held(TEXT), "");
  assert.equal(await held("textarea"), "");
  assert.equal(await held("input[name=mine]"), "mine");
  assert.ok(await page.locator(TEXT).evaluate((field) => field === document.activeElement));
  await done();
});

test("an error leaves what was entered", async () => {
  const { page, peer, done, held } = await form();
  await page.fill(TEXT, "bad");
  const [, ref] = await peer.next("e");
  peer.send(["x", ref, "bad_param", "no"], ["p", 1, ref, [4, "!"]]);
  await settled(page, peer, 1);
  assert.equal(await held(TEXT), "bad");
  await done().catch((error) => assert.match(error.message, /was refused \(bad_param\): no/));
});

test("HAZARDS 16: changes from other causes do not touch a focused or an edited field", async () => {
  const { page, peer, done, held } = await form();
  await page.fill("textarea", "draft");
  await page.focus(TEXT);
  peer.send(["p", 1, 0, [0, "other", 1, "other", 2, "", 3, [[0, [1, ""], 1, [1, " selected"]]]]]);
  await settled(page, peer, 1);
  assert.equal(await held(TEXT), "one");
  assert.equal(await held("textarea"), "draft");
  assert.equal(await held("input[name=c]"), false);
  assert.equal(await held("select"), "y");
  await done();
});

test("HAZARDS 12: a refused tick is taken back, a checked box is the server's word", async () => {
  const { page, peer, done, held } = await form();
  await page.click("input[name=c]");
  const [, ref, , name, params] = await peer.next("e");
  assert.deepEqual([name, params], ["ticked", { value: false, field: "c", _target: "c" }]);
  peer.send(["a", ref], ["p", 1, 0, [4, "1"]]);
  await settled(page, peer, 1);
  assert.equal(await held("input[name=c]"), true);
  await page.click("input[name=c]");
  const again = await peer.next("e");
  peer.send(["p", 2, again[1], [2, ""]]);
  await settled(page, peer, 2);
  assert.equal(await held("input[name=c]"), false);
  await done();
});

test("HAZARDS 13: options are written before their select, a choice survives a new order of options", async () => {
  const { page, peer, done, held } = await form();
  await page.selectOption("select", "z");
  const [, ref] = await peer.next("e");
  peer.send(["p", 1, ref, [3, [[0, [1, ""], 2, [1, " selected"], 3, [0, "w2"]].slice(0, 4), [], [3, [["w", ""]]]]]]);
  await settled(page, peer, 1);
  assert.equal(await held("select"), "z");
  await page.selectOption("select", "y");
  const late = await peer.next("e");
  await page.focus(TEXT);
  peer.send(["p", 2, 0, [3, [[], [], [0, 3, 1, 2]]]]);
  await settled(page, peer, 2);
  assert.equal(await held("select"), "y");
  assert.deepEqual(await page.locator("option").allTextContents(), ["w", "z", "x", "y"]);
  peer.send(["a", late[1]], ["p", 3, 0, [4, "3"]]);
  await settled(page, peer, 3);
  assert.equal(await held("select"), "z");
  await done();
});

test("what the browser restores after Back counts as the user's", async () => {
  server.put("/elsewhere", "<title>e</title>");
  const path = "/form-back";
  server.page(path, FORM, VALUES);
  const { page, done } = await open(browser, server, path);
  const held = (selector) => page.inputValue(selector);
  await page.fill("textarea", "unsent");
  await page.goto(`${server.origin}/elsewhere`);
  await page.goBack();
  const peer = await server.peer();
  await peer.join();
  await page.waitForSelector("body.dj-connected");
  assert.equal(await held("textarea"), "unsent");
  peer.send(["p", 1, 0, [1, "server", 4, "x"]]);
  await settled(page, peer, 1);
  assert.equal(await held("textarea"), "unsent");
  await done();
});

test("HAZARDS 17: a field whose name changes does not keep what was typed into the other", async () => {
  const fragments = [fragment([0], ["<input", anchor([0, 1, "name"]), ' name="', text(0), '">'])];
  server.page("/wizard", fragments, ["first"]);
  const { page, peer, done } = await open(browser, server, "/wizard");
  await page.fill("input", "secret");
  peer.send(["p", 1, 0, [0, "second"]]);
  await settled(page, peer, 1);
  assert.equal(await page.inputValue("input"), "");
  await done();
});

test("LV-07: a root built anew keeps the focus and what was typed", async () => {
  const { page, peer, done, held } = await form();
  await page.fill("textarea", "draft");
  await page.focus(TEXT);
  await page.evaluate(() => document.querySelector("select").remove());
  peer.send(["p", 1, 0, [3, [[0, [1, ""]]], 4, "new"]]);
  const [, , region] = await peer.next("r");
  assert.deepEqual(region, []);
  peer.send(["f", 1, 0, [], [VALUES[0], VALUES[1], VALUES[2], OPTIONS, "new"]]);
  await settled(page, peer, 1);
  assert.equal(await page.textContent("p"), "new");
  assert.equal(await held("textarea"), "draft");
  assert.ok(await page.locator(TEXT).evaluate((field) => field === document.activeElement));
  await done();
});

test("ENGINE 23: a slot in the value of a box or an option does not control what is chosen", async () => {
  const fragments = [
    fragment([0, ["l", 1, ""], 0], [
      '<input type="checkbox" name="c" dj-change="h"', anchor([0, 1, "value"]), ' value="', text(0), '"><select name="s" dj-change="h"',
      anchor([1, 4]), ">", rows(1), "</select><p", anchor([2, 0]), ">", text(2), "</p>",
    ]),
    fragment([0], ["<option", anchor([0, 1, "value"], [0, 0]), ' value="', text(0), '">', text(0), "</option>"], [0, 0]),
  ];
  server.page("/values", fragments, ["7", [["x"], ["y"]], ""]);
  const { page, peer, done } = await open(browser, server, "/values");
  await page.click("input");
  peer.send(["a", (await peer.next("e"))[1]]);
  await page.selectOption("select", "y");
  const [, ref, , , params] = await peer.next("e");
  assert.deepEqual(params, { value: "y", field: "s", _target: "s" });
  peer.send(["p", 1, ref, [0, "8", 1, [[], [], [0, [["w"]]]], 2, "done"]]);
  await settled(page, peer, 1);
  assert.equal(await page.isChecked("input"), true);
  assert.equal(await page.inputValue("select"), "y");
  await done();
});

test("HAZARDS 13: a select whose options came by a patch is controlled by them", async () => {
  const { page, peer, done, held } = await form(["", "", "", [], ""]);
  peer.send(["p", 1, 0, [3, [[], [], [0, OPTIONS]]]]);
  await settled(page, peer, 1);
  assert.equal(await held("select"), "x");
  await page.selectOption("select", "z");
  const [, ref] = await peer.next("e");
  peer.send(["p", 2, ref, [4, "refused"]]);
  await settled(page, peer, 2);
  assert.equal(await held("select"), "x");
  await done();
});

test("what the browser makes of the server's value is not the user's edit", async () => {
  const TYPES = [
    ["text", "a&#10;b", "ab", "c&#10;d", "cd"],
    ["range", "", "50", "500", "100"],
    ["color", "RED", "#ff0000", "#ABC", "#aabbcc"],
    ["number", "many", "", "7", "7"],
    ["email", " a ", "a", " b ", "b"],
    ["date", "soon", "", "2026-01-02", "2026-01-02"],
    ["textarea", "a&#13;&#10;b", "a\nb", "c&#13;d", "c\nd"],
  ];
  const fields = TYPES.flatMap(([type], slot) =>
    type === "textarea"
      ? ["<textarea", anchor([slot, 3]), ">\n", text(slot), "</textarea>"]
      : [`<input type="${type}"`, anchor([slot, 1, "value"]), ' value="', text(slot), '">'],
  );
  server.page("/sanitised", [fragment(TYPES.map(() => 0), fields)], TYPES.map(([, value]) => value));
  const { page, peer, done } = await open(browser, server, "/sanitised", { allow: [/does not conform|cannot be parsed/] });
  const held = () => page.locator("input, textarea").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(await held(), TYPES.map(([, , shown]) => shown));
  // A value that was set once lifts the browser's own rule that the default shows.
  await page.locator("input, textarea").evaluateAll((all) => all.forEach((field) => (field.value = String(field.value))));
  peer.send(["p", 1, 0, TYPES.flatMap(([, , , value], slot) => [slot, value])]);
  await settled(page, peer, 1);
  assert.deepEqual(await held(), TYPES.map(([, , , , shown]) => shown));
  await page.locator("input").first().fill("mine");
  await page.locator("input").first().blur();
  peer.send(["p", 2, 0, [0, "e&#10;f"]]);
  await settled(page, peer, 2);
  assert.equal((await held())[0], "mine");
  await done();
});
