import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { LedgerLease } from '../../src/core/intake/lease-ledger.js';
import type { Ledger } from '../../src/core/intake/ledger.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { LeaseRecord } from '../../src/core/lease/lease.js';
import type { OutboxRecord } from '../../src/core/records.js';
import { MemoryLedger } from '../support/memory-ledger.js';
import { createRandom } from '../support/seeded-random.js';
import { Agenda } from './agenda.js';
import { DeviceAudit } from './device-audit.js';
import { Erasures } from './erasures.js';
import { Disk } from './disk.js';
import { LedgerAudit } from './ledger-audit.js';
import type { Phone } from './phone.js';
import { Seals } from './seals.js';

const HONEY = { variant: 'honey', depot: 'market' };
const PLACE = { depot: 'market', slot: 'market/one' };
const INTENT = { id: 'i', hash: 'h', device: 'd', seq: 1, type: 'order.place' as const, order: 'o' };
const KNOWN = { ...INTENT, forked: false, jws: 'j', receivedAt: '2026' };
const ORDER = {
  id: 'o',
  device: 'd',
  state: 'confirmed',
  rev: 1,
  amount: 500,
  lines: [{ variant: 'honey', quantity: 2 }],
  pickup: PLACE,
  held: { stock: [{ ...HONEY, quantity: 2 }], places: [PLACE] },
} as unknown as LedgerOrder;
const ENDED = { ...ORDER, state: 'cancelled', held: { stock: [], places: [] } } as LedgerOrder;
const COLLECTED = { state: 'collected', payment: 'paid', deposits: 0 } as const;
const LEASE = { device: 'd', key: 'k', rev: 1, open: true } as LedgerLease;

interface Planted {
  readonly ledger: MemoryLedger;
  readonly audit: LedgerAudit;
  readonly found: string[];
  readonly steps: string[];
  /** One transaction, looked at. */
  readonly run: (work: (rows: Ledger) => Promise<unknown>) => Promise<void>;
}

function plant(): Planted {
  const ledger = new MemoryLedger();
  const [found, steps]: string[][] = [[], []];
  ledger.countStock('honey', 'market', 10);
  const audit = new LedgerAudit({
    ledger,
    shelves: new Map([['honey market', 10]]),
    capacity: () => 1,
    accepted: () => 500,
    handedOver: () => false,
    step: (what) => steps?.push(what),
    found: (violations) => found?.push(...violations),
  });
  const run = async (work: (rows: Ledger) => Promise<unknown>) => {
    await ledger.transaction((rows) => work(audit.watch(rows))).catch(() => undefined);
    audit.close();
  };
  return { ledger, audit, found: found ?? [], steps: steps ?? [], run };
}

async function sell(rows: Ledger, order = ORDER): Promise<void> {
  await rows.moveStock(HONEY, 2, 'sell');
  await rows.takePlace(PLACE, 1, 9, 1);
  await rows.addOrder(order);
}

