/** Gives the test runner a build without files, for the shell to be the worker of. */
const PATH = '/__punnet/shell-files.js';
const BUILD = { id: 'source', always: {}, tags: {}, languages: {}, others: {} };

export function shellPlugin() {
  return {
    name: 'punnet-shell',
    resolveImport: ({ source }) => (source === 'virtual:punnet-files' ? PATH : undefined),
    serve: ({ path }) =>
      path === PATH ? { body: `export default ${JSON.stringify(BUILD)};`, type: 'js' } : undefined,
  };
}
