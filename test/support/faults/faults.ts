/**
 * What a network, a portal, a proxy or an endpoint in trouble does to a sync that
 * carries orders. Each fault takes one exchange over from the proxy.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';

import { signCompact } from '../node-jws.js';
import { answerHeaders, type Answer, type Exchange, type Recorded } from './exchange.js';

type Fault = (exchange: Exchange) => Promise<void>;

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const PROBLEM = { 'content-type': 'application/problem+json' };
const problem = (status: number, title: string) =>
  JSON.stringify({ type: 'urn:punnet:problem:test', title, status });
const refuse =
  (status: number, headers: Readonly<Record<string, string>> = PROBLEM): Fault =>
  ({ pretend }) =>
    pretend(status, headers, headers === HTML ? '<h1>No</h1>' : problem(status, 'Not now'));

/** The endpoint has taken it in, and nobody hears so: a browser may send it again by itself. */
const dropped: Fault = async ({ forward, drop }) => {
  await forward();
  drop();
};

/** Until whoever asked gives up. */
const hangs: Fault = async ({ response }) => {
  await once(response, 'close');
};

/** Some are the proxy's own, some say so as the endpoint would. */
const tooLarge: Fault = (exchange) => refuse(413, exchange.random.below(2) === 0 ? HTML : PROBLEM)(exchange);

const truncated: Fault = async ({ forward, pretend }) => {
  const text = String((await forward()).body);
  await pretend(200, { 'content-type': 'application/json' }, text.slice(0, text.length >> 1));
};

/** Says that all was confirmed, by a key that says it is the endpoint's. Nothing was taken in. */
const forged: Fault = async ({ intents, asked, recorded, pretend }) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = kidOf(recorded);
  const sent = JSON.parse(String(asked.body)) as { shop: string; intents: string[] };
  const results = intents.map((intent, index) => {
    const hash = hashOf(sent.intents[index] ?? '');
    const order = { order: intent, state: 'confirmed', payment: 'at_pickup', rev: 1, amount: 100 };
    const proof = signCompact({ alg: 'ES256', kid }, { shop: sent.shop, intent, hash, ...order }, privateKey);
    return { intent, state: 'confirmed', payment: 'at_pickup', proof };
  });
  const answer = { time: new Date().toISOString(), results, stock: [], depots: [], cursor: null };
  await pretend(200, { 'content-type': 'application/json' }, JSON.stringify(answer));
};

/** The endpoint answers this one; what comes is its first answer of all, from before. */
const outOfOrder: Fault = async ({ forward, deliver, recorded }) => {
  const [oldest] = recorded;
  const answer = await forward();
  await deliver(oldest?.answer ?? answer);
};

/** The answer to a batch in which none of these were. Nothing was taken in. */
const otherBatch: Fault = async ({ deliver, recorded, intents, drop }) => {
  const other = [...recorded].reverse().find((one) => !one.intents.some((id) => intents.includes(id)));
  if (other) await deliver(other.answer);
  else drop();
};

/** In the middle of the work, or just after it. */
const killed: Fault = async ({ forward, deliver, drop, random, killEndpoint, restartEndpoint }) => {
  const forwarded = forward().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, random.below(12)));
  await killEndpoint();
  const answer = await forwarded;
  if (answer) await deliver(answer);
  else drop();
  await restartEndpoint();
};

const redirect: Fault = ({ pretend }) => pretend(302, { location: 'http://localhost:9/sign-in' }, '');

/** The connection is reset with half of the answer sent. */
const reset: Fault = async ({ forward, response }) => {
  const answer = await forward();
  response.writeHead(answer.status, answerHeaders(answer));
  const half = answer.body.subarray(0, answer.body.byteLength >> 1);
  await new Promise<void>((resolve) => response.write(half, () => resolve()));
  response.socket?.resetAndDestroy();
};

export const FAULTS = {
  dropped,
  hangs,
  status500: refuse(500),
  status503: refuse(503, { ...PROBLEM, 'retry-after': '1' }),
  status403: refuse(403, HTML),
  status429: refuse(429, { ...PROBLEM, 'retry-after': '1' }),
  status429bare: refuse(429),
  status413: tooLarge,
  portal: ({ pretend }) => pretend(200, HTML, '<title>Sign in</title>'),
  truncated,
  forged,
  outOfOrder,
  otherBatch,
  killed,
  redirect,
  reset,
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

function hashOf(jws: string): string {
  return createHash('sha256').update(jws).digest('base64url');
}

/** Of the key that the endpoint signs with. */
function kidOf(recorded: readonly Recorded[]): string {
  const proof = recorded.flatMap(({ answer }) => readProofs(answer)).at(-1) ?? '';
  const header = Buffer.from(proof.split('.')[0] ?? '', 'base64url').toString();
  return (JSON.parse(header) as { kid: string }).kid;
}

function readProofs({ body }: Answer): readonly string[] {
  const { results = [] } = JSON.parse(String(body)) as { results?: { proof?: string }[] };
  return results.flatMap(({ proof }) => proof ?? []);
}
