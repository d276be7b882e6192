import { expect } from '@open-wc/testing';

import { DAY_MS } from '../../src/core/consent/retention.js';
import { assignArm, type Arm } from '../../src/core/experiment/assign.js';
import { newMeasureRecord } from '../../src/core/measure/measure-record.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import { createOrder } from '../support/fixtures.js';
import { createDevice, EXPERIMENT, sumsOf, TODAY } from '../support/measure-device.js';

const ORDER = '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a55';
const [control, ...others] = EXPERIMENT.arms;
const armOf = (salt: string) => assignArm('cards', salt, [control as Arm, ...others]).id;
const saltOf = (arm: string) =>
  Array.from({ length: 99 }, (_, at) => `salt-${at}`).find((salt) => armOf(salt) === arm) ?? '';

async function openMeasured(experiments?: readonly unknown[]) {
  const device = createDevice(experiments);
  const tab = await device.openTab();
  await tab.allow(true);
  return { ...device, ...tab };
}

describe('a device that may be measured', () => {
  it('is shared out by the published hash of a salt that it makes once', async () => {
    const { arm, store, openTab } = await openMeasured();
    const first = await arm();
    const kept = await store.get(['measure']);
    const salt = kept?.salt ?? '';
    expect(salt).to.have.length.above(20);
    expect(first?.arm).to.equal(armOf(salt));
    const other = await openTab();
    expect(await other.arm()).to.deep.equal(first);
    expect((await store.get(['measure']))?.salt).to.equal(salt);
  });

  it('has one salt, though two tabs need one at the same moment', async () => {
    const { arm, openTab } = await openMeasured();
    const other = await openTab();
    const [one, two] = await Promise.all([arm(), other.arm()]);
    expect(one).to.deep.equal(two);
  });

  for (const { id, shows } of EXPERIMENT.arms)
    it(`counts what was seen and what came of it, once, where its arm shows ${shows}`, async () => {
      const { desk, store, reports } = await openMeasured();
      const record = newMeasureRecord(saltOf(id));
      await store.commit({ put: [[['measure'], record]], durability: 'relaxed' });
      await desk.exposed('cards');
      for (const outcome of ['added', 'checkout', 'added'] as const) await desk.did({ outcome }, 'online');
      await desk.did({ outcome: 'saved', order: ORDER }, 'unreachable');
      await desk.exposed('cards');
      await desk.settled();
      expect(sumsOf(reports())).to.deep.equal({
        seen: 1,
        'added online': 1,
        'checkout online': 1,
        'saved offline': 1,
        'begun online': 1,
        'completed online': 1,
      });
      const told = reports().flatMap(({ days }) => days);
      expect(told.every(({ day, arms }) => day === TODAY && arms.every(({ arm }) => arm === id))).to.equal(
        true,
      );
    });

  it('counts once for two tabs that see the same and do the same', async () => {
    const { desk, openTab, reports } = await openMeasured();
    const other = await openTab();
    const both = [desk, other.desk];
    await Promise.all(both.map((each) => each.exposed('cards')));
    await Promise.all(both.map((each) => each.did({ outcome: 'added' }, 'online')));
    await Promise.all(both.map((each) => each.settled()));
    expect(sumsOf(reports())).to.deep.equal({ seen: 1, 'added online': 1 });
  });

  it('does not put down to an experiment what was done before it was seen', async () => {
    const { desk, reports } = await openMeasured();
    await desk.did({ outcome: 'added' }, 'online');
    await desk.exposed('cards');
    await desk.settled();
    expect(sumsOf(reports())).to.deep.equal({ seen: 1 });
  });

  it('takes what the browser itself says for offline before the endpoint has answered', async () => {
    const { desk, circumstances, reports } = await openMeasured();
    await desk.exposed('cards');
    circumstances.online = false;
    await desk.did({ outcome: 'added' }, 'unknown');
    circumstances.online = true;
    await desk.open();
    await desk.settled();
    expect(sumsOf(reports())).to.deep.equal({ seen: 1, 'added offline': 1 });
  });

  it('hears of an order’s collection when it looks after what is kept', async () => {
    const { desk, store, reports } = await openMeasured();
    await desk.exposed('cards');
    await desk.did({ outcome: 'saved', order: ORDER }, 'online');
    const order = createOrder({ id: ORDER, state: 'collected' });
    const record: OrderRecord = { ...order, device: 'device', secret: 'secret', proofRev: 1, rev: 1 };
    await store.commit({ put: [[['order', ORDER], record]], durability: 'relaxed' });
    await desk.open();
    await desk.open();
    await desk.settled();
    expect(sumsOf(reports())).to.deep.equal({ seen: 1, 'saved online': 1, 'settled online': 1 });
  });

  it('lets go of the ids of orders a month after it saw the experiment', async () => {
    const { desk, store, circumstances } = await openMeasured();
    const orders = async () => (await store.get(['measure']))?.exposures['cards']?.orders;
    await desk.exposed('cards');
    await desk.did({ outcome: 'saved', order: ORDER }, 'online');
    expect(await orders()).to.deep.equal([ORDER]);
    circumstances.now += 31 * DAY_MS;
    await desk.open();
    expect(await orders()).to.deep.equal([]);
  });

  it('tells a developer once what is wrong with an experiment, and goes on with the others', async () => {
    const { arm, problems } = await openMeasured([{ id: 'bad', tries: 'colour' }, EXPERIMENT]);
    expect((await arm())?.id).to.equal('cards');
    await arm();
    expect(problems().map(({ code, where }) => [code, where])).to.deep.equal([
      ['bad-experiment', '/experiments/0/tries'],
    ]);
  });

  it('knows nothing of an experiment that the catalog does not have', async () => {
    const { desk, sent } = await openMeasured();
    await desk.exposed('other');
    await desk.settled();
    expect(sent).to.deep.equal([]);
  });
});

