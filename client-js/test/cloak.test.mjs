// What is hidden until the page is joined.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, open, server, settled } from "./harness.mjs";
import { branch, diff, fragment } from "./template.mjs";

begin();

test("UI-06: dj-cloak hides until the page is joined, and nothing that a patch brings", async () => {
  server.put("/cloak.css", "@media (scripting: enabled){[dj-cloak]{display:none!important}}", "text/css");
  const head = `<link rel="stylesheet" href="/cloak.css">`;
  const fragments = [fragment([["b", 1]], ["<i dj-cloak>first</i>", branch(0)]), fragment([], ["<b dj-cloak>arm</b>"])];
  const [closed, open_] = [[null], [[0, []]]];
  server.page("/cloak", fragments, closed, { head });
  const { page, peer, done } = await open(browser, server, "/cloak", { join: false });
  assert.equal(await page.isVisible("i"), false);
  await peer.join();
  await page.waitForSelector("i");
  assert.equal(await page.getAttribute("i", "dj-cloak"), null);
  peer.send(["p", 1, 0, diff(fragments, closed, open_)]);
  await settled(page, peer, 1);
  assert.equal(await page.isVisible("b"), true);
  await done();
});