describe('the audit of the ledger', () => {
  it('finds nothing in an order that is sold, and counts each write and the end as a step', async () => {
    const { audit, found, steps, run } = plant();
    await run(sell);
    await run((rows) => rows.stock());
    audit.recount();
    assert.deepEqual(found, []);
    assert.deepEqual(steps, ['stock', 'place', 'order', 'transaction']);
  });

  const row = (name: string, violation: RegExp, work: (planted: Planted) => Promise<void>) => ({
    name,
    violation,
    work,
  });
  for (const { name, violation, work } of [
    row('a unit that came from nowhere', /^I1 honey market: 8 \+ 0/, async ({ ledger, run }) => {
      ledger.countStock('honey', 'market', 9);
      await run((rows) => rows.moveStock(HONEY, 1, 'sell'));
    }),
    row('what is sold to nobody', /^I1 honey market: 2 are sold and orders hold 0/, ({ run }) =>
      run((rows) => rows.moveStock(HONEY, 2, 'sell')),
    ),
    row('what is leased to nobody', /^I1 honey market: 2 are leased and leases hold 0/, ({ run }) =>
      run((rows) => rows.moveStock(HONEY, 2, 'lease')),
    ),
    row('a place too many', /^I1 market\/one: 2 places are taken of 1/, ({ run }) =>
      run(async (rows) => {
        await rows.takePlace(PLACE, 1, 9, 1);
        await rows.takePlace(PLACE, 1, 9, 1);
      }),
    ),
    row('a place that an order holds and nobody took', /0 places are taken and 1 are held/, ({ run }) =>
      run(async (rows) => {
        await rows.moveStock(HONEY, 2, 'sell');
        await rows.addOrder(ORDER);
      }),
    ),
    row('an order that holds less than it says', /^I2 o confirmed: needs 2 of honey market/, ({ run }) =>
      run((rows) => rows.addOrder({ ...ORDER, held: { stock: [], places: [PLACE] } })),
    ),
    row('an order that costs more than was agreed to', /^I8 o: costs 501/, ({ run }) =>
      run((rows) => sell(rows, { ...ORDER, amount: 501 })),
    ),
    row('a lease with more left than it had', /^I5 k: 3 are left of 2/, ({ run }) =>
      run((rows) => rows.putLease({ ...LEASE, items: [{ ...HONEY, granted: 2, left: 3 }] })),
    ),
    row('a lease with more places left in a time than it had', /^I5 k: 3 are left of 2/, ({ run }) =>
      run((rows) => rows.putLease({ ...LEASE, items: [{ ...PLACE, granted: 2, left: 3, end: 1 }] })),
    ),
    row('places that a lease has and nobody took', /2 places are taken and 3 are held/, ({ run }) =>
      run(async (rows) => {
        await rows.takePlace(PLACE, 1, 9, 2);
        await rows.putLease({ ...LEASE, items: [{ ...PLACE, granted: 3, left: 3, end: 1 }] });
      }),
    ),
    row('points that nobody has earned', /^I9 d: 5 are earned, and 0 by what holds them/, ({ run }) =>
      run((rows) => rows.movePoints('d', 5, 'earn')),
    ),
    row('points that are redeemed by no order', /^I9 d: 3 are held, and 0 by what holds them/, ({ run }) =>
      run(async (rows) => {
        await rows.movePoints('d', 5, 'earn');
        await rows.movePoints('d', 3, 'redeem');
      }),
    ),
    row('points that an order has and no account', /^I9 d: 0 are held, and 4 by what holds them/, ({ run }) =>
      run(async (rows) => {
        await rows.movePoints('d', 5, 'earn');
        await sell(rows, { ...ORDER, points: { rate: 1, redeemed: 4, off: 20 } });
      }),
    ),
    row('points of a device that never had any', /^I9 d: 0 are held, and 4 by what holds them/, ({ run }) =>
      run((rows) => sell(rows, { ...ORDER, points: { rate: 1, redeemed: 4, off: 20 } })),
    ),
    row('an order that was called off and keeps its points', /^I9 o: is cancelled and keeps 4/, ({ run }) =>
      run((rows) => rows.addOrder({ ...ENDED, points: { rate: 1, redeemed: 4, off: 20 } })),
    ),
    row(
      'an order that was called off and has taken its points again for nothing',
      /^I9 o: is cancelled and keeps points, though nobody/,
      ({ run }) =>
        run((rows) => rows.addOrder({ ...ENDED, points: { rate: 1, redeemed: 4, off: 20, released: 4 } })),
    ),
    row('an order that earns more than was paid for', /^I9 o: has earned 6 and not 5/, ({ run }) =>
      run((rows) =>
        rows.addOrder({ ...ENDED, ...COLLECTED, points: { rate: 1, redeemed: 0, off: 0, earned: 6 } }),
      ),
    ),
    row('an intent that is taken in again', /^I2 i: was taken in before/, async ({ ledger, run }) => {
      await run((rows) => rows.addIntent(KNOWN));
      ledger.intents.delete('i');
      await run((rows) => rows.addIntent(KNOWN));
    }),
    row('a number that is used again', /^I4 d 1: i used it before j/, async ({ ledger, audit, run }) => {
      await run(async (rows) => [await rows.useNumber('d', 1, 'i'), await rows.addIntent(KNOWN)]);
      await ledger.transaction((rows) =>
        audit.watch({ ...rows, useNumber: async (_device, _seq, intent) => intent }).useNumber('d', 1, 'j'),
      );
    }),
    row('what stays of a transaction that is undone', /0 are sold and orders hold 2/, ({ ledger, run }) =>
      run(async (rows) => {
        await sell(rows);
        ledger.orders.delete('o');
        // As if undoing began with this.
        ledger.orders.set('o', { order: ORDER, change: 1 });
        const undone = ledger.orders.delete.bind(ledger.orders);
        ledger.orders.delete = (id) => id !== 'o' && undone(id);
        throw new Error('killed');
      }),
    ),
    row('what nobody was seen to write', /sold by change and 2 counted anew/, async ({ ledger, audit }) => {
      ledger.orders.set('o', { order: ORDER, change: 1 });
      audit.recount();
    }),
    row('an order that vanished', /^I2 o: is gone/, async ({ ledger, audit, run }) => {
      await run(sell);
      ledger.orders.delete('o');
      audit.recount();
    }),
  ])
    it(`finds ${name}`, async () => {
      const planted = plant();
      await work(planted);
      assert.match(planted.found.join('\n'), new RegExp(violation, 'm'));
    });
});