describe('a device that may not be measured', () => {
  for (const { because, before } of [
    { because: 'nobody was asked', before: [] },
    { because: 'the shopper refused', before: [false] },
    { because: 'they took it back', before: [true, false] },
  ])
    it(`makes, keeps and sends nothing, since ${because}`, async () => {
      const { openTab, sent } = createDevice();
      const { desk, store, allow, arm } = await openTab();
      for (const measurement of before) await allow(measurement);
      expect(await arm()).to.equal(undefined);
      await desk.exposed('cards');
      await desk.did({ outcome: 'added' }, 'online');
      await desk.open();
      await desk.settled();
      expect([await store.count('measure'), sent]).to.deep.equal([0, []]);
    });

  it('does not count once its browser refuses for its user', async () => {
    const { arm, desk, circumstances, sent } = await openMeasured();
    circumstances.isPrivate = true;
    expect(await arm()).to.equal(undefined);
    await desk.exposed('cards');
    await desk.settled();
    expect(sent).to.deep.equal([]);
  });

  it('makes nothing where there is no endpoint to tell', async () => {
    const { openTab } = createDevice();
    const { desk, store, allow, arm } = await openTab({ noEndpoint: true });
    await allow(true);
    await desk.exposed('cards');
    await desk.did({ outcome: 'checkout' }, 'unknown');
    expect([await arm(), await store.count('measure')]).to.deep.equal([undefined, 0]);
  });

  it('forgets salt, what was seen and what was not told, in every tab, as that is taken back', async () => {
    const { desk, openTab, allow, store, wire, sent } = await openMeasured();
    const other = await openTab();
    wire.answer = async () => undefined;
    await desk.exposed('cards');
    await desk.settled();
    await allow(false);
    expect(await store.count('measure')).to.equal(0);
    const before = sent.length;
    // The other tab has not heard of it.
    await other.desk.did({ outcome: 'added' }, 'online');
    await other.desk.open();
    await other.desk.settled();
    expect([await store.count('measure'), sent.length]).to.deep.equal([0, before]);
  });
});
