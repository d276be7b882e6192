/**
 * Which parts the engine hands out, read from the graphs of modules.
 *
 * A module that the engine and the page both need is the engine's, and so is one that the page and a further stage
 * both need: the page takes whole modules. A stage takes single exports, those that are in the engine anyway;
 * the others come with it, so that nothing is put on the page for its sake.
 */
import { rollup } from 'rollup';

import { borrowParts } from './borrow-parts.mjs';
import { buildEngineChunk, buildIdModule, buildStage, ON_USE, STAGES, stageSource } from './engine-build.mjs';
import { browserPlugins, refuseWarnings } from './source-plugins.mjs';

const WHOLE = '\0whole:';
const PARTS = '\0parts';
/** Stages that parts are handed out for; one that loads on use takes what there is. */
const LENDING = STAGES.filter((stage) => !ON_USE.includes(stage));

/** `{ parts, stages, page }`: the list for the engine, the stages' code by name, and the page's plugin. */
export async function shareParts({ buildId, minify }) {
  const graphs = ['src/worker/engine.ts', 'src/define.ts', ...LENDING.map(stageSource)];
  const [engine, page, ...stages] = await Promise.all(graphs.map((input) => readGraph(input, buildId)));
  const isInStage = (id) => stages.some(({ all }) => all.has(id));
  const both = [...page.atOnce].filter(isInStage);
  const shared = new Set([...engine.all, ...both].filter((id) => !id.startsWith('\0')));
  const forPage = wantedOf(shared, page);
  const inEngine = await listExports({ buildId, parts: forPage });
  const taken = await findTaken({ buildId, parts: inEngine.filter(({ module }) => isInStage(module)) });
  const parts = unique([...forPage, ...taken]);
  const built = await Promise.all(
    STAGES.map(async (stage) => {
      const { code } = await buildStage(stage, { buildId, minify, plugins: [borrowParts(parts)] });
      return [stage, code];
    }),
  );
  return { parts, stages: Object.fromEntries(built), page: pagePlugin(forPage, shared) };
}

/** The modules that are left after tree shaking, those that load at once, and who takes what of whom. */
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
    resolveId: (id) => (id.startsWith('virtual:') ? `\0${id}` : null),
    load: (id) => (id.startsWith('\0virtual:') ? 'export default globalThis.punnet;' : null),
  };
}

function wantedOf(shared, { imports }) {
  const wanted = imports.filter(({ by, module }) => shared.has(module) && !shared.has(by));
  return unique(wanted);
}

const unique = (parts) => parts.filter((part, i) => parts.findIndex((other) => isSame(part, other)) === i);

const isSame = (one, other) => one.module === other.module && one.name === other.name;

/** What an engine that hands out these parts has in it. */
async function listExports({ buildId, parts }) {
  const { modules } = await buildEngineChunk({ buildId, minify: false, parts });
  return Object.entries(modules).flatMap(([module, { renderedExports }]) =>
    renderedExports.map((name) => ({ module, name })),
  );
}

/** Those of the parts that the stages use in the end. */
async function findTaken({ buildId, parts }) {
  const { borrowed, ...plugin } = borrowParts(parts);
  const built = await Promise.all(
    LENDING.map((stage) => buildStage(stage, { buildId, minify: false, plugins: [plugin] })),
  );
  return built.flatMap(({ modules }) => borrowed(modules));
}

function pagePlugin(parts, shared) {
  const names = parts.map((_, i) => `p${i}`).join(', ');
  const reExport = (part, i, module) =>
    part.module === module ? [`export { p${i} as ${part.name} } from ${JSON.stringify(PARTS)};`] : [];
  return {
    async resolveId(source, importer, options) {
      if (source === PARTS) return PARTS;
      if (!importer || importer.startsWith(WHOLE)) return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return resolved && shared.has(resolved.id) ? WHOLE + resolved.id : resolved;
    },
    load(id) {
      if (id === PARTS) return `import engine from 'virtual:engine'; export const [${names}] = engine();`;
      if (!id.startsWith(WHOLE)) return null;
      const module = id.slice(WHOLE.length);
      return parts.flatMap((part, i) => reExport(part, i, module)).join('\n') || 'export {};';
    },
  };
}
