// The socket lost, resumed, taken over; events exactly once while the session lives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server, settled } from "./harness.mjs";
import { anchor, fragment, PROTOCOL, text } from "./template.mjs";

begin({ backForward: true });

const COUNTER = [fragment([0], ["<h1", anchor([0, 0]), ">", text(0), '</h1><button dj-click="inc">+</button><a href="/other" id="out">out</a>'])];
const CALM = { allow: [/djust: event/, /WebSocket/] };
let paths = 0;

async function counter(options) {
  const path = `/counter${paths++}`;
  server.page(path, COUNTER, [0]);
  return { path, ...(await open(browser, server, path, options)) };
}

const classOf = (page) => page.evaluate(() => document.body.className);
const shows = (page, what) => page.waitForFunction((text) => document.querySelector("h1").textContent === text, what);

/** The third socket of a page whose event ended two. */
async function cutTwice(page, peer) {
  await page.click("button");
  await peer.next("e");
  peer.socket.terminate();
  const second = await server.peer();
  await second.join();
  await second.next("e");
  second.socket.terminate();
  const third = await server.peer();
  await third.join();
  return third;
}

test("EV-01: a counter's event is at most 60 bytes, applied and acknowledged", async () => {
  const { page, peer, done } = await counter();
  await page.click("button");
  const frame = await peer.next("e");
  assert.deepEqual(frame, ["e", 1, 0, "inc"]);
  assert.ok(JSON.stringify(frame).length <= 60);
  peer.send(["p", 1, 1, [0, 1]]);
  await shows(page, "1");
  await page.click("button");
  assert.deepEqual(await peer.next("e"), ["e", 2, 1, "inc"]);
  peer.send(["p", 2, 2, [0, 2]], ["p", 3, 2, [0, 3]]);
  assert.deepEqual(await peer.next("k"), ["k", 3]);
  peer.send(["p", 4, 2, [0, 4]]);
  assert.deepEqual(await peer.next("k"), ["k", 4]);
  await done();
});

test("UI-04, I5: a lost socket resumes; only events that did not run go again, and the page is not loaded", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => (globalThis.same = true));
  for (let times = 0; times < 3; times++) await page.click("button");
  await peer.next("e");
  peer.send(["p", 1, 1, [0, 1]]);
  await shows(page, "1");
  peer.socket.terminate();
  await page.waitForSelector("body.dj-disconnected");
  assert.equal(await classOf(page), "dj-disconnected");
  await page.click("button");
  const back = await server.peer();
  assert.deepEqual(await back.join({ version: 2, ref: 2, token: "resume2" }), ["j", PROTOCOL, "resume", 1, back.url && `dcounter${paths - 1}`]);
  back.send(["p", 2, 2, [0, 2]]);
  assert.deepEqual((await back.next("e")).slice(0, 2), ["e", 3]);
  assert.deepEqual((await back.next("e")).slice(0, 2), ["e", 4]);
  await shows(page, "2");
  assert.match(await classOf(page), /^dj-connected\b/);
  back.send(["p", 3, 4, [0, 4]]);
  await shows(page, "4");
  assert.equal(await page.evaluate(() => globalThis.same), true);
  await done();
});

test("I4: one timer at a time acknowledges what waits for it; one that finds nothing waiting says nothing", async () => {
  const init = () => {
    const later = globalThis.setTimeout;
    globalThis.due = [];
    // A second passes when the test says so.
    globalThis.setTimeout = (run, ms, ...rest) => (ms === 1_000 ? globalThis.due.push(run) : later(run, ms, ...rest));
  };
  const { page, peer, done } = await counter({ ...CALM, init });
  const due = () => page.evaluate(() => globalThis.due.length);
  const pass = () => page.evaluate(() => globalThis.due.at(-1)());
  const patch = async (to, version) => {
    to.send(["p", version, 0, [0, version]]);
    await shows(page, String(version));
  };
  /** What came up to the next event, which a click sends. */
  const sent = async (to) => {
    const frames = new Promise((resolve) => to.socket.on("message", () => to.unread.at(-1)?.[0] === "e" && resolve(to.unread)));
    await page.click("button");
    await frames;
    const all = to.unread;
    await to.next("e");
    return all;
  };
  await patch(peer, 1);
  assert.deepEqual(await sent(peer), [["e", 1, 1, "inc"]]);
  await patch(peer, 2);
  assert.equal(await due(), 1, "the first is left to run");
  await pass();
  assert.deepEqual(await peer.next("k"), ["k", 2]);
  await patch(peer, 3);
  assert.equal(await due(), 2);
  assert.deepEqual(await sent(peer), [["e", 2, 3, "inc"]]);
  await pass();
  assert.deepEqual(await sent(peer), [["e", 3, 3, "inc"]], "the event before had acknowledged it");
  peer.send(["a", 3]);
  await patch(peer, 4);
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ version: 4, ref: 3 });
  await page.waitForSelector("body.dj-connected");
  await pass();
  assert.deepEqual(await sent(back), [["e", 4, 4, "inc"]], "the join had acknowledged it");
  await done();
});

