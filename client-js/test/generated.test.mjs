// Generated templates and states: what is patched equals a fresh page, and so does what was vandalised.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, browser, fresh, open, server, settled, shown } from "./harness.mjs";
import { generator, near, template, values, wire } from "./generated.mjs";
import { identify, patch, region, render } from "./template.mjs";

const SEED = Number(process.env.SEED ?? 7);
const TEMPLATES = Number(process.env.TEMPLATES ?? 24);
const PATIENCE_MS = 5_000;

begin();

test(`I2: ${TEMPLATES} templates of seed ${SEED} through 12 states each`, async () => {
  for (let number = 0; number < TEMPLATES; number++) {
    const dice = generator(SEED * 1000 + number);
    const made = template(dice);
    const fragments = wire(made);
    const ids = { next: 1 };
    let state = identify(fragments, undefined, values(dice, made), ids);
    const path = `/generated${number}`;
    server.page(path, fragments, state, { headers: {} });
    const { page, peer, done } = await open(browser, server, path);
    assert.equal(await shown(page), await fresh(page, render(fragments, state)), `template ${number} as served`);
    for (let version = 0, tries = 0; tries < 12; tries++) {
      const next = identify(fragments, state, tries % 2 ? values(dice, made) : near(dice, made, state), ids);
      const tapes = patch(fragments, state, next);
      if (!tapes) continue;
      peer.send(["p", ++version, 0, ...tapes]);
      state = next;
      if (version % 2) continue;
      await settled(page, peer, version);
      const expected = await fresh(page, render(fragments, state));
      assert.equal(await shown(page), expected, `template ${number}, version ${version}`);
      assert.deepEqual(peer.unread.filter(([kind]) => kind === "r"), [], `template ${number}, version ${version} needed a resync`);
    }
    await done();
  }
});

test(`I7: ${TEMPLATES} vandalised templates of seed ${SEED} end in the right page`, async () => {
  for (let number = 0; number < TEMPLATES; number++) {
    const dice = generator(SEED * 7000 + number);
    const made = template(dice);
    const fragments = wire(made);
    const ids = { next: 1 };
    let state = identify(fragments, undefined, values(dice, made, "~0"), ids);
    const path = `/vandal${number}`;
    server.page(path, fragments, state, { headers: {} });
    const { page, peer, done } = await open(browser, server, path);
    const damage = [dice.random(), dice.random(), dice.random()];
    await page.evaluate(vandalise, damage);
    let [asked, silent] = [0, 0];
    for (let version = 1; version <= 4; version++) {
      const next = identify(fragments, state, values(dice, made, `~${version}`), ids);
      const tapes = patch(fragments, state, next);
      if (!tapes) {
        silent++;
        break;
      }
      state = next;
      peer.send(["p", version, 0, ...tapes]);
      const html = await fresh(page, render(fragments, state));
      // However slow the machine is: what the page asks for is answered until it shows the state.
      for (let end = Date.now() + PATIENCE_MS; Date.now() < end && (await shown(page)) !== html; ) {
        await page.evaluate(() => new Promise((resume) => setTimeout(resume, 15)));
        if (!peer.unread.some(([kind]) => kind === "r")) continue;
        const [, , path, id] = await peer.next("r");
        assert.ok(++asked < 20, `template ${number} asks for ever`);
        const held = region(fragments, state, path, id);
        peer.send(id ? ["f", version, 0, path, held, id] : ["f", version, 0, path, held]);
      }
    }
    const expected = await fresh(page, render(fragments, state));
    // A patch that never came can't put anything right.
    if (!silent) assert.equal(await shown(page), expected, `template ${number}, damage ${damage}, ${asked} resyncs`);
    await done();
  }
});

/** Takes away some of what the client bound: comments, elements, rows. */
function vandalise(damage) {
  const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  const marks = [...document.body.querySelectorAll("[dj]")];
  while (comments.nextNode()) marks.push(comments.currentNode);
  for (const share of damage) marks[Math.floor(share * marks.length)]?.remove();
}
