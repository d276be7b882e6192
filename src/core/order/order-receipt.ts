/**
 * The receipt that a device makes of an order itself, before the shop has said anything: it
 * is worth what the endpoint's certificate of the device makes it worth, and never says
 * more than that the order is saved.
 */
import type { OrderReceipt, OrderRecord } from './order.js';
import type { SavedPayment } from '../protocol/receipt.js';
import { toFacts } from '../receipt/to-facts.js';
import type { DeviceRecord } from '../records.js';
import { toChosenGoods } from './chosen-order.js';
import type { SignPorts } from './sign-intent.js';

/** Undefined where none can be made: an order is an order without it. */
export async function signReceipt(
  { crypto, clock }: SignPorts,
  device: DeviceRecord,
  shop: string,
  order: OrderRecord,
): Promise<OrderReceipt | undefined> {
  const { id, hash, mode, currency, pickup, total, chosen } = order;
  if (hash === undefined) return undefined;
  const { decision } = order;
  const now = clock.now();
  const agreed = order.choice === 'accept' && decision?.kind === 'reprice' ? decision.amount : undefined;
  const instead = chosen
    ? { depot: chosen.pickup.depot, slot: chosen.pickup.slot, amount: chosen.amount }
    : agreed === undefined
      ? undefined
      : { depot: pickup.depot, slot: pickup.slot, amount: agreed };
  const subject = {
    ...{ shop, mode, currency, intent: id, hash, pickup, ...toChosenGoods(order) },
    state: 'saved' as const,
    payment: 'at_pickup' as const satisfies SavedPayment,
    rev: Math.max(0, order.proofRev),
    amount: order.accepted ?? total,
    ...(instead ? { chosen: instead } : {}),
  };
  try {
    const facts = await toFacts(subject, (text) => crypto.digest(text), now);
    const certificate = certificateOf(device, now);
    return await crypto.signReceipt(device, certificate, {
      ...facts,
      state: subject.state,
      payment: subject.payment,
    });
  } catch {
    return undefined;
  }
}

function certificateOf({ certificate }: DeviceRecord, now: number): string | undefined {
  return certificate && now < Date.parse(certificate.until) ? certificate.text : undefined;
}
