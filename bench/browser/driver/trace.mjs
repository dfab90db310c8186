// What a trace of one click says: how long scripts ran, and when the change was on the screen.
//
// Scripts are counted as js-framework-benchmark counts them: the outermost events in which the main thread runs some,
// between the click and the frame that shows the change. Of each its CPU time counts, so that a thread that had to wait
// for a core is not blamed for it.

export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];

const SCRIPTS = new Set([
  'EventDispatch',
  'EvaluateScript',
  'v8.evaluateModule',
  'v8.callFunction',
  'FunctionCall',
  'TimerFire',
  'RunMicrotasks',
  'V8.Execute',
]);

const end = (event) => event.ts + event.dur;

/** Microseconds: `script` of CPU time, `total` from the click to the end of the frame that shows what it changed. */
export const measure = (events) => {
  const click = events.find(({ name, args }) => name === 'EventDispatch' && args.data.type === 'click');
  if (!click) throw new Error('the trace has no click');
  const main = events
    .filter(({ pid, tid, ts }) => pid === click.pid && tid === click.tid && ts >= click.ts)
    .sort((a, b) => a.ts - b.ts);
  const changed = change(main, click);
  const frame = main.find(({ name, ts }) => name === 'Commit' && ts >= end(changed));
  if (!frame) throw new Error('the trace has no frame after the change');
  const scripts = outermost(main.filter(({ ts }) => ts < frame.ts));
  return {
    script: scripts.reduce((sum, { tdur }) => sum + tdur, 0),
    total: end(frame) - click.ts,
  };
};

/** What made the change: the handler of the last message from the server if one came, else that of the click. */
const change = (main, click) => {
  const received = main.findLast(({ name }) => name === 'WebSocketReceive');
  if (!received) return click;
  const handler = main.find(({ name, ts }) => name === 'FunctionCall' && ts >= received.ts);
  if (!handler) throw new Error('the trace has a message that nobody read');
  return handler;
};

/** The scripts that run within no other. What asks for us whether the change is there is none. */
const outermost = (events) => {
  let until = 0;
  return events.filter((event) => {
    if ((!SCRIPTS.has(event.name) && event.name !== 'FireAnimationFrame') || event.ts < until) return false;
    until = end(event);
    return !ours(event);
  });
};

/** Neither page waits for frames, and a script that no page has names no address. */
const ours = ({ name, args }) => name === 'FireAnimationFrame' || (name === 'EvaluateScript' && !args.data?.url);
