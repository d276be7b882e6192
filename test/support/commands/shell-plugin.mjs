/** Gives the test runner a build of three files, for the shell to be the worker of. */
import { createHash } from 'node:crypto';

const PATH = '/__punnet/shell-files.js';
/** What each of them holds. */
const TEXT = 'this build';
const HASH = `sha256-${createHash('sha256').update(TEXT).digest('base64')}`;
const BUILD = {
  id: '5eedf00d',
  always: {},
  tags: {},
  languages: { de: { 'chunks/de.js': HASH } },
  others: { 'punnet.js': HASH, 'chunks/late.wasm': HASH },
};

export function shellPlugin() {
  return {
    name: 'punnet-shell',
    resolveImport: ({ source }) => (source === 'virtual:punnet-files' ? PATH : undefined),
    serve: ({ path }) =>
      path === PATH ? { body: `export default ${JSON.stringify(BUILD)};`, type: 'js' } : undefined,
  };
}