test("I5: an event that is sent again is the same, byte by byte", async () => {
  const { page, peer, done } = await counter(CALM);
  const texts = [];
  const listen = ({ socket }) => socket.on("message", (data) => texts.push(String(data)));
  listen(peer);
  await page.evaluate(() => {
    const button = document.querySelector("button");
    button.click();
    button.dataset.said = '"\u20ac"\n';
    button.click();
    button.dataset.componentId = "3";
    button.click();
    delete button.dataset.said;
    button.click();
  });
  for (let times = 0; times < 4; times++) await peer.next("e");
  peer.socket.terminate();
  const back = await server.peer();
  listen(back);
  await back.join();
  for (let times = 0; times < 4; times++) await back.next("e");
  const events = ['["e",1,0,"inc"]', '["e",2,0,"inc",{"said":"\\"\u20ac\\"\\n"}]', '["e",3,0,"inc",{"said":"\\"\u20ac\\"\\n"},3]', '["e",4,0,"inc",{},3]'];
  assert.deepEqual(texts.filter((text) => text.startsWith('["e"')), [...events, ...events]);
  await done();
});

test("I5: a lost session: events are not sent again, djust:event-lost tells them, the page is taken over in place", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.lost = [];
    document.addEventListener("djust:event-lost", ({ detail }) => globalThis.lost.push(detail));
    globalThis.kept = document.querySelector("h1");
  });
  await page.click("button");
  await peer.next("e");
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ version: 0, ref: 0, mode: 1 });
  back.send(["f", 7, 0, [], [5]]);
  await shows(page, "5");
  assert.deepEqual(await page.evaluate(() => globalThis.lost), [{ name: "inc", params: {} }]);
  assert.ok(await page.evaluate(() => globalThis.kept === document.querySelector("h1")));
  await page.click("button");
  assert.deepEqual(await back.next("e"), ["e", 1, 7, "inc"]);
  await done();
});

test("DESIGN: a changed skeleton builds the root anew", async () => {
  const { page, peer, done } = await counter(CALM);
  server.page("/next", [fragment([0, 0], ["<h2>", { part: "value", slot: 0 }, "</h2><h1", anchor([1, 0]), ">", text(1), "</h1>"])], [0, 0]);
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ mode: 1, extras: { s: "/djust/dnext.json" } });
  back.send(["f", 1, 0, [], ["new", 9]], ["p", 2, 0, [0, "newer"]]);
  await shows(page, "9");
  assert.equal(await page.textContent("h2"), "newer");
  assert.equal(await page.title(), "t");
  await done();
});

test("HAZARDS 6: duplicates are dropped, a gap asks for all values", async () => {
  const { page, peer, done } = await counter();
  peer.send(["p", 1, 0, [0, 1]], ["p", 1, 0, [0, 9]], ["p", 3, 0, [0, 3]]);
  assert.deepEqual(await peer.next("r"), ["r", 1, []]);
  peer.send(["p", 4, 0, [0, 4]], ["f", 4, 0, [], [4]], ["p", 5, 0, [0, 5]]);
  await shows(page, "5");
  await done();
});

