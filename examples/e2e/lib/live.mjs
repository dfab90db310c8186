// A live page behind a slow line, and states of it to wait for.

import { connected, open, until } from './browser.mjs';
import { intercept } from './proxy.mjs';

/** Milliseconds that a frame takes one way, so that an answer takes 0, 100 and 400. */
export const DELAYS = [0, 50, 200];

/** Opens a page whose frames take `delay` milliseconds each way. `page.answered()` waits until no event is open. */
export const visit = async (browser, url, delay = 0) => {
  const page = await open(browser, null);
  page.line = await intercept(page);
  const frames = [];
  page.line.pass = (way, text) => way === 'down' || frames.push(text);
  page.line.arrived = (way, text) => way === 'up' || frames.push(text);
  page.answered = () => answered(page, () => frames);
  await page.goto(url);
  await connected(page);
  page.line.delay = delay;
  return page;
};

/** Waits until every event that a page has sent is answered. `frames` gives those of its sockets, both ways. */
export const answered = async (page, frames) => {
  // What the page sends, it has sent by now; what was handed to it, it has applied once it answers this.
  await page.evaluate(() => {});
  await until(() => allAnswered(frames()), 'an answer to every event');
  await page.evaluate(() => {});
};

const allAnswered = (frames) => {
  let [sent, done] = [0, 0];
  for (const [kind, first, second] of frames.map((text) => JSON.parse(text))) {
    if (kind === 'e') sent = Math.max(sent, first);
    done = Math.max(done, { a: first, x: first, p: second, f: second }[kind] ?? 0);
  }
  return done >= sent;
};

/** What a text field holds, with a `|` where the caret is, or `[` and `]` around what is selected. */
export const shown = (field) =>
  field.evaluate(({ value, selectionStart: start, selectionEnd: end }) =>
    start === end
      ? `${value.slice(0, start)}|${value.slice(start)}`
      : `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`,
  );

/** Waits until a text field shows this. */
export const shows = async (field, expected) => {
  let found;
  await until(async () => (found = await shown(field)) === expected, expected, 4_000).catch((error) => {
    error.message += `, found ${JSON.stringify(found)}`;
    throw error;
  });
};
