/**
 * Browser tests run what is in src/. Alone, in Chromium; `PUNNET_BROWSERS=chromium,firefox,webkit` names others.
 * `PUNNET_COUNTS` names a file for the counts that `npm test` adds up.
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';

import { launchOptions, startWebKitDriver } from './scripts/browsers.mjs';
import { EXPORT_CONDITIONS, TARGET } from './scripts/source-plugins.mjs';
import { countReporter } from './scripts/wtr-count-reporter.mjs';
import { enginePlugin } from './test/support/commands/engine-plugin.mjs';
import { mediaPlugin } from './test/support/commands/media-plugin.mjs';
import { shellPlugin } from './test/support/commands/shell-plugin.mjs';
import { silentConsolePlugin } from './test/support/commands/silent-console-plugin.mjs';
import { together } from './test/support/together.mjs';

const ROOT = import.meta.dirname;

const names = (process.env.PUNNET_BROWSERS ?? 'chromium').split(',');
const webKit = names.includes('webkit') ? await startWebKitDriver() : undefined;

const launchers = {
  // One page at a time: a page behind another gets no animation frames, and a fixture waits for one.
  chromium: () => chromeLauncher({ puppeteer, concurrency: 1, launchOptions: found('chromium') }),
  firefox: () => chromeLauncher({ puppeteer, concurrency: 1, launchOptions: found('firefox') }),
  webkit: () =>
    webdriverLauncher({ hostname: '127.0.0.1', path: '/', logLevel: 'error', ...webKitOptions() }),
};

function found(name) {
  const options = launchOptions(name);
  if (!options) throw new Error(`${name} is not installed; PUNNET_BROWSERS names the browsers to test in`);
  return options;
}

function webKitOptions() {
  return { port: webKit.port, capabilities: webKit.capabilities };
}

const browsers = names.map((name) => launchers[name]());
const one = browsers[Math.max(0, names.indexOf('chromium'))];
/**
 * Core knows no browser, but for what it has of `Intl` and of text. Which parts there are no browser decides, nor what axe
 * makes of a state: it works out names and contrasts itself, and each element's own test asks it in all of them.
 */
const STATES = ['test/elements/accessible-states.test.ts', 'test/elements/every-state.test.ts'];
/** They ask what a page is like that has just been opened. */
const ALONE = [
  'test/elements/define.test.ts',
  'test/elements/insecure-checkout.test.ts',
  'test/service-worker/known.test.ts',
  'test/service-worker/refused-caches.test.ts',
];
const CORE_OF_ONE = ['cart', 'catalog', 'intake', 'lease', 'order', 'outbox', 'receipt'].map(
  (room) => `test/core/${room}`,
);
/** The engine's are all that are nowhere else; some folders are not for browsers, or drive one from outside. */
const ELSEWHERE = [
  'browser',
  'cli',
  'endpoint',
  'simulation',
  'training',
  'core',
  'elements',
  'service-worker',
].map((room) => `test/${room}`);
const askedOfOne = () => [together(ROOT, 'core', CORE_OF_ONE), ...STATES];
const askedOfAll = () => [
  together(ROOT, 'core-everywhere', ['test/core'], CORE_OF_ONE),
  together(ROOT, 'engine', ['test'], ELSEWHERE),
  together(ROOT, 'elements', ['test/elements'], [...STATES, ...ALONE]),
  together(ROOT, 'service-worker', ['test/service-worker'], ALONE),
  ...ALONE,
];
/** `--files` takes the place of all of them. */
const chosen = process.argv.includes('--files');

export default {
  rootDir: ROOT,
  files: chosen ? [] : askedOfAll(),
  groups: chosen ? [] : [{ name: 'one', files: askedOfOne(), browsers: [one] }],
  nodeResolve: { browser: true, exportConditions: EXPORT_CONDITIONS },
  // Of a page, with all the files that share it.
  testsFinishTimeout: 300_000,
  concurrency: 1,
  concurrentBrowsers: 2,
  browsers,
  // A second is what a test may take; axe alone takes that long in WebKit, and more beside another browser on two cores.
  testFramework: { config: { ui: 'bdd', timeout: names.length > 1 ? '4000' : '2000' } },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: !process.env.CI }),
    ...(process.env.PUNNET_COUNTS ? [countReporter(process.env.PUNNET_COUNTS)] : []),
  ],
  plugins: [
    enginePlugin(),
    silentConsolePlugin(),
    esbuildPlugin({ ts: true, target: TARGET, tsconfig: `${ROOT}/tsconfig.json` }),
    mediaPlugin(),
    shellPlugin(),
    { name: 'webkit-driver', serverStop: () => webKit?.stop() },
  ],
};
