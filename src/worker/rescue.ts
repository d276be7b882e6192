/**
 * Orders as a file that a shopper can carry to another browser, and back in.
 * What is unsent there is sent from here, byte for byte; what was proven there is
 * proven to this browser again before it is shown.
 */
import { keepSecondCopy } from '../core/order/choose.js';
import type { OrderRecord } from '../core/order/order.js';
import { ORDER_STATES } from '../core/order/order-states.js';
import { parseRescueFile, toRescueFile } from '../core/order/rescue-file.js';
import type { ReceiptReader } from '../core/order/signed-by-shop.js';
import { vetRescueFile } from '../core/order/vet-rescue.js';
import { isAnswered, withChoiceOf } from '../core/outbox/restore.js';
import type { IntentJournal, Wire } from '../core/ports.js';
import type { OutboxRecord } from '../core/records.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { readIntent } from '../crypto/intent-signature.js';
import { digest, hash } from '../crypto/sha256.js';
import type { Room } from './room.js';
import { TrustKeys } from './trust-keys.js';

/** @param askShop what it has on this device; undefined where it can't be asked */
export async function exportOrders(
  room: Room,
  askShop: () => Promise<unknown> = () => Promise.resolve(undefined),
): Promise<Outcome<{ text: string }>> {
  const { store } = room;
  const [orders, intents, purchases, atShop] = await Promise.all([
    store.list('order'),
    store.list('intent'),
    store.list('purchase'),
    askShop(),
  ]);
  const [cart, consent, shop] = await store.getMany([['cart'], ['consent'], ['shop']]);
  const exportedAt = new Date(room.clock.now()).toISOString();
  // What a stall has handed over is no order of this device, and is sent from here.
  const own = intents.filter(({ type }) => type.startsWith('order.'));
  const extras = {
    consent: consent ?? null,
    purchases,
    basket: cart?.cart.lines ?? [],
    points: shop?.loyalty ?? null,
    atShop: atShop ?? null,
  };
  const text = toRescueFile({ shop: room.shopId, exportedAt, orders, intents: own }, extras);
  return { ok: true, text };
}

export interface ImportPorts {
  readonly journal: IntentJournal;
  /** To the endpoint, which is asked for the shop's keys where none are here; undefined where there is none. */
  readonly wire?: Wire | undefined;
  /** Undefined where it can't be had: what the shop has signed is then fetched from the shop. */
  readonly readReceipt?: ReceiptReader['readReceipt'] | undefined;
}

export async function importOrders(
  room: Room,
  { journal, wire, readReceipt }: ImportPorts,
  text: string,
): Promise<Outcome<{ added: number }>> {
  const parsed = parseRescueFile(text);
  if (!parsed.ok) return parsed;
  if (parsed.shop !== room.shopId) {
    return refuse('rescue-other-shop', `The file holds orders of the shop ${parsed.shop}.`);
  }
  const trusted = new TrustKeys(room, wire);
  if ((await trusted.known()).length === 0) await trusted.renew(true);
  const witness = { keys: await trusted.known(), now: room.clock.now() };
  const vetted = await vetRescueFile(parsed, witness, {
    digest,
    hash,
    readIntent,
    ...(readReceipt ? { readReceipt } : {}),
  });
  if (!vetted.ok) return vetted;
  const erased = (await room.store.get(['erased']))?.rev;
  let added = 0;
  for (const order of vetted.orders) {
    const intents = vetted.intents.filter((intent) => intent.order === order.id);
    const kept = await keepOne(room, journal, { order, intents, erased });
    if (kept === 'nothing-new') continue;
    if (kept !== 'added') return refuse(`storage-${kept}`, 'The orders could not be saved.');
    added += 1;
  }
  return { ok: true, added };
}

interface Brought {
  readonly order: OrderRecord;
  readonly intents: readonly OutboxRecord[];
  /** What was erased before: where everything is erased while orders come in, the rest of them stays out. */
  readonly erased: number | undefined;
}

/** The order with its intents, or, where it is known, what the file brings of it that has not been answered. */
async function keepOne({ store }: Room, journal: IntentJournal, { order, intents, erased }: Brought) {
  const known = await store.get(['order', order.id]);
  const held = await store.getMany(intents.map(({ id }) => ['intent', id] as const));
  const missing = intents.filter((intent, index) => !held[index] && (!known || isOpen(known, order, intent)));
  if (known && missing.length === 0) return 'nothing-new';
  const chosen = missing.some(({ type }) => type !== 'order.place');
  const next = known ? { ...(chosen ? withChoiceOf(order, known) : known), rev: known.rev + 1 } : order;
  const committed = await store.commit({
    expect: [
      [['erased'], erased],
      [['order', order.id], known?.rev],
      ...missing.map(({ id }) => [['intent', id] as const, undefined] as const),
    ],
    put: [
      [['order', order.id], next],
      ...missing.map((intent) => [['intent', intent.id] as const, intent] as const),
    ],
    durability: 'strict',
  });
  if (!committed.ok) return committed.code;
  for (const intent of missing) await keepSecondCopy(journal, intent, next);
  return 'added';
}

/** Whether an order that is known still has a use for an intent. */
function isOpen(known: OrderRecord, copy: OrderRecord, { type }: OutboxRecord): boolean {
  const decided = known.choice !== undefined || ORDER_STATES[known.state].final;
  return !isAnswered(known, copy, type) && (type === 'order.place' || !decided);
}
