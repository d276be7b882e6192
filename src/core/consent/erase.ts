/**
 * Erases what a device keeps of its shopper, in one change, so that there is never a half of it. What is not sent never is then;
 * the shop is told by a signed `erase`, which stays with the key that is needed to send it until it is answered. Nothing that
 * was read before can be written back: basket, key, leave and second copies are held against what is there now.
 */
import { EMPTY_CART } from '../cart/cart.js';
import type { OrderRecord } from '../order/order.js';
import { createIntentId, signIntent, withNextSeq, type SignPorts } from '../order/sign-intent.js';
import type { Change, IntentJournal } from '../ports.js';
import { MOST_ERASED_BY_SECRET, type IntentOf } from '../protocol/intent.js';
import type { DeviceRecord, Kind, OutboxRecord, RecordKey, ShopRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';
import { isStaffType } from '../stall/collection.js';
import { isKeptStall } from '../stall/stall-record.js';

export interface ErasePorts extends SignPorts {
  readonly journal: IntentJournal;
}

export interface EraseTask {
  readonly shop: string;
  readonly mode: 'live' | 'test';
  /** There is somebody to tell. */
  readonly hasEndpoint: boolean;
  /** Orders that the shop never gets are erased as well. */
  readonly evenUnsent: boolean;
}

/** `told`: the shop knows as much already, or has nothing to be told. */
export type Erased = Outcome<{ readonly told: boolean }>;

const ATTEMPTS = 20;
const READ = [['cart'], ['shop'], ['device'], ['stall'], ['consent'], ['erased']] as const;

/** Whether it is of an order; what a stall has handed over is not the shopper's. */
export function isOfOrder({ type }: Pick<OutboxRecord, 'type'>): boolean {
  return type.startsWith('order.');
}

export async function eraseDevice(ports: ErasePorts, task: EraseTask): Promise<Erased> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = await readAll(ports);
    const unsent = read.intents.filter(isOfOrder);
    if (unsent.length > 0 && !task.evenUnsent) return refuseUnsent(unsent);
    const { change, id } = await toErasure(ports, task, read);
    const committed = await ports.store.commit(change);
    if (committed.ok && !(await isLeft(ports, id))) return { ok: true, told: !(await isTelling(ports)) };
    if (!committed.ok && committed.code !== 'conflict')
      return refuse(`storage-${committed.code}`, 'Nothing was erased.');
  }
  return refuse('busy', 'Other tabs kept writing.');
}

/** The second copies of what is erased. They are taken up no more, whether or not they can be removed now. */
export async function eraseCopies({ store, journal }: ErasePorts): Promise<boolean> {
  const waiting = new Set((await store.list('intent')).map(({ id }) => id));
  const handed = new Set((await store.list('collection')).map(({ id }) => id));
  const erased = await store.get(['erased']);
  const names = (await journal.list()).filter((name) => !waiting.has(name) && !handed.has(name));
  const removed = await Promise.allSettled(
    names.filter((name) => erased && name < erased.id).map((name) => journal.remove(name)),
  );
  return removed.every(({ status }) => status === 'fulfilled');
}

type Read = Awaited<ReturnType<typeof readAll>>;

async function readAll({ store }: ErasePorts) {
  const [cart, shop, device, stall, consent, erased] = await store.getMany(READ);
  const [intents, orders, purchases, leases] = await Promise.all([
    store.list('intent'),
    store.list('order'),
    store.list('purchase'),
    store.list('lease'),
  ]);
  return { cart, shop, device, stall, consent, erased, intents, orders, purchases, leases };
}

/** What came back from a second copy between reading and erasing. */
async function isLeft({ store }: ErasePorts, id: string): Promise<boolean> {
  const [orders, intents] = await Promise.all([store.list('order'), store.list('intent')]);
  return [...orders, ...intents.filter(isOfOrder)].some((record) => record.id < id);
}

async function isTelling({ store }: ErasePorts): Promise<boolean> {
  return (await store.count('erasing')) > 0;
}

