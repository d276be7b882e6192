/** What WooCommerce prints by itself, and what Yoast's plugin makes of it. */
import { text, type PageFixture } from './fixture.js';

const SITE = 'https://millrace.example';
const OATS = `${SITE}/product/rolled-oats/`;
const seller = { '@type': 'Organization', name: 'Millrace', url: SITE };

const price = (amount: string, more: object = {}) => ({
  '@type': 'UnitPriceSpecification',
  price: amount,
  priceCurrency: 'GBP',
  valueAddedTaxIncluded: true,
  validThrough: '2027-12-31',
  ...more,
});
const product = (offers: unknown, more: object = {}) => ({
  '@context': 'https://schema.org/',
  '@type': 'Product',
  '@id': `${OATS}#product`,
  name: 'Oats &amp; barley',
  url: OATS,
  description: 'Rolled <em>here</em>.',
  image: `${SITE}/wp-content/uploads/oats.jpg`,
  sku: 4711,
  offers: [offers],
  ...more,
});
const offer = (priceSpecification: unknown, more: object = {}) => ({
  '@type': 'Offer',
  priceSpecification,
  priceValidUntil: '2027-12-31',
  availability: 'https://schema.org/InStock',
  url: OATS,
  seller,
  ...more,
});
const aggregate = {
  '@type': 'AggregateOffer',
  lowPrice: '2.40',
  highPrice: '4.10',
  offerCount: 2,
  priceCurrency: 'GBP',
  availability: 'https://schema.org/InStock',
  url: OATS,
};
const breadcrumbs = {
  '@type': 'BreadcrumbList',
  itemListElement: [
    { '@type': 'ListItem', position: 1, item: { name: 'Home', '@id': SITE } },
    { '@type': 'ListItem', position: 2, item: { name: 'Oats', '@id': OATS } },
  ],
};

const yoastVariant = (id: string, name: string, amount: string) => ({
  '@type': 'Product',
  '@id': `${SITE}/#/schema/Product/${id}`,
  name,
  sku: id.toUpperCase(),
  offers: {
    '@type': 'Offer',
    '@id': `${SITE}/#/schema/Offer/${id}`,
    priceSpecification: { ...price(amount), '@type': 'PriceSpecification' },
    availability: 'https://schema.org/InStock',
    url: `${OATS}?attribute_size=${id}`,
  },
});
const yoast = {
  '@context': 'https://schema.org',
  '@graph': [
    {
      '@type': ['WebPage', 'ItemPage'],
      '@id': OATS,
      url: OATS,
      mainEntity: { '@id': `${SITE}/#/schema/Product/oats` },
    },
    {
      '@type': 'ImageObject',
      '@id': `${OATS}#primaryimage`,
      url: `${SITE}/wp-content/uploads/oats.jpg`,
      width: 800,
      height: 600,
    },
    {
      '@type': 'ProductGroup',
      '@id': `${SITE}/#/schema/Product/oats`,
      name: 'Rolled oats',
      productGroupID: 'oats',
      image: { '@id': `${OATS}#primaryimage` },
      mainEntityOfPage: { '@id': OATS },
      variesBy: ['https://schema.org/size'],
      hasVariant: ['oats-500', 'oats-1000'].map((id) => ({ '@id': `${SITE}/#/schema/Product/${id}` })),
      review: [
        { '@type': 'Review', itemReviewed: { '@type': 'Product', name: 'Something else', sku: 'else' } },
      ],
      isRelatedTo: [{ '@type': 'Product', name: 'Muesli', sku: 'muesli', offers: offer([price('3.00')]) }],
      isSimilarTo: { '@type': 'Product', name: 'Spelt', sku: 'spelt', offers: offer([price('3.10')]) },
    },
    { ...yoastVariant('oats-500', 'Rolled oats, 500 g', '2.40'), size: '500 g' },
    {
      ...yoastVariant('oats-1000', 'Rolled oats, 1 kg', '4.10'),
      size: { '@type': 'SizeSpecification', name: '1 kg' },
    },
  ],
};

const page = (
  name: string,
  block: unknown,
  sells: readonly string[],
  problems: readonly string[] = [],
): PageFixture => ({
  name,
  address: OATS,
  texts: [text(block)],
  sells,
  problems,
  ...(sells[0] ? { own: sells[0].split(':')[0] as string } : {}),
});

export const WORDPRESS: readonly PageFixture[] = [
  page('WooCommerce: a simple product', product(offer([price('2.40')])), ['4711: 4711 "" 240 GBP true']),
  page(
    'WooCommerce: on sale, the list price beneath it',
    product(offer([price('1.90'), price('2.40', { priceType: 'https://schema.org/ListPrice' })])),
    ['4711: 4711 "" 190 GBP true'],
  ),
  page(
    'WooCommerce: on back-order',
    product(offer([price('2.40')], { availability: 'https://schema.org/BackOrder' })),
    ['4711: 4711 "" 240 GBP soon'],
  ),
  page(
    'WooCommerce: a product with sizes, of which it states the range',
    product(aggregate),
    ['4711: 4711 "" from 240 GBP false'],
    ['no-variants ld+json[0]/offers'],
  ),
  page(
    'WooCommerce: a product with sizes on sale',
    product({
      ...aggregate,
      priceSpecification: [price('1.90', { priceType: 'https://schema.org/SalePrice' })],
    }),
    ['4711: 4711 "" from 240 GBP false'],
    ['no-variants ld+json[0]/offers'],
  ),
  page(
    'WooCommerce: two blocks in one graph',
    { '@context': 'https://schema.org/', '@graph': [breadcrumbs, product(offer([price('2.40')]))] },
    ['4711: 4711 "" 240 GBP true'],
  ),
  page(
    'WooCommerce: prices without tax',
    product(offer([price('2.40', { valueAddedTaxIncluded: false })])),
    [],
    ['price-excludes-tax ld+json[0]/offers/0/priceSpecification/0/valueAddedTaxIncluded'],
  ),
  page('Yoast: a graph whose group names its sizes', yoast, [
    'oats: OATS-500 "500 g" 240 GBP true 500 g',
    'oats: OATS-1000 "1 kg" 410 GBP true 1 kg',
  ]),
];
