/**
 * The two plain web servers that the demo stands on: one for Millrace's own pages,
 * with Punnet's addresses put in, and one for Punnet's built files, as a CDN on
 * another origin would serve them. Both read from the disk at each request, so that
 * an edit shows on reload. Neither knows the endpoint beyond its address.
 */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What is served, by its ending; anything else isn't there. */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
const ALREADY_SMALL = new Set(['.webp', '.png']);
const NOT_FOUND = { status: 404, type: 'text/plain; charset=utf-8', body: Buffer.from('Not found\n') };

/** Bytes. Who asks first waits for it: at its best, brotli takes seconds for a large file, and is an eighth smaller for that. */
const LARGE = 200_000;
const qualityFor = ({ length }) => (length > LARGE ? 9 : 11);
const compressors = {
  br: (body) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: qualityFor(body) } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/**
 * Serves a site's pages, with `{{PUNNET}}` and `{{ENDPOINT}}` replaced in its HTML and its scripts.
 * A missing page answers with the site's own 404.html.
 *
 * @param over a folder whose files go before the site's own
 */
export function createDemoServer({ punnetUrl, endpointUrl, root, over }) {
  const addresses = { PUNNET: withoutSlash(punnetUrl), ENDPOINT: withoutSlash(endpointUrl) };
  const putIn = (html) => html.replace(/\{\{(PUNNET|ENDPOINT)\}\}/g, (_, name) => addresses[name]);
  const read = async (path) => {
    const found = (over && (await readPublic(over, path))) || (await readPublic(root, path));
    if (!/^text\/(html|javascript)/.test(found?.type ?? '')) return found;
    return { ...found, body: Buffer.from(putIn(found.body.toString('utf8'))) };
  };
  return serve(async (path) => {
    const page = await read(path);
    if (page) return page;
    const missing = await read('/404.html');
    return missing ? { ...missing, status: 404 } : NOT_FOUND;
  });
}

/** Serves built files to every origin, compressed once for each way that a browser asks for. */
export function createAssetServer({ root }) {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Timing-Allow-Origin': '*',
    Vary: 'Accept-Encoding',
  };
  const compressed = new Map();
  return serve(async (path, request) => {
    const found = await readPublic(root, path);
    if (!found?.body) return { ...NOT_FOUND, headers };
    const encoding = ALREADY_SMALL.has(found.ending) ? undefined : pickEncoding(request);
    if (!encoding) return { ...found, headers };
    const body = await compressOnce(compressed, encoding, found.body);
    return { ...found, body, headers: { ...headers, 'Content-Encoding': encoding } };
  });
}

/** Kept by content, so that a rebuilt file is never answered with its old bytes. */
async function compressOnce(compressed, encoding, body) {
  const key = `${encoding} ${hashOf(body)}`;
  if (!compressed.has(key)) compressed.set(key, compressors[encoding](body));
  return compressed.get(key);
}

/** The file below `root` that a path names, if it may be seen; a folder answers with its index. */
async function readPublic(root, path) {
  const base = await realpath(resolve(root));
  const wanted = join(base, path.endsWith('/') ? `${path}index.html` : path);
  if (path.split('/').some((part) => part.startsWith('.')) || !wanted.startsWith(base + sep))
    return undefined;
  const ending = extname(wanted);
  try {
    const real = await realpath(wanted);
    if (!real.startsWith(base + sep)) return undefined;
    if ((await stat(real)).isDirectory()) return { status: 308, moved: encodeURI(`${path}/`) };
    if (!TYPES[ending]) return undefined;
    return { status: 200, type: TYPES[ending], ending, body: await readFile(real) };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return undefined;
    throw error;
  }
}

function serve(answer) {
  return createServer((request, response) => {
    respond(answer, request, response).catch((error) => {
      console.error(`${request.method} ${request.url}: ${error.stack}`);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'The server failed; its output says why.\n');
    });
  });
}

async function respond(answer, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, 405, 'Only GET and HEAD are answered here.\n');
  }
  const path = readPath(request.url);
  if (!path) return sendText(response, 400, 'That is no address of this site.\n');
  const found = await answer(path, request);
  if (found.moved) {
    response.setHeader('Location', found.moved);
    return sendText(response, found.status, '');
  }
  return sendFound(request, response, found);
}

function sendFound(request, response, { status, type, body, headers = {} }) {
  const tag = `"${hashOf(body)}"`;
  const common = { ...headers, 'Cache-Control': 'no-cache', ETag: tag, 'X-Content-Type-Options': 'nosniff' };
  if (status === 200 && namesTag(request.headers['if-none-match'], tag)) {
    delete common['Content-Encoding'];
    response.writeHead(304, common).end();
    return;
  }
  response.writeHead(status, { ...common, 'Content-Type': type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendText(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
  response.end(text);
}

/** The decoded path of a request, or nothing if it steps out, or cannot be read. */
function readPath(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    const steps = path.split(/[/\\]/);
    return path.startsWith('/') && !path.includes('\0') && !steps.includes('..')
      ? path.replace(/^\/+/, '/')
      : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** The best of what the browser takes; one that it gives no weight (`br;q=0`) is not taken. */
function pickEncoding(request) {
  const offered = String(request.headers['accept-encoding'] ?? '').split(',');
  const taken = offered.map((offer) => offer.split(';').map((part) => part.trim().toLowerCase()));
  const names = taken.filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? '')).map(([name]) => name);
  return ['br', 'gzip'].find((encoding) => names.includes(encoding));
}

function namesTag(header, tag) {
  const named = String(header ?? '').split(',');
  return named.some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
}

const hashOf = (body) => createHash('sha256').update(body).digest('base64url').slice(0, 22);
const withoutSlash = (url) => url.replace(/\/+$/, '');
