/**
 * `virtual:punnet-files`: what the service worker knows of the build that it is of. For each of its files the hash,
 * in groups by what a page must hold to need them. Reads what is built, so that it comes after that.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';

import { closureOf } from './built-imports.mjs';
import { TFLITE_WASM } from './tflite-runtime-plugin.mjs';

const ID = 'virtual:punnet-files';
/** What sells, orders and shows orders, keeps what a shopper allows, and looks after the shell. */
const ALWAYS = [
  'punnet.js',
  ...['order-path', 'order-stage', 'rescue-stage', 'ask-personal', 'personal-stage', 'shop-shell'].map(chunk),
];
const OTHERS = [
  ...['punnet.css', 'punnet.classic.js', 'punnet.worker.js', 'punnet.cards.js'],
  // For a shop that has a model: kept once they were used.
  ...[chunk('model-stage'), TFLITE_WASM],
  // For a shopper who may be measured: the same.
  ...['outcome-watch', 'ask-measure', 'measure-stage'].map(chunk),
];

/** What a tag loads once it is used, so that it is there with no network. */
const WITH = {
  'punnet-testimonials': [chunk('trust-stage')],
  'punnet-insights': ['owner-stage', 'insights-view', 'plot'].map(chunk),
  'punnet-scan': [...['scan-stage', 'wasm-reader'].map(chunk), 'chunks/zxing_reader.wasm'],
  'punnet-verify': [...['stall-stage', 'wasm-reader'].map(chunk), 'chunks/zxing_reader.wasm'],
};

export function punnetFiles({ buildId }) {
  return {
    name: 'punnet-files',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: async (id) =>
      id === `\0${ID}` ? `export default ${JSON.stringify(await listFiles(buildId))};` : null,
  };
}

async function listFiles(id) {
  const files = (await readdir('dist/chunks')).filter((name) => name.endsWith('.js'));
  const chunks = files.sort().map((name) => name.replace(/\.js$/, ''));
  const always = closureOf(ALWAYS);
  const without = (names) => names.filter((name) => !always.includes(name));
  const tags = chunks.filter((name) => /^punnet-/.test(name));
  const languages = [...new Set(chunks.flatMap((name) => /^([a-z]{2})(?:-|$)/.exec(name)?.[1] ?? []))];
  const ofLanguage = (language) => chunks.filter((name) => name.split('-')[0] === language).map(chunk);
  const groups = (keys, list) =>
    Promise.all(keys.map(async (key) => [key, await hash(without(closureOf(list(key))))])).then(
      Object.fromEntries,
    );
  return {
    id,
    always: await hash(always),
    tags: await groups(tags, (tag) => [chunk(tag), ...(WITH[tag] ?? [])]),
    languages: await groups(languages, ofLanguage),
    others: await hash(OTHERS),
  };
}

async function hash(names) {
  const entries = names.map(async (name) => {
    const digest = createHash('sha256').update(await readFile(`dist/${name}`));
    return [name, `sha256-${digest.digest('base64')}`];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function chunk(name) {
  return `chunks/${name}.js`;
}
