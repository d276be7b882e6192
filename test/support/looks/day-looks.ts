/** The states of the stock that a stall takes for its day. */
import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import type { Refused } from '../../../src/core/shop-port.js';
import type { DayStock, PlaceShortfall, Shortfalls } from '../../../src/core/stall/stall-port.js';
import { CATALOG } from '../fixtures.js';
import type { Look, ShownLook } from './look.js';

export const HELD: DayStock = {
  standing: 'held',
  until: '2026-11-24T19:50:00.000Z',
  held: [{ variant: 'oats-500', depot: 'station', left: 5 }],
};
export const WISHED: DayStock = {
  ...HELD,
  standing: 'wished',
  held: [...HELD.held, { variant: 'honey-340', depot: 'market', left: 2 }],
};
/** Of three orders for each time. */
export const FEWER: readonly PlaceShortfall[] = [
  { depot: 'station', start: '2026-11-24T14:00:00.000Z', asked: 3, granted: 2 },
  { depot: 'station', start: '2026-11-24T14:30:00.000Z', asked: 3, granted: 0 },
  { depot: 'station', start: '2026-11-24T15:00:00.000Z', asked: 3, granted: 2 },
];
/** What lies at the station; of honey nobody keeps count. */
export const COUNTED = { station: { 'oats-500': 27, 'oats-1000': 0 } };

/** The form loads with the first open stall of a page. */
export async function loadDayForm(): Promise<void> {
  await import('../../../src/elements/stall/day-form.js');
}

/** Types how many of the row with this number the stall is to have. */
export async function typeNumber(
  { el, settle }: Pick<ShownLook, 'el' | 'settle'>,
  text: string,
  row = 0,
): Promise<void> {
  const fields = el.shadowRoot?.querySelectorAll<HTMLInputElement>('[part~="stock-field"]');
  const field = fields?.[row];
  if (!field) throw new Error(`the stall has no row ${row}`);
  await typeInto(field, text, settle);
}

/** Types how many orders the stall is to have a place for in each time. */
export async function typePlaceNumber(
  { el, settle }: Pick<ShownLook, 'el' | 'settle'>,
  text: string,
): Promise<void> {
  const field = el.shadowRoot?.querySelector<HTMLInputElement>('[part~="places-field"]');
  if (!field) throw new Error('the stall has no field for orders');
  await typeInto(field, text, settle);
}

async function typeInto(field: HTMLInputElement, text: string, settle: ShownLook['settle']): Promise<void> {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

/** More than fit on a screen: each of the shop's foods in ten more kinds. */
export function manyProducts(): Catalog {
  const kinds = Array.from({ length: 10 }, (_, index) =>
    CATALOG.products.map((product) => ({
      ...product,
      id: `${product.id}-${index}`,
      variants: product.variants.map((variant) => ({ ...variant, id: `${variant.id}-${index}` })),
    })),
  );
  return { ...CATALOG, products: [...CATALOG.products, ...kinds.flat()] };
}

type Stand = (shown: ShownLook, stock: DayStock | undefined) => Promise<void>;

/** @param stand an open stall that holds so much */
export function dayLooks(stand: Stand): readonly Look[] {
  const open = async (shown: ShownLook, stock?: DayStock) => {
    await stand(shown, stock);
    shown.el.shadowRoot?.querySelector('details')?.setAttribute('open', '');
    await shown.settle();
  };
  const taken = async (shown: ShownLook, answer: Refused | Shortfalls) => {
    await open(shown, HELD);
    shown.port.stalls.takeStock = async () => ('ok' in answer ? answer : { ok: true, ...answer });
    await typeNumber(shown, '30');
    await shown.press('take-button');
  };
  const short = [
    { variant: 'oats-500', depot: 'station', asked: 30, granted: 5 },
    { variant: 'oats-1000', depot: 'station', asked: 2, granted: 0 },
  ];
  return [
    { name: 'with nothing for its day', state: { stock: COUNTED }, act: (shown) => open(shown) },
    {
      name: 'with stock for its day, out of many kinds',
      state: { stock: COUNTED, catalog: manyProducts() },
      act: (shown) => open(shown, HELD),
    },
    {
      name: 'that was granted less',
      state: { stock: COUNTED },
      act: (shown) => taken(shown, { short, fewer: [] }),
    },
    {
      name: 'that was granted places for fewer orders, and less',
      state: { stock: COUNTED },
      act: (shown) => taken(shown, { short, fewer: FEWER }),
    },
    {
      name: 'with a number of orders that is none',
      state: { stock: COUNTED },
      act: async (shown) => {
        await open(shown, HELD);
        await typePlaceNumber(shown, '0');
        await shown.press('take-button');
      },
    },
    {
      name: 'that could not ask for stock',
      state: { stock: COUNTED },
      act: (shown) => taken(shown, { ok: false, code: 'unreachable', message: 'x' }),
    },
    {
      name: 'that is asking for stock',
      state: { stock: COUNTED },
      act: async (shown) => {
        await open(shown, HELD);
        shown.port.stalls.takeStock = () => new Promise(() => undefined);
        await shown.press('take-button');
      },
    },
    {
      name: 'with a number that is none',
      state: { stock: COUNTED },
      act: async (shown) => {
        await open(shown, HELD);
        await typeNumber(shown, 'a few');
        await shown.press('take-button');
      },
    },
    {
      name: 'that asks for nothing',
      state: { stock: COUNTED },
      act: async (shown) => {
        await open(shown);
        await shown.press('take-button');
      },
    },
    {
      name: 'whose wish is not settled, for another depot as well',
      state: { stock: COUNTED },
      act: (shown) => open(shown, WISHED),
    },
    {
      name: 'whose day is over',
      state: { stock: COUNTED },
      act: (shown) => open(shown, { standing: 'over', held: [] }),
    },
    {
      name: 'that has given back',
      state: { stock: COUNTED },
      act: async (shown) => {
        await open(shown, HELD);
        shown.port.stalls.giveBack = async () => ({ ok: true });
        await shown.press('give-back-button');
      },
    },
  ];
}
