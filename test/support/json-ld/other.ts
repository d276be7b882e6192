/** Squarespace, other currencies, and what people write by hand. */
import { text, type PageFixture } from './fixture.js';

const SITE = 'https://millrace.example';
const NEW = { itemCondition: 'https://schema.org/NewCondition' };

const squarespace = {
  name: 'Rolled Oats',
  image: 'https://images.squarespace-cdn.example/content/v1/oats.jpg',
  description: 'Rolled on our own mill.',
  offers: {
    price: 2.4,
    priceCurrency: 'GBP',
    url: `${SITE}/store/p/rolled-oats`,
    availability: 'InStock',
    sku: 'SQ5551234',
    '@context': 'http://schema.org',
    '@type': 'Offer',
  },
  '@context': 'http://schema.org',
  '@type': 'Product',
};

export const one = (more: object, offer: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Oats',
  sku: 'oats',
  offers: { '@type': 'Offer', price: '2.40', priceCurrency: 'GBP', ...NEW, ...offer },
  ...more,
});
export const sized = (sku: string, price: string, more: object = {}) => ({
  '@type': 'Offer',
  sku,
  price,
  priceCurrency: 'GBP',
  ...more,
});
export const offered = (offers: unknown) => one({ offers });

const list = {
  '@context': 'https://schema.org',
  '@type': 'ItemList',
  itemListElement: ['oats', 'rye'].map((id, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    item: one({ '@context': undefined, name: id, sku: undefined, url: `/shop/${id}` }),
  })),
};

export const hand = (
  name: string,
  block: unknown,
  sells: readonly string[],
  problems: readonly string[] = [],
  own?: string,
): PageFixture => ({
  name,
  address: `${SITE}/shop/oats`,
  texts: [text(block)],
  sells,
  problems,
  ...(own ? { own } : {}),
});

export const OATS = 'oats: oats "" 240 GBP true';
const priced = (value: unknown, currency = 'GBP') => one({}, { price: value, priceCurrency: currency });
const refused = 'bad-price ld+json[0]/offers/price';

