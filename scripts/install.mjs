/** Brings node_modules up to package-lock.json. Needs nothing but Node, since nothing may be installed yet. */
import { readFileSync } from 'node:fs';

import { run } from './run.mjs';

const INSTALLED = 'node_modules/.package-lock.json';

/** Runs `npm ci` if anything is missing or of another version than the lock file names. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing the packages that package-lock.json names …');
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm, 'ci'] : ['npm', 'ci'];
  const { code } = await run(command, [...args, '--no-audit', '--no-fund'], { show: true });
  if (code !== 0) throw new Error('npm ci failed; see its output above');
}

function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf(INSTALLED);
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
