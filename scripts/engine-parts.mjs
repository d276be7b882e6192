/**
 * Which parts the engine hands out, read from the three graphs of modules.
 *
 * A module that the engine and the page both need is the engine's, and so is one that page and order stage both
 * need: the page takes whole modules. The order stage takes single exports, those that are in the engine anyway;
 * for the others it has the module's source in it too, so that nothing is put on the page for its sake.
 */
import { rollup } from 'rollup';

import { buildEngineChunk, buildIdModule, buildOrderStage } from './engine-build.mjs';
import { browserPlugins, refuseWarnings } from './source-plugins.mjs';

const PART = '\0part:';
const WHOLE = '\0whole:';
const PARTS = '\0parts';

/** `{ parts, orderStage, page }`: the list for the engine, the stage's code, and the page's plugin. */
export async function shareParts({ buildId, minify }) {
  const [engine, stage, page] = await Promise.all(
    ['src/worker/engine.ts', 'src/worker/order-stage.ts', 'src/define.ts'].map((input) =>
      readGraph(input, buildId),
    ),
  );
  const shared = new Set(
    [...engine.atOnce, ...[...page.atOnce].filter((id) => stage.all.has(id))].filter(isSource),
  );
  const forPage = wantedFrom(shared, page);
  const { modules } = await buildEngineChunk({ buildId, minify: false, parts: forPage });
  const inEngine = ({ module, name }) => modules[module]?.renderedExports.includes(name);
  const forStage = wantedFrom(shared, stage, { byAll: true });
  const { taken } = await buildSharing({ buildId, minify: false, forStage, inEngine, parts: forStage });
  const parts = [...forPage, ...taken.filter((part) => !forPage.some((other) => isSame(part, other)))];
  const orderStage = await buildSharing({ buildId, minify, forStage, inEngine, parts });
  return { parts, orderStage: orderStage.code, page: pagePlugin(forPage, shared) };
}

/** Every module that is left after tree shaking, those that load at once, and who takes what of whom. */
async function readGraph(input, buildId) {
  const plugins = [buildIdModule(buildId), withoutEngine(), ...browserPlugins({ minify: false })];
  const bundle = await rollup({ input, plugins, onwarn: refuseWarnings });
  const { output } = await bundle.generate({ format: 'es', preserveModules: true });
  await bundle.close();
  const chunks = new Map(
    output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const idOf = (file) => chunks.get(file).facadeModuleId;
  const imports = [...chunks.values()].flatMap(({ facadeModuleId: by, importedBindings }) =>
    Object.entries(importedBindings).flatMap(([file, names]) =>
      names.map((name) => ({ by, module: idOf(file), name })),
    ),
  );
  const files = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const file of files) for (const next of chunks.get(file).imports) files.add(next);
  return {
    imports,
    all: new Set([...chunks.keys()].map(idOf)),
    atOnce: new Set([...files].map(idOf)),
  };
}

/** What the bridge starts is no part of the page's graph. */
function withoutEngine() {
  return {
    name: 'without-engine',
    resolveId: (id) => (id === 'virtual:engine' || id === 'virtual:order-stage' ? `\0${id}` : null),
    load: (id) => (id.startsWith('\0virtual:') ? 'export default globalThis.punnet;' : null),
  };
}

function wantedFrom(shared, { imports }, { byAll = false } = {}) {
  const wanted = imports.filter(({ by, module }) => shared.has(module) && (byAll || !shared.has(by)));
  return wanted.filter((part, i) => wanted.findIndex((other) => isSame(part, other)) === i);
}

const isSource = (id) => !id.startsWith('\0');
const isSame = (one, other) => one.module === other.module && one.name === other.name;

async function buildSharing({ buildId, minify, forStage, inEngine, parts }) {
  const borrowed = forStage.filter(inEngine);
  const at = (part) => parts.findIndex((other) => isSame(part, other));
  const plugin = replaceModules(new Set(borrowed.map(({ module }) => module)), (module) => [
    ...borrowed
      .filter((part) => part.module === module && at(part) >= 0)
      .map((part) => `export { default as ${part.name} } from ${JSON.stringify(PART + at(part))};`),
    `export * from ${JSON.stringify(module)};`,
  ]);
  const { code, modules } = await buildOrderStage({ buildId, minify, plugins: [plugin] });
  const taken = modules.filter((id) => id.startsWith(PART)).map((id) => parts[id.slice(PART.length)]);
  return { code, taken };
}

function pagePlugin(parts, shared) {
  const list = `import engine from 'virtual:engine'; export const [${parts.map((_, i) => `p${i}`)}] = engine();`;
  const plugin = replaceModules(shared, (module) =>
    parts.flatMap((part, i) =>
      part.module === module ? [`export { p${i} as ${part.name} } from ${JSON.stringify(PARTS)};`] : [],
    ),
  );
  return { ...plugin, load: (id) => (id === PARTS ? list : plugin.load(id)) };
}

/** Puts other modules in the place of some; what they themselves import of those stays. */
function replaceModules(ids, write) {
  return {
    name: 'engine-parts',
    async resolveId(source, importer, options) {
      if (source.startsWith(PART) || source === PARTS)
        return { id: source, moduleSideEffects: source === PARTS };
      if (!importer || importer.startsWith(WHOLE)) return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return resolved && ids.has(resolved.id)
        ? { id: WHOLE + resolved.id, moduleSideEffects: false }
        : resolved;
    },
    load(id) {
      if (id.startsWith(PART)) return `export default punnetParts[${id.slice(PART.length)}];`;
      return id.startsWith(WHOLE) ? write(id.slice(WHOLE.length)).join('\n') : null;
    },
  };
}
