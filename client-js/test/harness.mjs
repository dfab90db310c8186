// A server that says exactly what a test tells it to, and a real Chromium that loads the committed bundle from it.

import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { WebSocketServer } from "ws";
import { PROTOCOL, render, skeletonOf } from "./template.mjs";

const assets = new URL("../../djust-actix/assets/", import.meta.url);
/** The scripts of all families, and the client's, by their URLs. */
const SCRIPTS = new Map(
  [...readdirSync(new URL("on_demand", assets)).map((file) => `on_demand/${file}`), "djust.js"].map((path) => [
    `/${path}`,
    readFileSync(new URL(path, assets)),
  ]),
);
const LINKS = [...SCRIPTS.keys()].map((url) => `<script src="${url}" defer></script>`).join("");
const TAG = "x7q";
export const STRICT_CSP = "default-src 'self'; require-trusted-types-for 'script'; trusted-types djust";
const WAIT_MS = 8_000;

const ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Starts Chromium. `backForward` leaves its cache of pages on. */
function launch({ backForward = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGS,
    ...(backForward ? { ignoreDefaultArgs: ["--disable-back-forward-cache"] } : {}),
  });
}

/** Chromium and a server, for the tests of one file. They are there while these run. */
export let browser;
export let server;

/** Starts both before a file's first test and stops them behind its last. */
export function begin(options) {
  before(async () => {
    [browser, server] = await Promise.all([launch(options), new Server().start()]);
    console.log(`Chromium ${browser.version()}`);
  });
  after(async () => {
    await browser.close();
    server.stop();
  });
}

/** One socket of the page, as the server sees it. */
class Peer {
  #frames = [];
  #wake = null;

  constructor(socket, url) {
    this.socket = socket;
    this.url = url;
    this.closed = new Promise((resolve) => socket.on("close", (code) => resolve(code)));
    socket.on("message", (data) => {
      this.#frames.push(JSON.parse(String(data)));
      this.#wake?.();
    });
  }

  /** Frames that came and were not read, heartbeats left out. */
  get unread() {
    return this.#frames.filter(([kind]) => kind !== "h");
  }

  /** The next frame of the given kind; others before it are dropped. */
  async next(kind) {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const at = this.#frames.findIndex((frame) => frame[0] === kind);
      if (at >= 0) return this.#frames.splice(0, at + 1).at(-1);
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no "${kind}" frame came within ${WAIT_MS} ms; there are ${JSON.stringify(this.#frames)}`);
      await new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, left);
      });
    }
  }

  send(...frames) {
    for (const frame of frames) this.socket.send(JSON.stringify(frame));
  }

  /** Answers the join: the session lives. */
  async join({ version = 0, ref = 0, mode = 0, extras, token = "resume" } = {}) {
    const frame = await this.next("j");
    this.send(extras ? ["j", version, token, ref, mode, extras] : ["j", version, token, ref, mode]);
    return frame;
  }
}

/** Serves pages, and hands out their sockets. */
class Server {
  #pages = new Map();
  #peers = [];
  #wake = null;
  #http = createServer((request, response) => this.#serve(request, response));

  async start() {
    const sockets = new WebSocketServer({ server: this.#http });
    sockets.on("connection", (socket, request) => {
      this.#peers.push(new Peer(socket, request.url));
      this.#wake?.();
    });
    await new Promise((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.#http.address().port}`;
    return this;
  }

  stop() {
    this.#http.closeAllConnections();
    this.#http.close();
  }

  #serve(request, response) {
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    const page = this.#pages.get(request.url);
    const body = SCRIPTS.get(request.url) ?? page?.body;
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": request.url.endsWith(".js") ? "text/javascript" : (page?.type ?? "text/plain"),
      "cache-control": "no-cache",
      ...page?.headers,
    });
    response.end(body);
  }

  put(path, body, type = "text/html; charset=utf-8", headers = {}) {
    this.#pages.set(path, { body, type, headers });
  }

  /** Serves a view's page in some state, and its skeleton. */
  page(path, fragments, values, { version = 0, change = (html) => html, head = "", headers = { "content-security-policy": STRICT_CSP }, script = LINKS, skeleton = {} } = {}) {
    const digest = `d${path.replace(/\W/g, "")}`;
    this.put(`/djust/${digest}.json`, JSON.stringify({ ...skeletonOf(fragments), ...skeleton }), "application/json");
    const count = { marks: 0 };
    const body = render(fragments, values, TAG, count);
    const data = { p: PROTOCOL, t: "join", v: version, s: `/djust/${digest}.json`, m: TAG, n: count.marks };
    const scripts = `<script type="application/json" id="djust">${JSON.stringify(data)}</script>${script}`;
    this.put(path, `<!doctype html><html><head><title>t</title>${head}${scripts}</head><body>${change(body)}</body></html>`, undefined, headers);
  }

  /** How many sockets were opened that no test has asked for. */
  get unmet() {
    return this.#peers.length;
  }

  /** The next socket that a page opens. */
  async peer() {
    const end = Date.now() + WAIT_MS;
    while (this.#peers.length === 0) {
      if (Date.now() > end) throw new Error("no socket was opened");
      await new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 100);
      });
    }
    return this.#peers.shift();
  }
}

/** A page in the browser whose console must stay empty. */
export async function open(browser, server, path, { init, allow = [], join = true } = {}) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  if (init) await page.addInitScript(init);
  await page.goto(server.origin + path);
  const peer = await server.peer();
  if (join) {
    await peer.join();
    await page.waitForSelector("body.dj-connected", { state: "attached" });
  }
  return {
    page,
    peer,
    /** Ends the page; fails if the console has anything that was not allowed. */
    async done() {
      await context.close();
      const rest = noise.filter((line) => !allow.some((pattern) => pattern.test(line)));
      if (rest.length > 0) throw new Error(`the console is not empty:\n${rest.join("\n")}`);
    },
  };
}

/** Waits until the page has applied what was sent: it acknowledges within a second. */
export async function settled(page, peer, version) {
  for (;;) {
    const frame = await peer.next("k");
    if (frame[1] >= version) return;
  }
}

/** The body as HTML, attributes in order; marks, split texts and a translator's elements left out. */
export function shown(page) {
  return page.evaluate(normal, null);
}

/** HTML as a fresh page of the browser would show it. */
export function fresh(page, html) {
  return page.evaluate(normal, html);
}

/** Runs in the page. */
function normal(html) {
  const body = html === null ? document.body.cloneNode(true) : new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
  // What a translator does to literal text is the user's wish.
  for (const font of body.querySelectorAll("font")) font.replaceWith(...font.childNodes);
  const nodes = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (node.nodeType === Node.COMMENT_NODE) comments.push(node);
    else sortAttributes(node);
  }
  for (const comment of comments) comment.remove();
  body.normalize();
  return body.innerHTML;

  function sortAttributes(element) {
    const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const attribute of attributes) element.removeAttributeNode(attribute);
    for (const attribute of attributes) if (attribute.name !== "dj") element.setAttributeNode(attribute);
  }
}
