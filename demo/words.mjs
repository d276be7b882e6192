/**
 * What customers say of Millrace, signed with the key of the demo's endpoint, as `punnet testimonial sign` does for a real
 * shop. Customers and orders are invented, like the mill.
 */
import { createHash, createPrivateKey, sign } from 'node:crypto';

const DAY_MS = 86_400_000;

/** Without an order nobody vouches for it; without a product it is about the shop. */
const WORDS = [
  {
    product: 'cheddar',
    text: 'It crumbles as it should, and bites back.',
    author: 'Ada, Weir Lane',
    stars: 5,
    days: 4,
    order: 1,
  },
  {
    product: 'oats',
    text: 'Porridge that holds its shape. I bring the same jar every second week.',
    author: 'Tom B.',
    stars: 4,
    days: 12,
    order: 2,
  },
  {
    product: 'sourdough',
    text: 'A crust you can hear from the next room.',
    author: 'Priya',
    stars: 5,
    days: 7,
    order: 3,
  },
  { product: 'olive-oil', text: 'Green and peppery.', author: 'Marek', stars: 4, days: 20, order: 4 },
  { text: 'They remember which jar is yours.', author: 'Jo and Sam', stars: 5, days: 30, order: 5 },
  { text: 'Ordered in the tunnel, collected at the station.', author: 'Lena', days: 2, order: 6 },
  {
    product: 'cheddar',
    text: 'It did not see the end of the week.',
    author: 'Nell',
    stars: 4,
    days: 16,
    order: 7,
  },
  { product: 'cheddar', text: 'My neighbour says it is the best cheese.', author: 'Anonymous' },
];

/**
 * @param keys the endpoint's `keys.json`
 * @param now epoch milliseconds, the same for the shop's other languages
 * @returns the catalog with what customers say in it, under a version of its own
 */
export function addWords(catalog, keys, now) {
  const source = JSON.parse(catalog);
  const jwk = JSON.parse(keys).keys.find(({ use }) => use === 'sig');
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const dateOf = (days) => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
  const testimonials = WORDS.map(({ order, days, ...said }) => {
    if (order === undefined) return said;
    const claims = { v: 1, shop: source.shop.id, ...said, date: dateOf(days), receipt: receiptOf(order) };
    const text = [{ alg: 'ES256', kid: jwk.kid }, claims].map(toPart).join('.');
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  });
  return JSON.stringify({
    ...source,
    version: `${source.version}.words-${jwk.kid.slice(0, 8)}-${now}`,
    testimonials,
  });
}

const toPart = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const receiptOf = (order) =>
  createHash('sha256').update(`an order of the demo, ${order}`).digest('base64url');
