/**
 * What becomes of the owner's intents: counts of stock, the state of depots, and
 * which devices may do what. From any other device they are refused.
 */
import { findDepot, findVariant } from '../catalog/lookup.js';
import type { IntentOf } from '../protocol/intent.js';
import { closeLease } from './close-lease.js';
import { coverOwed } from './cover-owed.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import type { StockCount } from './stock-ledger.js';

export type OwnerIntent = IntentOf<'stock.set' | 'depot.set' | 'device.enrol'>;

export interface OwnerOutcome {
  /** Why it was refused. */
  readonly refused?: string;
  /** Orders that can't be served any more because of it. */
  readonly disputed: readonly LedgerOrder[];
}

const DONE: OwnerOutcome = { disputed: [] };
const refused = (code: string): OwnerOutcome => ({ refused: code, disputed: [] });

const CODE_MAY_LAST_MS = 7 * 24 * 60 * 60 * 1000;

export async function obeyOwner(
  ledger: Ledger,
  intent: OwnerIntent,
  device: string,
  context: IntakeContext,
): Promise<OwnerOutcome> {
  if (intent.mode !== context.catalog.shop.mode) return refused('wrong-mode');
  if ((await ledger.rights(device)).class !== 'owner') return refused('not-allowed');
  if (intent.type === 'stock.set') return setStock(ledger, intent, context);
  if (intent.type === 'depot.set') return setDepot(ledger, intent, context);
  return enrol(ledger, intent, device, context);
}

async function setDepot(
  ledger: Ledger,
  { body }: IntentOf<'depot.set'>,
  { catalog }: IntakeContext,
): Promise<OwnerOutcome> {
  const { depot: id, status, reason } = body;
  if (!findDepot(catalog, id)) return refused('unknown-depot');
  await ledger.setDepot({ id, status, ...(reason === undefined ? {} : { reason }) });
  return DONE;
}

/** Orders are told by the next sweep, which finds them all; here only what the new count can't cover. */
async function setStock(
  ledger: Ledger,
  { body }: IntentOf<'stock.set'>,
  context: IntakeContext,
): Promise<OwnerOutcome> {
  const { variant, depot, quantity } = body;
  if (!findDepot(context.catalog, depot)) return refused('unknown-depot');
  if (!findVariant(context.catalog, variant)) return refused('unknown-variant');
  const before = await ledger.stockCount({ variant, depot });
  if (quantity === null && !before) return DONE;
  const after = quantity === null ? toEnded(before as StockCount) : toCount(before, body, quantity);
  if (!(await ledger.setStock(before, after))) throw new Error('the count was changed meanwhile');
  return after.owed > 0 ? { disputed: await coverOwed(ledger, { variant, depot }, context) } : DONE;
}

/** What lies there is promised first; the rest is the pool, and what is missing is owed. */
function toCount(
  before: StockCount | undefined,
  { variant, depot, buffer }: IntentOf<'stock.set'>['body'],
  quantity: number,
): StockCount {
  const { leased = 0, sold = 0, buffer: kept = 0 } = before ?? {};
  const free = quantity - leased - sold;
  return {
    variant,
    depot,
    pool: Math.max(0, free),
    leased,
    sold,
    owed: Math.max(0, -free),
    buffer: buffer ?? kept,
  };
}

/** What is promised stays known, for when it is counted again. */
function toEnded({ variant, depot, leased, sold, buffer }: StockCount): StockCount {
  return { variant, depot, pool: 0, leased, sold, owed: 0, buffer, ended: true };
}

async function enrol(
  ledger: Ledger,
  { body }: IntentOf<'device.enrol'>,
  device: string,
  { now }: IntakeContext,
): Promise<OwnerOutcome> {
  if ('device' in body) {
    // Whoever shuts themselves out can't be let in by anybody.
    if (body.device === device && body.class !== 'owner') return refused('own-device');
    await ledger.setRights(body.device, { class: body.class, manualReclaim: false });
    // What it was given to sell it may sell no more, whatever it was promised.
    const lease = await ledger.lease(body.device);
    if (lease && body.class === 'shopper') await closeLease(ledger, lease);
    return DONE;
  }
  const until = Math.min(Date.parse(body.until), now + CODE_MAY_LAST_MS);
  const rights = { class: body.class, manualReclaim: body.reclaim === 'manual' };
  await ledger.addEnrolCode(body.code, rights, new Date(until).toISOString());
  return DONE;
}
