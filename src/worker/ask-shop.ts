/** Asks the shop for all that it has on this device; undefined where that is nothing, or it does not answer. */
import { askSigned } from '../core/outbox/ask-signed.js';
import { EXPORT_PATH } from '../core/protocol/me-export.js';
import type { Crypto, Wire } from '../core/ports.js';
import type { Room } from './room.js';

export async function askShop(
  { store, clock, shopId }: Pick<Room, 'store' | 'clock' | 'shopId'>,
  crypto: Crypto,
  wire: Wire | undefined,
): Promise<unknown> {
  const device = await store.get(['device']);
  if (!device || !wire) return undefined;
  const toPath = (now: number) => `${EXPORT_PATH}?at=${new Date(now).toISOString()}`;
  const question = { shop: shopId, now: clock.now(), toPath };
  try {
    const reply = await askSigned(crypto, device, question, (path, signature) =>
      wire.get(path, undefined, signature),
    );
    return reply?.status === 200 ? (JSON.parse(reply.text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
