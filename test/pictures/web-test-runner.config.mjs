/** `npm run pictures`, of some elements alone by `PUNNET_PICTURES=insights,consent`: in Chromium, from what is in src/. */
import base from '../../web-test-runner.config.mjs';
import { picturePlugin } from './picture-plugin.mjs';

const wanted = (process.env.PUNNET_PICTURES ?? '').split(',').filter(Boolean);

export default {
  ...base,
  files: ['test/pictures/every-state.ts'],
  groups: [],
  browsers: base.browsers.slice(0, 1),
  plugins: [...base.plugins, picturePlugin(base.rootDir, wanted)],
  testsFinishTimeout: 1_800_000,
};
