/**
 * custom-elements.json, generated from the elements' docblocks. Without an argument, says whether the committed
 * one is up to date; with `--write`, makes it so.
 */
import { readFile, writeFile } from 'node:fs/promises';

import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { format, resolveConfig } from 'prettier';

const MANIFEST = 'custom-elements.json';

const generated = await generate();
if (process.argv.includes('--write')) {
  await writeFile(MANIFEST, generated);
  console.log(`${MANIFEST} is written`);
} else if ((await readFile(MANIFEST, 'utf8').catch(() => '')) === generated) {
  console.log(`${MANIFEST} is up to date`);
} else {
  console.error(`${MANIFEST} differs from the elements; npm run manifest writes it`);
  process.exitCode = 1;
}

async function generate() {
  const argv = ['analyze', '--quiet', '--config', 'custom-elements-manifest.config.mjs'];
  const manifest = await cli({ argv, noWrite: true });
  return format(JSON.stringify(manifest), { ...(await resolveConfig(MANIFEST)), filepath: MANIFEST });
}
