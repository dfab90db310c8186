import assert from 'node:assert/strict';
import { test } from 'node:test';

import { measure } from './trace.mjs';

/** An event of the main thread, its CPU time half of its duration. */
const event = (name, ts, dur, data = {}) => ({ pid: 1, tid: 1, name, ts, dur, tdur: dur / 2, args: { data } });
const click = (ts, dur) => event('EventDispatch', ts, dur, { type: 'click' });

test('the outermost scripts between the click and the frame count, by their CPU time', () => {
  const { script, total } = measure([
    event('EventDispatch', 10, 50, { type: 'mousedown' }),
    click(100, 40),
    event('FunctionCall', 105, 30),
    event('RunMicrotasks', 150, 10),
    event('Layout', 200, 400),
    event('Commit', 700, 50),
    event('TimerFire', 800, 100),
  ]);
  assert.equal(script, 25);
  assert.equal(total, 650);
});

test('the frame is the first one after the answer was read, not the one of the pressed button', () => {
  const { script, total } = measure([
    click(100, 20),
    event('Commit', 200, 10),
    event('WebSocketReceive', 300, 0),
    event('FunctionCall', 310, 100),
    event('Commit', 350, 10),
    event('Commit', 500, 20),
    event('Commit', 600, 20),
  ]);
  assert.equal(script, 60);
  assert.equal(total, 420);
});

test('what asks for the change and waits for the next frame is no script of the page', () => {
  const { script } = measure([
    click(100, 20),
    event('EvaluateScript', 130, 30),
    event('EvaluateScript', 170, 20, { url: 'http://127.0.0.1/late.js' }),
    event('FireAnimationFrame', 200, 10),
    event('FunctionCall', 202, 6),
    event('Commit', 300, 10),
  ]);
  assert.equal(script, 20);
});

test('what other threads do does not count', () => {
  const other = { ...event('FunctionCall', 150, 40), tid: 2 };
  assert.equal(measure([click(100, 20), other, event('Commit', 300, 10)]).script, 10);
});

test('a trace without click, answer or frame is refused', () => {
  assert.throws(() => measure([event('Commit', 1, 1)]), /no click/);
  assert.throws(() => measure([click(100, 20)]), /no frame/);
  assert.throws(() => measure([click(100, 20), event('WebSocketReceive', 300, 0)]), /nobody read/);
});
