// What both sides must read alike: the cases of `contract`, read by the client's own modules.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contract, load } from "./modules.mjs";

/** Runs something, and gives what it said on the console besides. */
function quietly(run) {
  const { warn } = console;
  const said = [];
  console.warn = (text) => said.push(text);
  try {
    return [run(), said];
  } finally {
    console.warn = warn;
  }
}

test("PA-19 to PA-23: calls are read as the contract says, malformed ones not at all", async () => {
  const { parseCall } = await load("events/call.ts");
  const { good, bad } = contract("calls");
  for (const [source, name, args] of good) assert.deepEqual(parseCall(source), { name, args }, source);
  for (const source of bad) assert.equal(parseCall(source), null, source);
});

test("RL-01: durations are read as the contract says", async () => {
  const { parseDuration } = await load("events/duration.ts");
  const { good, bad } = contract("durations");
  for (const [source, ms] of good) assert.equal(parseDuration(source), ms, source);
  for (const source of bad) assert.equal(parseDuration(source), null, source);
});

test("EV-12: names of keys are the contract's", async () => {
  const { keyNames } = await load("events/keys.ts");
  const { names, others, bad } = contract("keys");
  for (const [name, key] of names) assert.ok(keyNames(key).includes(name), `${name} is ${key}`);
  for (const [name, key] of others) assert.ok(!keyNames(key).includes(name), `${name} is not ${key}`);
  for (const key of [...names.map(([, key]) => key), ...bad]) {
    for (const name of bad) assert.ok(!keyNames(key).includes(name), `${name} is no name`);
  }
});

test("DR-04: optimistic changes are read as the contract says", async () => {
  const { changesOf } = await load("on_demand/optimistic.ts");
  for (const [source, changes] of contract("optimistic").good) assert.deepEqual(changesOf(source), changes, source);
});

test("EV-26: shortcuts are read as the contract says", async () => {
  const { shortcuts, fits } = await load("on_demand/shortcut.ts");
  const cases = contract("shortcuts");
  for (const [source, wanted] of cases.good) assert.deepEqual(shortcuts(source), wanted, source);
  const none = { code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
  for (const [keys, event, wanted] of cases.fits) {
    assert.equal(fits(keys.toLowerCase(), { ...none, ...event }), wanted, `${keys} for ${JSON.stringify(event)}`);
  }
});

test("a query is merged as the contract says", async () => {
  const { merged } = await load("navigation/links.ts");
  for (const [at, text, wanted] of contract("urls").patched) {
    const { pathname, search } = merged(text, `https://site.example${at}`);
    assert.equal(pathname + search, wanted, `${text} at ${at}`);
  }
});

/** As much of an element as is asked for parameters. */
const elementWith = (attributes) => ({
  getAttributeNames: () => attributes.map(([name]) => name),
  getAttribute: (name) => attributes.find(([one]) => one === name)?.[1] ?? null,
});

/** The parameters that an element's attributes give an event. */
async function reader() {
  const { addData, addPrefixed, noParams } = await load("events/parameters.ts");
  const { feature } = await load("on_demand/payload.ts");
  return (attributes, event) => {
    const [params, element, row] = [noParams(), elementWith(attributes), { name: `dj-${event}` }];
    const names = element.getAttributeNames();
    addData(params, element, names);
    addPrefixed(params, element, names, "dj-value-");
    feature().parameters(params, element, row);
    addPrefixed(params, element, names, `${row.name}:`);
    return { ...params };
  };
}

test("PA-01, PA-11 to PA-14, PA-24, PA-25: which attribute gives which parameter", async () => {
  const read = await reader();
  const { names, elements, within } = contract("params");
  for (const [attribute, event, name] of names) {
    assert.deepEqual(Object.keys(read([[attribute, "7"]], event)), name === null ? [] : [name], `${attribute} for ${event}`);
  }
  for (const { says, event, attributes, params } of elements) assert.deepEqual(read(attributes, event), params, says);
  for (const { attributes, params } of within) assert.deepEqual(read(attributes, "click"), params);
});

test("PA-05 to PA-10: types by suffix", async () => {
  const read = await reader();
  for (const [type, text, value] of contract("params").typed) {
    const [params] = quietly(() => read([[`data-a:${type}`, text]], "click"));
    assert.deepEqual(params, { a: value }, `${type} of "${text}"`);
  }
});

test("PA-01, PA-11, PA-22, PA-24: text goes as it stands, whatever attribute or argument it comes from; JSON as what it says", async () => {
  const read = await reader();
  const { parseCall } = await load("events/call.ts");
  const cases = Object.values(contract("coercion").types).flatMap(({ takes, bad_param, missing_param }) => [...takes.map(([json]) => json), ...bad_param, ...missing_param]);
  for (const json of new Set(cases)) {
    const value = JSON.parse(json);
    const isText = typeof value === "string";
    for (const name of ["data-p", "dj-value-p", "dj-payload-p", "dj-click:p"]) {
      assert.deepEqual(read([isText ? [name, value] : [`${name}:json`, json]], "click"), { p: value }, `${name} of ${json}`);
    }
    if (isText) assert.deepEqual(parseCall(`h('${value.replace(/[\\']/g, "\\$&")}')`), { name: "h", args: [value] }, json);
  }
});

test("frames of the server: those of the contract are read, bad ones are not", async () => {
  const { decode } = await load("protocol/frames.ts");
  const { good, bad } = contract("frames").server;
  for (const [what, text] of good) assert.deepEqual(decode(text), JSON.parse(text), what);
  for (const text of bad) assert.equal(decode(text), null, text);
});

test("frames of the client are those of the contract", async () => {
  const { acknowledgeFrame, eventFrame, eventTail, HEARTBEAT_FRAME, joinFrame, resyncFrame, visitTail } = await load("protocol/frames.ts");
  const event = (ref, version, ...parts) => eventFrame("e", ref, version, eventTail(...parts));
  const made = {
    join: joinFrame("token", 0, "digest"),
    event: event(1, 0, "save", {}, 0),
    "event with parameters": event(2, 1, "save", { a: 1, _args: ["x", null] }, 0),
    "event of a component": event(3, 1, "save", {}, 12),
    "another URL": eventFrame("v", 4, 1, visitTail("/items?page=2", 1, false)),
    "another view": eventFrame("v", 5, 1, visitTail("/items/2", 3, true)),
    acknowledge: acknowledgeFrame(4),
    "resync of the view": resyncFrame(4, []),
    "resync of a region": resyncFrame(4, [0, 2, 500, 1]),
    "resync of a component": resyncFrame(4, [12, 0]),
    heartbeat: HEARTBEAT_FRAME,
  };
  for (const [what, text] of contract("frames").client.good) assert.equal(made[what], text, what);
});

test("a skeleton may have fields, attributes and rates; what is none is refused", async () => {
  const { isSkeleton } = await load("protocol/skeleton.ts");
  const { PROTOCOL: p } = await load("protocol/frames.ts");
  const f = [["<p dj></p>", [[[0, 0]]], [0], null, 0, [[0, "count"], [1, "!liked", "no", "yes"]]]];
  assert.ok(isSkeleton({ p, f }));
  assert.ok(isSkeleton({ p, f, a: ["dj-click"], o: ["/djust/1.js"] }));
  for (const file of [null, {}, { p, f: [] }, { p: p + 90, f }, { p, f: ["x"] }, { p, f, a: "dj-click" }, { p, f, o: 7 }]) {
    assert.ok(!isSkeleton(file), JSON.stringify(file));
  }
});
