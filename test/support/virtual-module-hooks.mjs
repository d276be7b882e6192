/** Hooks of Node's module loader; see virtual-modules.mjs. */
import { pathToFileURL } from 'node:url';

import { readTfliteRuntime, TFLITE_WASM_FILE } from '../../scripts/tflite-runtime-plugin.mjs';

const SOURCES = {
  'virtual:tflite-runtime': readTfliteRuntime,
  'virtual:tflite-wasm': () => `export default ${JSON.stringify(String(pathToFileURL(TFLITE_WASM_FILE)))};`,
};

export function resolve(name, context, next) {
  return Object.hasOwn(SOURCES, name) ? { url: name, shortCircuit: true } : next(name, context);
}

export async function load(url, context, next) {
  if (!Object.hasOwn(SOURCES, url)) return next(url, context);
  return { format: 'module', shortCircuit: true, source: await SOURCES[url]() };
}
