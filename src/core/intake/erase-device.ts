/**
 * What becomes of `erase`: whatever tells who somebody is goes, and whatever the shop has sold, promised or counted stays. The
 * signed bytes of its intents stay as well, since they are answered for ever; nothing in them names a person.
 */
import { findOwnOrder } from './change-order.js';
import { closeLease } from './close-lease.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';

/** An order that another key placed, and the SHA-256 of the secret that was shown for it. */
export interface ShownOrder {
  readonly order: string;
  readonly claim: string;
}

/**
 * A key that is a stall's or the owner's goes on being used: its contacts go, and its lease, its account and whatever it
 * sends from now on are as before.
 */
export async function eraseDevice(
  ledger: Ledger,
  device: string,
  shown: readonly ShownOrder[],
  { now }: Pick<IntakeContext, 'now'>,
): Promise<void> {
  for (const { order, claim } of shown) {
    if (await findOwnOrder(ledger, order, device, claim)) await ledger.forgetContact(order);
  }
  await ledger.forgetContacts(device);
  if ((await ledger.rights(device)).class !== 'shopper') return;
  const lease = await ledger.lease(device);
  if (lease) await closeLease(ledger, lease);
  await ledger.forgetDevice(device, new Date(now).toISOString());
}
