/**
 * Sends thousands of bad requests, good ones among them, to an endpoint that is a
 * process of its own, and judges every answer; in the end, what the endpoint has kept.
 */
import type { SyncAnswer } from '../../../src/core/protocol/sync.js';
import { makeOwnersDir, startEndpoint, stopEndpoint } from '../endpoint-process.js';
import { createRandom, type SeededRandom } from '../seeded-random.js';
import { FuzzClient, type WireAnswer } from './fuzz-client.js';
import { amountOf, FuzzDevice } from './fuzz-device.js';
import { INTENT_KINDS, INTENT_MUTATIONS, type SentOrder, type Source } from './intent-mutations.js';
import { faultOfAnswer } from './judge.js';
import { checkKept } from './kept-orders.js';
import { MemoryWatch } from './memory-watch.js';
import {
  rawRequest,
  REQUEST_KINDS,
  REQUEST_MUTATIONS,
  signedSync,
  SLOW_REQUEST,
  syncBody,
  type WireRequest,
} from './request-mutations.js';

export interface FuzzOptions {
  readonly n: number;
  readonly seed: number;
  /** Bodies that never come; each takes the endpoint's whole patience. */
  readonly slow?: number;
  readonly progress?: (words: string) => void;
}

export interface FuzzResult {
  readonly n: number;
  readonly seed: number;
  /** How often each status came; `none` where bytes that are no HTTP got no answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Good orders that were taken in. */
  readonly accepted: number;
  /** Requests and intents that were refused. */
  readonly refused: number;
  /** Refusals that are no problem document, or not a whole one. */
  readonly notProblem: number;
  readonly serverErrors: number;
  readonly crashed: number;
  /** What was bad and was taken in, or is kept and nobody signed or priced it so. */
  readonly wronglyTaken: number;
  readonly lost: number;
  readonly rssStartMb: number;
  readonly rssEndMb: number;
  readonly rssMaxMb: number;
  readonly seconds: number;
  readonly troubles: readonly string[];
}

const AT_ONCE = 12;
/** Enough that nobody asks oftener than is allowed. */
const DEVICES = 96;
/** In a hundred. */
const SHARES = { good: 12, replayed: 4, intent: 44, raw: 2 };
const REMEMBERED = 2_000;
const MOST_TROUBLES = 20;
const TELL_EVERY = 10_000;

interface Run {
  readonly random: SeededRandom;
  readonly client: FuzzClient;
  readonly devices: readonly FuzzDevice[];
  readonly sent: SentOrder[];
  /** Amount of each order that was taken in, and the bytes that say so. */
  readonly taken: Map<string, { readonly amount: number; readonly jws: string }>;
  readonly answers: Record<string, number>;
  readonly troubles: string[];
  refused: number;
  notProblem: number;
  serverErrors: number;
  crashed: number;
  wronglyTaken: number;
}

