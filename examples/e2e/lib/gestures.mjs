// The lab's page of gestures: a family of attributes, states by number, and what its events sent.

import { connected, open, quiet, until } from './browser.mjs';

/** Bits of a state. */
export const SHOWN = 1;
export const OTHER = 2;
export const UNBOUND = 4;
export const REVERSED = 8;
export const MORE = 16;

/** Opens a family's page. */
export const gestures = async (server, browser, family, { bits = 0, ...options } = {}) => {
  const page = await open(browser, `${server.url}/gestures/${family}?bits=${bits}`, options);
  await connected(page);
  let read = 0;
  const sent = () =>
    page.wire
      .filter(([way, text]) => way === 'up' && text.startsWith('["e"'))
      .map(([, text]) => JSON.parse(text).slice(3))
      .map(([name, params = {}]) => [name, params])
      .filter(([name]) => name !== 'go');
  /** Brings the page into another state. No key, no click and no pointer is needed for that. */
  const go = async (to) => {
    const start = page.wire.length;
    await page.evaluate((value) => {
      const state = document.querySelector('#state');
      state.value = value;
      state.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, String(to));
    const frames = (way) => page.wire.slice(start).filter((one) => one[0] === way).map(([, text]) => JSON.parse(text));
    const isAnswered = () => {
      const [, ref] = frames('up').find(([kind, , , name]) => kind === 'e' && name === 'go') ?? [];
      return frames('down').some(([kind, first, second]) => ref <= (kind === 'a' ? first : kind === 'p' ? second : 0));
    };
    await until(isAnswered, 'the answer to the state');
    bits = to;
  };
  return {
    page,
    go,
    /** What was sent since the last time: all of it, as nothing overtakes the state's own event. */
    async sent() {
      await go(bits);
      const all = sent();
      await until(async () => Number(await page.locator('#heard').textContent()) === all.length, 'the page to show all events');
      return all.slice(read, (read = all.length));
    },
    async done() {
      quiet(page);
      await page.context().close();
    },
  };
};
