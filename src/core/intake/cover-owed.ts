/**
 * What the owner counted away from under a promise: somebody has to go without. First what
 * is only offered, then orders, the newest first, since whoever ordered before keeps what was
 * promised; last what devices may still promise by themselves.
 */
import { putBack } from './close-lease.js';
import { disputeOrder } from './dispute.js';
import { giveBack } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { LeasedStock, LedgerLease } from './lease-ledger.js';
import type { Ledger } from './ledger.js';
import type { Held, LedgerOrder } from './order-ledger.js';
import type { StockKey } from './stock-ledger.js';

const ORDERS_AT_ONCE = 500;
const FOR_EVER = '9';

/** Until nothing is owed, or nothing is left to take back. @returns orders that are others than before */
export async function coverOwed(
  ledger: Ledger,
  key: StockKey,
  context: IntakeContext,
): Promise<readonly LedgerOrder[]> {
  const reoffered = await withdrawOffers(ledger, key);
  const disputed = await disputeNewest(ledger, key, context);
  await shortenLeases(ledger, key);
  return [...reoffered, ...disputed];
}

async function owedOf(ledger: Ledger, key: StockKey): Promise<number> {
  return (await ledger.stockCount(key))?.owed ?? 0;
}

async function withdrawOffers(ledger: Ledger, key: StockKey): Promise<readonly LedgerOrder[]> {
  const changed: LedgerOrder[] = [];
  for (const order of await ledger.undecided(FOR_EVER, ORDERS_AT_ONCE)) {
    const lost = order.alternates?.filter(({ held }) => holds(held, key)) ?? [];
    if (lost.length === 0) continue;
    if ((await owedOf(ledger, key)) === 0) break;
    const alternates = order.alternates?.filter((alternate) => !lost.includes(alternate)) ?? [];
    const fewer = { ...order, alternates, rev: order.rev + 1 };
    if (!(await ledger.changeOrder(fewer))) continue;
    for (const { held } of lost) await giveBack(ledger, held);
    changed.push(fewer);
  }
  return changed;
}

async function disputeNewest(
  ledger: Ledger,
  key: StockKey,
  context: IntakeContext,
): Promise<readonly LedgerOrder[]> {
  const disputed: LedgerOrder[] = [];
  const reason = { code: 'out-of-stock', ...key };
  for (const order of await ledger.promisedAt(key.depot, context.now, ORDERS_AT_ONCE, key.variant)) {
    if ((await owedOf(ledger, key)) === 0) break;
    disputed.push(await disputeOrder(ledger, order, reason, context));
  }
  return disputed;
}

async function shortenLeases(ledger: Ledger, key: StockKey): Promise<void> {
  if ((await owedOf(ledger, key)) === 0) return;
  for (const lease of await ledger.openLeases()) {
    const owed = await owedOf(ledger, key);
    if (owed > 0) await takeOut(ledger, lease, key, owed);
  }
}

/** As many as are owed, or as there are. */
async function takeOut(
  ledger: Ledger,
  lease: LedgerLease,
  { variant, depot }: StockKey,
  owed: number,
): Promise<void> {
  const item = lease.items.find(
    (one): one is LeasedStock => 'variant' in one && one.variant === variant && one.depot === depot,
  );
  const taken = Math.min(item?.left ?? 0, owed);
  if (!item || item.uncounted || taken === 0) return;
  const items = lease.items.map((one) => (one === item ? { ...item, left: item.left - taken } : one));
  const open = items.some(({ left }) => left > 0);
  if (await ledger.putLease({ ...lease, items, open, rev: lease.rev + 1 }))
    await putBack(ledger, lease.device, item, taken);
}

function holds({ stock }: Held, { variant, depot }: StockKey): boolean {
  return stock.some((held) => held.variant === variant && held.depot === depot);
}
