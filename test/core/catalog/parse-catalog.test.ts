import { expect } from '@open-wc/testing';

import { parseCatalog } from '../../../src/core/catalog/parse-catalog.js';
import { createRandom } from '../../support/seeded-random.js';
import { catalogInput, HONEY, OATS, SHOP, STATION } from '../../support/catalog-input.js';

type Fields = Record<string, unknown>;

const BASE = 'https://millrace.example/shop/catalog.json';
const KEY = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43), kid: 'k1', use: 'sig' };

/** Codes and pointers, as a developer looks for them. */
function faultsOf(input: unknown, base?: string) {
  return parseCatalog(input, base).problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

function catalogOf(input: unknown, base?: string) {
  const parsed = parseCatalog(input, base);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.catalog;
}

function product(changes: Fields): Fields {
  return { id: 'p', title: 'Product', variants: [{ id: 'p-1', price: 100 }], ...changes };
}
const variant = (changes: Fields) => product({ variants: [{ id: 'p-1', price: 100, ...changes }] });
const depot = (changes: Fields) => catalogInput({ depots: [{ id: 'd', title: 'Depot', ...changes }] });
const shop = (changes: Fields) => catalogInput({ shop: { ...SHOP, ...changes } });

describe('reading a catalog', () => {
  it('takes a whole one without complaint and fills in what may be left out', () => {
    const input = catalogInput();
    expect(faultsOf(input)).to.deep.equal([]);
    const { products, payment, keys, depots } = catalogOf(input);
    expect(products[1]?.variants[0]).to.include({ available: true, step: 1, title: '340 g' });
    expect(products[1]).to.deep.include({ tags: [], mayContain: [], diets: [], modifiers: [] });
    expect(products[1]).not.to.have.property('allergens');
    expect(depots[0]).to.deep.include({ horizonDays: 7, closed: [], fallbacks: [] });
    expect([payment, keys]).to.deep.equal([['at-pickup'], []]);
  });

  it('asks for no contact and takes orders for real unless the shop says otherwise', () => {
    expect(catalogOf(catalogInput()).shop).to.deep.include({
      mode: 'live',
      contact: { name: 'off', email: 'off', phone: 'off' },
      links: {},
    });
  });

  it('limits what orders may come to without a connection as the shop says, and no more', () => {
    const both = { perOrderOffline: 15_000, perDeviceOffline: 40_000 };
    for (const limits of [both, { perOrderOffline: 0 }, {}])
      expect(catalogOf(shop({ limits })).shop.limits).to.deep.equal(limits);
    expect(catalogOf(catalogInput()).shop).not.to.have.property('limits');
  });

  it('ignores fields it does not know, at every level', () => {
    const input = shop({ colour: 'green' });
    expect(faultsOf({ ...input, testimonials: ['x'] })).to.deep.equal([]);
    expect(catalogOf(input).shop).not.to.have.property('colour');
  });

  it('gives points as the shop says, and none where it says so in a way that nobody can read', () => {
    const loyalty = { pointsPerMajorUnit: 1, pointValue: 5 };
    expect(catalogOf(catalogInput({ loyalty })).loyalty).to.deep.equal(loyalty);
    const broken = catalogInput({ loyalty: { pointsPerMajorUnit: 0.5, pointValue: 5 } });
    expect(faultsOf(broken)).to.deep.equal(['bad-loyalty /loyalty/pointsPerMajorUnit']);
    for (const input of [broken, catalogInput()]) expect(catalogOf(input)).not.to.have.property('loyalty');
  });

  it('loads the rest when three products are broken, and names each with a pointer', () => {
    const input = catalogInput({
      products: [OATS, product({ id: 1 }), HONEY, variant({ price: '1.00' }), product({ variants: [] })],
    });
    expect(catalogOf(input).products.map(({ id }) => id)).to.deep.equal(['oats', 'honey']);
    expect(faultsOf(input)).to.deep.equal([
      'bad-product /products/1/id',
      'bad-product /products/3/variants/0/price',
      'bad-product /products/4/variants',
    ]);
  });

  const prices = [
    { what: 'with a fraction', price: 2.4, told: '' },
    { what: 'as text', price: '2.80', told: ', without quotes' },
    { what: 'as text in minor units', price: '280', told: ', without quotes' },
  ];
  for (const { what, price, told } of prices) {
    it(`says in words how money is written, and what becomes of the product, for a price ${what}`, () => {
      const { problems } = parseCatalog(catalogInput({ products: [variant({ price })] }));
      expect(problems[0]?.message).to.equal(
        `Must be a whole number (money is in minor units: 240 is 2.40)${told}. The product is left out.`,
      );
    });
  }
});

describe('a catalog that leaves no shop to show', () => {
  const rows: { why: string; input: unknown; fault: string }[] = [
    { why: 'nothing', input: null, fault: 'not-a-catalog ' },
    { why: 'a list', input: [], fault: 'not-a-catalog ' },
    { why: 'a text', input: 'catalog', fault: 'not-a-catalog ' },
    { why: 'no shop', input: catalogInput({ shop: undefined }), fault: 'bad-shop /shop' },
    { why: 'no version', input: catalogInput({ version: '' }), fault: 'bad-catalog /version' },
    { why: 'no products', input: catalogInput({ products: undefined }), fault: 'bad-catalog /products' },
    { why: 'no currency', input: shop({ currency: 'pounds' }), fault: 'bad-shop /shop/currency' },
    { why: 'a zone that is none', input: shop({ timezone: 'London' }), fault: 'bad-shop /shop/timezone' },
    { why: 'a minimum below zero', input: shop({ minimum: -1 }), fault: 'bad-shop /shop/minimum' },
    {
      why: 'a limit with a fraction',
      input: shop({ limits: { perOrderOffline: 150.5 } }),
      fault: 'bad-shop /shop/limits/perOrderOffline',
    },
    {
      why: 'a limit below zero',
      input: shop({ limits: { perDeviceOffline: -1 } }),
      fault: 'bad-shop /shop/limits/perDeviceOffline',
    },
    { why: 'limits that are a number', input: shop({ limits: 15_000 }), fault: 'bad-shop /shop/limits' },
    {
      why: 'prices without tax',
      input: shop({ tax: { label: 'VAT', included: false } }),
      fault: 'price-excludes-tax /shop/tax/included',
    },
    {
      why: 'terms that would run a script',
      input: shop({ links: { terms: 'javascript:alert(1)' } }),
      fault: 'bad-shop /shop/links/terms',
    },
    {
      why: 'a time that is none',
      input: catalogInput({ validUntil: 'soon' }),
      fault: 'bad-catalog /validUntil',
    },
  ];
  for (const { why, input, fault } of rows) {
    it(`is refused: ${why}`, () => {
      expect(parseCatalog(input).ok).to.equal(false);
      expect(faultsOf(input)).to.deep.equal([fault]);
    });
  }
});

describe('a product that is left out', () => {
  const rows: { why: string; broken: unknown; at: string }[] = [
    { why: 'no object', broken: 'oats', at: '' },
    { why: 'an empty title', broken: product({ title: ' ' }), at: '/title' },
    { why: 'a title that is too long', broken: product({ title: 'x'.repeat(201) }), at: '/title' },
    { why: 'a price with a fraction', broken: variant({ price: 2.4 }), at: '/variants/0/price' },
    { why: 'a price below zero', broken: variant({ price: -1 }), at: '/variants/0/price' },
    { why: 'a price beyond reason', broken: variant({ price: 1e10 + 1 }), at: '/variants/0/price' },
    { why: 'no price', broken: variant({ price: undefined }), at: '/variants/0/price' },
    { why: 'an unknown availability', broken: variant({ available: 'maybe' }), at: '/variants/0/available' },
    { why: 'a step of none', broken: variant({ step: 0 }), at: '/variants/0/step' },
    { why: 'a maximum below its step', broken: variant({ max: 4, step: 6 }), at: '/variants/0' },
    { why: 'a tax rate over 100', broken: variant({ taxRate: 120 }), at: '/variants/0/taxRate' },
    {
      why: 'an unknown unit',
      broken: variant({ measure: { amount: 1, unit: 'cup' } }),
      at: '/variants/0/measure/unit',
    },
    {
      why: 'an amount of nothing',
      broken: variant({ measure: { amount: 0, unit: 'g' } }),
      at: '/variants/0/measure/amount',
    },
    {
      why: 'grams per litre',
      broken: variant({ measure: { amount: 1, unit: 'g', per: 'l' } }),
      at: '/variants/0/measure',
    },
    { why: 'an id that is reserved', broken: product({ id: '__proto__' }), at: '/id' },
    { why: 'an id with a line break', broken: product({ id: 'a\nb' }), at: '/id' },
    { why: 'an id with a space at its end', broken: product({ id: 'oats ' }), at: '/id' },
    { why: 'an empty id', broken: product({ id: '' }), at: '/id' },
    {
      why: 'a modifier without options',
      broken: product({ modifiers: [{ id: 'm', title: 'M', options: [] }] }),
      at: '/modifiers/0/options',
    },
  ];
  for (const { why, broken, at } of rows) {
    it(`has ${why}, and is named`, () => {
      const input = catalogInput({ products: [broken, HONEY] });
      expect(catalogOf(input).products.map(({ id }) => id)).to.deep.equal(['honey']);
      expect(faultsOf(input)).to.deep.equal([`bad-product /products/0${at}`]);
    });
  }

  it('could never be sold at less than nothing', () => {
    const free = { id: 'm', title: 'M', required: true, options: [{ id: 'o', title: 'O', price: -200 }] };
    const input = catalogInput({ products: [product({ modifiers: [free] })] });
    expect(faultsOf(input)).to.deep.equal([
      'negative-price /products/0/variants/0/price',
      'bad-product /products/0',
    ]);
    expect(catalogOf(input).products).to.deep.equal([]);
  });

  it('is not so where a choice that must be made pays for the discount', () => {
    const modifiers = [
      { id: 'm', title: 'M', required: true, options: [{ id: 'o', title: 'O', price: 50 }] },
      { id: 'n', title: 'N', options: [{ id: 'o', title: 'O', price: -150 }] },
    ];
    expect(faultsOf(catalogInput({ products: [product({ modifiers })] }))).to.deep.equal([]);
  });
});

describe('ids that are taken', () => {
  it('stay with the first product', () => {
    const input = catalogInput({ products: [HONEY, { ...HONEY, title: 'Other honey' }] });
    expect(catalogOf(input).products.map(({ title }) => title)).to.deep.equal(['Heather honey']);
    expect(faultsOf(input)).to.deep.equal(['duplicate-id /products/1/id']);
  });

  it('stay with the first variant in the whole catalog, and the other sizes remain', () => {
    const twin = product({
      variants: [
        { id: 'honey-340', price: 1 },
        { id: 'p-2', price: 2 },
      ],
    });
    const input = catalogInput({ products: [HONEY, twin] });
    expect(catalogOf(input).products[1]?.variants.map(({ id }) => id)).to.deep.equal(['p-2']);
    expect(faultsOf(input)).to.deep.equal(['duplicate-id /products/1/variants/0/id']);
  });

  it('stay with the first modifier and the first option', () => {
    const options = [
      { id: 'a', title: 'First' },
      { id: 'a', title: 'Second' },
    ];
    const modifiers = [
      { id: 'm', title: 'M', options },
      { id: 'm', title: 'N', options },
    ];
    const input = catalogInput({ products: [product({ modifiers })] });
    const [modifier, ...others] = catalogOf(input).products[0]?.modifiers ?? [];
    expect([modifier?.title, modifier?.options.map(({ title }) => title), others]).to.deep.equal([
      'M',
      ['First'],
      [],
    ]);
    expect(faultsOf(input)).to.deep.equal([
      'duplicate-id /products/0/modifiers/1/id',
      'duplicate-id /products/0/modifiers/0/options/1/id',
    ]);
  });

  it('stay with the first depot', () => {
    const input = catalogInput({ depots: [STATION, { ...STATION, title: 'Twin' }] });
    expect(catalogOf(input).depots.map(({ title }) => title)).to.deep.equal(['Station kiosk']);
    expect(faultsOf(input)).to.deep.equal(['duplicate-id /depots/1/id']);
  });
});

describe('a depot that is left out', () => {
  const rule = { days: ['mon'], from: '07:00', to: '10:00', everyMinutes: 30 };
  const rows: { why: string; changes: Fields; at: string }[] = [
    { why: 'a time that is none', changes: { slots: [{ ...rule, from: '7am' }] }, at: '/slots/0/from' },
    { why: 'a day that is none', changes: { slots: [{ ...rule, days: ['monday'] }] }, at: '/slots/0/days/0' },
    { why: 'no days', changes: { slots: [{ ...rule, days: [] }] }, at: '/slots/0/days' },
    { why: 'a window that ends first', changes: { slots: [{ ...rule, to: '06:00' }] }, at: '/slots/0' },
    { why: 'no room for a slot', changes: { slots: [{ ...rule, to: '07:20' }] }, at: '/slots/0' },
    {
      why: 'a date that is none',
      changes: { closed: [{ from: '2026-02-30', to: '2026-03-01' }] },
      at: '/closed/0/from',
    },
    {
      why: 'a closure backwards',
      changes: { closed: [{ from: '2026-03-02', to: '2026-03-01' }] },
      at: '/closed/0',
    },
    { why: 'a horizon of a year', changes: { horizonDays: 365 }, at: '/horizonDays' },
  ];
  for (const { why, changes, at } of rows) {
    it(`has ${why}, and is named`, () => {
      expect(faultsOf(depot(changes))).to.deep.equal([`bad-depot /depots/0${at}`]);
      expect(catalogOf(depot(changes)).depots).to.deep.equal([]);
    });
  }

  it('takes no other depot with it: a fallback that is missing is dropped and named', () => {
    const input = depot({ fallbacks: ['d', 'moon'] });
    expect(catalogOf(input).depots[0]?.fallbacks).to.deep.equal(['d']);
    expect(faultsOf(input)).to.deep.equal(['unknown-depot /depots/0/fallbacks/1']);
  });
});

describe('keys', () => {
  it('are kept when they are public and whole', () => {
    expect(catalogOf(catalogInput({ keys: [KEY] })).keys).to.deep.equal([KEY]);
  });

  const rows = [
    { why: 'private', key: { ...KEY, d: 'c'.repeat(43) }, at: '/d' },
    { why: 'of another kind', key: { ...KEY, kty: 'RSA' }, at: '/kty' },
    { why: 'for another use', key: { ...KEY, use: 'none' }, at: '/use' },
    { why: 'cut short', key: { ...KEY, x: 'short' }, at: '/x' },
  ];
  for (const { why, key, at } of rows) {
    it(`are left out and named when they are ${why}`, () => {
      const input = catalogInput({ keys: [key, KEY] });
      expect(catalogOf(input).keys).to.deep.equal([KEY]);
      expect(faultsOf(input)).to.deep.equal([`bad-key /keys/0${at}`]);
    });
  }
});

describe('addresses in a catalog', () => {
  const resolved = [
    { written: 'oats.webp', at: 'https://millrace.example/shop/oats.webp' },
    { written: '/oats.webp', at: 'https://millrace.example/oats.webp' },
    { written: '//cdn.example/oats.webp', at: 'https://cdn.example/oats.webp' },
    { written: 'HTTPS://cdn.example/a b.webp', at: 'https://cdn.example/a%20b.webp' },
    { written: './a:b.webp', at: 'https://millrace.example/shop/a:b.webp' },
  ];
  for (const { written, at } of resolved) {
    it(`start where the catalog is: ${written}`, () => {
      const input = catalogInput({ products: [product({ image: written })] });
      expect(catalogOf(input, BASE).products[0]?.image).to.deep.equal({ src: at, alt: '' });
    });
  }

  it('keep the size and words of an image', () => {
    const image = { src: 'oats.webp', width: 800, height: 600, alt: 'A bowl' };
    const input = catalogInput({ products: [product({ image })] });
    expect(catalogOf(input, BASE).products[0]?.image).to.deep.equal({
      ...image,
      src: 'https://millrace.example/shop/oats.webp',
    });
  });

  it('are kept as written where there is nothing to start from', () => {
    expect(catalogOf(shop({ links: { terms: '/terms' } })).shop.links).to.deep.equal({ terms: '/terms' });
  });

  it('of links are absolute afterwards', () => {
    expect(catalogOf(shop({ links: { terms: '/terms' } }), BASE).shop.links).to.deep.equal({
      terms: 'https://millrace.example/terms',
    });
  });

  it('that lead nowhere are dropped and named, and the shop opens', () => {
    const input = {
      ...shop({ links: { terms: '/terms' } }),
      products: [product({ image: 'oats.webp' })],
    };
    const catalog = catalogOf(input, 'about:srcdoc');
    expect([catalog.shop.links, catalog.products[0]?.image]).to.deep.equal([{}, undefined]);
    expect(faultsOf(input, 'about:srcdoc')).to.deep.equal([
      'bad-address /shop/links/terms',
      'bad-address /products/0/image',
    ]);
  });

  const dangerous = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ];
  for (const address of dangerous) {
    it(`never run or reach anything else: ${JSON.stringify(address)}`, () => {
      const input = shop({ links: { help: address } });
      expect(faultsOf(input)).to.deep.equal(['bad-shop /shop/links/help']);
    });
  }
});

