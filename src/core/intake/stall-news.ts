/**
 * What a stall is told beside its own intents: orders that changed after it last asked, whoever changed them, and on
 * demand those promised at a depot. A mark of another database, or none, means what is of orders of the last weeks.
 */
import { parseBase64Url } from '../protocol/base64url.js';
import { MAX_STALL_ORDERS, type StallAsk } from '../protocol/stall.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';

/** A mark of the shop's own, in the form of a device's: see `cursor.ts`. */
const MARK = /^s(\d{1,15})$/;
/** A stall that opens early, or late, still knows its customers. */
const STILL_PROMISED_MS = 12 * 60 * 60 * 1000;
/** A stall's device forgets what is older. */
const TOLD_BACK_MS = 30 * 24 * 60 * 60 * 1000;

export interface StallNews {
  /** Each with when it was handed over, by the clock of the stall that did. */
  readonly orders: readonly { readonly order: LedgerOrder; readonly at?: string }[];
  readonly cursor: string;
  readonly more: boolean;
}

/** Null for a device that is no stall's. @param now epoch milliseconds */
export async function tellStall(
  ledger: Ledger,
  device: string,
  { cursor, depot }: StallAsk,
  now: number,
): Promise<StallNews | null> {
  if ((await ledger.rights(device)).class === 'shopper') return null;
  const last = await ledger.lastStallChange();
  const asked = Number(MARK.exec(cursor ?? '')?.[1] ?? NaN);
  const after = asked <= last ? asked : await findStart(ledger, now);
  const changes = await ledger.stallChanges(after, MAX_STALL_ORDERS);
  const promised =
    depot === undefined ? [] : await ledger.dueAt(depot, now - STILL_PROMISED_MS, now, MAX_STALL_ORDERS);
  const changed = new Set(changes.map(({ order }) => order.id));
  const more = changes.length === MAX_STALL_ORDERS;
  return {
    orders: [
      ...changes.map(({ order, collected }) => ({ order, ...toHandedOver(collected) })),
      ...promised.filter(({ id }) => !changed.has(id)).map((order) => ({ order })),
    ],
    cursor: `s${more ? (changes.at(-1)?.change ?? last) : last}`,
    more,
  };
}

/** Before the first change of an order that is young enough; else nothing before now. */
async function findStart(ledger: Ledger, now: number): Promise<number> {
  const since = new Date(now - TOLD_BACK_MS).toISOString();
  const first = await ledger.firstStallChange(since);
  return first === undefined ? ledger.lastStallChange() : first - 1;
}

/** What the stall signed itself says when that was. */
function toHandedOver(jws: string | undefined): { at?: string } {
  const part = jws?.split('.')[1];
  const bytes = part === undefined ? undefined : parseBase64Url(part);
  const at = bytes && /"at":"(\d{4}-\d{2}-\d{2}T[\d:.]+Z)"/.exec(new TextDecoder().decode(bytes))?.[1];
  return at === undefined ? {} : { at };
}
