/** A receipt of another shop, read by that shop's keys as far as this device has them: who vouches for it is all that is said. */
import { toOrderCode } from '../core/order/order-code.js';
import type { Scanned } from '../core/stall/stall-port.js';
import type { Verdict } from '../core/stall/verdicts.js';
import { readReceipt } from '../crypto/read-receipt.js';
import type { StallPorts } from './stall-desk.js';
import type { IssuerKeys } from './stall-keys.js';

export async function scanOtherShop(
  { clock, crypto }: Pick<StallPorts, 'clock' | 'crypto'>,
  issuers: IssuerKeys,
  text: string,
  shop: string,
): Promise<Scanned> {
  const { keys } = (await issuers.find(shop)) ?? { keys: [] };
  const read = await readReceipt(text, { shop, keys }, clock.now());
  const other: Verdict = { kind: 'other-shop', shop };
  if (keys.length === 0) return { verdict: other, items: [] };
  if (!('claims' in read)) return { verdict: read.kind === 'forged' ? read : other, items: [] };
  const { claims, kind } = read;
  const items = claims.lines.map(({ quantity }) => ({ title: undefined, quantity }));
  const code = toOrderCode(await crypto.digest(claims.intent));
  const vouched = kind === 'uncertified' ? 'unattested' : kind;
  return { verdict: other, items, code, currency: claims.currency, vouched };
}
