/**
 * What becomes of an order's points: taken when it is placed, settled once when it is handed over, given back once
 * when it comes to nothing, and in part when goods come back. The order says what was done, in the same
 * change that does it.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import { earnedBy, rateOf } from '../loyalty/earnings.js';
import { shareOf, toRedemption, within } from '../loyalty/redemption.js';
import { minorDigits } from '../money.js';
import type { Redemption } from '../protocol/intent.js';
import type { Loyalty } from '../protocol/sync.js';
import type { LeaseRights } from './lease-rights.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import type { OrderPoints, PointLedger, PointMove } from './point-ledger.js';

export const NOTHING_REDEEMED: Redemption = { points: 0, off: 0 };

/** Undefined where the shop gives no points by this catalog and none were redeemed. */
export function toOrderPoints(
  terms: Catalog,
  { points: redeemed, off }: Redemption,
): OrderPoints | undefined {
  const rate = rateOf(terms);
  return rate > 0 || redeemed > 0 ? { rate, redeemed, off } : undefined;
}

/** What an order asks to redeem. */
export interface Redeeming {
  readonly device: string;
  readonly asked: Redemption | undefined;
  /** What the goods cost now. */
  readonly goods: number;
  /** The catalog that says what a point is worth. */
  readonly terms: Catalog;
}

/** Takes the points that an order asks for into it: out of the lease that it names first, and as many as there are. */
export async function takePoints(
  ledger: Ledger,
  { device, asked, goods, terms }: Redeeming,
  rights: LeaseRights,
): Promise<Redemption> {
  if (!asked) return NOTHING_REDEEMED;
  const wanted = within(toRedemption(asked.points, terms), goods);
  const leased = await rights.drawPoints(ledger, wanted.points);
  const free = (await ledger.points(device))?.balance ?? 0;
  const more = Math.min(wanted.points - leased, free);
  const moved = await move(ledger, device, more, 'redeem');
  const taken = leased + (moved ? more : 0);
  return taken === wanted.points ? wanted : within(toRedemption(taken, terms), goods);
}

/**
 * The order as it is once it is settled and `paid` was paid for it. What counts as handed over though nobody said so has
 * brought nothing; a stall that says so later still settles what it took.
 */
export function withEarned(order: LedgerOrder, paid: number, { shop }: Pick<Catalog, 'shop'>): LedgerOrder {
  const { points, deposits } = order;
  if (!points) return order;
  const earned = earnedBy({ amount: paid, deposits }, points.rate, shop.currency);
  return { ...order, points: { ...points, earned: Math.max(points.earned ?? 0, earned) } };
}

/** Each once: what the change that was written brings. */
export async function settlePoints(
  ledger: PointLedger,
  before: LedgerOrder,
  { device, points }: LedgerOrder,
): Promise<void> {
  if (points?.earned === undefined) return;
  if (before.points?.earned === undefined) await move(ledger, device, points.redeemed, 'spend');
  await move(ledger, device, points.earned - (before.points?.earned ?? 0), 'earn');
}

/** Of an order that has come to nothing: it redeems none, and earns none any more. */
export function withoutPoints({ points }: LedgerOrder): Pick<LedgerOrder, 'points'> {
  if (!points) return {};
  const { redeemed } = points;
  const released = redeemed > 0 ? { released: redeemed } : {};
  return { points: { ...points, ...released, redeemed: 0, earned: 0 } };
}

/** What an order had before that has come to nothing. */
export async function releasePoints(ledger: PointLedger, { device, points }: LedgerOrder): Promise<void> {
  if (!points) return;
  const { redeemed, earned } = points;
  await move(ledger, device, redeemed, earned === undefined ? 'return' : 'give-back');
  await move(ledger, device, earned ?? 0, 'take-back');
}

