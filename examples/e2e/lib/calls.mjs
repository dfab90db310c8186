// The lab's page of calls: any markup a test writes, and what its handlers were called with.

import { connected, open, until } from './browser.mjs';

/** Opens the page. */
export const calls = async (server, browser, options = {}) => {
  const page = await open(browser, null, { bypassCSP: true, ...options });
  await page.addInitScript(() => {
    globalThis.heard = [];
    document.addEventListener('took', ({ detail }) => heard.push(['took', detail]));
    document.addEventListener('djust:error', ({ detail }) => heard.push([detail.code, detail.param]));
    globalThis.djust = {
      hooks: {
        Frames: {
          mounted() {
            globalThis.frame = (name, params) => void this.pushEvent(name, params);
          },
        },
      },
    };
  });
  await page.goto(`${server.url}/calls`);
  await connected(page);
  return {
    page,
    /** Writes markup into the page. No tag of the template stands there, so no patch comes near. */
    write: (html) => page.evaluate((html) => (document.querySelector('#bench').innerHTML = html), html),
    /** What the handlers took, or why they refused, once there are so many; then it is forgotten. */
    async heard(count) {
      await until(async () => (await page.evaluate(() => heard.length)) >= count, `${count} answers`);
      return page.evaluate(() => heard.splice(0));
    },
    /** Waits until all that the page has sent is answered: what was not heard by then never will be. */
    async quiet() {
      await page.evaluate(() => frame('echo', { last: true }));
      await until(() => page.evaluate(() => heard.some(([, what]) => what?.last)), 'the last answer');
      return page.evaluate(() => heard.splice(0).slice(0, -1));
    },
    /** The events that travelled, from the handler's name on. */
    sent: () =>
      page.wire
        .filter(([way, text]) => way === 'up' && text.startsWith('["e"'))
        .map(([, text]) => JSON.parse(text).slice(3))
        .filter(([, params]) => !params?.last),
    done: () => page.context().close(),
  };
};
