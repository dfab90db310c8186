// What shows ahead of the server, and what is told of elements that come, change and go.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, server } from "./harness.mjs";
import { script } from "./modules.mjs";

begin();

const sources = `${await script("dom/overlays.ts", "overlays")};${await script("dom/lifecycle.ts", "lifecycle")}`;

/** Runs a function in an empty page with the modules. */
async function within(run) {
  server.put("/empty", "<!doctype html><body><p id=a class='x  y'>a<b>b</b></p><p id=c>c</p></body>");
  const page = await browser.newPage();
  await page.goto(`${server.origin}/empty`);
  await page.addScriptTag({ content: sources });
  const found = await page.evaluate(run);
  await page.close();
  return found;
}

test("an overlay is lifted before a patch, laid again after it, and gone when its event is settled", async () => {
  const found = await within(() => {
    const all = new overlays.Overlays();
    const element = document.querySelector("#a");
    const [text, bold] = element.childNodes;
    const seen = [];
    const look = () => seen.push(`${element.className}|${element.getAttribute("disabled")}|${element.innerHTML}`);
    all.lay(1, { kind: "class", element, name: "busy", on: true });
    all.lay(1, { kind: "attribute", element, name: "disabled", value: "" });
    all.lay(2, overlays.contentOverlay(element, "Saving"));
    look();
    all.lifted(() => {
      look();
      text.data = "A";
      element.className = "z";
    });
    look();
    all.settle(1);
    look();
    all.settle(2);
    look();
    return [seen, element.firstChild === text && element.lastChild === bold];
  });
  assert.deepEqual(found, [["x y busy||Saving", "x  y|null|a<b>b</b>", "z busy||Saving", "z|null|Saving", "z|null|A<b>b</b>"], true]);
});

test("of overlays of several events the later one shows, whichever is settled first", async () => {
  const found = await within(() => {
    const all = new overlays.Overlays();
    const element = document.querySelector("#c");
    const seen = [];
    const mark = document.createElement("i");
    all.lay(1, overlays.contentOverlay(element, "one"));
    all.lay(2, overlays.contentOverlay(element, mark, "two"));
    seen.push(element.innerHTML);
    all.settle(1);
    seen.push(element.innerHTML, element.firstChild === mark);
    all.settle(2);
    seen.push(element.innerHTML);
    return seen;
  });
  assert.deepEqual(found, ["<i></i>two", "<i></i>two", true, "c"]);
});

test("what others wrote over an overlay stays; one whose element left is gone", async () => {
  const found = await within(() => {
    const all = new overlays.Overlays();
    const [element, other] = document.querySelectorAll("p");
    all.lay(1, { kind: "class", element, name: "busy", on: true });
    all.lay(1, { kind: "attribute", element, name: "title", value: "busy" });
    all.lay(2, { kind: "class", element: other, name: "busy", on: true });
    element.classList.add("mine");
    element.title = "mine";
    all.lifted(() => other.remove());
    const gone = other.className;
    all.settle(1);
    all.settle(2);
    return [element.className, element.title, gone];
  });
  assert.deepEqual(found, ["x y mine", "mine", ""]);
});

test("without overlays nothing is written, however much is lifted", async () => {
  const found = await within(() => {
    const all = new overlays.Overlays();
    const observer = new MutationObserver(() => {});
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    all.lifted(() => all.settle(3));
    return observer.takeRecords().length;
  });
  assert.equal(found, 0);
});

test("watchers hear of elements that entered, were patched or are leaving, each once", async () => {
  const found = await within(() => {
    const all = new lifecycle.Lifecycle();
    const heard = [];
    const told = (what) => (elements) => heard.push(`${what} ${elements.map(({ id }) => id)} ${elements.every(({ isConnected }) => isConnected)}`);
    all.watch({ attributes: [], selector: "[dj-x]", watcher: { entered: told("entered"), patched: told("patched"), left: told("left") } });
    const [a, c] = document.querySelectorAll("p");
    a.setAttribute("dj-x", "");
    const fresh = document.createRange().createContextualFragment("<div id=d dj-x><i id=i dj-x></i></div><p id=e></p>");
    all.entering(fresh);
    all.entering(fresh.querySelector("i"));
    document.body.append(fresh);
    for (const element of [a, c, document.querySelector("#d")]) all.patching(element);
    all.flush();
    all.flush();
    all.leaving([document.querySelector("#d"), c]);
    document.querySelector("#d").remove();
    all.leaving([document.createElement("b")]);
    all.flush();
    return heard;
  });
  assert.deepEqual(found, ["entered d,i true", "patched a true", "left d,i true"]);
});
