/**
 * What a stall does: hands an order over, takes one back, and undoes the last of these. Each is kept strictly before it
 * is shown, with the signed intent in it, which goes nowhere while it may be undone. Of two tabs one serves an order.
 */
import { toCollectionText } from '../order/journal-entry.js';
import { createIntentId, readDevice, signIntent, withNextSeq, type SignPorts } from '../order/sign-intent.js';
import type { IntentJournal } from '../ports.js';
import type { IntentOf } from '../protocol/intent.js';
import type { DeviceRecord, OutboxRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';
import { refusalOf, type CollectionRecord, type StallType } from './collection.js';
import { isReturned, type StallOrderRecord } from './stall-order.js';

export interface ServePorts extends SignPorts {
  readonly journal: IntentJournal;
}

export interface Service {
  readonly shop: string;
  readonly mode: 'live' | 'test';
  readonly type: StallType;
  readonly order: string;
  /** What is taken or given back, in minor units. */
  readonly amount: number;
  /** What the customer's receipt says was chosen with no network: that is what they are handed. */
  readonly chosen?: CollectBody['chosen'];
}

type CollectBody = IntentOf<'receipt.collect'>['body'];

const ATTEMPTS = 5;

export async function serve(
  ports: ServePorts,
  service: Service,
): Promise<Outcome<{ collection: CollectionRecord }>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await ports.store.get(['stall-order', service.order]);
    if (!known) return refuse('unknown-order', `No receipt of ${service.order} was read here.`);
    const before = await readServed(ports, known);
    const barred = whyNot(service.type, before, known);
    if (barred) return refuse(barred, `The order ${known.code} was served before.`);
    const kept = await tryToServe(ports, service, known, before.collection?.id);
    if (kept !== 'conflict') return kept;
  }
  return refuse('busy', 'Other tabs kept changing the order.');
}

/** Takes it back before anybody was told. Once it is let go, only a return helps. */
export async function undo(ports: ServePorts, id: string): Promise<Outcome> {
  const { store, journal } = ports;
  const collection = await store.get(['collection', id]);
  if (!collection?.held) return refuse('too-late', 'The shop may have been told already.');
  const order = await store.get(['stall-order', collection.order]);
  const { held: _held, ...kept } = collection;
  const committed = await store.commit({
    expect: [
      [['collection', id], collection.rev],
      ...(order ? [[['stall-order', order.id], order.rev] as const] : []),
    ],
    put: [
      [['collection', id], { ...kept, undone: true, rev: kept.rev + 1 }],
      ...(order ? [[['stall-order', order.id], withoutServed(order, id)] as const] : []),
    ],
    durability: 'strict',
  });
  if (!committed.ok)
    return committed.code === 'conflict'
      ? refuse('too-late', 'The shop may have been told already.')
      : refuse(`storage-${committed.code}`, 'Nothing was changed.');
  // One that stays behind is found undone, and goes then.
  await journal.remove(id).catch(() => undefined);
  return { ok: true };
}

export interface Served {
  readonly collection: CollectionRecord | undefined;
  readonly returned: CollectionRecord | undefined;
}

/** What this device has done with an order, as far as it stands. */
export async function readServed(
  { store }: Pick<ServePorts, 'store'>,
  { collection, returned }: StallOrderRecord,
): Promise<Served> {
  const find = async (id: string | undefined) =>
    id === undefined ? undefined : store.get(['collection', id]);
  return { collection: await find(collection), returned: await find(returned) };
}

function whyNot(
  type: StallType,
  { collection, returned }: Served,
  { told }: StallOrderRecord,
): string | undefined {
  // What was told meanwhile bars nothing: the goods are in the customer's hands, and the shop wants to know.
  if (type === 'receipt.collect') return collection ? 'already-collected' : undefined;
  if (!collection && told?.state !== 'collected') return 'not-collected';
  const refused = returned && refusalOf(returned);
  const wasReturned = returned !== undefined && (refused === undefined || refused === 'already-returned');
  return wasReturned || (told && isReturned(told)) ? 'already-returned' : undefined;
}

async function tryToServe(
  ports: ServePorts,
  service: Service,
  known: StallOrderRecord,
  after = known.id,
): Promise<'conflict' | Outcome<{ collection: CollectionRecord }>> {
  const { type, order, amount } = service;
  const { device, rev } = await readDevice(ports);
  const intent = await signService(ports, device, service, { hash: known.hash, after });
  const at = new Date(ports.clock.now()).toISOString();
  const { code } = known;
  const collection = { rev: 0, id: intent.id, type, order, code, amount, at, held: intent };
  const served = type === 'receipt.collect' ? { collection: intent.id } : { returned: intent.id };
  const committed = await ports.store.commit({
    expect: [
      [['device'], rev],
      [['stall-order', order], known.rev],
    ],
    put: [
      [['device'], withNextSeq(device)],
      [['stall-order', order], { ...known, ...served, rev: known.rev + 1 }],
      [['collection', intent.id], collection],
    ],
    durability: 'strict',
  });
  if (!committed.ok && committed.code === 'conflict') return 'conflict';
  if (!committed.ok) return refuse(`storage-${committed.code}`, 'Nothing was saved.');
  await keepFile(ports.journal, intent, collection);
  return { ok: true, collection };
}

/** @param about `after` is an id that this one must sort behind, so that it is sent after it */
function signService(
  ports: ServePorts,
  device: DeviceRecord,
  { shop, mode, type, order, amount, chosen }: Service,
  { hash, after }: { readonly hash: string; readonly after: string },
): Promise<OutboxRecord> {
  const head = { id: createIntentId(ports, after), shop, mode };
  if (type === 'receipt.return')
    return signIntent<typeof type>(ports, device, { ...head, type, body: { order, hash, amount } }, order);
  const body = { order, hash, taken: amount, ...(chosen ? { chosen } : {}) };
  return signIntent<typeof type>(ports, device, { ...head, type, body }, order);
}

/** The database is the first copy; that the second could not be written loses nothing yet. */
async function keepFile(journal: IntentJournal, intent: OutboxRecord, collection: CollectionRecord) {
  if (journal.available)
    await journal.write(intent.id, toCollectionText(intent, collection)).catch(() => undefined);
}

function withoutServed({ collection, returned, ...order }: StallOrderRecord, id: string): StallOrderRecord {
  return {
    ...order,
    ...(collection === undefined || collection === id ? {} : { collection }),
    ...(returned === undefined || returned === id ? {} : { returned }),
    rev: order.rev + 1,
  };
}
