/**
 * Requests that somebody has got at, each under the name of what was done to it. Where
 * the body itself is what is odd, it is signed as it is, so that the endpoint reads it.
 */
import type { SeededRandom } from '../seeded-random.js';
import { PATH, SHOP, type FuzzDevice } from './fuzz-device.js';
import type { Source } from './intent-mutations.js';
import { cut, flipCharacter, mutateJson, nastyValue, NESTED } from './nasty.js';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Nothing in the 200s can be the answer. */
  readonly refused?: true;
}
type Mutation = (source: Source) => WireRequest;

export const ORIGIN = 'https://millrace.example';
const JSON_TYPE = { 'content-type': 'application/json' };

export function signedSync(
  device: FuzzDevice,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  const signed = { ...JSON_TYPE, 'punnet-signature': device.signRequest(body), ...headers };
  return { method: 'POST', path: PATH, headers: signed, body };
}

export const syncBody = (intents: readonly string[], more: object = {}) =>
  JSON.stringify({ shop: SHOP, intents, catalog: '2026-11-20.1', cursor: null, ...more });

const whole = ({ device, sent, random }: Source) =>
  syncBody([device.sign(JSON.stringify(device.order()))], {
    claims: [{ order: random.pick(sent).id, secret: 'A'.repeat(43) }],
    sealed: { ['A'.repeat(43)]: 'a..b.c.d' },
  });
const refused = (request: WireRequest): WireRequest => ({ ...request, refused: true });
const emptySync = (device: FuzzDevice, more: object, headers = {}) =>
  signedSync(device, syncBody([], more), headers);

/** Addresses, some of which exist. */
const PATHS = [
  '/',
  '/v1',
  '/v1/sync/',
  '/v1//sync',
  '/V1/SYNC',
  '/v1/sync%00',
  '/%',
  '/%ff%fe',
  '/v1/%2e%2e/.well-known/jwks.json',
  '/__proto__',
  '/constructor',
  '/v1/sync?x=%',
  '/v1/catalog?version=%27%20or%201=1',
  `/${'x'.repeat(4_000)}`,
  '/v1/catalog',
  '/healthz',
  '/.well-known/jwks.json',
];
const METHODS = ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST'];
const TYPES = [
  'text/plain',
  'text/html',
  'multipart/form-data; boundary=x',
  '',
  'json',
  'application/x-json',
];
const ORIGINS = ['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://millrace.example', '*'];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'if-none-match': '*' },
  { 'if-none-match': '"'.repeat(500) },
  { 'content-encoding': 'gzip' },
  { range: 'bytes=0-1' },
  { expect: 'the unexpected' },
  { connection: 'upgrade', upgrade: 'websocket' },
  { 'x-forwarded-host': 'evil.example' },
  { cookie: 'x'.repeat(4_000) },
  { 'accept-language': '\u00ff\u00fe' },
];

