/** What the golden intents say, and what is wrong with the refused ones. */

const ORDER = '0190a5b4-7c00-7a3b-9c2d-0123456789ab';
/** The SHA-256 of its bytes is the claim below. */
export const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I';
const envelope = { v: 1, shop: 'oat-and-mill', mode: 'test', seq: 0, at: '2026-06-01T08:30:00.000Z' };

export const line = { variant: 'oats-500', modifiers: { jar: 'own' }, quantity: 2, price: 450, total: 900 };

/** @param contact the hash of the sealed contact, if there is one */
function place(contact?: string) {
  return {
    claim: 'Ta1koDPtmEm1yai7v3i0FHFj9bAea5T8XjzPzOaIjBs',
    ...(contact === undefined ? {} : { contact }),
    catalog: '2026-06-01',
    currency: 'EUR',
    lines: [line],
    deposits: 0,
    total: 900,
    pickup: { depot: 'market', slot: 'market/2026-06-06T09:00:00+02:00' },
    payment: 'at-pickup',
    consent: { personalisation: false, measurement: false },
  };
}

export const placed = { ...envelope, id: ORDER, type: 'order.place', body: place() };

const id = (last: string) => ORDER.slice(0, -1) + last;
const next = (last: string, seq: number) => ({ ...envelope, id: id(last), seq });

/** One of every type, with and without what is optional. */
export function goodPayloads(contact: string): readonly { name: string; payload: object }[] {
  const two = { ...line, modifiers: {}, variant: 'Brötchen 🥖', quantity: 1, total: 450 };
  const market = { ...place(contact), lines: [line, two], deposits: 200, total: 1550 };
  return [
    { name: 'an order without contact', payload: placed },
    {
      name: 'an order with contact, deposit and two lines',
      payload: { ...next('c', 1), type: 'order.place', body: market },
    },
    { name: 'a cancellation', payload: { ...next('d', 2), type: 'order.cancel', body: { order: ORDER } } },
    {
      name: 'a cancellation from another device',
      payload: { ...next('e', 3), type: 'order.cancel', body: { order: ORDER, secret: SECRET } },
    },
    {
      name: 'a higher price accepted',
      payload: { ...next('f', 4), type: 'order.accept', body: { order: ORDER, amount: 960 } },
    },
    {
      name: 'a higher price accepted from another device',
      payload: { ...next('0', 5), type: 'order.accept', body: { order: ORDER, amount: 960, secret: SECRET } },
    },
    {
      name: 'an alternate chosen',
      payload: { ...next('1', 6), type: 'order.choose', body: { order: ORDER, alternate: '1-1' } },
    },
    {
      name: 'an order handed over',
      payload: {
        ...next('a', 14),
        type: 'receipt.collect',
        body: { order: ORDER, hash: place().claim, taken: 960 },
      },
    },
    {
      name: 'an order taken back',
      payload: {
        ...next('9', 15),
        type: 'receipt.return',
        body: { order: ORDER, hash: place().claim, amount: 960 },
      },
    },
    {
      name: 'an order out of a lease',
      payload: {
        ...next('7', 12),
        type: 'order.place',
        body: {
          ...place(),
          leases: [
            {
              key: ORDER,
              items: [
                { variant: 'oats-500', depot: 'market', quantity: 2 },
                { depot: 'market', slot: 'market/2026-06-06T09:00:00+02:00' },
              ],
            },
          ],
        },
      },
    },
    {
      name: 'an order that points pay for in part, out of a lease',
      payload: {
        ...envelope,
        id: ORDER.replace(/ab$/, 'bb'),
        seq: 16,
        type: 'order.place',
        body: {
          ...place(),
          redeem: { points: 40, off: 200 },
          total: 700,
          leases: [{ key: ORDER, items: [{ points: 40 }] }],
        },
      },
    },
    {
      name: 'a lease given up',
      payload: { ...next('8', 13), type: 'lease.release', body: { lease: ORDER } },
    },
    {
      name: 'a device that is to be forgotten',
      payload: { ...next('c', 17), type: 'erase', body: {} },
    },
    {
      name: 'a device that is to be forgotten, with an order that another key placed',
      payload: {
        ...envelope,
        id: ORDER.replace(/ab$/, 'cb'),
        seq: 18,
        type: 'erase',
        body: { orders: [{ order: ORDER, secret: SECRET }] },
      },
    },
    {
      name: 'a count of stock',
      payload: {
        ...next('2', 7),
        type: 'stock.set',
        body: { variant: 'oats-500', depot: 'market', quantity: 12, buffer: 2 },
      },
    },
    {
      name: 'stock that is not counted any more',
      payload: {
        ...next('3', 8),
        type: 'stock.set',
        body: { variant: 'oats-500', depot: 'market', quantity: null },
      },
    },
    {
      name: 'a depot that is closed',
      payload: {
        ...next('4', 9),
        type: 'depot.set',
        body: { depot: 'market', status: 'closed', reason: 'Flood' },
      },
    },
    {
      name: 'a code for a stall',
      payload: {
        ...next('5', 10),
        type: 'device.enrol',
        body: { code: place().claim, class: 'stall', until: '2026-06-02T08:30:00.000Z' },
      },
    },
    {
      name: 'a device that may do no more than any',
      payload: { ...next('6', 11), type: 'device.enrol', body: { device: place().claim, class: 'shopper' } },
    },
  ];
}

