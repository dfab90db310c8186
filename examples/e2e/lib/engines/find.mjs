// Where the other browsers are: what the environment names, else where Debian puts them. `cargo xtask test` installs them.

import { existsSync, readdirSync } from 'node:fs';

const on = (folders, name) => folders.map((folder) => `${folder}/${name}`).find(existsSync);

const path = (process.env.PATH ?? '').split(':');

/** Folders in which libraries keep programs of their own: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`. */
const libraries = () => {
  const inside = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []);
  const machines = inside('/usr/lib').filter((folder) => folder.endsWith('-linux-gnu'));
  return machines.flatMap((folder) => inside(folder).filter((one) => /\/webkit2gtk-[\d.]+$/.test(one)));
};

/** The paths of Firefox, and of WebKit's driver and its browser; nothing of what is not there. */
export const found = () => ({
  firefox: process.env.FIREFOX ?? on(path, 'firefox-esr') ?? on(path, 'firefox'),
  driver: on(path, 'WebKitWebDriver'),
  browser: on(libraries(), 'MiniBrowser'),
});
