// Commands of `contract/commands.json`, carried out by the client's own modules in a page of their own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contract, script } from "./modules.mjs";
import { begin, browser } from "./harness.mjs";

begin();

test("IP-09: the client knows each command of the contract and does what it says", async () => {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await script("commands/commands.ts", "commandsModule") });
  await page.addScriptTag({ content: await script("dom/overlays.ts", "overlaysModule") });
  const carriedOut = (cases) =>
    cases.map(({ commands, before = '<p id="a"><button id="this">x</button></p>' }) => {
      document.body.innerHTML = before;
      const calls = [];
      const host = {
        window,
        document,
        clock: window,
        overlays: new globalThis.overlaysModule.Overlays(),
        at: { href: "https://site.example/" },
        on: () => undefined,
        send: () => undefined,
      };
      const failed = [];
      console.warn = (...said) => failed.push(said.join(" "));
      const follow = (event) => {
        const link = event.target.closest("a");
        if (!link) return;
        event.preventDefault();
        for (const kind of ["navigate", "patch"]) {
          if (link.hasAttribute(`dj-${kind}`)) calls.push([kind, link.getAttribute(`dj-${kind}`), {}]);
        }
      };
      document.addEventListener("click", follow);
      const send = ({ name, params }) => calls.push(["push", name, { ...params }]);
      const element = document.getElementById("this") ?? document.getElementById("a");
      new globalThis.commandsModule.Commands(host).run(commands, element, send);
      document.removeEventListener("click", follow);
      return { after: document.body.innerHTML, calls, failed };
    });
  const cases = contract("commands");
  const found = await page.evaluate(carriedOut, cases);
  for (const [index, { says, after, calls = [] }] of cases.entries()) {
    assert.deepEqual(found[index].failed, [], says);
    assert.deepEqual(found[index].calls, calls, says);
    if (after !== undefined) assert.equal(found[index].after, after, says);
  }
  await page.close();
});
