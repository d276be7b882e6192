/**
 * Depots, their slots and what is left, as the page shows them, and the time by which
 * it does; looked at again when the endpoint says something new and as cut-offs pass.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { listClosures, listSlots } from '../core/pickup/slots.js';
import { isLive, type HeldItem } from '../core/lease/lease.js';
import type { ShopRecord } from '../core/records.js';
import type { DepotView, SlotView } from '../core/shop-state.js';
import type { Room } from './room.js';

const LOOK_AGAIN_MS = 30_000;

export class PickupBoard {
  readonly #room: Room;
  readonly #timer: ReturnType<typeof setInterval>;
  #shown = '';

  constructor(room: Room) {
    this.#room = room;
    this.#timer = setInterval(() => {
      if (room.visible()) room.watch(this.show());
    }, LOOK_AGAIN_MS);
  }

  async show(): Promise<void> {
    const room = this.#room;
    const shop = await room.store.get(['shop']);
    const own = await this.#listOwn();
    const catalog = room.catalog();
    const now = room.clock.now();
    const depots = catalog.depots.map((depot) => toDepotView(depot, catalog, shop, now));
    const slots = Object.fromEntries(
      catalog.depots.map((depot) => [depot.id, toSlots(depot, catalog, shop, own, now)]),
    );
    const stock = toStock(shop, own);
    const known = room.config.endpoint !== undefined && !catalog.page?.alone;
    const orderable = known && canSeal(catalog, shop);
    const clockAhead = room.clock.ahead();
    const next = JSON.stringify([depots, slots, stock, orderable, clockAhead]);
    if (next === this.#shown) return;
    this.#shown = next;
    room.emit({ cause: 'sync', depots, slots, stock, orderable, clockAhead });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** What is held for this shopper is in nobody's way, least of all in theirs. */
  async #listOwn(): Promise<readonly HeldItem[]> {
    const moment = this.#room.clock.moment();
    const leases = await this.#room.store.list('lease');
    return leases.filter((lease) => isLive(lease, moment)).flatMap(({ items }) => items);
  }
}

function toDepotView(
  depot: Catalog['depots'][number],
  catalog: Catalog,
  shop: ShopRecord | undefined,
  now: number,
): DepotView {
  const { status = 'open', reason } = shop?.depots.find((known) => known.id === depot.id) ?? {};
  const { id, title, address, directions } = depot;
  const closures = listClosures(depot, catalog.shop.timezone, now);
  return {
    id,
    title,
    ...(address === undefined ? {} : { address }),
    ...(directions === undefined ? {} : { directions }),
    ...(status === 'open' ? {} : { status }),
    ...(reason === undefined ? {} : { reason }),
    closures: closures.map(({ from, to, reason }) => ({ from, to, reason: reason ?? '' })),
  };
}

function toSlots(
  depot: Catalog['depots'][number],
  catalog: Catalog,
  shop: ShopRecord | undefined,
  own: readonly HeldItem[],
  now: number,
): readonly SlotView[] {
  const full = new Set(shop?.depots.find((known) => known.id === depot.id)?.full);
  const closed = shop?.depots.find((known) => known.id === depot.id)?.status === 'closed';
  for (const { item, left } of own) if ('slot' in item && left > 0) full.delete(item.slot);
  return listSlots(depot, catalog.shop.timezone, now).map(({ id, start, end, cutoff, open }) => ({
    id,
    start,
    end,
    cutoff,
    open: open && !full.has(id) && !closed,
    full: full.has(id),
  }));
}

function toStock(
  shop: ShopRecord | undefined,
  own: readonly HeldItem[],
): Record<string, Record<string, number>> {
  const stock: Record<string, Record<string, number>> = {};
  for (const { variant, depot, left } of shop?.stock ?? []) (stock[depot] ??= {})[variant] = left;
  for (const { item, left } of own) {
    const counts = 'variant' in item ? stock[item.depot] : undefined;
    if ('variant' in item && counts?.[item.variant] !== undefined)
      counts[item.variant] = (counts[item.variant] ?? 0) + left;
  }
  return stock;
}

/** Contact details are sealed before they are kept, and that needs the endpoint's key once. */
function canSeal(catalog: Catalog, shop: ShopRecord | undefined): boolean {
  const asks = Object.values(catalog.shop.contact ?? {}).some((rule) => rule === 'required');
  const keys = [...catalog.keys, ...((shop?.keys ?? []) as readonly { use?: string }[])];
  return !asks || keys.some((key) => key.use === 'enc');
}
