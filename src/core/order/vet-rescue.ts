/**
 * What may be believed of a file of orders, which anybody can have written: what a
 * device or the shop signed, and nothing else. Each intent is checked as the endpoint checks it,
 * and an unsent order is what its intent says. An order that is sent already is what the
 * shop has signed of it, its receipt; without that it is known by name only, until its
 * secret has fetched the endpoint's own proof.
 */
import * as v from 'valibot';

import { lineId } from '../cart/cart.js';
import type { Crypto } from '../ports.js';
import { parseBase64Url, toBase64Url } from '../protocol/base64url.js';
import { IntentSchema, isChange, type Intent, type IntentOf } from '../protocol/intent.js';
import type { OutboxRecord } from '../records.js';
import { withEvent } from './apply-proof.js';
import { toOrderCode } from './order-code.js';
import { CHOICES, type OrderLine, type OrderReceipt, type OrderRecord } from './order.js';
import type { BadRescueFile, ParsedRescueFile, RescueContents } from './rescue-file.js';
import { asShopSigned, readSignedByShop, type ReceiptReader, type Witness } from './signed-by-shop.js';

export interface RescueCrypto extends Partial<ReceiptReader>, Pick<Crypto, 'digest' | 'hash'> {
  /** What a device signed, the hash of it, and the thumbprint of its key. */
  readonly readIntent: (jws: string) => Promise<ReadIntent | { readonly ok: false }>;
}

interface ReadIntent {
  readonly ok: true;
  readonly payload: unknown;
  readonly hash: string;
  readonly device: string;
}

/**
 * What the file brings once nothing unproven is left in it, or why it brings nothing.
 *
 * @param keys the shop's, that are trusted here
 */
export async function vetRescueFile(
  { orders, intents, ...file }: RescueContents,
  { keys, now }: Omit<Witness, 'shop'>,
  crypto: RescueCrypto,
): Promise<ParsedRescueFile> {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const signedBy = new Map<string, Intent[]>();
  for (const record of intents) {
    const order = byId.get(record.order);
    const signed = order && (await readSigned(record, order, crypto));
    if (!signed) return bad(`The intent ${record.id} is not the one that was signed.`);
    signedBy.set(record.order, [...(signedBy.get(record.order) ?? []), signed]);
  }
  const vetted: OrderRecord[] = [];
  for (const order of orders) {
    const believed = toBelieved(order, signedBy.get(order.id) ?? [], file.exportedAt);
    if (!believed) return bad(`The order ${order.id} is not the one that was signed.`);
    const placed = intents.find(({ id }) => id === order.id);
    const code = toOrderCode(await crypto.digest(order.id));
    const known = { ...believed, code };
    const signed = placed ? undefined : await readSignedByShop(order, { shop: file.shop, keys, now }, crypto);
    if (placed) vetted.push({ ...known, hash: placed.hash, ...toReceipt(order.receipt) });
    else vetted.push(signed ? asShopSigned(known, signed) : known);
  }
  return { ok: true, ...file, orders: vetted, intents: intents.map(withoutMark) };
}

/** Undefined if the file says anything else of the intent, or of its order, than was signed. */
async function readSigned(
  { jws, hash, sealed }: OutboxRecord,
  { device, secret, mode }: OrderRecord,
  crypto: RescueCrypto,
): Promise<Intent | undefined> {
  const read = await crypto.readIntent(jws);
  const parsed = read.ok ? v.safeParse(IntentSchema, read.payload) : undefined;
  if (!read.ok || !parsed?.success || read.hash !== hash) return undefined;
  const intent = parsed.output;
  if (sealed && (await crypto.hash(sealed.jwe)) !== sealed.hash) return undefined;
  if (intent.mode !== mode) return undefined;
  const own = read.device === device;
  if (isChange(intent)) return own || intent.body.secret === secret ? intent : undefined;
  if (intent.type !== 'order.place') return undefined;
  const claim = toBase64Url(await crypto.digest(parseBase64Url(secret) ?? secret));
  return own && intent.body.claim === claim && intent.body.contact === sealed?.hash ? intent : undefined;
}

/** Undefined if it is unsent, and what was signed of it is missing or says something else. */
function toBelieved(
  order: OrderRecord,
  signed: readonly Intent[],
  exportedAt: string,
): OrderRecord | undefined {
  const place = signed.find((intent) => intent.type === 'order.place');
  if (!place && order.state === 'saved') return undefined;
  const {
    choice: _choice,
    chosen: _chosen,
    decision: _decision,
    reason: _reason,
    parked: _parked,
    receipt: _receipt,
    hash: _hash,
    leased: _leased,
    ...rest
  } = order;
  const change = signed.filter(isChange).at(-1);
  const choice = change && CHOICES[change.type];
  const saved = order.events.filter(({ state }) => state === 'saved' || state === `${choice}-saved`);
  const events = choice ? withEvent(saved, `${choice}-saved`, exportedAt) : saved;
  const asked = { ...rest, ...(choice ? { choice } : {}), events };
  if (place) return asSigned(asked, place);
  const payment = { ...order.payment, state: 'at_pickup', amount: order.total } as const;
  return { ...asked, state: 'sent', payment, proofRev: 0 };
}

/** A device's own: whoever is shown it verifies it. The endpoint's comes with its proof. */
function toReceipt(receipt: OrderReceipt | undefined): Pick<OrderRecord, 'receipt'> {
  return receipt && receipt.kind !== 'confirmed' ? { receipt } : {};
}

function asSigned(order: OrderRecord, { mode, body }: IntentOf<'order.place'>): OrderRecord | undefined {
  const { currency, deposits, redeem, total, pickup } = body;
  const lines = order.lines.flatMap((line, index): readonly OrderLine[] => {
    const signed = body.lines[index];
    const same = signed && lineId(signed.variant, signed.modifiers) === lineId(line.variant, line.modifiers);
    if (!same || signed.quantity !== line.quantity) return [];
    return [{ ...line, price: signed.price, total: signed.total }];
  });
  const whole = lines.length === body.lines.length && lines.length === order.lines.length;
  if (!whole || pickup.depot !== order.pickup.depot || pickup.slot !== order.pickup.slot) return undefined;
  const { accepted: _accepted, redeemed: _redeemed, ...rest } = order;
  const subtotal = total + (redeem?.off ?? 0) - deposits;
  const payment = { way: body.payment, state: 'at_pickup', amount: total } as const;
  const figures = { currency, lines, subtotal, deposits, total, payment };
  return { ...rest, ...figures, ...(redeem ? { redeemed: redeem } : {}), mode, state: 'saved', proofRev: -1 };
}

/** What was set aside there is tried again from here. */
function withoutMark({ parked: _parked, ...intent }: OutboxRecord): OutboxRecord {
  return intent;
}

function bad(message: string): BadRescueFile {
  return { ok: false, code: 'rescue-damaged', message };
}
