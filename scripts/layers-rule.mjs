/**
 * Who may import whom: folders of src/ by layer, and packages by layer. Knows `import`, `export … from`,
 * `import()` and `import('…').Type` alike, and asks for the owner's path where a file reaches out of its layer.
 */
import { dirname, join, relative } from 'node:path';

export const LAYERS = {
  core: { layers: [], packages: ['valibot'] },
  locales: { layers: [], packages: [] },
  crypto: { layers: ['core'], packages: ['jose', 'jose/*'] },
  storage: { layers: ['core'], packages: ['idb-keyval'] },
  worker: {
    layers: ['core', 'storage', 'crypto', 'model'],
    packages: ['comlink', 'virtual:build-id', 'virtual:engine'],
  },
  bridge: {
    layers: ['core'],
    packages: [
      'comlink',
      'virtual:build-id',
      'virtual:engine',
      'virtual:order-stage',
      'virtual:rescue-stage',
      'virtual:json-ld-stage',
      'virtual:scan-stage',
      'virtual:stall-stage',
      'virtual:owner-stage',
      'virtual:personal-stage',
      'virtual:measure-stage',
      'virtual:trust-stage',
      'virtual:model-stage',
      'virtual:tflite-wasm',
    ],
  },
  /** Never workbox-background-sync: it deletes an order before it is answered. */
  'service-worker': {
    layers: ['core'],
    packages: ['workbox-expiration/*', 'workbox-strategies/*', 'virtual:punnet-files'],
  },
  model: { layers: ['core'], packages: ['virtual:tflite-runtime'] },
  endpoint: {
    layers: ['core', 'crypto', 'model'],
    packages: [
      'kysely',
      'libsql',
      'jose',
      'jose/*',
      'valibot',
      'fastest-levenshtein',
      'virtual:tflite-wasm',
      'node:*',
    ],
  },
  training: { layers: ['core', 'model'], packages: ['csv-parse/sync', 'flatbuffers', 'node:*'] },
  elements: {
    layers: ['core', 'bridge', 'locales'],
    packages: ['lit', 'lit/*', '@lit/context', 'lean-qr', 'uplot', 'zxing-wasm/reader', 'virtual:qr-reader'],
  },
  cli: {
    layers: ['core', 'crypto', 'model', 'endpoint', 'training'],
    packages: ['node:*', 'puppeteer-core', 'virtual:tflite-wasm'],
  },
  'index.ts': { layers: ['elements', 'bridge', 'core'], packages: [] },
  'cards.ts': { layers: ['elements', 'core'], packages: [] },
  'define.ts': { layers: ['elements', 'bridge', 'core'], packages: [] },
  'classic.ts': { layers: [], packages: [] },
};

export const layersRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unknown: 'src/{{layer}} is no layer; add it to scripts/layers-rule.mjs with what it may import.',
      layer: 'src/{{layer}} may import from src only: {{allowed}}.',
      package: 'src/{{layer}} may import of packages only: {{allowed}}.',
      computed: 'Only worker and bridge may import an address that is computed.',
    },
  },
  create(context) {
    const path = relative(join(context.cwd, 'src'), context.filename).replaceAll('\\', '/');
    const layer = path.split('/')[0];
    const check = (source) => source && report(context, { path, layer, source });
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      TSImportType: ({ argument, source }) => check(source ?? argument.literal),
      ImportExpression: ({ source }) => check(source),
    };
  },
};

function report(context, { path, layer, source }) {
  const allowed = LAYERS[layer];
  if (!allowed) return context.report({ node: source, messageId: 'unknown', data: { layer } });
  if (typeof source.value !== 'string') return reportComputed(context, layer, source);
  if (source.value.startsWith('.')) return reportFile(context, { path, layer, source, allowed });
  const isAllowed = allowed.packages.some((name) => matches(name, source.value));
  if (isAllowed) return undefined;
  const data = { layer, allowed: allowed.packages.join(', ') || 'none' };
  return context.report({ node: source, messageId: 'package', data });
}

function reportComputed(context, layer, source) {
  if (!['worker', 'bridge'].includes(layer)) context.report({ node: source, messageId: 'computed' });
}

function reportFile(context, { path, layer, source, allowed }) {
  const target = join(dirname(path), source.value)
    .replaceAll('\\', '/')
    .split('/')[0]
    .replace(/\.js$/, '.ts');
  if (target === layer || allowed.layers.includes(target)) return;
  const data = { layer, allowed: [layer, ...allowed.layers].join(', ') };
  context.report({ node: source, messageId: 'layer', data });
}

const matches = (name, wanted) =>
  name.endsWith('*') ? wanted.startsWith(name.slice(0, -1)) : name === wanted;
