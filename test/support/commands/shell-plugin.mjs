/** Gives the test runner a build of one file, for the shell to be the worker of. */
import { createHash } from 'node:crypto';

const PATH = '/__punnet/shell-files.js';
/** What that file holds. */
const TEXT = 'this build';
const HASH = `sha256-${createHash('sha256').update(TEXT).digest('base64')}`;
const BUILD = { id: 'source', always: {}, tags: {}, languages: {}, others: { 'punnet.js': HASH } };

export function shellPlugin() {
  return {
    name: 'punnet-shell',
    resolveImport: ({ source }) => (source === 'virtual:punnet-files' ? PATH : undefined),
    serve: ({ path }) =>
      path === PATH ? { body: `export default ${JSON.stringify(BUILD)};`, type: 'js' } : undefined,
  };
}
