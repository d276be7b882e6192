/**
 * What the bridge starts, as modules, for a build whose files are loaded as they are.
 *
 * `virtual:engine` exports the engine's function. It is put in after minification: nothing may move code into or
 * out of it. `virtual:order-stage` and its like export the addresses of the stages, `virtual:build-id` the build's name.
 */
import { buildEngine, STAGES } from './engine-build.mjs';
import { shareParts } from './engine-parts.mjs';

const ENGINE = 'virtual:engine';
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
 * @param query follows the address of a stage, so that no cache mixes two builds
 * @param folder where the stages are written
 */
export function engine({ buildId, query = '', folder = 'chunks/' }) {
  return {
    name: 'engine',
    resolveId: (id) => (id === ENGINE || stageOf(id) ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${ENGINE}`) return `export default ${PLACEHOLDER};`;
      const stage = id.startsWith('\0') && stageOf(id.slice(1));
      if (!stage) return null;
      const { stages } = await buildOnce(buildId);
      const source = `${stages[stage]}\n`;
      const file = this.emitFile({ type: 'asset', fileName: `${folder}${stage}.js`, source });
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

const stageOf = (id) => STAGES.find((stage) => id === `virtual:${stage}`);

const dotted = (path) => (path.startsWith('.') ? path : `./${path}`);
