/**
 * A shop to measure with: as many products as asked for, pickup at all hours with
 * room for everybody, nothing counted. As JSON, the way a maker would write it.
 */

export interface CatalogWishes {
  readonly products: number;
  /** Asks for a name, which is then sealed to the endpoint's key. */
  readonly contact?: boolean;
  readonly keys?: readonly unknown[];
}

export const SHOP_ID = 'bench';
export const DEPOT_ID = 'station';
/** Copied from the demo, so that pictures cost what pictures cost. */
export const PICTURES = ['oats', 'apples', 'honey', 'penne', 'walnuts', 'cheddar'] as const;

export function createCatalog({ products, contact = false, keys = [] }: CatalogWishes) {
  return {
    shop: {
      id: SHOP_ID,
      name: 'Bench Wholefoods',
      mode: 'live',
      currency: 'GBP',
      timezone: 'Europe/London',
      tax: { label: 'VAT', included: true },
      contact: { name: contact ? 'required' : 'off', email: 'off', phone: 'off' },
    },
    version: `bench.${products}`,
    products: Array.from({ length: products }, (_, index) => toProduct(index)),
    depots: [
      { id: DEPOT_ID, title: 'Station kiosk', address: 'Platform 1', horizonDays: 7, slots: [ALL_HOURS] },
    ],
    payment: ['at-pickup'],
    keys,
  };
}

const ALL_HOURS = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '06:00',
  to: '22:00',
  everyMinutes: 60,
  capacity: 100_000,
  cutoffMinutes: 0,
};

function toProduct(index: number) {
  const picture = PICTURES[index % PICTURES.length] ?? 'oats';
  return {
    id: `p${index}`,
    title: `Food number ${index}`,
    image: {
      src: `/pictures/${picture}.svg`,
      width: 800,
      height: 600,
      alt: `A heap of food number ${index}`,
    },
    description: 'Grown nearby, cleaned by hand and sold by weight, as it has been for years.',
    tags: ['grain'],
    ingredients: 'One food.',
    allergens: index % 3 === 0 ? ['gluten'] : [],
    mayContain: [],
    diets: ['vegan'],
    variants: [
      {
        id: `v${index}`,
        title: '500 g',
        price: 200 + index,
        measure: { amount: 500, unit: 'g' },
        taxRate: 0,
      },
      { id: `w${index}`, title: '1 kg', price: 380 + index, measure: { amount: 1, unit: 'kg' }, taxRate: 0 },
    ],
  };
}
