/**
 * `npm start`: installs and builds what is missing or out of date, then serves the demo.
 *
 * package.json starts this in the shell's place (`exec`), because npm signals its shell alone and the shell keeps
 * SIGINT and SIGTERM to itself. Windows' shell has no `exec`, and takes what is written after it.
 */
import { existsSync, statSync } from 'node:fs';

import { sourceFiles } from './build-id.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

const BUILT = 'dist/integrity.json';

await ensureInstalled();
if (isStale()) {
  console.log('Building …');
  const { code } = await run(process.execPath, ['scripts/build.mjs'], { show: true });
  if (code !== 0) throw new Error('the build failed; see its output above');
}
await import('../demo/start.mjs');

function isStale() {
  if (!existsSync(BUILT)) return true;
  const built = statSync(BUILT).mtimeMs;
  return sourceFiles().some((file) => statSync(file).mtimeMs > built);
}
