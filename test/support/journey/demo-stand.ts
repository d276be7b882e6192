/** The demo's own pages, catalog and stock as a stand, and the ways through them that journeys share. */
import { join } from 'node:path';

import type { Screen } from './screen.js';
import type { Shopper } from './shopper.js';
import { Stand, type StandOptions } from './stand.js';

const DEMO = join(import.meta.dirname, '../../../demo');
export const TWO_LINES = '/pages/two-lines.html';
/** Rolled oats, 500 g, in the shopper's own jar: 240 less 20. */
export const OATS = { variant: 'oats-500', modifiers: { container: 'own-jar' }, price: 220 } as const;

/** @param edit changes the catalog's text */
export function openDemoStand(
  edit?: (text: string) => string,
  options: Pick<StandOptions, 'answer'> = {},
): Promise<Stand> {
  const [catalog, stock] = ['catalog.json', 'stock.csv'].map((name) => join(DEMO, name)) as [string, string];
  return Stand.open({ ...options, pages: DEMO, catalog, stock, ...(edit ? { edit } : {}) });
}

/** Three pouches of oats, through the page's own product. */
export async function fillBasket(shopper: Shopper<Screen>): Promise<void> {
  const added = await shopper.page.evaluate(({ variant, modifiers }) => {
    const shop = document.querySelector('punnet-shop') as unknown as {
      add(variant: string, quantity: number, modifiers: object): Promise<{ ok: boolean }>;
    };
    return shop.add(variant, 3, modifiers);
  }, OATS);
  if (!added.ok) throw new Error(JSON.stringify(added));
}

/** From the open basket to the order button, with everything filled in. */
export async function fillCheckout(shopper: Shopper<Screen>, depot = 'station'): Promise<void> {
  await shopper.press('checkout-button');
  await shopper.choose('depot', depot);
  await shopper.choose('slot', depot);
  await shopper.type('name', 'Ada Miller');
}

/** Orders from script, `count` times; what was reported as saved. */
export function orderByScript(
  shopper: Shopper<Screen>,
  count: number,
  depot = 'mill',
): Promise<readonly string[]> {
  return shopper.page.evaluate(
    async (times, at, { variant, modifiers }) => {
      const shop = document.querySelector('punnet-shop') as unknown as {
        state: { slots: Record<string, { id: string; open: boolean; cutoff: string }[]> };
        add(variant: string, quantity: number, modifiers: object): Promise<{ ok: boolean }>;
        placeOrder(request: object): Promise<{ ok: boolean; code?: string; order?: { id: string } }>;
      };
      // The time to order for a slot must not pass while a journey is under way: that would be disputed.
      const soon = Date.now() + 600_000;
      const open = shop.state.slots[at]?.filter((slot) => slot.open && Date.parse(slot.cutoff) > soon) ?? [];
      const saved: string[] = [];
      for (let i = 0; i < times; i++) {
        await shop.add(variant, 3, modifiers);
        const slot = open[i % open.length]?.id;
        const placed = await shop.placeOrder({
          contact: { name: 'Ada Miller' },
          pickup: { depot: at, slot },
          payment: 'at-pickup',
        });
        if (!placed.order) throw new Error(`not saved: ${placed.code}`);
        saved.push(placed.order.id);
      }
      return saved;
    },
    count,
    depot,
    OATS,
  );
}
