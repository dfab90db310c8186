// What a test may do with a browser that is not Chromium, over whatever protocol: go somewhere, run a function there, and use
// keys and pointer as a user does.

import { until } from '../browser.mjs';

/** Keys that are no letters, as WebDriver writes them. */
const KEYS = { Enter: '\uE006', Escape: '\uE00C', Tab: '\uE004', Control: '\uE009', Shift: '\uE008', F2: '\uE032', ArrowUp: '\uE013', ArrowRight: '\uE014', Backspace: '\uE003' };

const down = (key) => ({ type: 'keyDown', value: KEYS[key] ?? key });
const up = (key) => ({ type: 'keyUp', value: KEYS[key] ?? key });

/** A browser by its primitives: `goto`, `run` a function's source on a JSON text, `act` on actions of WebDriver, `resize`, `stop`. */
export const driven = ({ name, goto, run, act, resize, stop }) => {
  const evaluate = async (what, ...args) => {
    const text = await run(`async (text) => JSON.stringify({ value: await (${what})(...JSON.parse(text)) })`, JSON.stringify(args));
    const { value, failed } = JSON.parse(text);
    if (failed) throw new Error(failed);
    return value;
  };
  const keys = (actions) => act([{ type: 'key', id: 'keyboard', actions }]);
  const pointer = (actions) => act([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  const middle = (selector) =>
    evaluate((selector) => {
      const element = document.querySelector(selector);
      element.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, selector);
  const move = async (selector) => ({ type: 'pointerMove', duration: 0, ...(await middle(selector)) });
  return {
    name,
    evaluate,
    resize,
    stop,
    async goto(url) {
      await goto(url);
      await until(() => evaluate(() => document.body.classList.contains('dj-connected')), `${name} to be live`);
    },
    /** Moves the pointer over an element. */
    hover: async (selector) => pointer([await move(selector)]),
    click: async (selector) => pointer([await move(selector), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]),
    /** Presses keys one after the other, or together as in `Control+k`. */
    press: (...all) =>
      keys(
        all.flatMap((one) => {
          const together = one.length > 1 ? one.split('+') : [one];
          return [...together.map(down), ...together.reverse().map(up)];
        }),
      ),
  };
};
