/** Keeps what a stall's device has been shown of an order, or told of it; each over what another tab has kept since. */
import type { DeviceStore } from '../ports.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { CollectionRecord } from './collection.js';
import { isNewerWord, type StallOrderRecord } from './stall-order.js';

const ATTEMPTS = 5;

export type Learnt = Pick<StallOrderRecord, 'id' | 'code' | 'hash' | 'items' | 'token' | 'seenAt'>;

/** What is known of an order from now on. What was told and done stays; where storage fails, it is known to this scan alone. */
export async function learn(
  store: DeviceStore,
  learnt: Learnt,
  claims: ReceiptClaims,
): Promise<StallOrderRecord> {
  const key = ['stall-order', learnt.id] as const;
  let next: StallOrderRecord = { ...learnt, rev: 0 };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await store.get(key);
    next = known
      ? join(known, learnt, claims)
      : { ...learnt, ...(await findServed(store, learnt.id)), rev: 0 };
    const committed = await store.commit({
      expect: [[key, known?.rev]],
      put: [[key, next]],
      durability: 'relaxed',
    });
    if (committed.ok || committed.code !== 'conflict') break;
  }
  return next;
}

/** What the shop has told, and what was handed over, is the order's, whatever a receipt says that is no newer word. */
function join(known: StallOrderRecord, learnt: Learnt, claims: ReceiptClaims): StallOrderRecord {
  const rev = known.rev + 1;
  const { told, collection } = known;
  if (!told && collection === undefined) return { ...known, ...learnt, rev };
  const { hash, items, token, seenAt } = learnt;
  if (hash !== known.hash) return { ...known, seenAt, rev };
  const isHeard = !told || isNewerWord(claims, told);
  return { ...known, ...(isHeard ? { items } : {}), ...(token === undefined ? {} : { token }), seenAt, rev };
}

/** What came back from the second copy, and is about an order that is new here. */
async function findServed(
  store: DeviceStore,
  order: string,
): Promise<Pick<StallOrderRecord, 'collection' | 'returned'>> {
  const own = (await store.list('collection')).filter((each) => each.order === order && !each.undone);
  const newest = (type: CollectionRecord['type']) => own.filter((each) => each.type === type).at(-1)?.id;
  const [collection, returned] = [newest('receipt.collect'), newest('receipt.return')];
  return {
    ...(collection === undefined ? {} : { collection }),
    ...(returned === undefined ? {} : { returned }),
  };
}
