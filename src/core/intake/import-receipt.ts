/**
 * Takes in an order by its receipt, for a shopper whose device is gone, or a stall that was shown it. What the
 * endpoint's own key has signed is put back as it was. What a device has signed is a claim, as its intent would be:
 * it is decided at today's prices, and stands only until the intent comes, which brings the secret and the
 * contact, and is decided with its lease and the catalog that it names.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { IntentLine, IntentOf, PlaceBody } from '../protocol/intent.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { Reason } from '../protocol/sync.js';
import type { NamedReceipt } from '../receipt/name-receipt.js';
import type { ReceiptPlace } from '../receipt/to-facts.js';
import { countByVariant } from '../cart/price-lines.js';
import { NOTHING_HELD } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import type { Held, LedgerOrder } from './order-ledger.js';
import { moveOrder, settleOn } from './order-move.js';
import { decideOrder, type Placement } from './place-order.js';
import { findKnownSlot } from './slots-by-id.js';
import { sweep } from './sweep.js';

/** A receipt that was verified, by the names of today's catalog. */
export interface ShownReceipt {
  readonly claims: ReceiptClaims;
  /** Whose key signed it; undefined for one of the endpoint's own. */
  readonly device?: string;
  readonly named: NamedReceipt;
}

export type Imported =
  | { readonly kind: 'order'; readonly order: LedgerOrder }
  /** The id is that of another order. */
  | { readonly kind: 'other-order' }
  /** It is of things that today's catalog has no name for, or its figures do not add up. */
  | { readonly kind: 'unreadable' }
  /** The shop can't take it, and keeps nothing of it. */
  | { readonly kind: 'refused'; readonly reason: Reason };

/** Nobody has a secret with this hash. */
export const NO_CLAIM = '';
/** Of what the endpoint has signed itself, which does not say whose it is. */
export const NO_DEVICE = '';

export async function importReceipt(
  ledger: Ledger,
  shown: ShownReceipt,
  context: IntakeContext,
): Promise<Imported> {
  await sweep(ledger, context);
  const { claims, device } = shown;
  if (claims.mode !== context.catalog.shop.mode) return { kind: 'refused', reason: { code: 'wrong-mode' } };
  const known = await ledger.order(claims.intent);
  if (known && known.hash !== claims.hash) return { kind: 'other-order' };
  if (known) return { kind: 'order', order: await followChoice(ledger, known, shown) };
  const body = toBody(shown, context.catalog);
  if (!body) return { kind: 'unreadable' };
  return device === undefined
    ? { kind: 'order', order: await putBack(ledger, claims, body, context) }
    : placeShown(ledger, { ...shown, device }, body, context);
}

/** What the order's own device has chosen with no network, if the shop still offers exactly that. */
async function followChoice(
  ledger: Ledger,
  order: LedgerOrder,
  { claims: { chosen: said }, named: { chosen: place }, device }: ShownReceipt,
): Promise<LedgerOrder> {
  if (!said || !place || device !== order.device) return order;
  const isIt = ({ amount, depot, slot }: ReceiptPlace & { readonly amount: number }) =>
    amount === said.amount && depot === place.depot && slot === place.slot;
  if (order.state === 'repriced' && isIt({ ...order.pickup, amount: order.amount }))
    return moveOrder(ledger, { ...order, accepted: order.amount }, 'confirmed');
  const alternate = order.state === 'disputed' ? order.alternates?.find(isIt) : undefined;
  return alternate ? settleOn(ledger, order, alternate) : order;
}

