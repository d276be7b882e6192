import { expect } from '@open-wc/testing';

import { readCatalog, STATION } from '../../support/catalog-input.js';
import { ADA, BOB, IntakeShop, OWNER, PICKUP, SLOT, place, say } from '../../support/intake-batch.js';

const HASH = 'h'.repeat(43);
const MARKET = {
  id: 'market',
  title: 'Market',
  slots: [{ days: ['wed'], from: '10:00', to: '11:00', capacity: 8 }],
};
const SOON = '2026-11-21T09:00:00Z';

const rightsOf = (kind: 'stall' | 'owner') => ({ class: kind, manualReclaim: false });

async function openShop() {
  const shop = new IntakeShop();
  await shop.ledger.transaction((rows) => rows.setRights(OWNER, rightsOf('owner')));
  return shop;
}

const stock = (quantity: number | null, more: object = {}) =>
  say('stock.set', { variant: 'honey-340', depot: 'station', quantity, ...more });

describe('what the owner says', () => {
  for (const { what, intent } of [
    { what: 'of stock', intent: () => stock(5) },
    { what: 'of a depot', intent: () => say('depot.set', { depot: 'station', status: 'closed' }) },
    {
      what: 'of a device',
      intent: () => say('device.enrol', { code: HASH, class: 'stall', until: SOON }),
    },
  ]) {
    it(`${what} is heeded from the owner alone, and answered again the same`, async () => {
      const shop = await openShop();
      const stranger = { ...intent(), device: ADA };
      const { result, proof } = await shop.ask(stranger);
      expect([result.state, result.reason?.code]).to.deep.equal(['rejected', 'not-allowed']);
      expect([proof?.order, proof?.rev]).to.deep.equal([stranger.intent.id, 1]);
      const own = intent();
      const first = await shop.ask(own);
      expect(first.result.state).to.equal('confirmed');
      expect(await shop.ask(own)).to.deep.equal(first);
      await shop.ledger.transaction((rows) => rows.setRights(ADA, rightsOf('owner')));
      expect((await shop.ask(stranger)).result.state).to.equal('rejected');
    });
  }

  it('is refused about what the catalog does not have', async () => {
    const shop = await openShop();
    const moon = say('depot.set', { depot: 'moon', status: 'open' });
    expect((await shop.ask(moon)).result.reason?.code).to.equal('unknown-depot');
    const gold = say('stock.set', { variant: 'gold-1', depot: 'station', quantity: 1 });
    expect((await shop.ask(gold)).result.reason?.code).to.equal('unknown-variant');
  });

  it('opens and closes depots for everybody to see', async () => {
    const shop = await openShop();
    await shop.ask(say('depot.set', { depot: 'station', status: 'degraded', reason: 'Snow' }));
    const { depots } = await shop.receive([]);
    expect(depots).to.deep.equal([{ id: 'station', full: [], status: 'degraded', reason: 'Snow' }]);
  });

  it('never takes the owner\u2019s own rights', async () => {
    const shop = await openShop();
    const own = say('device.enrol', { device: OWNER, class: 'shopper' });
    expect((await shop.ask(own)).result.reason?.code).to.equal('own-device');
    await shop.ask(say('device.enrol', { device: ADA, class: 'stall' }));
    expect((await shop.ledger.transaction((rows) => rows.rights(ADA))).class).to.equal('stall');
  });

  it('makes a code that lets one device in, for a week at most', async () => {
    const shop = await openShop();
    await shop.ask(say('device.enrol', { code: HASH, class: 'stall', until: '2027-11-21T09:00:00Z' }));
    const code = await shop.ledger.transaction((rows) => rows.enrolCode(HASH));
    expect(code).to.deep.equal({ rights: rightsOf('stall'), until: '2026-11-27T09:00:00.000Z' });
  });
});

describe('a count of stock', () => {
  it('is what lies there, so that what was promised of it is not on sale', async () => {
    const shop = await openShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    await shop.ask(place());
    await shop.ask(stock(9, { buffer: 2 }));
    const { pool, sold, buffer } = shop.ledger.count('honey-340', 'station') ?? {};
    expect([pool, sold, buffer]).to.deep.equal([7, 2, 2]);
    const { stock: told } = await shop.receive([]);
    expect(told).to.deep.equal([{ variant: 'honey-340', depot: 'station', left: 5 }]);
    await shop.ask(stock(9));
    expect(shop.ledger.count('honey-340', 'station')?.buffer).to.equal(2);
  });

  it('that is too small for what was promised asks those who ordered last', async () => {
    const shop = await openShop();
    shop.ledger.countStock('honey-340', 'station', 6);
    const orders = [place(), place(), place()];
    for (const order of orders) {
      await shop.ask(order);
      shop.now += 1000;
    }
    const { answers } = await shop.receive([stock(3), ...orders]);
    const states = answers.map(({ result }) => result.state);
    expect(states).to.deep.equal(['confirmed', 'confirmed', 'disputed', 'disputed']);
    const { pool, sold, owed } = shop.ledger.count('honey-340', 'station') ?? {};
    expect([pool, sold, owed]).to.deep.equal([1, 2, 0]);
    expect(shop.ledger.taken('station', SLOT)).to.equal(1);
  });

  it('that is too small takes back first what is only offered, and at last what is leased', async () => {
    const shop = await openShop();
    const market = { depot: 'market', slot: 'market/2026-11-25T10:00:00+00:00' };
    shop.catalog = readCatalog({ depots: [{ ...STATION, fallbacks: ['market'] }, MARKET] });
    shop.ledger.countStock('honey-340', 'station', 1);
    shop.ledger.countStock('honey-340', 'market', 8);
    const offered = place();
    const before = await shop.ask(offered);
    expect(before.alternates?.map(({ depot }) => depot)).to.deep.equal(['market']);
    const promised = place({ pickup: market }, { device: BOB });
    await shop.ask(promised);
    await shop.lease('k1', [{ variant: 'honey-340', depot: 'market', quantity: 2 }], { device: 'eve' });
    const counts = () => {
      const { pool, leased, sold, owed } = shop.ledger.count('honey-340', 'market') ?? {};
      return [pool, leased, sold, owed];
    };
    expect(counts()).to.deep.equal([2, 2, 4, 0]);
    const count = (quantity: number) =>
      shop.ask(say('stock.set', { variant: 'honey-340', depot: 'market', quantity }));
    await count(4);
    expect(counts()).to.deep.equal([0, 2, 2, 0]);
    expect((await shop.ask(offered)).alternates).to.deep.equal([]);
    expect((await shop.ask(promised)).result.state).to.equal('confirmed');
    await count(1);
    expect((await shop.ask(promised)).result.state).to.equal('disputed');
    expect(counts()).to.deep.equal([0, 1, 0, 0]);
  });

  it('that ends knows what was promised when it begins again', async () => {
    const shop = await openShop();
    await shop.ask(stock(5));
    const placed = place();
    await shop.ask(placed);
    await shop.ask(stock(null));
    expect((await shop.receive([])).stock).to.deep.equal([]);
    await shop.ask(stock(5));
    const { pool, sold } = shop.ledger.count('honey-340', 'station') ?? {};
    expect([pool, sold]).to.deep.equal([3, 2]);
  });

  it('begins the counting, and ends it', async () => {
    const shop = await openShop();
    await shop.ask(stock(1));
    expect((await shop.ask(place())).result.state).to.equal('disputed');
    await shop.ask(stock(null));
    expect((await shop.ask(place({ pickup: PICKUP }))).result.state).to.equal('confirmed');
  });
});
