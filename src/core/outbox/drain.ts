/**
 * One drain of the outbox: sends what waits, in batches, until nothing waits or the
 * endpoint stops answering. The same code runs in the worker and in the
 * simulation; everything outside comes through ports.
 *
 * A batch that the endpoint can not take is halved until the culprit stands alone;
 * that one is set aside with the endpoint's words, and the rest goes on. Where it was
 * not the endpoint's own word, nothing is set aside before the endpoint has answered a
 * request with nothing in it: a sign-in page may refuse whatever is sent.
 */
import { keepLeases, listHeld, prepareAsk, type LeaseAsk, type LeaseWish } from '../lease/ask.js';
import type { OrderPickup, OrderRecord } from '../order/order.js';
import { ORDER_STATES } from '../order/order-states.js';
import { createDevice } from '../order/sign-intent.js';
import type { Change, Clock, Crypto, DeviceStore, IntentJournal, PublishedKey, Wire } from '../ports.js';
import type { StallAsk } from '../protocol/stall.js';
import { MAX_BATCH, type Claim, type SyncAnswer, type SyncRequest } from '../protocol/sync.js';
import type { DeviceRecord, OutboxRecord } from '../records.js';
import { halve, takeBatch } from './batch.js';
import { keepCertificate, wantsCertificate } from './certificate.js';
import { CopyRemoval } from './copy-removal.js';
import { keepAnswer, park } from './keep-answer.js';
import { readSyncReply, type Outcome, type SyncReply } from './outcome.js';
import { signRequest } from './sign-request.js';
import { PROBE_MS } from './schedule.js';

export interface DrainPorts {
  readonly store: DeviceStore;
  readonly journal: IntentJournal;
  readonly crypto: Crypto;
  readonly wire: Wire;
  readonly clock: Clock;
}

export interface DrainTask {
  readonly shop: string;
  /** Tries what was set aside, too. */
  readonly parkedToo: boolean;
  /** Looks only: what waits stays, and the endpoint tells what is new. */
  readonly held?: boolean;
  /** The catalog version held. */
  readonly catalog: string | null;
  /** Intents in the first request; `MAX_BATCH` unless given. */
  readonly most?: number;
  /** What to ask for, to promise it without asking again; undefined: nothing. Asked once all that waits is on its way. */
  readonly wish?: () => LeaseWish | undefined;
  /** The leases are others than before. */
  readonly leased?: () => void;
  /** What the catalog at hand says of a slot. */
  readonly findPickup: (depot: string, slot: string) => OrderPickup | undefined;
  /** Called after every batch, once what it changed is kept. */
  readonly changed: (orders: readonly OrderRecord[], answered: readonly string[]) => void;
  /** A catalog that is in force instead of the one held. */
  readonly newCatalog: (source: unknown) => void;
  /** A thing that must not happen, for the developer: a proof that does not verify, say. */
  readonly report: (code: string, message: string, where: string) => void;
  /** Where a stall is at work: what it asks beside, and what it keeps of the answer in the same change. */
  readonly stall?: StallTask | undefined;
  readonly signal?: AbortSignal;
}

export interface StallTask {
  ask(): Promise<StallAsk>;
  keep(answer: unknown, keys: readonly PublishedKey[]): Promise<StallChange>;
}

export interface StallChange extends Pick<Change, 'expect' | 'put'> {
  /** Asking again brings something else. */
  readonly moved?: boolean;
  /** Called once it is kept. */
  readonly kept?: () => void;
}

export interface Drained {
  readonly outcome: Outcome;
  /** Intents answered. */
  readonly answered: number;
  /** The endpoint has seen a copy of this device: make a new key before the next order. */
  readonly forked: boolean;
  /** What to begin the next drain with: half of a batch that got no answer, since a slow line may take too long for it. */
  readonly most: number;
}

const PATH = '/v1/sync';

/** It was told to end, or what it would send was erased meanwhile: whoever drains next reads what waits anew. */
const ENDED = { kind: 'answered', nextAfterMs: 0 } as const;

export async function drain(ports: DrainPorts, task: DrainTask): Promise<Drained> {
  const copies = new CopyRemoval(ports.journal, task);
  try {
    return await drainQueue(ports, task, copies);
  } finally {
    await copies.done();
  }
}

