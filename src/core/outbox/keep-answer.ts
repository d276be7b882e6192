/**
 * Keeps what an answer settled: orders, outbox and cursor in one change; after that
 * the second copies may go. If another tab wrote meanwhile, the answer is settled again
 * over what it wrote.
 */
import type { DeviceStore, PublishedKey } from '../ports.js';
import type { SyncAnswer } from '../protocol/sync.js';
import type { OutboxRecord, RecordKey, ShopRecord } from '../records.js';
import type { OrderRecord } from '../order/order.js';
import { hearAnswers } from '../stall/keep-collection.js';
import type { DrainPorts, DrainTask } from './drain.js';
import { fetchKeys, parseKeys } from './endpoint-keys.js';
import { settle, toShopRecord, type Settlement } from './settle.js';

export interface Kept {
  /** Intents that left the outbox; their second copies are not needed any more. */
  readonly answered: readonly string[];
  readonly forked: boolean;
  /** A cursor, the device's or its stall's, is another one than before: asking again brings something else. */
  readonly moved: boolean;
}

const ATTEMPTS = 8;
const NOTHING: Kept = { answered: [], forked: false, moved: false };

/** What came back for a batch. */
export interface Answered {
  readonly batch: readonly OutboxRecord[];
  /** The cursor that it was sent with. */
  readonly asked: string | null;
  /** Thumbprint of the key that signed the request. */
  readonly device?: string | undefined;
  /** How often the device had been erased by then: of what was before that, nothing is kept. */
  readonly erased: number | undefined;
  readonly answer: SyncAnswer;
}

export async function keepAnswer(ports: DrainPorts, task: DrainTask, answered: Answered): Promise<Kept> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tried = await tryToKeep(ports, task, answered);
    if (tried === 'conflict') continue;
    return tried;
  }
  return NOTHING;
}

/** Set aside, with the endpoint's words; *send now* tries it again. @returns its order, as it is kept now */
export async function park(
  store: DeviceStore,
  culprit: OutboxRecord,
  title: string,
): Promise<OrderRecord | undefined> {
  const [order, record] = await store.getMany([
    ['order', culprit.order],
    ['intent', culprit.id],
  ]);
  if (!record) return order;
  const parked = order && { ...order, parked: title, rev: order.rev + 1 };
  const committed = await store.commit({
    expect: [
      [['intent', record.id], record.rev],
      ...(order ? [[['order', order.id], order.rev] as const] : []),
    ],
    put: [
      [['intent', record.id], { ...record, parked: title, rev: record.rev + 1 }],
      ...(parked ? [[['order', parked.id], parked] as const] : []),
    ],
    durability: 'relaxed',
  });
  return committed.ok ? parked : undefined;
}

async function tryToKeep(ports: DrainPorts, task: DrainTask, answered: Answered) {
  const { batch, asked, device, erased, answer } = answered;
  const { store } = ports;
  const { orders, shop, times } = await readKnown(store, batch, answer);
  if (times !== erased) return NOTHING;
  const { settled, keys, published } = await settleWithKeys(ports, task, { batch, answer, orders, shop });
  report(settled, published, task);
  const whole = !settled.unknownKey && settled.doubted.length === 0;
  // An answer tells what changed since it was asked: where less is kept, what lies between is asked for again.
  const reached = shop?.cursor ?? null;
  const cursor = device !== undefined && whole && reached === asked ? answer.cursor : reached;
  const heard = await hearAnswers(store, settled.heard);
  const beside = await task.stall?.keep(answer.stall, keys);
  const committed = await store.commit({
    expect: [
      [['erased'], erased],
      [['shop'], shop?.rev],
      ...settled.orders.map(
        (order) => [['order', order.id] as RecordKey, orders.get(order.id)?.rev] as const,
      ),
      ...heard.expect,
      ...(beside?.expect ?? []),
    ],
    put: [
      [['shop'], toShopRecord({ ...answer, cursor }, shop, keys, device)],
      ...settled.orders.map((order) => [['order', order.id] as const, order] as const),
      ...heard.put,
      ...(beside?.put ?? []),
    ],
    // What testimonials were held against is older than what was just fetched.
    remove: [...listSettled(batch, settled), ...(published ? [['issuer', task.shop] as const] : [])],
    durability: 'relaxed',
  });
  if (!committed.ok) return committed.code === 'conflict' ? ('conflict' as const) : NOTHING;
  if (answer.catalog !== undefined) task.newCatalog(answer.catalog);
  task.changed(settled.orders, settled.answered);
  beside?.kept?.();
  const moved = beside?.moved === true || (cursor !== null && cursor !== shop?.cursor);
  return { answered: settled.answered, forked: settled.forked, moved };
}

/** What goes with its answer. */
function listSettled(batch: readonly OutboxRecord[], { answered }: Settlement): RecordKey[] {
  const erased = batch.filter(({ id, type }) => type === 'erase' && answered.includes(id));
  return [
    ...answered.map((id) => ['intent', id] as const),
    ...erased.map(({ id }) => ['erasing', id] as const),
  ];
}

interface Settling {
  readonly batch: readonly OutboxRecord[];
  readonly answer: SyncAnswer;
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly shop: ShopRecord | undefined;
}

/** With the keys that are known, or the endpoint's newest if a proof needs them. */
async function settleWithKeys({ wire, crypto, clock }: DrainPorts, task: DrainTask, settling: Settling) {
  const { batch, answer, orders, shop } = settling;
  const at = new Date(clock.now()).toISOString();
  const outbox = new Map(batch.map((record) => [record.id, record]));
  const settleBy = (keys: readonly PublishedKey[]) =>
    settle(answer, { shop: task.shop, orders, outbox, keys, at, findPickup: task.findPickup }, crypto);
  const known = parseKeys({ keys: shop?.keys ?? [] }) ?? [];
  const settled = await settleBy(known);
  if (!settled.unknownKey && known.length > 0) return { settled, keys: known, published: false };
  const fetched = await fetchKeys(wire, task.signal);
  const keys = fetched ?? known;
  return { settled: await settleBy(keys), keys, published: fetched !== undefined };
}

async function readKnown(store: DeviceStore, batch: readonly OutboxRecord[], answer: SyncAnswer) {
  const ids = new Set([
    ...batch.map((record) => record.order),
    ...answer.results.map((result) => result.intent),
  ]);
  const keys = [...ids].map((id) => ['order', id] as const);
  const [erased, shop, ...found] = await store.getMany([['erased'], ['shop'], ...keys]);
  const orders = new Map(
    found.flatMap((order): [string, OrderRecord][] => (order ? [[order.id, order]] : [])),
  );
  return { orders, shop, times: erased?.rev };
}

/** @param published the keys are those that the endpoint has just answered with: one that went away meanwhile is no fault */
function report(settled: Settlement, published: boolean, task: DrainTask): void {
  for (const intent of settled.doubted) {
    task.report(
      'forged-proof',
      'The endpoint answered with a proof that does not hold; the order waits.',
      intent,
    );
  }
  if (settled.unknownKey && published) {
    task.report(
      'unknown-key',
      'The endpoint signs with a key that it does not publish.',
      '/.well-known/jwks.json',
    );
  }
}
