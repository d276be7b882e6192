/**
 * Builds the engine's stages.
 *
 * The first is one function that needs nothing from around it: `(function(scope){…})`. Its source makes a worker,
 * and the function itself runs on the page. Without a scope it starts nothing; either way it returns its parts, a
 * list of what it is made of and others need too, so that page and further stages hold no copies of their own.
 *
 * Each further one is a classic script, which `importScripts` and `import()` both take. It leaves its maker under a
 * symbol that names the stage and the build, and gets the first stage's parts when it is made.
 */
import { rollup } from 'rollup';

import { browserPlugins, refuseWarnings } from './source-plugins.mjs';
import { tfliteRuntime } from './tflite-runtime-plugin.mjs';

const START = 'src/worker/engine.ts';
const BUILD_ID = 'virtual:build-id';

/** The further stages, by the names of their files in src/worker/ and in what is built. */
export const STAGES = [
  'order-stage',
  'rescue-stage',
  'json-ld-stage',
  'scan-stage',
  'stall-stage',
  'owner-stage',
  'personal-stage',
  'trust-stage',
  'measure-stage',
  'model-stage',
];
/** Those that a page loads only when somebody uses them: nothing is put on the page for their sake. */
export const ON_USE = [
  'scan-stage',
  'stall-stage',
  'owner-stage',
  'personal-stage',
  'trust-stage',
  'measure-stage',
  'model-stage',
];
export const stageSource = (stage) => `src/worker/${stage}.ts`;
const ENTRY = '\0engine-entry';

/** @param parts what the engine hands out: modules and the names of their exports */
export async function buildEngine({ buildId, minify, parts = [] }) {
  const { code } = await buildEngineChunk({ buildId, minify, parts });
  const { start, parts: list } = { start: 'punnetEngine.start', parts: 'punnetEngine.parts' };
  return `(function(scope){"use strict";${code}\nif(scope)${start}(scope,${list});return ${list}})`;
}

/** The same, with what rollup says of it. */
export function buildEngineChunk({ buildId, minify, parts }) {
  return buildScript(ENTRY, { buildId, minify, name: 'punnetEngine', plugins: [engineEntry(parts)] });
}

/** @param plugins which may put parts of the engine, as `punnetParts[n]`, in a module's place */
export async function buildStage(stage, { buildId, minify, plugins = [] }) {
  const chunk = await buildScript(stageSource(stage), { buildId, minify, name: 'punnetStage', plugins });
  const key = `globalThis[Symbol.for(${JSON.stringify(`punnet:${stage}:${buildId}`)})]`;
  const code = `${key}=function(punnetParts){"use strict";${chunk.code}\nreturn punnetStage};`;
  return { code, modules: Object.keys(chunk.modules) };
}

/** `virtual:build-id`: what a file of one build knows another by. */
export function buildIdModule(buildId) {
  return {
    name: 'build-id',
    resolveId: (id) => (id === BUILD_ID ? `\0${BUILD_ID}` : null),
    load: (id) => (id === `\0${BUILD_ID}` ? `export default ${JSON.stringify(buildId)};` : null),
  };
}

async function buildScript(input, { buildId, minify, name, plugins }) {
  const bundle = await rollup({
    input,
    plugins: [...plugins, buildIdModule(buildId), tfliteRuntime(), ...browserPlugins({ minify })],
    onwarn: refuseWarnings,
  });
  const { output } = await bundle.generate({ format: 'iife', strict: false, exports: 'named', name });
  await bundle.close();
  const [chunk, other] = output;
  if (other) throw new Error(`${input} must be one file, but import() splits it: ${other.fileName}`);
  return { ...chunk, code: chunk.code.trim() };
}

function engineEntry(parts) {
  const imports = parts.map(
    ({ module, name }, i) => `import { ${name} as p${i} } from ${JSON.stringify(module)};`,
  );
  const list = `export const parts = [${parts.map((_, i) => `p${i}`).join(', ')}];`;
  const code = [...imports, `export { start } from ${JSON.stringify(`/${START}`)};`, list].join('\n');
  return {
    name: 'engine-entry',
    resolveId: (id) => (id === ENTRY ? id : id === `/${START}` ? `${process.cwd()}/${START}` : null),
    load: (id) => (id === ENTRY ? code : null),
  };
}
