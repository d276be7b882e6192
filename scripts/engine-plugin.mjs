/**
 * What the bridge starts, as modules.
 *
 * `virtual:engine` exports the basket's engine as one function that needs nothing from around it, so that its
 * source makes a worker and the function itself runs on the page. It is put in after minification: nothing
 * may move code into or out of it. `virtual:order-stage` exports the address of the stage that loads into it.
 * Rollup and the test runner both build them here.
 */
import { rollup } from 'rollup';

import { browserPlugins, refuseWarnings } from './source-plugins.mjs';

export const ENGINE = 'virtual:engine';
export const ORDER_STAGE = 'virtual:order-stage';
const PLACEHOLDER = '__PUNNET_ENGINE__';

/** The engine as a function expression: `(function(scope){...})`. */
export async function buildEngine({ minify }) {
  const code = await buildScript('src/worker/engine.ts', { minify, name: 'punnetEngine' });
  return `(function(scope){"use strict";${code}\npunnetEngine.start(scope)})`;
}

/** The order stage as a classic script, which `importScripts` and `import()` both take. */
export function buildOrderStage({ minify }) {
  return buildScript('src/worker/order-stage.ts', { minify });
}

async function buildScript(input, { minify, name }) {
  const bundle = await rollup({ input, plugins: browserPlugins({ minify }), onwarn: refuseWarnings });
  const output = { format: 'iife', strict: false, ...(name && { name }) };
  const { output: files } = await bundle.generate(output);
  await bundle.close();
  if (files.length > 1)
    throw new Error(`${input} must be one file, but import() splits it: ${files[1].fileName}`);
  return files[0].code.trim();
}

/** For a build whose files are loaded as they are. @param query follows the stage's address, so that no cache mixes two builds. */
export function engine({ query = '', stageFile = 'chunks/order-stage.js', minify = true } = {}) {
  let code;
  return {
    name: 'engine',
    resolveId: (id) => (id === ENGINE || id === ORDER_STAGE ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${ENGINE}`) return `export default globalThis.${PLACEHOLDER};`;
      if (id !== `\0${ORDER_STAGE}`) return null;
      const source = `${await buildOrderStage({ minify })}\n`;
      const file = this.emitFile({ type: 'asset', fileName: stageFile, source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    resolveFileUrl: ({ relativePath }) =>
      `new URL(${JSON.stringify(dotted(relativePath) + query)}, import.meta.url).href`,
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.code.includes(PLACEHOLDER)) continue;
        code ??= await buildEngine({ minify });
        chunk.code = chunk.code.replaceAll(`globalThis.${PLACEHOLDER}`, () => code);
      }
    },
  };
}

const dotted = (path) => (path.startsWith('.') ? path : `./${path}`);
