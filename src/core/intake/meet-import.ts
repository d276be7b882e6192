/** The intent of an order that had come by its receipt: what becomes of either. */
import type { PlaceBody } from '../protocol/intent.js';
import { toRedemption } from '../loyalty/redemption.js';
import { ORDER_STATES } from '../order/order-states.js';
import { giveBack } from './hold.js';
import { NO_CLAIM, NO_DEVICE } from './import-receipt.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import {
  handPoints,
  NOTHING_REDEEMED,
  releasePoints,
  settleVouched,
  toOrderPoints,
  withEarned,
} from './order-points.js';
import { keepContact, placeOrder, type Placement } from './place-order.js';
import { findServed } from './price-order.js';

/** It came as a receipt alone until now. */
export function isImported({ claim }: LedgerOrder): boolean {
  return claim === NO_CLAIM;
}

/** Another intent can't have an id that the endpoint itself has vouched for. */
export function isVouched(order: LedgerOrder): boolean {
  return isImported(order) && order.device === NO_DEVICE;
}

/**
 * The intent of an order that came by its receipt. It brings what that lacked where the order is settled; else it
 * goes before it, since a receipt says neither which lease nor which catalog, and anybody's device can sign one.
 */
export async function meetImport(
  ledger: Ledger,
  imported: LedgerOrder,
  placement: Placement,
  context: IntakeContext,
): Promise<LedgerOrder> {
  const rev = imported.rev + 1;
  if (!(await ledger.removeOrder(imported))) throw new Error('the order was changed meanwhile');
  if (imported.hash === placement.hash && isSettled(imported, placement.device)) {
    const { device, forked, intent } = placement;
    const contact = await keepContact(ledger, placement, context);
    const order = {
      ...imported,
      device,
      forked,
      claim: intent.body.claim,
      placedAt: intent.at,
      rev,
      ...contact,
    };
    if (isVouched(imported)) return addVouched(ledger, order, intent.body, context);
    await ledger.addOrder(order);
    await handPoints(ledger, imported, device);
    return order;
  }
  await giveBack(ledger, imported.held);
  await releasePoints(ledger, imported);
  for (const { held } of imported.alternates ?? []) await giveBack(ledger, held);
  return placeOrder(ledger, { ...placement, rev }, context);
}

/** By the endpoint's own word, by a stall, or by its own shopper, as whom another's device can pose. */
function isSettled(order: LedgerOrder, device: string): boolean {
  const calledOff = order.state === 'cancelled' && order.reason === undefined && order.device === device;
  return isVouched(order) || order.state === 'collected' || calledOff;
}

/**
 * The endpoint has forgotten the order's points as well. It had taken them where its receipt has exactly so much off as
 * the intent asks for; what is off for another reason costs no points. Any that the account has not got any more are owed.
 */
async function addVouched(
  ledger: Ledger,
  order: LedgerOrder,
  { redeem, catalog }: PlaceBody,
  context: IntakeContext,
): Promise<LedgerOrder> {
  const stands =
    !ORDER_STATES[order.state].final || (order.state === 'collected' && order.payment !== 'refunded');
  const terms = findServed(catalog, context) ?? context.catalog;
  const asked = toRedemption(redeem?.points ?? 0, terms);
  // By the receipt: a stall may have taken less since.
  const off = order.lines.reduce((sum, { total }) => sum + total, order.deposits) - order.accepted;
  const redeemed = asked.off === off ? asked : NOTHING_REDEEMED;
  const points = stands ? toOrderPoints(terms, redeemed) : undefined;
  const taken = points ? { ...order, points, discount: order.discount - redeemed.off } : order;
  const paid = order.payment === 'paid' ? order.amount : 0;
  const whole = order.state === 'collected' ? withEarned(taken, paid, context.catalog) : taken;
  await ledger.addOrder(whole);
  await settleVouched(ledger, taken, whole);
  return whole;
}