/** Undefined if there is no name for something of it, or its figures do not add up. */
function toBody(
  { claims: { chosen, currency, deposits, amount, lines: said }, named, device }: ShownReceipt,
  catalog: Catalog,
): PlaceBody | undefined {
  const lines = named.lines.flatMap((line): readonly IntentLine[] => {
    const price = line && line.total / line.quantity;
    return Number.isSafeInteger(price) ? [{ ...line, price } as IntentLine] : [];
  });
  const pickup = chosen ? named.chosen : named.pickup;
  if (lines.length < said.length || !pickup || currency !== catalog.shop.currency) return undefined;
  const total = lines.reduce((sum, line) => sum + line.total, deposits);
  // A device takes nothing off by itself.
  if (device !== undefined && !chosen && amount !== total) return undefined;
  const consent = { personalisation: false, measurement: false };
  const { version } = catalog;
  return {
    ...{ claim: NO_CLAIM, catalog: version, currency, lines, deposits, total },
    ...{ pickup, payment: 'at-pickup', consent },
  };
}

async function placeShown(
  ledger: Ledger,
  { claims, device }: ShownReceipt & { readonly device: string },
  body: PlaceBody,
  context: IntakeContext,
): Promise<Imported> {
  // The shop has offered nothing that a choice could be of: what it takes off is for its answer to say.
  const imported = { accepted: claims.chosen?.amount ?? claims.amount };
  const placement = { ...toPlacement(claims, body), device, imported };
  const decided = await decideOrder(ledger, placement, context);
  if (decided.state === 'rejected')
    return { kind: 'refused', reason: decided.reason ?? { code: 'rejected' } };
  const order = { ...decided, mode: claims.mode };
  await ledger.addOrder(order);
  return { kind: 'order', order };
}

function toPlacement(
  { intent: id, hash, mode, shop, issuedSeconds }: ReceiptClaims,
  body: PlaceBody,
): Placement {
  const at = new Date(issuedSeconds * 1_000).toISOString();
  const intent: IntentOf<'order.place'> = { v: 1, id, shop, mode, seq: 0, at, type: 'order.place', body };
  return { intent, hash, device: NO_DEVICE, forked: false };
}

/** The endpoint has forgotten what it has signed: it holds of it what there still is. */
async function putBack(
  ledger: Ledger,
  { intent: id, hash, mode, state, payment, rev, amount, issuedSeconds }: ReceiptClaims,
  { lines, deposits, total, pickup }: PlaceBody,
  context: IntakeContext,
): Promise<LedgerOrder> {
  const order: LedgerOrder = {
    ...{ id, hash, mode, payment, rev, amount, accepted: amount, lines, deposits, pickup },
    ...{ device: NO_DEVICE, claim: NO_CLAIM, forked: false, differs: true },
    // Receipts are made of orders that stand, and of no others.
    state: state === 'collected' || state === 'confirmed_late' ? state : 'confirmed',
    discount: Math.max(0, total - amount),
    held: state === 'collected' ? NOTHING_HELD : await holdWhatIsThere(ledger, { pickup, lines }, context),
    placedAt: new Date(issuedSeconds * 1_000).toISOString(),
    receivedAt: new Date(context.now).toISOString(),
  };
  await ledger.addOrder(order);
  return order;
}

async function holdWhatIsThere(
  ledger: Ledger,
  { pickup, lines }: Pick<LedgerOrder, 'pickup' | 'lines'>,
  { catalog, now }: IntakeContext,
): Promise<Held> {
  const slot = findKnownSlot(catalog, pickup);
  if (!slot || Date.parse(slot.end) <= now) return NOTHING_HELD;
  await ledger.takePlace(pickup, Date.parse(slot.end), Number.MAX_SAFE_INTEGER, 1);
  const stock: Held['stock'][number][] = [];
  for (const [variant, wanted] of [...countByVariant(lines)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = { variant, depot: pickup.depot };
    const count = await ledger.stockCount(key);
    const quantity = Math.min(wanted, Math.max(0, (count?.pool ?? 0) - (count?.buffer ?? 0)));
    if (quantity > 0 && (await ledger.moveStock(key, quantity, 'sell')) === 'moved')
      stock.push({ ...key, quantity });
  }
  return { stock, places: [pickup] };
}