export const OTHER: readonly PageFixture[] = [
  hand('Squarespace: one product, no brand', squarespace, [], ['no-id ld+json[0]/sku']),
  hand(
    'Squarespace: one product with its address',
    { ...squarespace, url: `${SITE}/store/p/rolled-oats` },
    ['rolled-oats: SQ5551234 "" 240 GBP true'],
    [],
    'rolled-oats',
  ),
  hand('yen, which have no smaller coin', priced('480', 'JPY'), ['oats: oats "" 480 JPY true'], [], 'oats'),
  hand('yen with a point', priced('480.00', 'JPY'), [], [refused]),
  hand(
    'Kuwaiti dinars, of a thousand fils',
    priced('1.250', 'KWD'),
    ['oats: oats "" 1250 KWD true'],
    [],
    'oats',
  ),
  hand('a number', priced(2.4), [OATS], [], 'oats'),
  hand('a whole number', priced('2'), ['oats: oats "" 200 GBP true'], [], 'oats'),
  hand('a comma', priced('2,40'), [], [refused]),
  hand('thousands', priced('1,240.00'), [], [refused]),
  hand('a sign', priced('-2.40'), [], [refused]),
  hand('a currency\u2019s sign', priced('\u00a32.40'), [], [refused]),
  hand('too many digits', priced('2.405'), [], [refused]),
  hand(
    'a fraction that binary can\u2019t hold',
    priced(1.005, 'KWD'),
    ['oats: oats "" 1005 KWD true'],
    [],
    'oats',
  ),
  hand('an exponent', priced(1e21), [], [refused]),
  hand('no currency', priced('2.40', ''), [], ['bad-currency ld+json[0]/offers/priceCurrency']),
  hand(
    'no price',
    one({ offers: { '@type': 'Offer', priceCurrency: 'GBP' } }),
    [],
    ['no-price ld+json[0]/offers'],
  ),
  hand('no offer', one({ offers: undefined }), [], ['no-price ld+json[0]']),
  hand(
    'a price for members beside the one for all',
    one(
      {},
      {
        price: undefined,
        priceSpecification: [
          { price: '2.00', priceCurrency: 'GBP', validForMemberTier: { '@id': '#gold' } },
          { price: '2.20', priceCurrency: 'GBP', eligibleQuantity: { value: 10 } },
          { price: '3.00', priceCurrency: 'GBP', priceType: 'https://schema.org/StrikethroughPrice' },
          { price: '2.90', priceCurrency: 'GBP', priceType: 'MSRP' },
          { price: '2.40', priceCurrency: 'GBP', priceType: 'http://schema.org/SalePrice' },
        ],
      },
    ),
    [OATS],
    [],
    'oats',
  ),
  hand(
    'one price specification',
    one(
      {},
      {
        price: undefined,
        priceCurrency: undefined,
        priceSpecification: { price: 2.4, priceCurrency: 'GBP' },
      },
    ),
    [OATS],
    [],
    'oats',
  ),
  hand(
    'a quantity for the unit price',
    one(
      {},
      {
        priceSpecification: {
          '@type': 'UnitPriceSpecification',
          price: '2.40',
          priceCurrency: 'GBP',
          referenceQuantity: {
            value: '75',
            unitCode: 'CLT',
            valueReference: { value: '100', unitCode: 'MLT' },
          },
        },
      },
    ),
    ['oats: oats "" 240 GBP true 75 cl/100ml'],
    [],
    'oats',
  ),
  hand(
    'a weight with a code',
    one({ weight: { '@type': 'QuantitativeValue', value: 0.5, unitCode: 'KGM' } }),
    [`${OATS} 0.5 kg`],
    [],
    'oats',
  ),
  hand('a weight in words', one({ weight: '500 g' }), [`${OATS} 500 g`], [], 'oats'),
  hand('a size', one({ size: '0,5 l' }), ['oats: oats "0,5 l" 240 GBP true 0.5 l'], [], 'oats'),
  hand(
    'offers with a sku each',
    offered([
      sized('oats-500', '2.40', { name: '500 g' }),
      sized('oats-1000', '4.10', { name: 'Oats, 1 kg' }),
    ]),
    ['oats: oats-500 "500 g" 240 GBP true 500 g', 'oats: oats-1000 "1 kg" 410 GBP true 1 kg'],
    [],
    'oats',
  ),
  hand(
    'an AggregateOffer with its offers',
    offered({
      '@type': 'AggregateOffer',
      lowPrice: 2.4,
      priceCurrency: 'GBP',
      offers: [sized('a', '2.40'), sized('b', '4.10')],
    }),
    ['oats: a "" 240 GBP true', 'oats: b "" 410 GBP true'],
    [],
    'oats',
  ),
  hand(
    'offers that can\u2019t be told apart',
    offered([
      { price: '4.10', priceCurrency: 'GBP' },
      { price: '2.40', priceCurrency: 'GBP' },
    ]),
    ['oats: oats "" from 240 GBP false'],
    ['no-variants ld+json[0]/offers'],
    'oats',
  ),
  hand(
    'one sku at two prices',
    offered([sized('a', '2.40'), sized('a', '2.60'), sized('b', '4.10')]),
    ['oats: a "" 240 GBP true', 'oats: b "" 410 GBP true'],
    ['price-conflict ld+json[0]/offers/1'],
    'oats',
  ),
  hand(
    'two currencies',
    offered([sized('a', '2.40'), sized('b', '2.80', { priceCurrency: 'EUR' })]),
    ['oats: a "" 240 GBP true'],
    ['wrong-currency ld+json[0]/offers/1'],
    'oats',
  ),
  hand(
    'sizes that differ in two ways',
    one({
      '@type': 'ProductGroup',
      productGroupID: 'oats',
      variesBy: ['size', 'https://schema.org/color'],
      offers: undefined,
      hasVariant: [
        { '@type': 'Product', sku: 'a', size: 'Small', color: { name: 'Red' }, offers: sized('a', '1.00') },
      ],
    }),
    ['oats: a "Small / Red" 100 GBP true'],
    [],
    'oats',
  ),
  hand(
    'a size with a GTIN',
    one({
      '@type': 'ProductGroup',
      sku: undefined,
      productGroupID: 12,
      offers: undefined,
      hasVariant: [{ '@type': 'Product', gtin13: '5012345678900', offers: sized('', '1.00') }],
    }),
    ['12: 5012345678900 "" 100 GBP true'],
    [],
    '12',
  ),
  hand(
    'a list of items, of which one is the page\u2019s',
    list,
    ['oats: oats "" 240 GBP true', 'rye: rye "" 240 GBP true'],
    [],
    'oats',
  ),
  hand(
    'a list of types, and an array of things',
    [
      {
        '@context': ['https://schema.org'],
        '@type': ['Product', 'IndividualProduct'],
        name: 'Oats',
        sku: 'oats',
        offers: sized('', '2.40'),
      },
    ],
    [OATS],
    [],
    'oats',
  ),
  hand('another vocabulary', { ...one({}), '@context': 'https://other.example/' }, []),
  {
    name: 'a block that does not parse beside one that does',
    address: `${SITE}/shop/oats`,
    texts: ['{"@type": "Product",}', text(one({}))],
    sells: [OATS],
    problems: ['bad-json-ld ld+json[0]'],
    own: 'oats',
  },
  ...(
    [
      'InStock',
      'LimitedAvailability',
      'http://schema.org/InStoreOnly',
      'https://schema.org/OnlineOnly',
      undefined,
    ] as const
  ).map((availability) =>
    hand(`availability ${availability ?? 'unsaid'}`, one({}, { availability }), [OATS], [], 'oats'),
  ),
  ...[
    'OutOfStock',
    'http://schema.org/SoldOut',
    'https://schema.org/Discontinued',
    'https://www.schema.org/OutOfStock',
  ].map((availability) =>
    hand(
      `availability ${availability}`,
      one({}, { availability }),
      ['oats: oats "" 240 GBP false'],
      [],
      'oats',
    ),
  ),
  ...['PreOrder', 'PreSale'].map((availability) =>
    hand(
      `availability ${availability}`,
      one({}, { availability }),
      ['oats: oats "" 240 GBP soon'],
      [],
      'oats',
    ),
  ),
];