/** While an answer is being kept, the endpoint works on the next batch already. */
async function drainQueue(ports: DrainPorts, task: DrainTask, copies: CopyRemoval): Promise<Drained> {
  const { waiting, cursor, ...sender } = await readQueue(ports, task);
  let left = waiting;
  let most = task.most ?? MAX_BATCH;
  let answered = 0;
  let forked = false;
  const over = (outcome: Outcome): Drained => ({ outcome, answered, forked, most });
  const post = (asked: string | null, batch = takeBatch(left, most)) =>
    send(ports, task, { ...sender, batch, asked, last: batch.length === left.length });
  let sent = await post(cursor);
  for (;;) {
    const { batch, asked, reply } = sent;
    if (reply.kind === 'unfit' && batch.length > 1) {
      most = halve(batch.length);
      sent = await post(asked);
    } else if (reply.kind === 'unfit') {
      const refusal = await setAside(ports, task, reply, batch[0], () => post(asked, []));
      if (refusal) return over(refusal);
      left = left.slice(1);
      most = MAX_BATCH;
      sent = await post(asked);
    } else if (reply.kind === 'answer') {
      left = left.slice(batch.length);
      most = Math.min(MAX_BATCH, Math.max(most, batch.length) * 2);
      const { nextAfterMs, cursor: reached } = reply.answer;
      const last = left.length === 0 || (nextAfterMs ?? 0) > 0;
      const keeping = keepAnswer(ports, task, { ...sent, answer: reply.answer });
      const [kept, following] = await both(keeping, last ? undefined : post(reached ?? asked));
      await keepRights(ports, task, { ...sent, answer: reply.answer });
      copies.start(kept.answered);
      answered += kept.answered.length;
      forked ||= kept.forked;
      if (!following) return over(toOutcome(nextAfterMs, kept.moved));
      sent = following;
    } else {
      if (batch.length > 1) most = halve(batch.length);
      return over(reply);
    }
  }
}

interface Granted {
  readonly device: string | undefined;
  readonly ask: LeaseAsk | undefined;
  readonly answer: SyncAnswer;
}

/** What the device may do by itself from now on. */
async function keepRights(
  { store }: DrainPorts,
  { leased }: DrainTask,
  { device, ask, answer }: Granted,
): Promise<void> {
  await keepCertificate(store, device, answer);
  await keepLeases(store, ask, answer.leases, leased);
}

type Unfit = Extract<SyncReply, { kind: 'unfit' }>;

/**
 * Sets the culprit aside.
 *
 * @param look asks with nothing in the request
 * @returns why that would be wrong: it is not the culprit that is refused
 */
async function setAside(
  { store }: DrainPorts,
  { changed }: DrainTask,
  reply: Unfit,
  culprit: OutboxRecord | undefined,
  look: () => Promise<{ readonly reply: SyncReply | Outcome }>,
): Promise<Outcome | undefined> {
  if (!culprit) return toRefusal(reply);
  const looked = reply.vouched ? undefined : (await look()).reply;
  if (looked && looked.kind !== 'answer') return looked.kind === 'unfit' ? toRefusal(looked) : looked;
  const parked = await park(store, culprit, reply.title);
  changed(parked ? [parked] : [], []);
  return undefined;
}

/** Of a request with nothing in it that could be unfit. */
function toRefusal({ title, vouched }: Unfit): Outcome {
  return vouched ? { kind: 'refused', status: 400, title } : { kind: 'silent', connection: 'captive' };
}

function toOutcome(nextAfterMs: number | undefined, moved: boolean): Outcome {
  if (nextAfterMs === undefined) return { kind: 'answered' };
  return { kind: 'answered', nextAfterMs, ...(moved || nextAfterMs >= PROBE_MS ? {} : { stuck: true }) };
}

/** A failure is told once the other is done as well: nothing is left under way behind it. */
async function both<One, Other>(
  one: Promise<One>,
  other: Promise<Other> | undefined,
): Promise<[One, Other | undefined]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

async function readQueue(ports: DrainPorts, { parkedToo, held, wish }: DrainTask) {
  // First: whatever of the rest is erased while it is read is known by it.
  const erased = (await ports.store.get(['erased']))?.rev;
  const [intents, orders] = await Promise.all([ports.store.list('intent'), ports.store.list('order')]);
  const waiting = held ? [] : intents.filter(({ parked }) => parkedToo || parked === undefined);
  const ordered = waiting.some(({ type }) => type !== 'erase');
  const needed = ordered || orders.some(isFollowed) || wish?.() !== undefined;
  const own = await readSender(ports, needed, erased);
  // What was erased is told by the key that was: it has nothing else to ask, and makes no other.
  const [leaving] = own || waiting.length === 0 ? [] : await ports.store.list('erasing');
  const device = own ?? leaving?.device;
  const cursor = own ? ((await ports.store.get(['shop']))?.cursor ?? null) : null;
  return { waiting, device, leaves: own === undefined, claims: claimsOf(orders, device), cursor, erased };
}

