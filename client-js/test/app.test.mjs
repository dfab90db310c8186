// An app stands on what it is given: a test's clock, a test's socket, and features of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, server } from "./harness.mjs";
import { script } from "./modules.mjs";
import { anchor, branch, fragment, PROTOCOL, text } from "./template.mjs";

begin();

const sources = `${await script("app.ts", "client")};${await script("parts.ts", "parts")};${await script("on_demand/rates.ts", "rates")};${await script("protocol/page_data.ts", "data")}`;

const PAGE = [
  fragment([0, ["b", 1]], ["<h1", anchor([0, 0]), ">", text(0), "</h1>", branch(1), '<button dj-click="inc" dj-debounce="1s">+</button>']),
  fragment([], ["<p dj-seen>seen</p>"]),
];

/** Runs in the page: an app on a clock that stands still and a socket that leads nowhere. */
function start({ bare = false, features = [] }) {
  const due = [];
  globalThis.now = 0;
  globalThis.pass = (ms) => {
    const end = globalThis.now + ms;
    for (;;) {
      const [next] = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      due.splice(due.indexOf(next), 1);
      globalThis.now = next.at;
      next.run();
    }
    globalThis.now = end;
  };
  const clock = {
    now: () => globalThis.now,
    setTimeout(run, ms) {
      due.push({ run, at: globalThis.now + ms });
      return due.at(-1);
    },
    clearTimeout: (timer) => due.includes(timer) && due.splice(due.indexOf(timer), 1),
    whenIdle: (work) => work(() => true),
  };
  globalThis.sent = [];
  globalThis.sockets = [];
  const openSocket = (url) => {
    const socket = { url, readyState: 1, send: (text) => globalThis.sent.push(text), close() {} };
    globalThis.sockets.push(socket);
    return socket;
  };
  globalThis.receive = (...frames) => {
    for (const frame of frames) globalThis.sockets.at(-1).onmessage({ data: JSON.stringify(frame) });
  };
  globalThis.heard = [];
  const own = features.map((run) => new Function("heard", `return (${run})`)(globalThis.heard));
  const app = new client.App({ window, document, clock, openSocket }, data.readPageData(document));
  app.add({ ...parts.CORE, features: bare ? [] : [...parts.CORE.features, rates.feature, ...own] });
  app.start();
}

async function visit(path, options = {}) {
  server.page(path, PAGE, [0, null], { script: "", headers: {} });
  const page = await browser.newPage();
  await page.goto(server.origin + path);
  await page.addScriptTag({ content: sources });
  const file = page.waitForResponse((response) => response.url().includes("/djust/"));
  await page.evaluate(start, { ...options, features: (options.features ?? []).map(String) });
  await (await file).finished();
  await page.evaluate(() => {
    globalThis.sockets[0].onopen();
    globalThis.receive(["j", 0, "token", 0, 0]);
  });
  await page.waitForSelector("body.dj-connected");
  return page;
}

test("time passes when the test says so: debounce, acknowledgement, heartbeat, backoff", async () => {
  const page = await visit("/app-clock");
  const sent = await page.evaluate(() => {
    document.querySelector("button").click();
    const after = (ms) => {
      globalThis.pass(ms);
      return globalThis.sent.splice(0).map((text) => JSON.parse(text));
    };
    const [joined, early, late] = [after(0), after(999), after(1)];
    globalThis.receive(["p", 1, 1, [0, 1]]);
    return [joined.map(([kind]) => kind), early, late, after(999), after(1), after(27_999), after(1), globalThis.sockets.length];
  });
  assert.deepEqual(sent, [["j"], [], [["e", 1, 0, "inc", { _latest: 1 }]], [], [["k", 1]], [], [["h"]], 1]);
  await page.close();
});

test("a silent server is left after two heartbeats, and sought again after a while", async () => {
  const page = await visit("/app-silent");
  const sockets = await page.evaluate(() => {
    globalThis.pass(60_000);
    const left = [globalThis.sockets.length, document.body.className];
    globalThis.pass(1_000);
    return [...left, globalThis.sockets.length];
  });
  assert.deepEqual(sockets, [1, "dj-disconnected", 2]);
  await page.close();
});

test("an event without a sign of life for 5 s asks for one, and 5 s later the socket is left", async () => {
  const page = await visit("/app-dead");
  const [told, soon] = await page.evaluate(() => {
    document.querySelector("button").click();
    globalThis.pass(1_000);
    const states = [];
    for (const ms of [4_999, 1, 4_999, 1]) {
      globalThis.pass(ms);
      states.push([globalThis.sent.at(-1), document.body.className.includes("dj-disconnected")]);
    }
    globalThis.pass(1_000);
    return [states, globalThis.sockets.length];
  });
  const event = '["e",1,0,"inc",{"_latest":1}]';
  assert.deepEqual(told, [[event, false], ['["h"]', false], ['["h"]', false], ['["h"]', true]]);
  assert.equal(soon, 2, "another way is sought");
  await page.close();
});

