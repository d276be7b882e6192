/**
 * Starts the demo: Punnet's built files, the reference endpoint and Millrace's site,
 * on three ports of this machine, and stops all three together. PUNNET_DEMO_PORT
 * moves the site (8080); the files and the endpoint take the two ports after it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { createAssetServer, createDemoServer } from './serve.mjs';
import { addWords } from './words.mjs';

const HOST = '127.0.0.1';
const HIGHEST_PORT = 65_535;
const FIRST_PORT = readPort(process.env.PUNNET_DEMO_PORT ?? '8080');
const PATIENCE_MS = 5_000;
/** Where the shop's catalogs are, with what customers say in them: one in each language, of one version. */
const SIGNED = '.data/demo/catalogs';
const CATALOGS = ['catalog.json', 'catalog.de.json'];

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
/** How to stop what runs. */
const stops = [];
let stopping;

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await start();
} catch (error) {
  console.error(error.message);
  await stop(1);
}

async function start() {
  if (!existsSync(root('dist/cli.js')))
    throw new Error('dist/ is not built. Run `npm run build`, then this again.');
  const taken = new Set();
  const site = await findPort(FIRST_PORT, 'the shop', taken);
  const assets = await findPort(FIRST_PORT + 1, 'the file server', taken);
  const wanted = await findPort(FIRST_PORT + 2, 'the endpoint', taken);
  await listen(createAssetServer({ root: root('dist') }), assets);
  const endpointUrl = await startEndpoint(wanted, site);
  if (stopping) return;
  const punnetUrl = `http://localhost:${assets}`;
  const pages = { punnetUrl, endpointUrl, root: root('demo'), over: root(SIGNED) };
  await listen(createDemoServer(pages), site);
  console.log(`
Millrace, the demo shop   http://localhost:${site}/
One page per situation    http://localhost:${site}/pages/
The endpoint              ${endpointUrl}
Punnet's built files      ${punnetUrl}/punnet.js

What was ordered:         node dist/cli.js orders --data .data/demo
Ctrl+C stops all of it; the orders stay in .data/demo.
`);
}

/** Resolves with the endpoint's address once it answers there; its words are passed on. */
async function startEndpoint(port, site) {
  mkdirSync(root(SIGNED), { recursive: true });
  const isNew = !putWordsIn();
  const words = ['dist/cli.js', 'endpoint', '--catalog', `${SIGNED}/catalog.json`, '--data', '.data/demo'];
  words.push('--port', String(port), '--host', HOST, '--base', '/punnet', '--stock', 'demo/stock.csv');
  words.push('--origin', `http://localhost:${site}`, '--origin', `http://127.0.0.1:${site}`);
  const child = spawn(process.execPath, words, { cwd: root(''), stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  stops.push(() => endChild(child, ended));
  let listening = false;
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`The endpoint could not be started: ${error.message}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(`endpoint  ${line}`);
      const [, url] = /^listening (\S+)/.exec(line) ?? [];
      if (!url) return;
      listening = true;
      if (isNew) putWordsIn();
      resolve(url.replace(/\/+$/, ''));
    });
    void ended.then(({ code, signal }) => {
      if (stopping) return resolve('');
      const error = new Error(
        `The endpoint stopped (${signal ?? `exit code ${code}`}); its output says why.`,
      );
      if (!listening) return reject(error);
      console.error(error.message);
      return stop(1);
    });
  });
}

/** The endpoint makes its keys at its first start, and reads the catalog again once there is something by them in it. */
function putWordsIn() {
  const file = root('.data/demo/keys.json');
  const keys = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const now = Date.now();
  for (const name of CATALOGS) {
    const catalog = readFileSync(root(`demo/${name}`), 'utf8');
    writeFileSync(root(`${SIGNED}/${name}`), keys ? addWords(catalog, keys, now) : catalog);
  }
  return keys !== undefined;
}

async function endChild(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(late);
}

/** The first free port from `first` on; says so when that is not `first` itself. */
async function findPort(first, what, taken) {
  for (let port = first; port <= HIGHEST_PORT; port += 1) {
    if (taken.has(port) || !(await isFree(port))) continue;
    if (port !== first) console.log(`Port ${first} is taken: ${what} is on ${port} instead.`);
    taken.add(port);
    return port;
  }
  throw new Error(
    `No port from ${first} to ${HIGHEST_PORT} is free for ${what}. Set PUNNET_DEMO_PORT to another.`,
  );
}

/** Free on both of the addresses that `localhost` can mean, so that a browser finds nobody else there. */
async function isFree(port) {
  for (const host of [HOST, '::1']) {
    const probe = createServer();
    const code = await new Promise((resolve) => {
      probe.once('error', (error) => resolve(error.code)).listen({ port, host }, () => resolve('free'));
    });
    if (code === 'free') await new Promise((resolve) => probe.close(resolve));
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
  }
  return true;
}

async function listen(server, port) {
  await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`Port ${port} cannot be used: ${error.message}`)));
    server.listen({ port, host: HOST }, resolve);
  });
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

function stop(code) {
  stopping ??= Promise.all(stops.map((end) => end())).then(() => process.exit(code));
  return stopping;
}

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < HIGHEST_PORT - 2) return port;
  console.error(`PUNNET_DEMO_PORT is "${text}": give a port number below ${HIGHEST_PORT - 2}, such as 8080.`);
  process.exit(1);
}
