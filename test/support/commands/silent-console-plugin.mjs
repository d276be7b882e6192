/** A console message fails the test that it appears in: a host page's console is not ours to write to. */
const GUARD_PATH = '/__punnet/silent-console.js';
const GUARD = `
const said = [];
for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
  const write = console[level].bind(console);
  console[level] = (...words) => {
    said.push(level + ': ' + words.map(String).join(' '));
    write(...words);
  };
}
// A hook that throws would end the tests of all files that share the page.
afterEach(function () {
  if (said.length) this.test.error(new Error('wrote to the console: ' + said.splice(0).join(' | ')));
});
`;

export function silentConsolePlugin() {
  return {
    name: 'silent-console',
    serve: ({ path }) => (path === GUARD_PATH ? { body: GUARD, type: 'js' } : undefined),
    transform({ path, body }) {
      return /\.test\.[jt]s$/.test(path) ? { body: `import '${GUARD_PATH}';${body}` } : undefined;
    },
  };
}
