/** What a page says that could be read as a lower price, another product or less in the pack than it means. */
import { text, type PageFixture } from './fixture.js';
import { OATS, hand, offered, one, sized } from './other.js';

const LIST = 'https://schema.org/ListPrice';
const STRUCK = 'https://schema.org/StrikethroughPrice';
const NO_PRICE = ['no-price ld+json[0]/offers'];
const PLAIN = { price: '2.40', priceCurrency: 'GBP' };

const specified = (...priceSpecification: readonly object[]) =>
  one({}, { price: undefined, priceSpecification });
const entry = (price: string, more: object) => ({ price, priceCurrency: 'GBP', ...more });
const ownPage = (name: string, block: unknown) => hand(name, block, [OATS], [], 'oats');
const none = (name: string, block: unknown, problems: readonly string[] = NO_PRICE) =>
  hand(name, block, [], problems);
const group = (offers: unknown) =>
  one({
    '@type': 'ProductGroup',
    productGroupID: 'oats',
    offers: undefined,
    hasVariant: [{ '@type': 'Product', sku: 'a', offers }],
  });

/** A price that is not, or not for everybody, what the thing costs. */
const TYPES: readonly PageFixture[] = [
  ...[{ '@id': STRUCK }, [LIST], [{ '@id': LIST }], { name: 'MSRP' }, { '@id': 7 }, [['ListPrice']]].flatMap(
    (priceType) => [
      ownPage(
        `a price of the type ${text(priceType)} before the one that is asked`,
        specified(entry('2.00', { priceType }), PLAIN),
      ),
      none(`a price of the type ${text(priceType)} alone`, specified(entry('2.00', { priceType }))),
    ],
  ),
  ...[{ '@id': 'https://schema.org/SalePrice' }, ['SalePrice']].map((priceType) =>
    ownPage(
      `a sale\u2019s price, its type written ${text(priceType)}`,
      specified(entry('3.00', {}), { ...PLAIN, priceType }),
    ),
  ),
  ...['DeliveryChargeSpecification', ['https://schema.org/PaymentChargeSpecification']].flatMap((type) => [
    ownPage(`a ${text(type)} beside the price`, specified(entry('2.00', { '@type': type }), PLAIN)),
    none(`a ${text(type)} alone`, specified(entry('2.00', { '@type': type }))),
  ]),
  none('a list price on the offer itself', one({}, { priceType: LIST })),
];

const CONDITIONS: readonly PageFixture[] = [
  ...['#gold', [{ '@id': '#gold' }], true].map((validForMemberTier) =>
    ownPage(
      `a price for members, written ${text(validForMemberTier)}`,
      specified(entry('2.00', { validForMemberTier }), PLAIN),
    ),
  ),
  ownPage('a price from ten on', specified(entry('2.00', { eligibleQuantity: 10 }), PLAIN)),
  none('an offer for members', one({}, { validForMemberTier: { '@id': '#gold' } })),
  none(
    'an offer for members, its price in a specification',
    one({}, { price: undefined, priceSpecification: PLAIN, validForMemberTier: '#gold' }),
  ),
];

const RANGE = { '@type': 'AggregateOffer', lowPrice: '2.00', priceCurrency: 'GBP' };

const LOWEST: readonly PageFixture[] = [
  none('a lowest price without its tax', offered({ ...RANGE, valueAddedTaxIncluded: false }), [
    'price-excludes-tax ld+json[0]/offers/valueAddedTaxIncluded',
  ]),
  none('a lowest price for members', offered({ ...RANGE, validForMemberTier: '#gold' })),
];

const DATES: readonly PageFixture[] = [
  ownPage(
    'a sale with an end, which may be over, beside the price that stays',
    specified(entry('2.00', { priceType: 'SalePrice', validThrough: '2020-01-31' }), PLAIN),
  ),
  ownPage(
    'a price with a beginning, which may be to come, before the one that is asked',
    specified(entry('2.00', { validFrom: '2030-01-01' }), PLAIN),
  ),
  ownPage(
    'a sale with an end and nothing else to ask',
    specified(
      { ...PLAIN, priceType: 'SalePrice', validThrough: '2020-01-31' },
      entry('3.00', { priceType: LIST }),
    ),
  ),
  none(
    'two prices, each for a time',
    specified(entry('2.00', { validThrough: '2026-01-31' }), entry('2.40', { validFrom: '2026-02-01' })),
  ),
];

const HALF = ['oats: a "" 240 GBP true'];
const VARIANTS: readonly PageFixture[] = [
  hand(
    'a size with two offers at two prices',
    group([sized('', '2.40'), sized('', '2.00')]),
    HALF,
    ['price-conflict ld+json[0]/hasVariant/0/offers/1'],
    'oats',
  ),
  hand(
    'a size with two offers at one price',
    group([sized('', '2.40'), sized('', '2.40')]),
    HALF,
    [],
    'oats',
  ),
  hand(
    'a size with an offer for members before the one for all',
    group([sized('', '2.00', { validForMemberTier: '#gold' }), sized('', '2.40')]),
    HALF,
    [],
    'oats',
  ),
];

const SIZES: readonly PageFixture[] = [
  ...['1.000 g', '12.500 kg'].map((weight) =>
    ownPage(`a weight of ${weight}, by the thousand or not`, one({ weight })),
  ),
  hand(
    'a size of 1.000 g',
    offered([sized('a', '2.40', { name: '1.000 g' }), sized('b', '4.10')]),
    ['oats: a "1.000 g" 240 GBP true', 'oats: b "" 410 GBP true'],
    [],
    'oats',
  ),
  ...['0.125 kg', '1.25 kg'].map((weight) =>
    hand(`a weight of ${weight}`, one({ weight }), [`${OATS} ${weight}`], [], 'oats'),
  ),
];

const shop = { url: '/shop' };
const SAME_ADDRESS: readonly PageFixture[] = [
  hand(
    'two products that both name the shop\u2019s page as theirs',
    [one(shop), one({ ...shop, name: 'Rye', sku: 'rye' })],
    [OATS, 'rye: rye "" 240 GBP true'],
  ),
  hand(
    'one product twice at one address, under two skus',
    [one(shop), one({ ...shop, sku: 'other' })],
    [OATS, 'oats: other "" 240 GBP true'],
    [],
    'oats',
  ),
  hand(
    'three at one address, one without a sku',
    [
      one(shop),
      one({ ...shop, name: 'Oats, rolled', sku: undefined }),
      one({ ...shop, name: 'Rye', sku: 'rye' }),
    ],
    [OATS, 'oats: shop "" 240 GBP true', 'rye: rye "" 240 GBP true'],
  ),
];

export const DOUBTFUL: readonly PageFixture[] = [
  ...TYPES,
  ...CONDITIONS,
  ...LOWEST,
  ...DATES,
  ...VARIANTS,
  ...SIZES,
  ...SAME_ADDRESS,
];
