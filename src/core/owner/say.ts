/**
 * What the owner says of the shop, kept before it is shown: the signed intent in the outbox, and beside it what was
 * said, until the shop has answered.
 */
import { toCollectionText } from '../order/journal-entry.js';
import { createIntentId, readDevice, signIntent, withNextSeq } from '../order/sign-intent.js';
import type { DeviceStore } from '../ports.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';
import { isOwnerType, refusalOf, type CollectionRecord } from '../stall/collection.js';
import type { ServePorts } from '../stall/serve.js';
import type { OwnerWish, OwnerWord } from './owner-port.js';

export interface Saying {
  readonly shop: string;
  readonly mode: 'live' | 'test';
  readonly wish: OwnerWish;
}

const ATTEMPTS = 5;

export async function say(ports: ServePorts, saying: Saying): Promise<Outcome<{ id: string }>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const said = await tryToSay(ports, saying);
    if (said !== 'conflict') return said;
  }
  return refuse('busy', 'Other tabs kept changing this device.');
}

/** What waits and what was refused; what the shop has done is in its own books. */
export function toOwnerWords(collections: readonly CollectionRecord[]): readonly OwnerWord[] {
  return collections.flatMap((collection): readonly OwnerWord[] => {
    const { id, at, wish, noted, answer } = collection;
    const refused = refusalOf(collection);
    if (!wish || noted || (answer && refused === undefined)) return [];
    return [{ id, at, wish, ...(refused === undefined ? {} : { refused }) }];
  });
}

/** The owner has seen that it was refused. */
export async function noteRefusal(store: DeviceStore, id: string): Promise<Outcome> {
  const found = await store.get(['collection', id]);
  if (!found?.wish) return refuse('unknown-order', 'Nothing is known of it.');
  const committed = await store.commit({
    expect: [[['collection', id], found.rev]],
    put: [[['collection', id], { ...found, noted: true, rev: found.rev + 1 }]],
    durability: 'relaxed',
  });
  return committed.ok ? { ok: true } : refuse(`storage-${committed.code}`, 'Nothing was changed.');
}

async function tryToSay(ports: ServePorts, saying: Saying): Promise<'conflict' | Outcome<{ id: string }>> {
  const { store, journal, clock } = ports;
  const { device, rev } = await readDevice(ports);
  const before = (await store.list('collection')).filter(({ type }) => isOwnerType(type)).at(-1);
  // What was said last is sent last, whatever the clock says.
  const id = createIntentId(ports, before?.id);
  const intent = await sign(ports, device, saying, id);
  const at = new Date(clock.now()).toISOString();
  const { wish } = saying;
  const collection = { rev: 0, id, type: wish.type, order: id, code: '', amount: 0, at, wish };
  const committed = await store.commit({
    expect: [[['device'], rev]],
    put: [
      [['device'], withNextSeq(device)],
      [['collection', id], collection],
      [['intent', id], intent],
    ],
    durability: 'strict',
  });
  if (!committed.ok && committed.code === 'conflict') return 'conflict';
  if (!committed.ok) return refuse(`storage-${committed.code}`, 'Nothing was saved.');
  // The database is the first copy; that the second could not be written loses nothing yet.
  if (journal.available) await journal.write(id, toCollectionText(intent, collection)).catch(() => undefined);
  return { ok: true, id };
}

function sign(
  ports: ServePorts,
  device: Parameters<typeof signIntent>[1],
  { shop, mode, wish }: Saying,
  id: string,
) {
  const head = { id, shop, mode };
  return wish.type === 'stock.set'
    ? signIntent<'stock.set'>(ports, device, { ...head, ...wish }, id)
    : signIntent<'depot.set'>(ports, device, { ...head, ...wish }, id);
}
