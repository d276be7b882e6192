/**
 * Gives the test runner `virtual:engine` and `virtual:order-stage`, made by the very functions that
 * rollup's build uses. Both are built once, when the server starts, so that no test waits for them.
 */
import { ENGINE, ORDER_STAGE, buildEngine, buildOrderStage } from '../../../scripts/engine-plugin.mjs';

const ENGINE_PATH = '/__punnet/engine.js';
const ADDRESS_PATH = '/__punnet/order-stage-address.js';
const STAGE_PATH = '/__punnet/order-stage.js';

const paths = { [ENGINE]: ENGINE_PATH, [ORDER_STAGE]: ADDRESS_PATH };

export function enginePlugin() {
  let built = {};
  const build = () => {
    built = { engine: buildEngine({ minify: false }), stage: buildOrderStage({ minify: false }) };
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
      if (path === STAGE_PATH) return script(await built.stage);
      if (path === ADDRESS_PATH)
        return script(`export default new URL('${STAGE_PATH}', import.meta.url).href;`);
      return undefined;
    },
  };
}

const script = (body) => ({ body, type: 'js' });