function refuseUnsent(unsent: readonly OutboxRecord[]) {
  const orders = [...new Set(unsent.map(({ order }) => order))];
  const message = `The shop has not got all of ${orders.length} order(s): send them first, or erase them even so.`;
  return { ...refuse('orders-not-sent', message), about: { count: orders.length, orders: orders.join(' ') } };
}

async function toErasure(ports: ErasePorts, task: EraseTask, read: Read) {
  const { cart, shop, device, stall, consent, erased, intents, orders, purchases, leases } = read;
  const newest = [...intents, ...orders].map(({ id }) => id).reduce((a, b) => (a > b ? a : b), '');
  const id = createIntentId(ports, newest || undefined);
  // What a stall handed over is sent by its key, also after the stall is over.
  const keepsKey = isKeptStall(stall) || intents.some(({ type }) => isStaffType(type));
  const told = device && task.hasEndpoint ? await tell(ports, task, { device, keepsKey, id, orders }) : [];
  const change: Change = {
    expect: [
      [['cart'], cart?.rev],
      [['shop'], shop?.rev],
      [['device'], device?.rev],
      [['stall'], stall?.rev],
      [['consent'], consent?.rev],
      [['erased'], erased?.rev],
    ],
    put: [
      [['cart'], toEmpty(cart?.rev, ports.clock.now())],
      [['erased'], { rev: (erased?.rev ?? 0) + 1, id }],
      ...(shop ? [[['shop'], toStranger(shop)] as const] : []),
      ...told,
    ],
    remove: [
      ['consent'],
      ['measure'],
      ['pulse'],
      ...orders.map((order) => ['order', order.id] as const),
      ...intents.filter(isOfOrder).map((intent) => ['intent', intent.id] as const),
      ...purchases.map((purchase) => ['purchase', purchase.id] as const),
      ...(keepsKey ? [] : [['device'] as const, ...leases.map(({ key }) => ['lease', key] as const)]),
    ] satisfies RecordKey[],
    durability: 'strict',
  };
  return { change, id };
}

/** What becomes of each kind of record. What a stall or an owner keeps is theirs, whoever shops on their device. */
export const WHEN_ERASED = {
  cart: 'emptied',
  shop: 'emptied',
  intent: 'goes',
  order: 'goes',
  device: 'goes',
  lease: 'goes',
  consent: 'goes',
  purchase: 'goes',
  measure: 'goes',
  pulse: 'goes',
  erasing: 'stays',
  erased: 'stays',
  collection: 'stays',
  'stall-order': 'stays',
  stall: 'stays',
  issuer: 'stays',
  insights: 'stays',
} as const satisfies Readonly<Record<Kind, 'emptied' | 'goes' | 'stays'>>;

/** What the shop says to anybody: its counts, its times and its keys. */
function toStranger({ loyalty: _loyalty, ...shop }: ShopRecord): ShopRecord {
  return { ...shop, cursor: null, rev: shop.rev + 1 };
}

/** Left where it was, with another number: a basket that a tab still has in mind is not written over it. */
function toEmpty(rev: number | undefined, now: number) {
  return { rev: (rev ?? 0) + 1, cart: EMPTY_CART, changedAt: new Date(now).toISOString() };
}

interface Telling {
  readonly device: DeviceRecord;
  readonly keepsKey: boolean;
  readonly id: string;
  readonly orders: readonly OrderRecord[];
}

async function tell(ports: ErasePorts, { shop, mode }: EraseTask, { device, keepsKey, id, orders }: Telling) {
  const others = orders
    .filter((order) => order.device !== device.id && order.proofRev >= 0)
    .slice(-MOST_ERASED_BY_SECRET)
    .map(({ id: order, secret }) => ({ order, secret }));
  const body: IntentOf<'erase'>['body'] = others.length > 0 ? { orders: others } : {};
  const intent = await signIntent<'erase'>(ports, device, { id, shop, mode, type: 'erase', body }, id);
  const own = keepsKey ? [[['device'], withNextSeq(device)] as const] : [];
  const erasing = { rev: 0, id, ...(keepsKey ? {} : { device }) };
  return [[['intent', id], intent] as const, [['erasing', id], erasing] as const, ...own];
}