export const REQUEST_MUTATIONS = {
  anyField: (source) => signedSync(source.device, mutateJson(JSON.parse(whole(source)), source.random)),
  flippedAndSigned: (source) => signedSync(source.device, flipCharacter(whole(source), source.random)),
  flippedAfterSigning: (source) => {
    const request = signedSync(source.device, whole(source));
    return refused({ ...request, body: `${String(request.body)} ` });
  },
  truncated: (source) => refused(signedSync(source.device, cut(whole(source), source.random))),
  notUtf8: ({ device }) => refused(signedSync(device, Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d))),
  notAnObject: ({ device, random }) => refused(signedSync(device, nastyValue(random))),
  nested: ({ device }) => refused(signedSync(device, `{"shop":"millrace","intents":${NESTED}}`)),
  tooManyIntents: ({ device, sent }) =>
    refused(signedSync(device, syncBody(Array<string>(51).fill(sent[0]?.jws ?? '')))),
  tooManyClaims: ({ device, sent }) => {
    const claim = { order: sent[0]?.id, secret: 'A'.repeat(43) };
    return refused(emptySync(device, { claims: Array<object>(51).fill(claim) }));
  },
  oddClaims: ({ device, random, sent }) => {
    const claims = [{ order: random.pick(sent).id, secret: 'A'.repeat(43) }];
    return signedSync(device, mutateJson({ shop: SHOP, intents: [], claims }, random));
  },
  oddCursor: ({ device, random }) =>
    emptySync(device, {
      cursor: random.pick(['0', '-1.x', '1e9.x', '99999999999999999999.a', '\ud800', '1.']),
    }),
  longCursor: ({ device }) => refused(emptySync(device, { cursor: 'x'.repeat(65) })),
  oddSealed: ({ device, random }) => {
    const body = `{"shop":"millrace","intents":[],"cursor":null,"sealed":{${random.pick([
      '"__proto__":{"polluted":1}',
      '"constructor":"a.b.c.d.e"',
      `"${'A'.repeat(43)}":"${'a'.repeat(9_000)}"`,
      '"x":1',
    ])}}}`;
    return signedSync(device, body);
  },
  otherShop: ({ device }) =>
    refused(signedSync(device, JSON.stringify({ shop: 'elsewhere', intents: [], cursor: '' }))),
  unsigned: (source) => refused({ method: 'POST', path: PATH, headers: JSON_TYPE, body: whole(source) }),
  signatureOfAnother: (source) => {
    const foreign = source.other.signRequest(`${whole(source)} `);
    return refused(signedSync(source.device, whole(source), { 'punnet-signature': foreign }));
  },
  oddSignature: (source) => {
    const odd = source.random.pick(['', 'x', '..', 'a..b', 'e30..AA', '.'.repeat(999), '{"alg":"none"}..']);
    return refused(signedSync(source.device, whole(source), { 'punnet-signature': odd }));
  },
  signedForElsewhere: ({ device, random }) => {
    const body = syncBody([], { cursor: '' });
    const place = random.pick([{ path: '/v1/measure' }, { method: 'GET' }, { shop: 'elsewhere' }]);
    const signature = device.signRequest(body, place);
    return refused(signedSync(device, body, { 'punnet-signature': signature }));
  },
  otherType: ({ device, random }) =>
    refused(signedSync(device, syncBody([]), { 'content-type': random.pick(TYPES) })),
  otherOrigin: ({ device, random }) =>
    refused(signedSync(device, syncBody([]), { origin: random.pick(ORIGINS) })),
  otherOriginAsks: ({ random }) => {
    const headers = { origin: random.pick(ORIGINS), 'access-control-request-method': 'POST' };
    return refused({ method: 'OPTIONS', path: PATH, headers });
  },
  oddAddress: ({ random }) => ({ method: 'GET', path: random.pick(PATHS), headers: {} }),
  oddMethod: ({ random }) => {
    const method = random.pick(METHODS);
    const path = random.pick(['/v1/sync', '/v1/catalog', '/healthz', '/nowhere']);
    return { method, path, headers: {}, ...(method === 'PUT' ? { body: 'x' } : {}) };
  },
  oddHeaders: ({ device, random }) => emptySync(device, { cursor: null }, random.pick(HEADERS)),
} as const satisfies Record<string, Mutation>;
export const REQUEST_KINDS = Object.keys(REQUEST_MUTATIONS) as (keyof typeof REQUEST_MUTATIONS)[];

/** What no HTTP client would send, as bytes. The endpoint has to answer and to hang up. */
export function rawRequest(random: SeededRandom): string {
  const head = 'POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  return random.pick([
    'hello\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'FOO /v1/sync HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n',
    'GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    `${head}Content-Length: -1\r\n\r\n`,
    `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
    `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${head}Content-Length: 999999999\r\n\r\n{`,
    `${head}Transfer-Encoding: chunked\r\n\r\n${`10000\r\n${' '.repeat(65_536)}\r\n`.repeat(5)}`,
    `${head}Bad Header: x\r\n\r\n`,
    `${head} folded: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
  ]);
}

/** A body that does not come: the first of its bytes, and then nothing. */
export const SLOW_REQUEST =
  'POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
