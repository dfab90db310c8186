// `dj-dialog`: who closes and opens it, and in which order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server } from "./harness.mjs";
import { anchor, fragment, text } from "./template.mjs";

begin();

const MARKUP = ["<button id=ask dj-click=ask>Ask</button><dialog", anchor([0, 1, "dj-dialog"]), ' dj-dialog-close-event=close dj-dialog="', text(0), '"><button>No</button></dialog>'];

/** A page with an open dialog that the user has closed. */
async function closed(path) {
  server.page(path, [fragment([0], MARKUP)], ["open"], { skeleton: { a: ["dj-click", "dj-dialog", "dj-dialog-close-event"] } });
  const { page, peer, done } = await open(browser, server, path);
  await page.waitForSelector("dialog:modal");
  await page.keyboard.press("Escape");
  assert.equal((await peer.next("e"))[3], "close");
  assert.equal(await page.locator("dialog").isVisible(), false);
  return { page, peer, done };
}

test("a dialog closed and asked for again opens, though one answer to both changes nothing", async () => {
  const { page, peer, done } = await closed("/dialog-both");
  await page.click("#ask");
  await peer.next("e");
  peer.send(["a", 2]);
  await page.waitForSelector("dialog:modal");
  await done();
});

test("a dialog that the server lets be closed stays so", async () => {
  const { page, peer, done } = await closed("/dialog-closed");
  peer.send(["p", 1, 1, [0, "close"]]);
  await peer.next("k");
  assert.equal(await page.locator("dialog").isVisible(), false);
  await page.click("#ask");
  await peer.next("e");
  peer.send(["p", 2, 2, [0, "open"]]);
  await page.waitForSelector("dialog:modal");
  await done();
});
