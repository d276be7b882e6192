/**
 * What the bridge starts, as modules, for a build whose files are loaded as they are.
 *
 * `virtual:engine` exports the engine's function. It is put in after minification: nothing may move code into or
 * out of it. `virtual:order-stage` exports the address of the stage that loads into it, `virtual:build-id` the
 * build's name.
 */
import { buildEngine } from './engine-build.mjs';
import { shareParts } from './engine-parts.mjs';

const ENGINE = 'virtual:engine';
const ORDER_STAGE = 'virtual:order-stage';
const PLACEHOLDER = 'globalThis.__PUNNET_ENGINE__';

const builds = new Map();

/** All files of one build hold the same engine, and the same parts of it. */
function buildOnce(buildId) {
  if (!builds.has(buildId)) builds.set(buildId, buildAll(buildId));
  return builds.get(buildId);
}

async function buildAll(buildId) {
  const { parts, ...rest } = await shareParts({ buildId, minify: true });
  return { ...rest, engine: await buildEngine({ buildId, minify: true, parts }) };
}

/**
 * @param query follows the stage's address, so that no cache mixes two builds
 * @param stageFile where the stage is written
 */
export function engine({ buildId, query = '', stageFile = 'chunks/order-stage.js' }) {
  return {
    name: 'engine',
    resolveId: (id) => (id === ENGINE || id === ORDER_STAGE ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${ENGINE}`) return `export default ${PLACEHOLDER};`;
      if (id !== `\0${ORDER_STAGE}`) return null;
      const { orderStage } = await buildOnce(buildId);
      const file = this.emitFile({ type: 'asset', fileName: stageFile, source: `${orderStage}\n` });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    resolveFileUrl: ({ relativePath }) =>
      `new URL(${JSON.stringify(dotted(relativePath) + query)}, import.meta.url).href`,
    async generateBundle(_, bundle) {
      const { engine: code } = await buildOnce(buildId);
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(PLACEHOLDER, () => code);
    },
  };
}

/** Gives a page the modules that the engine has in it, out of the engine; for a build with `engine()` in it. */
export function engineParts({ buildId }) {
  return {
    name: 'engine-parts',
    async resolveId(...args) {
      return (await buildOnce(buildId)).page.resolveId.apply(this, args);
    },
    async load(id) {
      return (await buildOnce(buildId)).page.load(id);
    },
  };
}

const dotted = (path) => (path.startsWith('.') ? path : `./${path}`);