test("HAZARDS 11: 32 events wait for the connection, further ones are refused visibly", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.refused = [];
    document.addEventListener("djust:event-refused", ({ detail }) => globalThis.refused.push(detail.reason));
  });
  peer.socket.terminate();
  await page.waitForSelector("body.dj-disconnected");
  await page.evaluate(() => {
    for (let times = 0; times < 34; times++) document.querySelector("button").click();
  });
  assert.deepEqual(await page.evaluate(() => globalThis.refused), ["offline", "offline"]);
  const back = await server.peer();
  await back.join();
  for (let ref = 1; ref <= 32; ref++) assert.equal((await back.next("e"))[1], ref);
  await done();
});

test("an event that ended two sockets is not sent a third time", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.lost = 0;
    document.addEventListener("djust:event-lost", () => globalThis.lost++);
  });
  const third = await cutTwice(page, peer);
  await page.waitForFunction(() => globalThis.lost === 1);
  assert.deepEqual(third.unread, []);
  await done();
});

test("I5: a refusal that two cuts kept from arriving is told as what it is, and not as a loss", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.told = [];
    for (const name of ["djust:event-lost", "djust:error"]) document.addEventListener(name, ({ type, detail }) => globalThis.told.push([type, detail.ref]));
  });
  const third = await cutTwice(page, peer);
  third.send(["x", 1, "failed", "no"], ["p", 1, 1, [0, 1]]);
  await shows(page, "1");
  assert.deepEqual(await page.evaluate(() => globalThis.told), [["djust:error", 1]]);
  await done();
});

test("too large an event is refused visibly", async () => {
  const { page, peer, done } = await counter({ ...CALM, join: false });
  await peer.join({ extras: { m: 200 } });
  await page.waitForSelector("body.dj-connected");
  await page.evaluate(() => {
    document.addEventListener("djust:event-refused", ({ detail }) => (globalThis.refused = detail));
    const button = document.querySelector("button");
    button.dataset.long = "\u20ac".repeat(60);
    button.click();
    delete button.dataset.long;
    button.click();
  });
  assert.equal(await page.evaluate(() => globalThis.refused.reason), "too_large");
  assert.deepEqual(await peer.next("e"), ["e", 1, 0, "inc"]);
  await done();
});

test("4001: taken over: stays away. 4003: comes back after the reason's delay", async () => {
  const { page, peer, done } = await counter(CALM);
  const began = Date.now();
  peer.socket.close(4003, "1200");
  const back = await server.peer();
  assert.ok(Date.now() - began >= 1200);
  await back.join();
  await page.waitForSelector("body.dj-connected");
  back.socket.close(4001);
  await page.waitForSelector("body.dj-disconnected");
  await page.waitForTimeout(1500);
  assert.equal(server.unmet, 0);
  await done();
});

test("4004: the page is loaded again, once", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => (globalThis.same = true));
  peer.socket.close(4004);
  const next = await server.peer();
  await next.join();
  await page.waitForSelector("body.dj-connected");
  assert.equal(await page.evaluate(() => globalThis.same), undefined);
  next.socket.close(4004);
  await page.waitForSelector("body.dj-disconnected");
  await page.waitForTimeout(600);
  assert.equal(server.unmet, 0);
  await done();
});

test("HAZARDS 2: heartbeats, and a silent socket is dropped within two of them", async () => {
  const { page, peer, done } = await counter({ ...CALM, join: false });
  await peer.join({ extras: { h: 200 } });
  await peer.next("h");
  peer.send(["h"]);
  await peer.next("h");
  await page.waitForSelector("body.dj-disconnected");
  await (await server.peer()).join();
  await page.waitForSelector("body.dj-connected");
  await done();
});

test("HAZARDS 48, UI-05: the page comes back from the browser's cache and resumes", async () => {
  server.put("/other", "<title>other</title>");
  const { page, peer, done } = await counter();
  await page.evaluate(() => {
    addEventListener("pageshow", ({ persisted }) => (globalThis.persisted = persisted));
  });
  peer.send(["p", 1, 0, [0, 1]]);
  await shows(page, "1");
  await page.click("#out");
  await peer.closed;
  await page.waitForFunction(() => document.title === "other");
  await page.goBack({ waitUntil: "commit" });
  const back = await server.peer();
  const [, , token, version] = await back.join({ version: 2 });
  assert.deepEqual([token, version], ["resume", 1]);
  back.send(["p", 2, 0, [0, 2]]);
  await shows(page, "2");
  assert.equal(await page.evaluate(() => globalThis.persisted), true);
  await done();
});

