/** The points of a ledger in memory. Its rows are changed as those of all others, so that they are undone with them. */
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { PointCount, PointLedger, PointMove } from '../../src/core/intake/point-ledger.js';

/** Those of a device. */
type OrdersOf = (device: string) => Iterable<{ readonly order: LedgerOrder }>;
type Part = Exclude<keyof PointCount, 'owed' | 'earned'>;

const NONE: PointCount = { balance: 0, leased: 0, held: 0, spent: 0, owed: 0, earned: 0 };
const OPEN: ReadonlySet<string> = new Set(['confirmed', 'confirmed_late', 'repriced', 'disputed']);

const MOVES: Readonly<
  Record<
    Exclude<PointMove, 'earn' | 'take-back' | 'redeem-owing'>,
    { readonly from: Part; readonly to: Part }
  >
> = {
  lease: { from: 'balance', to: 'leased' },
  unlease: { from: 'leased', to: 'balance' },
  redeem: { from: 'balance', to: 'held' },
  'redeem-leased': { from: 'leased', to: 'held' },
  return: { from: 'held', to: 'balance' },
  spend: { from: 'held', to: 'spent' },
  'give-back': { from: 'spent', to: 'balance' },
};

export class MemoryPoints {
  readonly accounts = new Map<string, PointCount>();
  readonly #set: <K, V>(map: Map<K, V>, key: K, value: V) => void;

  constructor(set: <K, V>(map: Map<K, V>, key: K, value: V) => void) {
    this.#set = set;
  }

  /** @param isForgotten no account is made for such a device */
  rows(ordersOf: OrdersOf, isForgotten: (device: string) => boolean): PointLedger {
    return {
      points: async (device) => this.accounts.get(device),
      movePoints: async (device, points, move) => {
        if (isForgotten(device) && !this.accounts.has(device)) return false;
        const moved = movePoints(this.accounts.get(device) ?? NONE, points, move);
        if (moved) this.#set(this.accounts, device, moved);
        return moved !== undefined;
      },
      pendingPoints: async (device, unit) => {
        let sum = 0;
        for (const { order } of ordersOf(device)) if (OPEN.has(order.state)) sum += pendingOf(order, unit);
        return sum;
      },
    };
  }
}

function pendingOf({ points, amount, deposits }: LedgerOrder, unit: number): number {
  if (!points || points.earned !== undefined) return 0;
  return Math.floor((Math.max(0, amount - deposits) * points.rate) / unit);
}

/** Undefined if there are not so many. */
function movePoints(count: PointCount, points: number, move: PointMove): PointCount | undefined {
  if (move === 'earn') return comeIn({ ...count, earned: count.earned + points }, points);
  if (move === 'take-back')
    return count.earned < points ? undefined : goOut({ ...count, earned: count.earned - points }, points);
  if (move === 'redeem-owing') return goOut({ ...count, held: count.held + points }, points);
  const { from, to } = MOVES[move];
  if (count[from] < points) return undefined;
  const taken = { ...count, [from]: count[from] - points };
  return to === 'balance' ? comeIn(taken, points) : { ...taken, [to]: count[to] + points };
}

/** What is owed is made good first. */
function comeIn(count: PointCount, points: number): PointCount {
  const free = Math.max(0, points - count.owed);
  return { ...count, balance: count.balance + free, owed: count.owed - points + free };
}

/** What is not there any more is owed. */
function goOut(count: PointCount, points: number): PointCount {
  const there = Math.min(count.balance, points);
  return { ...count, balance: count.balance - there, owed: count.owed + points - there };
}