const DRAWS = { leases: [{ key: 'k', items: [{ ...HONEY, quantity: 2 }] }] };
const DRAWS_PLACE = { leases: [{ key: 'k', items: [PLACE] }] };
const TERMS = { rev: 0, device: 'd', ttlMs: 900_000, marginMs: 60_000 };

const seals = new Seals(createRandom(1));
const place = async (id: string, seq: number, body: object = {}): Promise<OutboxRecord> => {
  const key = { id: 'd', jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, privateKey: null } as const;
  const jws = await seals.device.signIntent(key, { id, seq, type: 'order.place', body });
  return { rev: 0, id, order: 'o', type: 'order.place', jws, hash: jws };
};
const lease = (key: string, left: number): LeaseRecord => {
  const asked = { now: 0, elapsed: 0, session: 's', behind: false };
  return { ...TERMS, key, items: [{ item: { ...HONEY, quantity: 2 }, left }], asked };
};
const putLease = (record: LeaseRecord) => ({ put: [[['lease', record.key], record]] }) as const;
const putIntent = (record: OutboxRecord) => ({ put: [[['intent', record.id], record]] }) as const;
const withOrder = { put: [[['order', 'o'], { id: 'o', rev: 0 } as never]] } as const;

const WRITES = [
  {
    name: 'nothing in what is in order',
    violation: /^$/,
    writes: [withOrder, putIntent(await place('a', 1))],
  },
  {
    name: 'an intent that goes unheard',
    violation: /^I3 p: lets go of a/,
    writes: [{ remove: [['intent', 'a']] as const }],
  },
  {
    name: 'an intent without its order',
    violation: /^I3 p: a waits, and its order is not there/,
    writes: [putIntent(await place('a', 1))],
  },
  {
    name: 'a number that is used twice',
    violation: /^I4 p: b has the number of a/,
    writes: [withOrder, putIntent(await place('a', 1)), putIntent(await place('b', 1))],
  },
  {
    name: 'more promised than granted',
    violation: /^I5 p: promises 4 of 2 granted/,
    writes: [withOrder, putIntent(await place('a', 1, DRAWS)), putIntent(await place('b', 2, DRAWS))],
  },
  {
    name: 'nothing in as many orders in a time as places were granted',
    violation: /^$/,
    writes: [
      withOrder,
      putIntent(await place('a', 1, DRAWS_PLACE)),
      putIntent(await place('b', 2, DRAWS_PLACE)),
    ],
  },
  {
    name: 'more orders promised in a time than places were granted',
    violation: /^I5 p: promises 3 of 2 granted/,
    writes: [
      withOrder,
      putIntent(await place('a', 1, DRAWS_PLACE)),
      putIntent(await place('b', 2, DRAWS_PLACE)),
      putIntent(await place('c', 3, DRAWS_PLACE)),
    ],
  },
  { name: 'a lease that grew', violation: /^I5 p: has 3 of/, writes: [putLease(lease('k', 3))] },
  {
    name: 'a lease that is too old',
    violation: /^I5 p: holds a lease 3600 s/,
    writes: [putLease(lease('old', 1))],
  },
];

describe('the audit of a device', () => {
  for (const { name, violation, writes } of WRITES)
    it(`finds ${name}`, async () => {
      const found: string[] = [];
      const options = {
        ledger: new MemoryLedger(),
        seals,
        found: (more: readonly string[]) => void found.push(...more),
      };
      const audit = new DeviceAudit({
        ...options,
        agenda: new Agenda(3_600_000),
        erasures: new Erasures(options),
        sent: new Map([
          ['k', 3_600_000],
          ['old', 0],
        ]),
      });
      audit.granted('k', [
        { ...HONEY, quantity: 2 },
        { ...PLACE, places: 2 },
      ]);
      const disk = new Disk({ moment: () => undefined, wrote: (what) => audit.look(phone, what) });
      const moment = () => ({ now: 1, elapsed: 1, session: 's', behind: false });
      const phone = { name: 'p', disk, clock: { moment }, doubtedBefore: -Infinity } as unknown as Phone;
      for (const change of writes) await disk.store.commit({ ...change, durability: 'strict' });
      assert.match(found.join('\n'), violation);
    });
});
