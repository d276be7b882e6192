/**
 * Takes in an order by its receipt, for a shopper whose device is gone or a stall that was shown it. It is
 * decided as the order itself would be; the intent that may still come meets it by id and hash, and brings the
 * secret and the contact that a receipt does not have.
 */
import type { IntentOf, PlaceBody } from '../protocol/intent.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { NamedLine, NamedReceipt } from '../receipt/name-receipt.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger, LedgerOrder } from './ledger.js';
import { placeOrder } from './place-order.js';

/** A receipt that was verified, by the names of today's catalog. */
export interface ShownReceipt {
  readonly claims: ReceiptClaims;
  /** Whose key signed it; empty for one of the endpoint's own. */
  readonly device: string;
  readonly named: NamedReceipt;
}

export type Imported =
  | { readonly kind: 'order'; readonly order: LedgerOrder }
  /** The id is that of another order. */
  | { readonly kind: 'other-order' }
  /** It is of things that today's catalog has no name for. */
  | { readonly kind: 'unnamed' };

/** Nobody has this secret. */
export const NO_CLAIM = '';

export async function importReceipt(
  ledger: Ledger,
  { claims, device, named }: ShownReceipt,
  context: IntakeContext,
): Promise<Imported> {
  const known = await ledger.order(claims.intent);
  if (known) return known.hash === claims.hash ? { kind: 'order', order: known } : { kind: 'other-order' };
  const body = toBody(claims, named, context);
  if (!body) return { kind: 'unnamed' };
  const { intent: id, hash, mode, shop, issuedSeconds } = claims;
  const at = new Date(issuedSeconds * 1_000).toISOString();
  const intent: IntentOf<'order.place'> = { v: 1, id, shop, mode, seq: 0, at, type: 'order.place', body };
  const agreed = claims.chosen?.amount ?? claims.amount;
  const placement = { intent, hash, device, forked: false, imported: { agreed } };
  const order = await placeOrder(ledger, placement, context);
  return { kind: 'order', order };
}

/** Undefined if there is no name for something of it. */
function toBody(
  { chosen, currency, deposits, lines: said }: ReceiptClaims,
  named: NamedReceipt,
  { catalog }: IntakeContext,
): PlaceBody | undefined {
  const lines = named.lines.filter((line) => line !== undefined);
  const pickup = chosen ? named.chosen : named.pickup;
  if (lines.length < said.length || !pickup) return undefined;
  const goods = lines.reduce((sum, { total }) => sum + total, 0);
  return {
    claim: NO_CLAIM,
    catalog: catalog.version,
    currency,
    lines: lines.map(toLine),
    deposits,
    total: goods + deposits,
    pickup,
    payment: 'at-pickup',
    consent: { personalisation: false, measurement: false },
  };
}

function toLine({ variant, modifiers, quantity, total }: NamedLine) {
  return { variant, modifiers: { ...modifiers }, quantity, price: Math.round(total / quantity), total };
}

/** The intent of an order that its receipt has brought already: it brings what that lacked. */
export async function adoptOrder(
  ledger: Ledger,
  order: LedgerOrder,
  claim: string,
  contact: string | undefined,
): Promise<LedgerOrder> {
  if (order.claim !== NO_CLAIM) return order;
  const adopted = { ...order, claim, ...(contact === undefined ? {} : { contact }) };
  await ledger.adoptOrder(order.id, claim, contact);
  return adopted;
}
