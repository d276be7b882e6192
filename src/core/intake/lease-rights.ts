/**
 * What an order may take out of its device's lease: what it names, as far as that is
 * there. Which of the device's keys it names does not matter, since a newer request
 * has taken over what was left.
 */
import type { PlaceBody } from '../protocol/intent.js';
import { countOfItem, nameOfItem } from '../protocol/lease.js';
import { toLeaseItem } from './close-lease.js';
import type { LeasedItem, LedgerLease } from './lease-ledger.js';
import type { Ledger } from './ledger.js';
import type { PlaceKey } from './place-ledger.js';
import type { StockKey } from './stock-ledger.js';

const POINTS = nameOfItem({ points: 1 });

export class LeaseRights {
  readonly #named: Map<string, number>;
  #lease: LedgerLease | undefined;
  #changed = false;
  /** Something that the shopper was told is held for them was not there any more. */
  late = false;

  private constructor(named: Map<string, number>, lease: LedgerLease | undefined) {
    this.#named = named;
    this.#lease = lease;
  }

  /** @param honoured an order of a copied device is taken in without its lease */
  static async read(
    ledger: Ledger,
    device: string,
    { leases = [] }: Pick<PlaceBody, 'leases'>,
    honoured: boolean,
  ): Promise<LeaseRights> {
    const named = new Map<string, number>();
    for (const item of leases.flatMap(({ items }) => items))
      named.set(nameOfItem(item), (named.get(nameOfItem(item)) ?? 0) + countOfItem(item));
    const lease = named.size > 0 && honoured ? await ledger.lease(device) : undefined;
    return new LeaseRights(named, lease?.open ? lease : undefined);
  }

  hasPlace(place: PlaceKey): boolean {
    const name = nameOfItem({ depot: place.depot, slot: place.slot });
    return this.#named.has(name) && this.#hasLeft(name);
  }

  /** Takes a place in the slot out of the lease, where one is left in it. */
  drawPlace(place: PlaceKey): boolean {
    const name = nameOfItem({ depot: place.depot, slot: place.slot });
    if (!this.#named.has(name)) return false;
    const held = this.#hasLeft(name);
    if (held) this.#take(name, 1);
    else this.late = true;
    return held;
  }

  /** Takes up to `quantity` out of the lease and into an order. @returns how many there were */
  async drawStock(ledger: Ledger, { variant, depot }: StockKey, quantity: number): Promise<number> {
    const name = nameOfItem({ variant, depot, quantity });
    const promised = Math.min(this.#named.get(name) ?? 0, quantity);
    const item = this.#find(name);
    const drawn = Math.min(promised, item?.left ?? 0);
    if (drawn < promised) this.late = true;
    if (!item || drawn === 0 || !('variant' in item)) return 0;
    this.#take(name, drawn);
    if (item.uncounted) return 0;
    const moved = (await ledger.moveStock({ variant, depot }, drawn, 'sell-leased')) === 'moved';
    if (!moved) this.late = true;
    return moved ? drawn : 0;
  }

  /** Takes up to so many points out of the lease and into an order. @returns how many there were */
  async drawPoints(ledger: Ledger, points: number): Promise<number> {
    const promised = Math.min(this.#named.get(POINTS) ?? 0, points);
    const drawn = Math.min(promised, this.#find(POINTS)?.left ?? 0);
    if (drawn < promised) this.late = true;
    if (!this.#lease || drawn === 0) return 0;
    this.#take(POINTS, drawn);
    return (await ledger.movePoints(this.#lease.device, drawn, 'redeem-leased')) ? drawn : 0;
  }

  /** Writes what was taken. Throws if the lease was changed meanwhile, so that the order comes again. */
  async keep(ledger: Ledger): Promise<void> {
    const lease = this.#lease;
    if (!lease || !this.#changed) return;
    const open = lease.items.some(({ left }) => left > 0);
    if (!(await ledger.putLease({ ...lease, open, rev: lease.rev + 1 })))
      throw new Error('the lease was changed meanwhile');
  }

  #hasLeft(name: string): boolean {
    return (this.#find(name)?.left ?? 0) > 0;
  }

  #find(name: string): LeasedItem | undefined {
    return this.#lease?.items.find((item) => nameOf(item) === name);
  }

  #take(name: string, quantity: number): void {
    if (!this.#lease) return;
    this.#changed = true;
    const items = this.#lease.items.map((item) =>
      nameOf(item) === name ? { ...item, left: item.left - quantity } : item,
    );
    this.#lease = { ...this.#lease, items };
  }
}

function nameOf(item: LeasedItem): string {
  return nameOfItem(toLeaseItem(item));
}