test("a handler may take its time: whatever the server says is a sign of life, and so is its answer to the heartbeat", async () => {
  const page = await visit("/app-slow");
  const states = await page.evaluate(() => {
    const button = document.querySelector("button");
    button.click();
    globalThis.pass(5_999);
    globalThis.receive(["u", "here", null]);
    globalThis.pass(10_000);
    const quiet = globalThis.sent.filter((text) => text === '["h"]').length;
    button.click();
    globalThis.pass(6_001);
    globalThis.receive(["h"]);
    globalThis.pass(7_000);
    return [quiet, globalThis.sent.filter((text) => text === '["h"]').length, globalThis.sockets.length];
  });
  assert.deepEqual(states, [0, 1, 1]);
  await page.close();
});

test("a feature hears what becomes of its elements, of its events, and lays overlays that a patch does not see", async () => {
  const feature = (host) => ({
    attributes: ["dj-seen"],
    connect: () => heard.push("connect"),
    disconnect: (why) => heard.push(`disconnect ${why}`),
    entered: (elements) => heard.push(`entered ${elements.length}`),
    left: (elements) => heard.push(`left ${elements.length}`),
    sent: ({ ref, element, name }) => {
      heard.push(`sent ${ref} ${name} ${element.localName}`);
      const title = document.querySelector("h1");
      const show = () => {
        const covered = title.firstChild.data;
        title.firstChild.data = "…";
        return () => (title.firstChild.data = covered);
      };
      host.overlays.lay(ref, { kind: "own", element: title, show });
    },
    settled: ({ ref }, outcome) => heard.push(`settled ${ref} ${outcome} ${document.querySelector("h1").textContent}`),
  });
  const page = await visit("/app-feature", { features: [feature] });
  const shown = await page.evaluate(() => {
    const title = document.querySelector("h1");
    const seen = [];
    document.querySelector("button").click();
    globalThis.pass(1_000);
    seen.push(title.textContent);
    globalThis.receive(["p", 1, 0, [0, 5, 1, [0, []]]]);
    seen.push(title.textContent);
    globalThis.receive(["p", 2, 1, [0, 6, 1, null]]);
    seen.push(title.textContent);
    document.querySelector("button").click();
    globalThis.pass(1_000);
    globalThis.receive(["d", 2], ["a", 2]);
    seen.push(title.textContent);
    globalThis.receive(["s", 2, "superseded"]);
    seen.push(title.textContent);
    globalThis.sockets[0].onclose({ code: 1006, reason: "" });
    return seen;
  });
  assert.deepEqual(shown, ["…", "…", "6", "…", "6"]);
  assert.deepEqual(await page.evaluate(() => globalThis.heard), [
    "connect", "sent 1 inc button", "entered 1", "left 1", "settled 1 patched 6", "sent 2 inc button", "settled 2 superseded 6", "disconnect lost",
  ]);
  await page.close();
});

test("what a feature throws is told, and hinders neither patches nor other features", async () => {
  const broken = () => ({
    attributes: ["dj-seen"],
    entered() {
      throw new Error("entered");
    },
    settled() {
      throw new Error("settled");
    },
  });
  const other = () => ({ settled: ({ ref }, outcome) => heard.push(`settled ${ref} ${outcome}`) });
  const page = await visit("/app-broken", { features: [broken, other] });
  const found = await page.evaluate(() => {
    const told = [];
    addEventListener("error", ({ error }) => told.push(error.message));
    document.querySelector("button").click();
    globalThis.pass(1_000);
    globalThis.receive(["p", 1, 1, [0, 5, 1, [0, []]]]);
    return [document.querySelector("h1").textContent, told, globalThis.heard, globalThis.sent.filter((text) => text.startsWith('["r"'))];
  });
  assert.deepEqual(found, ["5", ["entered", "settled"], ["settled 1 patched"], []]);
  await page.close();
});

test("without features an app still joins, patches and sends", async () => {
  server.page("/app-bare", PAGE, [0, null], { script: "", headers: {} });
  const page = await browser.newPage();
  await page.goto(`${server.origin}/app-bare`);
  await page.addScriptTag({ content: sources });
  await page.evaluate(start, { bare: true });
  await page.evaluate(() => {
    globalThis.sockets[0].onopen();
    globalThis.receive(["j", 0, "token", 0, 0], ["p", 1, 0, [0, 8]]);
  });
  await page.waitForFunction(() => document.querySelector("h1").textContent === "8");
  const sent = await page.evaluate(() => {
    document.querySelector("button").click();
    return [globalThis.sent.map((text) => JSON.parse(text).slice(0, 4)), document.body.className];
  });
  assert.deepEqual(sent, [[["j", PROTOCOL, "join", 0], ["e", 1, 1, "inc"]], ""]);
  await page.close();
});
