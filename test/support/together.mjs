/**
 * Test files that share a page. A page of its own costs a file one to two seconds in each browser, which is more than
 * most of them take to run.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'node_modules/.cache/together';

/**
 * Writes a module that imports each file: their suites are one run, in this order.
 * @param name by which the run is reported
 * @param places folders, with all that is in them, and files; relative to the root
 * @param except files and folders that are left out
 * @returns the module's path, relative to the root
 */
export function together(rootDir, name, places, except = []) {
  const isLeftOut = (file) => except.some((place) => file === place || file.startsWith(`${place}/`));
  const files = places.flatMap((place) => testFiles(rootDir, place)).filter((file) => !isLeftOut(file));
  if (!files.length) throw new Error(`no test is at ${places.join(', ')}`);
  mkdirSync(join(rootDir, FOLDER), { recursive: true });
  const path = `${FOLDER}/${name}.js`;
  writeFileSync(join(rootDir, path), files.map((file) => `import '/${file}';\n`).join(''));
  return path;
}

function testFiles(rootDir, place) {
  if (!statSync(join(rootDir, place)).isDirectory()) return [place];
  return readdirSync(join(rootDir, place), { recursive: true })
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
}
