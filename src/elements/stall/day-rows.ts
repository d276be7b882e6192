/** What a stall may take for its day at a depot: each variant on sale there, with how many it holds and how many more there are. */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { ShopState } from '../../core/shop-state.js';
import type { DayStock } from '../../core/stall/stall-port.js';

export interface DayRow {
  /** Of the variant at its depot: what is typed for one depot is not meant for another. */
  readonly key: string;
  readonly variant: string;
  /** "Rolled oats 500 g" */
  readonly title: string;
  readonly held: number;
  /** By the shop's last word; undefined where it does not count. */
  readonly more: number | undefined;
}

export interface DayShelf {
  readonly catalog: Catalog;
  /** As the shop's snapshot has it: what is held by this device is in it. */
  readonly stock: ShopState['stock'];
  readonly day: DayStock | undefined;
  readonly depot: string;
}

export function toDayRows({ catalog, stock, day, depot }: DayShelf): readonly DayRow[] {
  const held = new Map(
    day?.held.flatMap((each) => (each.depot === depot ? [[each.variant, each.left] as const] : [])),
  );
  return catalog.products.flatMap((product) =>
    product.variants.flatMap(({ id, title, available, unsold }): DayRow[] => {
      const own = held.get(id) ?? 0;
      if (own === 0 && (available !== true || unsold)) return [];
      const there = stock[depot]?.[id];
      const more = there === undefined ? undefined : Math.max(0, there - own);
      return [
        {
          key: keyOf({ depot, variant: id }),
          variant: id,
          title: [product.title, title].filter(Boolean).join(' '),
          held: own,
          more,
        },
      ];
    }),
  );
}

export function keyOf({ depot, variant }: { readonly depot: string; readonly variant: string }): string {
  return `${depot}\n${variant}`;
}