/** Of an order that had come to nothing and was handed over all the same: they have paid for goods that are gone. */
export async function retakePoints(ledger: Ledger, order: LedgerOrder): Promise<void> {
  const { device, points } = order;
  if (!points?.released || points.redeemed > 0) return;
  const { released } = points;
  const retaken = { ...order, points: { ...points, redeemed: released }, rev: order.rev + 1 };
  if (!(await ledger.changeOrder(retaken))) throw new Error('the order was changed meanwhile');
  await move(ledger, device, released, 'redeem-owing');
  await move(ledger, device, released, 'spend');
}

/** Its goods came back as well, in the end: once, and nothing is taken again. */
export async function giveBackRetaken(ledger: Ledger, order: LedgerOrder): Promise<void> {
  const { device, points } = order;
  if (!points?.released || points.redeemed === 0) return;
  const { released, ...kept } = points;
  if (!(await ledger.changeOrder({ ...order, points: { ...kept, redeemed: 0 }, rev: order.rev + 1 })))
    throw new Error('the order was changed meanwhile');
  await move(ledger, device, released, 'give-back');
}

/** Of an order that the endpoint had signed and forgotten, before and after it is settled. */
export async function settleVouched(ledger: Ledger, order: LedgerOrder, settled: LedgerOrder): Promise<void> {
  await move(ledger, order.device, order.points?.redeemed ?? 0, 'redeem-owing');
  await settlePoints(ledger, order, settled);
}

/** What it has earned is the one's who placed it, whoever had shown its receipt. */
export async function handPoints(
  ledger: PointLedger,
  { device: before, points }: LedgerOrder,
  device: string,
): Promise<void> {
  if (before === device || !points?.earned) return;
  if (await move(ledger, before, points.earned, 'take-back'))
    await move(ledger, device, points.earned, 'earn');
}

/** The points of an order that is another one now, of which `redeem` pays for a part. */
export function withRedeemed(
  { points }: LedgerOrder,
  redeem = NOTHING_REDEEMED,
): Pick<LedgerOrder, 'points'> {
  return points ? { points: { ...points, redeemed: redeem.points, off: redeem.off } } : {};
}

/** What an order takes no more of what it had before. */
export async function returnRest(
  ledger: PointLedger,
  { device, points }: LedgerOrder,
  after: LedgerOrder,
): Promise<void> {
  await move(ledger, device, (points?.redeemed ?? 0) - (after.points?.redeemed ?? 0), 'return');
}

/** Of a collected order, after `back` of what was paid for it was given back; all of them where no money was paid. */
export function withReturned(
  { points }: LedgerOrder,
  back: number,
  paid: number,
): Pick<LedgerOrder, 'points'> {
  if (!points) return {};
  const { redeemed, earned = 0 } = points;
  const kept = paid > 0 ? shareOf(earned, paid - back, paid) : 0;
  return { points: { ...points, redeemed: redeemed - shareOf(redeemed, back, paid), earned: kept } };
}

export async function moveReturned(
  ledger: PointLedger,
  { device, points: had }: LedgerOrder,
  { points: has }: LedgerOrder,
): Promise<void> {
  await move(ledger, device, (had?.redeemed ?? 0) - (has?.redeemed ?? 0), 'give-back');
  await move(ledger, device, (had?.earned ?? 0) - (has?.earned ?? 0), 'take-back');
}

/** What a device is told of its points. What is leased to it is settled, and its own. */
export async function tellPoints(
  ledger: PointLedger,
  device: string | undefined,
  { loyalty, shop }: Catalog,
): Promise<Loyalty | undefined> {
  if (!loyalty || device === undefined) return undefined;
  const { balance = 0, leased = 0 } = (await ledger.points(device)) ?? {};
  const pending = await ledger.pendingPoints(device, 10 ** minorDigits(shop.currency));
  return { settled: balance + leased, pending };
}

async function move(ledger: PointLedger, device: string, points: number, how: PointMove): Promise<boolean> {
  return points === 0 || ledger.movePoints(device, points, how);
}