export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { n, seed, slow = 0, progress } = options;
  const began = Date.now();
  const owner = await makeOwnersDir();
  const endpoint = await startEndpoint(owner);
  const random = createRandom(seed);
  const client = new FuzzClient(endpoint.url, AT_ONCE);
  const run: Run = {
    ...{ random, client, sent: [], taken: new Map(), answers: {}, troubles: [] },
    devices: Array.from({ length: DEVICES }, () => new FuzzDevice(random)),
    ...{ refused: 0, notProblem: 0, serverErrors: 0, crashed: 0, wronglyTaken: 0 },
  };
  try {
    for (const device of run.devices) await sendGood(run, device);
    const watch = new MemoryWatch(endpoint.child.pid ?? 0);
    const slowly = Promise.all(Array.from({ length: slow }, () => sendRaw(run, SLOW_REQUEST)));
    let left = n;
    const work = async () => {
      while (left > 0) {
        left -= 1;
        if (left === Math.floor(n * 0.8)) await watch.start();
        if (left % TELL_EVERY === 0) progress?.(`${n - left} of ${n}`);
        await sendOne(run);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await slowly;
    const rss = await watch.end();
    client.close();
    const { code, err } = await stopEndpoint(endpoint);
    if (code !== 0) trouble(run, 'crashed', `the endpoint ended with ${code}: ${err}`);
    for (const line of err.split('\n').filter((text) => /failed/.test(text))) trouble(run, 'crashed', line);
    const { wrong, lost } = await checkKept(owner.data, run.taken);
    for (const what of wrong) trouble(run, 'wronglyTaken', what);
    run.troubles.push(...lost.map((id) => `lost: ${id}`));
    const { answers, refused, notProblem, serverErrors, crashed, wronglyTaken, troubles } = run;
    const counts = { refused, notProblem, serverErrors, crashed, wronglyTaken, lost: lost.length };
    const seconds = Math.round((Date.now() - began) / 1000);
    return { n, seed, answers, accepted: run.taken.size, ...counts, ...rss, seconds, troubles };
  } finally {
    endpoint.child.kill('SIGKILL');
    await owner.remove();
  }
}

async function sendOne(run: Run): Promise<void> {
  const { random, devices, sent } = run;
  const device = random.pick(devices);
  const other = random.pick(devices.filter((one) => one !== device));
  const source: Source = { device, other, random, sent };
  const lot = random.below(100);
  const below = (...shares: number[]) => lot < shares.reduce((sum, share) => sum + share);
  if (below(SHARES.good)) return sendGood(run, device);
  if (below(SHARES.good, SHARES.replayed)) {
    const again = random.pick(sent).jws;
    return judgeSync(run, 'replayed', signedSync(device, syncBody([again])), [again]);
  }
  if (below(SHARES.good, SHARES.replayed, SHARES.intent)) {
    const kind = random.pick(INTENT_KINDS);
    const jws = INTENT_MUTATIONS[kind](source);
    return judgeSync(run, kind, signedSync(device, syncBody([jws])), [jws]);
  }
  if (below(SHARES.good, SHARES.replayed, SHARES.intent, SHARES.raw)) return sendRaw(run, rawRequest(random));
  const kind = random.pick(REQUEST_KINDS);
  const request = REQUEST_MUTATIONS[kind](source);
  return judgeSync(run, kind, request, readIntents(request));
}

async function sendGood(run: Run, device: FuzzDevice): Promise<void> {
  const order = device.order();
  const jws = device.sign(JSON.stringify(order));
  await judgeSync(run, 'good', signedSync(device, syncBody([jws])), [jws]);
  if (!run.taken.has(order.id)) trouble(run, 'wronglyTaken', `a good order was not taken in: ${order.id}`);
  run.sent[run.sent.length < REMEMBERED ? run.sent.length : run.random.below(REMEMBERED)] = {
    id: order.id,
    jws,
    owner: device,
  };
}

async function sendRaw(run: Run, bytes: string): Promise<void> {
  const answer = await run.client.sendRaw(bytes);
  count(run, answer?.status ?? 'none');
  if (answer) judge(run, `raw ${JSON.stringify(bytes.slice(0, 60))}`, answer, 'GET', true);
  else trouble(run, 'notProblem', `no answer to ${JSON.stringify(bytes.slice(0, 80))}`);
}

async function judgeSync(
  run: Run,
  kind: string,
  request: WireRequest,
  intents: readonly string[],
): Promise<void> {
  let answer: WireAnswer;
  try {
    answer = await run.client.send(request);
  } catch (error) {
    return trouble(run, 'crashed', `${kind}: no answer: ${String(error)}`);
  }
  count(run, answer.status);
  judge(run, kind, answer, request.method, request.refused === true);
  if (answer.status === 200 && request.method === 'POST') takeIn(run, kind, answer, intents);
}

function judge(run: Run, kind: string, answer: WireAnswer, method: string, refused: boolean): void {
  if (answer.status >= 500) trouble(run, 'serverErrors', `${kind}: ${answer.status} ${answer.body}`);
  if (answer.status < 400) {
    if (refused) trouble(run, 'wronglyTaken', `${kind}: answered ${answer.status}`);
    return;
  }
  run.refused += 1;
  const fault = method === 'HEAD' ? undefined : faultOfAnswer(answer);
  if (fault) trouble(run, 'notProblem', `${kind}: ${answer.status}: ${fault}`);
}

/** What was confirmed must be what somebody signed, at what it costs. */
function takeIn(run: Run, kind: string, { body }: WireAnswer, intents: readonly string[]): void {
  const { results } = JSON.parse(body) as SyncAnswer;
  for (const jws of intents) {
    const payload = readPayload(jws);
    const result = results.find(({ intent }) => intent === payload?.id);
    if (result?.state === 'rejected') run.refused += 1;
    if (!payload || result?.state !== 'confirmed' || run.taken.get(payload.id)?.jws === jws) continue;
    if (run.taken.has(payload.id)) trouble(run, 'wronglyTaken', `${kind}: taken in twice: ${payload.id}`);
    const amount = amountOf(payload);
    if (payload.type !== 'order.place') continue;
    if (amount === undefined) trouble(run, 'wronglyTaken', `${kind}: ${JSON.stringify(payload)}`);
    run.taken.set(payload.id, { amount: amount ?? 0, jws });
  }
}

function readPayload(jws: string): { readonly id: string; readonly type: string } | undefined {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as never;
  } catch {
    return undefined;
  }
}

/** As far as there are any: the body may be anything. */
function readIntents({ body }: WireRequest): readonly string[] {
  try {
    const { intents } = JSON.parse(String(body)) as { intents?: unknown };
    return Array.isArray(intents) ? intents.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function count({ answers }: Run, status: number | 'none'): void {
  answers[status] = (answers[status] ?? 0) + 1;
}

function trouble(
  run: Run,
  what: 'notProblem' | 'serverErrors' | 'crashed' | 'wronglyTaken',
  words: string,
): void {
  run[what] += 1;
  if (run.troubles.length < MOST_TROUBLES) run.troubles.push(`${what}: ${words.slice(-1_000)}`);
}
