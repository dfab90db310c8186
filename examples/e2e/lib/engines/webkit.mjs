// WebKitGTK's MiniBrowser over plain WebDriver, on a screen that nobody sees.

import { spawn } from 'node:child_process';

import { freePort } from '../server.mjs';
import { driven } from './driven.mjs';

/** A screen; Xvfb writes its number. */
const screen = async () => {
  const program = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1200x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    program.stdio[3].once('data', (text) => resolve(String(text).trim()));
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { program, display: `:${number}` };
};

/** A command of WebDriver. */
const command = async (method, url, body) => {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
};

/** Waits until the driver takes commands. */
const ready = async (url) => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const status = await command('GET', `${url}/status`).catch(() => null);
    if (status?.ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver does not answer');
};

/** Starts MiniBrowser with one window. */
export const webkit = async (path, browser) => {
  const { program: server, display } = await screen();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1' };
  const program = spawn(path, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const ended = Promise.all([server, program].map((one) => new Promise((resolve) => one.once('exit', resolve))));
  const driver = `http://127.0.0.1:${port}`;
  await ready(driver);
  const options = { binary: browser, args: ['--automation'] };
  const { sessionId, capabilities } = await command('POST', `${driver}/session`, {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const session = `${driver}/session/${sessionId}`;
  return driven({
    name: `WebKitGTK ${capabilities.browserVersion}`,
    goto: (url) => command('POST', `${session}/url`, { url }),
    run: (source, args) =>
      command('POST', `${session}/execute/async`, {
        script: `const [args, done] = arguments; (${source})(args).then(done, (error) => done(JSON.stringify({ failed: String(error) })));`,
        args: [args],
      }),
    act: (actions) => command('POST', `${session}/actions`, { actions }),
    resize: (width, height) => command('POST', `${session}/window/rect`, { width, height }),
    async stop() {
      await command('DELETE', session).catch(() => {});
      program.kill();
      server.kill();
      await ended;
    },
  });
};
