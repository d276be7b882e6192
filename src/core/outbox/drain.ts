/**
 * One drain of the outbox: sends what waits, in batches, until nothing waits or the
 * endpoint stops answering. The same code runs in the worker and in the
 * simulation; everything outside comes through ports.
 *
 * A batch that the endpoint can not take is halved until the culprit stands alone;
 * that one is set aside with the endpoint's words, and the rest goes on.
 */
import type { OrderRecord } from '../order/order.js';
import { ORDER_STATES } from '../order/order-states.js';
import { createDevice } from '../order/sign-intent.js';
import type { Clock, Crypto, DeviceKey, DeviceStore, IntentJournal, Wire } from '../ports.js';
import { toSignedText } from '../protocol/request-signature.js';
import { MAX_BATCH, type Claim, type SyncRequest } from '../protocol/sync.js';
import type { DeviceRecord, OutboxRecord } from '../records.js';
import { halve, takeBatch } from './batch.js';
import { CopyRemoval } from './copy-removal.js';
import { keepAnswer, park } from './keep-answer.js';
import { readSyncReply, type Outcome, type SyncReply } from './outcome.js';
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
  /** The catalog version held. */
  readonly catalog: string | null;
  /** Called after every batch, once what it changed is kept. */
  readonly changed: (orders: readonly OrderRecord[], answered: readonly string[]) => void;
  /** A catalog that is in force instead of the one held. */
  readonly newCatalog: (source: unknown) => void;
  /** A thing that must not happen, for the developer: a proof that does not verify, say. */
  readonly report: (code: string, message: string, where: string) => void;
  readonly signal?: AbortSignal;
}

export interface Drained {
  readonly outcome: Outcome;
  /** Intents answered. */
  readonly answered: number;
  /** The endpoint has seen a copy of this device: make a new key before the next order. */
  readonly forked: boolean;
}

const PATH = '/v1/sync';

export async function drain(ports: DrainPorts, task: DrainTask): Promise<Drained> {
  const copies = new CopyRemoval(ports.journal, task);
  try {
    return await drainQueue(ports, task, copies);
  } finally {
    await copies.done();
  }
}

async function drainQueue(ports: DrainPorts, task: DrainTask, copies: CopyRemoval): Promise<Drained> {
  const { device, claims, ...queue } = await readQueue(ports, task);
  let { waiting } = queue;
  let most = MAX_BATCH;
  let answered = 0;
  let forked = false;
  for (;;) {
    const batch = takeBatch(waiting, most);
    const reply = await send(ports, task, { batch, claims, device });
    if (reply.kind === 'unfit') {
      if (batch.length > 1) {
        most = halve(batch.length);
        continue;
      }
      const culprit = batch[0];
      if (!culprit)
        return { outcome: { kind: 'refused', status: 400, title: reply.title }, answered, forked };
      const parked = await park(ports.store, culprit, reply.title);
      task.changed(parked ? [parked] : [], []);
      waiting = waiting.slice(1);
      most = MAX_BATCH;
    } else if (reply.kind === 'answer') {
      const kept = await keepAnswer(ports, task, batch, reply.answer);
      copies.start(kept.answered);
      answered += kept.answered.length;
      forked ||= kept.forked;
      waiting = waiting.slice(batch.length);
      const { nextAfterMs } = reply.answer;
      if (waiting.length === 0 || (nextAfterMs ?? 0) > 0) {
        return { outcome: toOutcome(nextAfterMs, kept.moved), answered, forked };
      }
      most = Math.min(MAX_BATCH, most * 2);
    } else {
      return { outcome: reply, answered, forked };
    }
  }
}

function toOutcome(nextAfterMs: number | undefined, moved: boolean): Outcome {
  if (nextAfterMs === undefined) return { kind: 'answered' };
  return { kind: 'answered', nextAfterMs, ...(moved || nextAfterMs >= PROBE_MS ? {} : { stuck: true }) };
}

async function readQueue(ports: DrainPorts, { parkedToo }: DrainTask) {
  const [intents, orders] = await Promise.all([ports.store.list('intent'), ports.store.list('order')]);
  const waiting = intents.filter(({ parked }) => parkedToo || parked === undefined);
  const device = await readSender(ports, waiting.length > 0 || orders.some(isFollowed));
  return { waiting, device, claims: claimsOf(orders, device) };
}

interface Sending {
  readonly batch: readonly OutboxRecord[];
  readonly claims: readonly Claim[];
  readonly device: DeviceRecord | undefined;
}

async function send(
  ports: DrainPorts,
  task: DrainTask,
  { batch, claims, device }: Sending,
): Promise<SyncReply> {
  const { store, crypto, wire, clock } = ports;
  const kept = await store.get(['shop']);
  const sealed = batch.flatMap((record) =>
    record.sealed ? [[record.sealed.hash, record.sealed.jwe] as const] : [],
  );
  const request: SyncRequest = {
    shop: task.shop,
    intents: batch.map((record) => record.jws),
    sealed: Object.fromEntries(sealed),
    claims: [...claims],
    catalog: task.catalog,
    cursor: device ? (kept?.cursor ?? null) : null,
  };
  const body = JSON.stringify(request);
  const signature = device ? await signRequest(crypto, device, task.shop, body) : undefined;
  try {
    return readSyncReply(await wire.post(PATH, body, signature, task.signal), clock.now());
  } catch {
    return { kind: 'silent', connection: 'unreachable' };
  }
}

/**
 * The key that requests are signed with. After storage was lost there is none, and
 * what came back from the second copy is sent by a new one: each intent carries
 * its own public key.
 */
async function readSender({ store, crypto }: DrainPorts, needed: boolean): Promise<DeviceRecord | undefined> {
  const kept = await store.get(['device']);
  if (kept || !needed) return kept;
  const made = await createDevice(crypto);
  await store.commit({ expect: [[['device'], undefined]], put: [[['device'], made]], durability: 'strict' });
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

async function signRequest(crypto: Crypto, key: DeviceKey, shop: string, body: string): Promise<string> {
  return crypto.signRequest(key, toSignedText('POST', PATH, shop, await crypto.hash(body)));
}
