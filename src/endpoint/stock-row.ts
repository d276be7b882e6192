/** A count of stock out of its row, and the statements that move units. */
import type { StockCount, StockKey } from '../core/intake/stock-ledger.js';
import type { Stock } from '../core/protocol/sync.js';
import type { Tables } from './tables.js';

type StockRow = Omit<Tables['stock'], 'shop'>;
type LeftColumns = Pick<StockRow, 'variant' | 'depot' | 'quantity' | 'buffer'>;

/** The statement that makes a move. */
export const MOVES = {
  sell: 'sellStock',
  return: 'returnStock',
  'hand-over': 'handOverStock',
  'hand-over-unsold': 'handOverUnsoldStock',
  lease: 'leaseStock',
  unlease: 'unleaseStock',
  'sell-leased': 'sellLeasedStock',
} as const;

export function toStockName({ variant, depot }: StockKey): string {
  return JSON.stringify([variant, depot]);
}

export function toStockCount(row: StockRow): StockCount {
  const { variant, depot } = row;
  const count = { pool: Number(row.quantity), leased: Number(row.leased), sold: Number(row.sold) };
  const rest = { owed: Number(row.owed), buffer: Number(row.buffer) };
  return { variant, depot, ...count, ...rest, ...(row.ended === 1 ? { ended: true as const } : {}) };
}

/** What may be promised now: the pool without the buffer. */
export function toStockLeft({ variant, depot, quantity, buffer }: LeftColumns): Stock {
  return { variant, depot, left: Math.max(0, Number(quantity) - Number(buffer)) };
}
