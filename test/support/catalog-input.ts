/** Catalogs as makers write them, and the shop that is read from one. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { parseCatalog } from '../../src/core/catalog/parse-catalog.js';

type Fields = Record<string, unknown>;

export const OATS: Fields = {
  id: 'oats',
  title: 'Rolled oats',
  allergens: ['gluten'],
  variants: [
    { id: 'oats-500', title: '500 g', price: 240, measure: { amount: 500, unit: 'g' }, taxRate: 0, max: 10 },
    { id: 'oats-1000', title: '1 kg', price: 420, measure: { amount: 1, unit: 'kg' }, taxRate: 0 },
  ],
  modifiers: [
    {
      id: 'container',
      title: 'Container',
      required: true,
      options: [
        { id: 'own-jar', title: 'Own jar', price: -20 },
        { id: 'glass', title: 'Glass jar', price: 15, deposit: 100 },
      ],
    },
    {
      id: 'topping',
      title: 'Topping',
      options: [{ id: 'almonds', title: 'Almonds', price: 60, allergens: ['nuts'] }],
    },
  ],
};

export const HONEY: Fields = {
  id: 'honey',
  title: 'Heather honey',
  variants: [{ id: 'honey-340', title: '340 g', price: 650, taxRate: 20, deposit: 50 }],
};

export const EGGS: Fields = {
  id: 'eggs',
  title: 'Hen eggs',
  allergens: ['eggs'],
  variants: [{ id: 'eggs-1', price: 35, taxRate: 0, step: 6, max: 24 }],
};

export const RYE: Fields = {
  id: 'rye',
  title: 'Rye loaf',
  variants: [{ id: 'rye-800', title: '800 g', price: 380, available: false }],
};

export const PLUMS: Fields = {
  id: 'plums',
  title: 'Plums',
  variants: [{ id: 'plums-1', title: '1 kg', price: 300, available: 'soon' }],
};

export const STATION: Fields = {
  id: 'station',
  title: 'Station kiosk',
  slots: [
    { days: ['mon', 'tue'], from: '07:00', to: '08:30', everyMinutes: 30, capacity: 8, cutoffMinutes: 60 },
  ],
};

export const SHOP: Fields = {
  id: 'millrace',
  name: 'Millrace Wholefoods',
  currency: 'GBP',
  timezone: 'Europe/London',
  minimum: 500,
  tax: { label: 'VAT', included: true },
};

/** A catalog before it is read, with some of its fields changed. */
export function catalogInput(changes: Fields = {}): Fields {
  return {
    shop: SHOP,
    version: '2026-11-20.1',
    products: [OATS, HONEY, EGGS, RYE, PLUMS],
    depots: [STATION],
    ...changes,
  };
}

/** A catalog after it was read; throws if anything about it is wrong. */
export function readCatalog(changes: Fields = {}): Catalog {
  const parsed = parseCatalog(catalogInput(changes));
  if (!parsed.ok || parsed.problems.length > 0) throw new Error(JSON.stringify(parsed.problems));
  return parsed.catalog;
}
