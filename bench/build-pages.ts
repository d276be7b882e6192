/** Bundles the scripts of bench/pages once per run, minified as the built files are. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

const PAGES = join(import.meta.dirname, 'pages');
const BUNDLES = join(import.meta.dirname, '../.cache/bench');

let building: Promise<string> | undefined;

/** @returns the folder that they are in */
export function buildPages(): Promise<string> {
  building ??= bundle();
  return building;
}

async function bundle(): Promise<string> {
  const scripts = (await readdir(PAGES)).filter((name) => name.endsWith('.ts'));
  await build({
    entryPoints: scripts.map((name) => join(PAGES, name)),
    outdir: BUNDLES,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return BUNDLES;
}