describe('a hostile catalog', () => {
  it('can not reach a prototype', () => {
    const text = JSON.stringify(catalogInput()).replace(
      '"shop":{',
      '"__proto__":{"reached":1},"shop":{"__proto__":{"reached":1},"constructor":{"prototype":{"reached":1}},',
    );
    const catalog = catalogOf(JSON.parse(text));
    expect(({} as Fields).reached).to.equal(undefined);
    expect([
      (catalog as unknown as Fields).reached,
      (catalog.shop as unknown as Fields).reached,
    ]).to.deep.equal([undefined, undefined]);
  });

  it('is cut to a size that a page can hold, and says so', () => {
    const products = Array.from({ length: 5_001 }, (_, i) =>
      product({ id: `p${i}`, variants: [{ id: `v${i}`, price: 1 }] }),
    );
    const input = catalogInput({ products });
    expect(catalogOf(input).products.length).to.equal(5_000);
    expect(faultsOf(input)).to.deep.equal(['too-many /products']);
  });

  it('never throws, whatever is put in any place of it', () => {
    const random = createRandom(20261123);
    const junk: readonly unknown[] = [
      null,
      undefined,
      0,
      -1,
      1e300,
      NaN,
      '',
      'x',
      '\ud800',
      [],
      [[]],
      {},
      { __proto__: null },
      true,
      Symbol.iterator,
      () => 1,
    ];
    const spoil = (value: unknown): unknown => {
      if (random.below(12) === 0) return random.pick(junk.slice(2));
      if (Array.isArray(value)) return value.map(spoil);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoil(inner)]));
    };
    let usable = 0;
    for (let round = 0; round < 300; round++) {
      const parsed = parseCatalog(spoil({ ...catalogInput(), keys: [KEY] }), BASE);
      if (parsed.ok) usable++;
      else expect(parsed.problems).not.to.deep.equal([]);
    }
    expect(usable).to.be.greaterThan(0);
  });
});
