/** `npm run build`: empties dist/ and writes all of it. The integrity file comes last, and marks a whole build. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';

import { transform } from 'esbuild';
import { rollup } from 'rollup';

import configs from '../rollup.config.mjs';
import { writeIntegrity } from './integrity.mjs';
import { MINIFY_CSS } from './literals-plugin.mjs';
import { run } from './run.mjs';
import { writeSchemas } from './write-schemas.mjs';

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await writeStyles();
await Promise.all([writeScripts(), writeTypes(), writeSchemas('dist/schemas')]);
await writeIntegrity('dist');

async function writeScripts() {
  for (const { output, ...input } of configs) {
    const bundle = await rollup(input);
    await bundle.write(output);
    await bundle.close();
  }
  await chmod('dist/cli.js', 0o755);
}

async function writeTypes() {
  const tsc = 'node_modules/typescript/bin/tsc';
  const { code, output } = await run(process.execPath, [tsc, '-p', 'scripts/tsconfig.types.json']);
  if (code !== 0) throw new Error(`the type declarations cannot be written:\n${output}`);
}

async function writeStyles() {
  const source = await readFile('src/punnet.css', 'utf8');
  const { code } = await transform(source, MINIFY_CSS);
  await writeFile('dist/punnet.css', code);
}
