/**
 * Gives the test runner `virtual:engine` and the addresses of its stages, made by the very functions that
 * rollup's build uses, except that each file has all it needs in it. All are built once, when the server starts,
 * so that no test waits for them.
 */
import { buildEngine, buildStage, STAGES } from '../../../scripts/engine-build.mjs';
import { QR_READER_FILE } from '../../../scripts/qr-reader-plugin.mjs';
import { readTfliteRuntime, TFLITE_WASM_FILE } from '../../../scripts/tflite-runtime-plugin.mjs';

const FOLDER = '/__punnet';
const ENGINE_PATH = `${FOLDER}/engine.js`;
const ID_PATH = `${FOLDER}/build-id.js`;
const READER_PATH = `${FOLDER}/qr-reader-address.js`;
const TFLITE_PATH = `${FOLDER}/tflite-runtime.js`;
const WASM_PATH = `${FOLDER}/tflite-wasm-address.js`;
const BUILD_ID = 'source';

const paths = {
  'virtual:engine': ENGINE_PATH,
  'virtual:build-id': ID_PATH,
  'virtual:qr-reader': READER_PATH,
  'virtual:tflite-runtime': TFLITE_PATH,
  'virtual:tflite-wasm': WASM_PATH,
  ...Object.fromEntries(STAGES.map((stage) => [`virtual:${stage}`, addressPath(stage)])),
};

export function enginePlugin() {
  let built = {};
  const build = () => {
    const options = { buildId: BUILD_ID, minify: false };
    const stages = STAGES.map((stage) => [stagePath(stage), buildStage(stage, options)]);
    built = { engine: buildEngine(options), stages: new Map(stages) };
    // A failure is reported where the file is asked for, so that other tests can run.
    Promise.allSettled([built.engine, ...built.stages.values()]);
  };
  return {
    name: 'punnet-engine',
    serverStart({ fileWatcher }) {
      build();
      fileWatcher?.on('change', build);
    },
    resolveImport: ({ source }) => paths[source],
    async serve({ path }) {
      if (path === ENGINE_PATH) return script(`export default ${await built.engine};`);
      if (path === ID_PATH) return script(`export default ${JSON.stringify(BUILD_ID)};`);
      if (path === READER_PATH) return address(`/${QR_READER_FILE}`);
      if (path === TFLITE_PATH) return script(await readTfliteRuntime());
      if (path === WASM_PATH) return address(`/${TFLITE_WASM_FILE}`);
      if (built.stages.has(path)) return script((await built.stages.get(path)).code);
      const stage = STAGES.find((name) => path === addressPath(name));
      return stage && address(stagePath(stage));
    },
  };
}

function stagePath(stage) {
  return `${FOLDER}/${stage}.js`;
}

function addressPath(stage) {
  return `${FOLDER}/${stage}-address.js`;
}

const script = (body) => ({ body, type: 'js' });
const address = (path) => script(`export default new URL('${path}', import.meta.url).href;`);
