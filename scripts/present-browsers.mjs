import { existsSync } from 'node:fs';

import { findChromium, findFirefox, findWebKit } from './browsers.mjs';
import { run } from './run.mjs';

const FINDERS = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };

/** Names of the browsers to test in: those installed, or those that `PUNNET_BROWSERS` names. */
export function presentBrowsers() {
  if (process.env.PUNNET_BROWSERS) return process.env.PUNNET_BROWSERS.split(',');
  return Object.keys(FINDERS).filter((name) => FINDERS[name]());
}

/** Installs Chromium where Debian's packages can be, and otherwise says what to install. */
export async function ensureChromium() {
  if (findChromium()) return;
  if (existsSync('/usr/bin/apt-get')) await installChromium();
  if (findChromium()) return;
  throw new Error(
    'The tests need Chromium, Chrome or Edge, and none was found. Install one, or name it in CHROME_PATH.',
  );
}

async function installChromium() {
  console.log('No Chromium here; installing the Debian package …');
  const isRoot = process.getuid?.() === 0;
  const apt = (...args) => {
    const command = isRoot ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    return run(command[0], command.slice(1), { show: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'chromium');
}
