// axe-core in a page: what it knows to be wrong for people who do not see, point or tell colours apart.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const modules = createRequire(new URL('../../../client-js/package.json', import.meta.url));
const script = await readFile(modules.resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing that axe-core knows is wrong with the page as it is, but for the rules that the page breaks to make its point. */
export const accessible = async (page, state, broken = []) => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(script);
  const rules = Object.fromEntries(broken.map((rule) => [rule, { enabled: false }]));
  const { violations } = await page.evaluate((rules) => window.axe.run({ rules }), rules);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html}\n${node.failureSummary}`).join('\n')}`);
  assert.deepEqual(told, [], state);
};
