/**
 * Gives the test runner `virtual:engine` and `virtual:order-stage`, made by the very functions that
 * rollup's build uses, except that each file has all it needs in it. Both are built once, when the server starts,
 * so that no test waits for them.
 */
import { buildEngine, buildOrderStage } from '../../../scripts/engine-build.mjs';

const ENGINE_PATH = '/__punnet/engine.js';
const ADDRESS_PATH = '/__punnet/order-stage-address.js';
const STAGE_PATH = '/__punnet/order-stage.js';

const ID_PATH = '/__punnet/build-id.js';
const BUILD_ID = 'source';

const paths = {
  'virtual:engine': ENGINE_PATH,
  'virtual:order-stage': ADDRESS_PATH,
  'virtual:build-id': ID_PATH,
};

export function enginePlugin() {
  let built = {};
  const build = () => {
    const options = { buildId: BUILD_ID, minify: false };
    built = { engine: buildEngine(options), stage: buildOrderStage(options) };
    // A failure is reported where the file is asked for, so that other tests can run.
    Promise.allSettled(Object.values(built));
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
      if (path === STAGE_PATH) return script((await built.stage).code);
      if (path === ADDRESS_PATH)
        return script(`export default new URL('${STAGE_PATH}', import.meta.url).href;`);
      if (path === ID_PATH) return script(`export default ${JSON.stringify(BUILD_ID)};`);
      return undefined;
    },
  };
}

const script = (body) => ({ body, type: 'js' });
