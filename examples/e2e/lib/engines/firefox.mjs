// Firefox over WebDriver BiDi, which it speaks by itself: a socket with JSON, so no driver and no package stands between.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { address } from '../address.mjs';
import { driven } from './driven.mjs';

const modules = new URL('../../../../client-js/package.json', import.meta.url);
const { WebSocket } = createRequire(modules)('ws');

/** A window that nobody looks at has the focus all the same, and Firefox asks nobody else for anything. */
const PREFERENCES = {
  'focusmanager.testmode': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** A socket that sends commands and waits for their answers. */
const connect = async (url) => {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const { id, type, result, error, message } = JSON.parse(String(data));
    const [resolve, reject] = waiting.get(id) ?? [];
    waiting.delete(id);
    if (type === 'error') reject?.(new Error(`${error}: ${message}`));
    else resolve?.(result);
  });
  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        waiting.set((last += 1), [resolve, reject]);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
};

/** Starts Firefox with one window. */
export const firefox = async (path) => {
  const profile = await mkdtemp(join(tmpdir(), 'djust-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`);
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const program = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const { call, close } = await connect(`${await address(program)}/session`);
  const { capabilities } = await call('session.new', { capabilities: {} });
  const { context } = await call('browsingContext.create', { type: 'window' });
  // A window that is not in front hears nothing of the focus.
  await call('browsingContext.activate', { context });
  return driven({
    name: `Firefox ${capabilities.browserVersion}`,
    goto: (url) => call('browsingContext.navigate', { context, url, wait: 'complete' }),
    async run(source, args) {
      const { type, result, exceptionDetails } = await call('script.callFunction', {
        functionDeclaration: source,
        arguments: [{ type: 'string', value: args }],
        target: { context },
        awaitPromise: true,
      });
      if (type === 'exception') throw new Error(exceptionDetails.text);
      return result.value;
    },
    act: (actions) => call('input.performActions', { context, actions }),
    resize: (width, height) => call('browsingContext.setViewport', { context, viewport: { width, height } }),
    async stop() {
      close();
      program.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  });
};