test("S17: the server's navigation runs no script, and may lead to another origin", async () => {
  const { page, peer, done } = await counter({ allow: [/djust: refused to go/] });
  for (const url of ["javascript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "blob:x", "file:///etc", "about:blank", "mailto:a@b.test", "http://["]) peer.send(["n", url]);
  peer.send(["p", 1, 0, [0, "here"]]);
  await shows(page, "here");
  server.put("/there", "<title>there</title>");
  const there = server.origin.replace("127.0.0.1", "localhost");
  assert.notEqual(there, server.origin);
  peer.send(["n", `${there}/there`]);
  await page.waitForFunction(() => document.title === "there");
  assert.equal(await page.evaluate(() => location.origin), there);
  await done();
});

test("G20: a pushed event is a CustomEvent on the document; what is not understood is ignored", async () => {
  const { page, peer, done } = await counter();
  await page.evaluate(() => addEventListener("chart:data", ({ detail, target }) => (globalThis.pushed = [detail, target === document])));
  peer.socket.send("not json");
  peer.socket.send(Buffer.from([1, 2, 3]));
  peer.send(["?"], [], {}, ["p", "x"], ["f", 1, 0, ["a"], []], ["toString", 1], ["u", "chart:data", { a: [1] }], ["p", 1, 0, []]);
  await page.waitForFunction(() => globalThis.pushed);
  assert.deepEqual(await page.evaluate(() => globalThis.pushed), [{ a: [1] }, true]);
  await done();
});

test("I5: a pushed event whose version is lost with the socket is announced once", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.pushed = [];
    document.addEventListener("saved", ({ detail }) => globalThis.pushed.push(detail, document.querySelector("h1").textContent));
  });
  peer.send(["u", "saved", 1], ["h"]);
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ version: 1 });
  back.send(["u", "saved", 1], ["p", 1, 0, [0, 7]]);
  await shows(page, "7");
  back.send(["u", "saved", 2], ["p", 2, 0, []]);
  await settled(page, back, 2);
  assert.deepEqual(await page.evaluate(() => globalThis.pushed), [1, "7", 2, "7"], "once, when its patch is applied");
  await done();
});

test("I5: a refusal that comes again after a cut is told once, whether or not it had arrived", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => {
    globalThis.errors = [];
    document.addEventListener("djust:error", ({ detail }) => globalThis.errors.push([detail.ref, detail.name]));
  });
  await page.click("button");
  await peer.next("e");
  peer.send(["x", 1, "failed", "no"]);
  await page.waitForFunction(() => globalThis.errors.length === 1);
  await page.click("button");
  await peer.next("e");
  peer.socket.terminate();
  const back = await server.peer();
  await back.join({ ref: 0 });
  assert.deepEqual((await back.next("e")).slice(0, 2), ["e", 2], "the first is settled");
  back.send(["x", 1, "failed", "no"], ["x", 2, "failed", "no"], ["a", 2], ["x", 0, "failed", "of no event"], ["p", 1, 2, [0, 7]]);
  await shows(page, "7");
  assert.deepEqual(await page.evaluate(() => globalThis.errors), [[1, "inc"], [2, "inc"], [0, undefined]]);
  await done();
});

test("EV-38: a refused event dispatches djust:error, the page stays alive", async () => {
  const { page, peer, done } = await counter(CALM);
  await page.evaluate(() => document.addEventListener("djust:error", ({ detail }) => (globalThis.failed = detail)));
  await page.click("button");
  const [, ref] = await peer.next("e");
  peer.send(["x", ref, "unknown_event", "no handler inc"], ["p", 1, ref, [0, 1]]);
  await settled(page, peer, 1);
  const { code, message, name } = await page.evaluate(() => globalThis.failed);
  assert.deepEqual([code, message, name], ["unknown_event", "no handler inc", "inc"]);
  await done();
});
