/** What Shopify's `structured_data` filter prints: relative `@id`, escaped slashes, names with the size behind a dash. */
import { escaped, text, type PageFixture } from './fixture.js';

const SITE = 'https://millrace.example';
const offer = (variant: string, price: string, available = 'InStock') => ({
  '@id': `/products/rolled-oats?variant=${variant}#offer`,
  '@type': 'Offer',
  availability: `http://schema.org/${available}`,
  price,
  priceCurrency: 'GBP',
  url: `${SITE}/products/rolled-oats?variant=${variant}`,
});

const group = {
  '@context': 'http://schema.org/',
  '@id': '/products/rolled-oats#product',
  '@type': 'ProductGroup',
  brand: { '@type': 'Brand', name: 'Millrace' },
  category: 'Grains',
  description: 'Rolled on our own mill.',
  hasVariant: [
    {
      '@id': '/products/rolled-oats?variant=39888242344001#variant',
      '@type': 'Product',
      image: `${SITE}/cdn/shop/products/oats-500.jpg?v=1650642958&width=1920`,
      name: 'Oats - 500 g',
      offers: offer('39888242344001', '2.40'),
      sku: '',
    },
    {
      '@id': '/products/rolled-oats?variant=39888242344002#variant',
      '@type': 'Product',
      name: 'Oats - 1 kg',
      offers: offer('39888242344002', '4.10', 'OutOfStock'),
      sku: 'OATS-1000',
    },
  ],
  name: 'Oats',
  productGroupID: '7103245680123',
  url: `${SITE}/products/rolled-oats`,
};

const single = {
  '@context': 'http://schema.org/',
  '@id': '/products/honey#product',
  '@type': 'Product',
  brand: { '@type': 'Brand', name: 'Millrace' },
  category: '',
  description: '',
  image: `${SITE}/cdn/shop/products/honey.jpg?v=1650642958&width=1920`,
  name: 'Heather honey',
  offers: {
    '@id': '/products/honey?variant=39888242344009#offer',
    '@type': 'Offer',
    availability: 'http://schema.org/InStock',
    price: '6.00',
    priceCurrency: 'GBP',
    url: `${SITE}/products/honey?variant=39888242344009`,
  },
  url: `${SITE}/products/honey`,
};

/** An app's own block of the theme's product, with stars, and with a price that was not brought up to date. */
const appsBlock = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Heather honey',
  url: `${SITE}/products/honey`,
  aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.8', reviewCount: 31 },
  offers: {
    '@type': 'Offer',
    url: `${SITE}/products/honey?variant=39888242344009`,
    price: 5.5,
    priceCurrency: 'GBP',
  },
};

export const SHOPIFY: readonly PageFixture[] = [
  {
    name: 'Shopify: a product with sizes',
    address: `${SITE}/products/rolled-oats?variant=39888242344001`,
    texts: [escaped(group)],
    sells: [
      '7103245680123: 39888242344001 "500 g" 240 GBP true 500 g',
      '7103245680123: OATS-1000 "1 kg" 410 GBP false 1 kg',
    ],
    problems: [],
    own: '7103245680123',
  },
  {
    name: 'Shopify: a product of one size',
    address: `${SITE}/products/honey`,
    texts: [escaped(single)],
    sells: ['honey: 39888242344009 "" 600 GBP true'],
    problems: [],
    own: 'honey',
  },
  {
    name: 'a theme\u2019s block and an app\u2019s of the same product, at two prices',
    address: `${SITE}/products/honey`,
    texts: [escaped(single), text(appsBlock)],
    sells: ['honey: 39888242344009 "" 600 GBP true'],
    problems: ['price-conflict ld+json[1]'],
    own: 'honey',
  },
  {
    name: 'a theme\u2019s block and an app\u2019s with the stars alone',
    address: `${SITE}/products/honey`,
    texts: [text({ ...appsBlock, offers: undefined, url: undefined }), escaped(single)],
    sells: ['honey: 39888242344009 "" 600 GBP true'],
    problems: [],
    own: 'honey',
  },
];
