/** How one step changes the count of a thing in memory. */
import type { StockCount, StockMove } from '../../src/core/intake/stock-ledger.js';

/** Undefined if there is not so much. */
export function moveStock(count: StockCount, quantity: number, move: StockMove): StockCount | undefined {
  const { from, to } = MOVES[move];
  const { pool, owed, buffer } = count;
  const promisable = move === 'sell' || move === 'lease';
  if ((promisable ? pool - buffer : count[from]) < quantity) return undefined;
  const taken = { ...count, [from]: count[from] - quantity };
  if (to === undefined) return taken;
  if (to !== 'pool') return { ...taken, [to]: count[to] + quantity };
  if (count.ended) return taken;
  const back = Math.max(0, quantity - owed);
  return { ...taken, pool: pool + back, owed: owed - quantity + back };
}

type Part = 'pool' | 'leased' | 'sold';
const MOVES: Readonly<Record<StockMove, { readonly from: Part; readonly to?: Part }>> = {
  sell: { from: 'pool', to: 'sold' },
  return: { from: 'sold', to: 'pool' },
  'hand-over': { from: 'sold' },
  'hand-over-unsold': { from: 'pool' },
  lease: { from: 'pool', to: 'leased' },
  unlease: { from: 'leased', to: 'pool' },
  'sell-leased': { from: 'leased', to: 'sold' },
};
