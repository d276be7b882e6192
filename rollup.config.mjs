/** What `npm run build` writes; see scripts/build.mjs for what it adds to it. */
import { readdirSync } from 'node:fs';

import { buildId } from './scripts/build-id.mjs';
import { buildIdModule } from './scripts/engine-build.mjs';
import { engine, engineParts } from './scripts/engine-plugin.mjs';
import { punnetFiles } from './scripts/punnet-files-plugin.mjs';
import { qrReader } from './scripts/qr-reader-plugin.mjs';
import { sharedModules } from './scripts/shared-modules-plugin.mjs';
import { browserPlugins, modulePlugins, refuseWarnings } from './scripts/source-plugins.mjs';
import { tfliteRuntime, tfliteWasm } from './scripts/tflite-runtime-plugin.mjs';

const id = buildId();
const onwarn = refuseWarnings;

/** The script tag's file, which imports nothing, and what it loads later. */
const embed = {
  input: { punnet: 'src/define.ts' },
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    engine({ buildId: id, query: `?${id}` }),
    buildIdModule(id),
    qrReader(),
    tfliteWasm({ writes: true, query: `?${id}` }),
    engineParts({ buildId: id }),
    ...browserPlugins(),
    sharedModules({ buildId: id }),
  ],
  output: { dir: 'dist', format: 'es', chunkFileNames: 'chunks/[name].js', hoistTransitiveImports: false },
  onwarn,
};

const scripts = { 'punnet.worker': 'src/worker/worker.ts', 'punnet.classic': 'src/classic.ts' };
const classic = Object.entries(scripts).map(([name, input]) => ({
  input,
  plugins: [engine({ buildId: id }), ...browserPlugins()],
  output: { file: `dist/${name}.js`, format: 'iife' },
  onwarn,
}));

/** A maker's tool, by itself: it shares nothing with a shop's page. */
const cards = {
  input: 'src/cards.ts',
  plugins: browserPlugins(),
  output: { file: 'dist/punnet.cards.js', format: 'es' },
  onwarn,
};

/** Knows the files of its build, so that it is built after them. */
const shell = {
  input: 'src/service-worker/service-worker.ts',
  plugins: [punnetFiles({ buildId: id }), ...browserPlugins()],
  output: { file: 'dist/punnet.service-worker.js', format: 'iife' },
  onwarn,
};

/** `punnet`, `punnet/define` and `punnet/elements/<tag>.js`, for those who build their own pages. */
const npm = {
  input: [
    'src/index.ts',
    'src/cards.ts',
    'src/define.ts',
    ...readdirSync('src/elements')
      .filter((name) => /^punnet-[a-z-]+\.ts$/.test(name))
      .map((name) => `src/elements/${name}`),
  ],
  plugins: [
    engine({ buildId: id, folder: '' }),
    buildIdModule(id),
    qrReader({ folder: '' }),
    tfliteWasm({ folder: 'npm/' }),
    ...modulePlugins(),
  ],
  output: { dir: 'dist/npm', format: 'es', preserveModules: true, preserveModulesRoot: 'src' },
  onwarn,
};

const node = {
  input: { cli: 'src/cli/main.ts', endpoint: 'src/endpoint/index.ts' },
  plugins: [tfliteRuntime(), tfliteWasm(), ...modulePlugins()],
  output: { dir: 'dist', format: 'es', chunkFileNames: 'node/[name].js' },
  onwarn,
};

export default [embed, ...classic, cards, shell, npm, node];
