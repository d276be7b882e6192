/**
 * What a disputed order is offered instead: other places and times that have all of
 * it, and the same place without what ran out. Each is held for it, so that
 * choosing one with no network is choosing something that is there.
 */
import { countByVariant } from '../cart/price-lines.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { checkModifiers, findVariant, lineDeposit } from '../catalog/lookup.js';
import { within } from '../loyalty/redemption.js';
import { roundHalfUp } from '../money.js';
import { rankAlternates } from '../pickup/alternates.js';
import type { FoundSlot } from '../pickup/slots.js';
import type { IntentLine, Redemption } from '../protocol/intent.js';
import { takeWhole } from './hold.js';
import type { Ledger } from './ledger.js';
import type { LedgerAlternate } from './order-ledger.js';
import type { PlaceKey } from './place-ledger.js';
import { findKnownSlot } from './slots-by-id.js';

/** An order that can't be served as it was asked for. */
export interface Disputed {
  readonly pickup: PlaceKey;
  /** Its slot, where that can still be had. */
  readonly slot?: FoundSlot;
  readonly lines: readonly IntentLine[];
  /** What the shopper agreed to pay for all of it, points that are not there reckoned as money. Nothing that is offered instead costs more. */
  readonly accepted: number;
  /** Points of the order that pay for a part of the goods; out of `accepted` already. */
  readonly redeem: Redemption;
  /** Variants that are not on sale any more, anywhere. */
  readonly gone: readonly string[];
  /** Variants of which its depot has too little. */
  readonly short: readonly string[];
  /** The revision that offers them. */
  readonly rev: number;
}

/** Places that are looked at before it is left at what was found. */
const MOST_TRIES = 24;
/** Time enough to read what is asked. */
export const LEAST_DECISION_MS = 10 * 60 * 1000;
const MOST_ELSEWHERE = 2;

export interface OfferContext {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly catalog: Catalog;
  /** Depots that the owner has closed. */
  readonly closed: ReadonlySet<string>;
}

/** How long an order waits for the shopper's choice, unless what is offered ends before. */
export const DECISION_MS = 24 * 60 * 60 * 1000;

export interface Offer {
  /** Best first. */
  readonly alternates: readonly LedgerAlternate[];
  /** ISO 8601, UTC: when the last of them ends. */
  readonly until: string;
}

export async function offerAlternates(
  ledger: Ledger,
  disputed: Disputed,
  context: OfferContext,
): Promise<Offer> {
  const elsewhere = await offerElsewhere(ledger, disputed, context);
  const reduced = await offerReduced(ledger, disputed, context);
  const found = reduced ? [...elsewhere, reduced] : elsewhere;
  const alternates = found.map((alternate, index) => ({ ...alternate, id: `${disputed.rev}-${index + 1}` }));
  const until = alternates.reduce((last, one) => (one.until > last ? one.until : last), '');
  return { alternates, until: until || toUntil(Infinity, context.now) };
}

/** No longer than the time that it is about takes orders. */
export function toUntil(cutoffMs: number, now: number): string {
  return new Date(Math.min(cutoffMs, now + DECISION_MS)).toISOString();
}

async function offerElsewhere(
  ledger: Ledger,
  { pickup, lines, gone, short, ...agreed }: Disputed,
  { catalog, now, closed }: OfferContext,
): Promise<readonly LedgerAlternate[]> {
  const offered = toOffered(lines, gone, agreed, catalog);
  if (!offered) return [];
  const serves = (depot: string) => !closed.has(depot) && !(short.length > 0 && depot === pickup.depot);
  const options = rankAlternates(catalog, pickup, now, serves).slice(0, MOST_TRIES);
  const found: LedgerAlternate[] = [];
  for (const { depot, slot } of options) {
    if (found.length === MOST_ELSEWHERE) break;
    const place = { depot, slot: slot.id };
    const known = findKnownSlot(catalog, place);
    const held = known && (await takeWhole(ledger, toNeed(place, known, offered.lines)));
    const until = toUntil(Date.parse(slot.cutoff), now);
    if (held) found.push({ id: '', ...place, ...offered, without: gone, until, held });
  }
  return found;
}

/** The same place and time without what is missing; nothing, if that leaves nothing. */
async function offerReduced(
  ledger: Ledger,
  { pickup, slot, lines, gone, short, ...agreed }: Disputed,
  { catalog, now }: OfferContext,
): Promise<LedgerAlternate | undefined> {
  const without = [...new Set([...gone, ...short])];
  const offered = without.length > 0 ? toOffered(lines, without, agreed, catalog) : undefined;
  if (!slot || !offered) return undefined;
  const held = await takeWhole(ledger, toNeed(pickup, slot, offered.lines));
  // A leased time may have stopped taking others' orders already.
  const until = toUntil(Math.max(Date.parse(slot.cutoff), now + LEAST_DECISION_MS), now);
  return held && { id: '', ...pickup, ...offered, without, until, held };
}

function toNeed(pickup: PlaceKey, { end, capacity }: FoundSlot, lines: readonly IntentLine[]) {
  return { pickup, end: Date.parse(end), capacity, quantities: countByVariant(lines) };
}

/** The lines that are left, and what they cost with the shop's incentive taken off; undefined if none are. */
function toOffered(
  lines: readonly IntentLine[],
  without: readonly string[],
  { accepted, redeem }: Pick<Disputed, 'accepted' | 'redeem'>,
  catalog: Catalog,
) {
  const left = lines.filter(({ variant }) => !without.includes(variant));
  if (left.length === 0) return undefined;
  const goods = left.reduce((sum, { total }) => sum + total, 0);
  const deposits = left.reduce((sum, line) => sum + depositOf(line, catalog), 0);
  const incentive = roundHalfUp((goods * (catalog.shop.incentive?.percent ?? 0)) / 100);
  // Where prices rose meanwhile, the shop takes off what is above what was agreed.
  const paid = within(redeem, goods - incentive);
  const amount = Math.min(goods - incentive - paid.off + deposits, accepted);
  const offered = { lines: left, amount, deposits, discount: goods - paid.off + deposits - amount };
  return paid.points > 0 ? { ...offered, redeem: paid } : offered;
}

function depositOf({ variant, modifiers, quantity }: IntentLine, catalog: Catalog): number {
  const found = findVariant(catalog, variant);
  if (!found) return 0;
  const checked = checkModifiers(found.product, modifiers);
  return checked.ok ? lineDeposit(found.variant, checked.options) * quantity : 0;
}
