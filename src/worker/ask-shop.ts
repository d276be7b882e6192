/** Asks the shop for all that it has on this device; undefined where that is nothing, or it does not answer. */
import { EXPORT_PATH } from '../core/protocol/me-export.js';
import { toSignedText } from '../core/protocol/request-signature.js';
import type { Crypto, Wire } from '../core/ports.js';
import type { Room } from './room.js';

export async function askShop(
  { store, clock, shopId }: Pick<Room, 'store' | 'clock' | 'shopId'>,
  crypto: Crypto,
  wire: Wire | undefined,
): Promise<unknown> {
  const device = await store.get(['device']);
  if (!device || !wire) return undefined;
  const path = `${EXPORT_PATH}?at=${new Date(clock.now()).toISOString()}`;
  const text = toSignedText('GET', path, shopId, await crypto.hash(''));
  try {
    const { status, text: answer } = await wire.get(path, undefined, await crypto.signRequest(device, text));
    return status === 200 ? (JSON.parse(answer) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