interface Sending {
  readonly batch: readonly OutboxRecord[];
  readonly claims: readonly Claim[];
  readonly device: DeviceRecord | undefined;
  /** It is there for as long as it has to be told that it goes. */
  readonly leaves: boolean;
  /** How often this device had been erased when all this was read. */
  readonly erased: number | undefined;
  /** What the device knows already. */
  readonly asked: string | null;
  /** Nothing waits behind it. */
  readonly last: boolean;
}

async function send(ports: DrainPorts, task: DrainTask, sending: Sending) {
  const { batch, claims, device, leaves, erased, asked, last } = sending;
  const wish = last && device && !leaves ? task.wish?.() : undefined;
  const ask = wish && device ? await prepareAsk(ports, device.id, wish, batch) : undefined;
  const sealed = batch.flatMap((record) =>
    record.sealed ? [[record.sealed.hash, record.sealed.jwe] as const] : [],
  );
  const request: SyncRequest = {
    shop: task.shop,
    // How long an order lay here is for whoever handles it; of anything else it would tell when a device was out of reach.
    ...(batch.some(({ type }) => type === 'order.place')
      ? { sent: new Date(ports.clock.now()).toISOString() }
      : {}),
    intents: batch.map((record) => record.jws),
    sealed: Object.fromEntries(sealed),
    leases: ask ? [ask.request] : await listHeld(ports.store, device),
    claims: [...claims],
    certificate: device !== undefined && wantsCertificate(device, ports.clock.now()),
    catalog: task.catalog,
    cursor: asked,
    ...(device && task.stall ? { stall: await task.stall.ask() } : {}),
  };
  const body = JSON.stringify(request);
  const signed = { shop: task.shop, path: PATH, body };
  const signature = device ? await signRequest(ports.crypto, device, signed) : undefined;
  const isErased = (await ports.store.get(['erased']))?.rev !== erased;
  const reply = isErased ? ENDED : await post(ports, task, body, signature);
  return { batch, asked, erased, device: leaves ? undefined : device?.id, ask, reply };
}

async function post(
  { wire, clock }: DrainPorts,
  task: DrainTask,
  body: string,
  signature: string | undefined,
): Promise<SyncReply | Outcome> {
  try {
    return readSyncReply(await wire.post(PATH, body, signature, task.signal), clock.now());
  } catch {
    return task.signal?.aborted ? ENDED : { kind: 'silent', connection: 'unreachable' };
  }
}

/**
 * The key that requests are signed with. After storage was lost there is none, and
 * what came back from the second copy is sent by a new one: each intent carries
 * its own public key.
 */
async function readSender(
  { store, crypto }: DrainPorts,
  needed: boolean,
  erased: number | undefined,
): Promise<DeviceRecord | undefined> {
  const kept = await store.get(['device']);
  if (kept || !needed) return kept;
  const made = await createDevice(crypto);
  await store.commit({
    expect: [
      [['device'], undefined],
      [['erased'], erased],
    ],
    put: [[['device'], made]],
    durability: 'strict',
  });
  return store.get(['device']);
}

function isFollowed(order: OrderRecord): boolean {
  return order.proofRev >= 0 && !ORDER_STATES[order.state].final;
}

/**
 * Orders that another key placed and that may still change are followed by their
 * secrets. So are those that came out of a file, whoever placed them: the cursor may
 * have passed them. Of too many, those go first of which nothing is proven yet.
 */
function claimsOf(orders: readonly OrderRecord[], device: DeviceRecord | undefined): readonly Claim[] {
  const followed = orders.filter(
    (order) => device && isFollowed(order) && (order.device !== device.id || order.proofRev === 0),
  );
  return followed
    .sort((one, other) => Number(one.proofRev === 0) - Number(other.proofRev === 0))
    .slice(-MAX_BATCH)
    .map((order) => ({ order: order.id, secret: order.secret }));
}
