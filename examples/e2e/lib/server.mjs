// Starts a server on a free port, stops it, and starts it again on the same one.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Where `cargo xtask test` put what it built. */
const binaries = process.env.BINARIES ?? new URL('../../../target/debug', import.meta.url).pathname;

/** A port of this machine that nobody listens to. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** A running `gallery` or `lab`. `stop` kills it as a crash would; `start` brings it back on the same port. */
export class Server {
  #process;
  #said = '';

  constructor(name, port) {
    this.binary = `${binaries}/${name}`;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(name = 'gallery', tries = 3) {
    const server = new Server(name, await freePort());
    try {
      await server.start();
      return server;
    } catch (error) {
      // Another test, or another program, was faster to take the port.
      if (tries > 1 && /in use/i.test(error.message)) return Server.start(name, tries - 1);
      throw error;
    }
  }

  async start() {
    const env = { ...process.env, PORT: String(this.port), WORKERS: '1' };
    this.#process = spawn(this.binary, [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout.on('data', (text) => (this.#said += text));
    this.#process.stderr.on('data', (text) => (this.#said += text));
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.#process.exitCode !== null) break;
      const answer = await fetch(`${this.url}/style.css`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${this.binary} did not answer on port ${this.port}:\n${this.#said}`);
  }

  async stop(signal = 'SIGKILL') {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