/** Signed well, and still refused at `path`. */
export function badPayloads(): readonly { name: string; path: string; payload: string }[] {
  const withLine = (change: object) => withBody({ lines: [{ ...line, ...change }] });
  const modifiers = (json: string) => withLine({ modifiers: 'HERE' }).replace('"HERE"', json);
  return [
    { name: 'a field that nobody named', path: 'extra', payload: JSON.stringify({ ...placed, extra: 1 }) },
    { name: 'a field in the body that nobody named', path: 'body.tip', payload: withBody({ tip: 100 }) },
    {
      name: 'a field __proto__',
      path: '__proto__',
      payload: `{"__proto__":{},${JSON.stringify(placed).slice(1)}`,
    },
    { name: 'another version', path: 'v', payload: JSON.stringify({ ...placed, v: 2 }) },
    { name: 'an unknown type', path: 'type', payload: JSON.stringify({ ...placed, type: 'order.eat' }) },
    {
      name: 'an id of version 4',
      path: 'id',
      payload: JSON.stringify({ ...placed, id: ORDER.replace('-7a', '-4a') }),
    },
    {
      name: 'a time with an offset',
      path: 'at',
      payload: JSON.stringify({ ...placed, at: '2026-06-01T08:30:00+02:00' }),
    },
    { name: 'a negative quantity', path: 'body.lines.0.quantity', payload: withLine({ quantity: -1 }) },
    { name: 'no quantity', path: 'body.lines.0.quantity', payload: withLine({ quantity: 0 }) },
    { name: 'half a quantity', path: 'body.lines.0.quantity', payload: withLine({ quantity: 0.5 }) },
    { name: 'a quantity in words', path: 'body.lines.0.quantity', payload: withLine({ quantity: '2' }) },
    { name: 'a price below a minor unit', path: 'body.lines.0.price', payload: withLine({ price: 4.5 }) },
    { name: 'a sum beyond all bounds', path: 'body.total', payload: withBody({ total: 1e12 + 1 }) },
    { name: 'no points', path: 'body.redeem.points', payload: withBody({ redeem: { points: 0, off: 0 } }) },
    {
      name: 'points that take nothing off that is said',
      path: 'body.redeem.off',
      payload: withBody({ redeem: { points: 40 } }),
    },
    {
      name: 'a number of places out of a lease',
      path: 'body.leases.0.items.0',
      payload: withBody({ leases: [{ key: ORDER, items: [{ ...placed.body.pickup, places: 2 }] }] }),
    },
    { name: 'no lines', path: 'body.lines', payload: withBody({ lines: [] }) },
    { name: 'a currency in small letters', path: 'body.currency', payload: withBody({ currency: 'eur' }) },
    { name: 'a payment that does not exist', path: 'body.payment', payload: withBody({ payment: 'iou' }) },
    {
      name: 'a modifier __proto__',
      path: 'body.lines.0.modifiers',
      payload: modifiers('{"__proto__":"own"}'),
    },
    {
      name: 'a modifier constructor',
      path: 'body.lines.0.modifiers',
      payload: modifiers('{"constructor":"own"}'),
    },
    { name: 'modifiers in a list', path: 'body.lines.0.modifiers', payload: modifiers('[]') },
    { name: 'a payload that is a list', path: 'type', payload: '[]' },
  ];
}

function withBody(change: object): string {
  return JSON.stringify({ ...placed, body: { ...place(), ...change } });
}
