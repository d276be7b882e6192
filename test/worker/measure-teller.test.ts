import { expect } from '@open-wc/testing';

import { DAY_MS } from '../../src/core/consent/retention.js';
import { createDevice, EXPERIMENT, refusal, sumsOf } from '../support/measure-device.js';

const PLACE = {
  id: 'near',
  tries: 'placement',
  from: '2026-11-01',
  arms: [
    { id: 'product', weight: 1, shows: 'product' },
    { id: 'cart', weight: 1, shows: 'cart' },
  ],
};

async function openMeasured() {
  const device = createDevice([EXPERIMENT, PLACE]);
  const tab = await device.openTab();
  await tab.allow(true);
  return { ...device, ...tab };
}

describe('what was counted', () => {
  it('is sent again byte for byte until it is answered, and by another tab too', async () => {
    const { desk, openTab, sent, wire } = await openMeasured();
    const { answer } = wire;
    wire.answer = async () => undefined;
    await desk.exposed('cards');
    await desk.settled();
    const other = await openTab();
    wire.answer = answer;
    await other.desk.open();
    await other.desk.settled();
    await desk.open();
    await desk.settled();
    expect(sent).to.have.length(2);
    expect(sent[0]).to.equal(sent[1]);
  });

  it('waits with what came since for the answer to what was told before', async () => {
    const { desk, sent, wire, reports } = await openMeasured();
    const { answer } = wire;
    wire.answer = async () => undefined;
    await desk.exposed('cards');
    await desk.settled();
    await desk.did({ outcome: 'added' }, 'online');
    await desk.settled();
    expect([sent.length, new Set(sent).size]).to.deep.equal([2, 1]);
    wire.answer = answer;
    await desk.open();
    await desk.settled();
    expect(new Set(sent).size).to.equal(2);
    expect(sumsOf(reports().slice(-2))).to.deep.equal({ seen: 1, 'added online': 1 });
  });

  it('is not sent while there is no network', async () => {
    const { desk, sent, circumstances } = await openMeasured();
    circumstances.online = false;
    await desk.exposed('cards');
    await desk.settled();
    expect(sent).to.deep.equal([]);
    circumstances.online = true;
    await desk.open();
    await desk.settled();
    expect(sent).to.have.length(1);
  });

  it('leaves an endpoint alone for as long as that asks for', async () => {
    const { desk, sent, wire, circumstances } = await openMeasured();
    wire.answer = async () => ({ ...refusal(429), retryAfter: '3600' });
    await desk.exposed('cards');
    await desk.settled();
    await desk.did({ outcome: 'added' }, 'online');
    await desk.settled();
    expect(sent).to.have.length(1);
    circumstances.elapsed += 3_600_000;
    await desk.open();
    await desk.settled();
    expect(sent).to.have.length(2);
  });

  it('is dropped where a day of it is refused, which is told once; the other days are not', async () => {
    const { desk, sent, wire, circumstances, problems, reports } = await openMeasured();
    circumstances.online = false;
    await desk.exposed('cards');
    circumstances.now += DAY_MS;
    await desk.exposed('near');
    circumstances.online = true;
    const { answer } = wire;
    wire.answer = async (body) => (body.includes('2026-11-20') ? refusal(400, 'Not that day') : answer(body));
    await desk.open();
    await desk.settled();
    expect(reports().map(({ days }) => days.map(({ day }) => day))).to.deep.equal([
      ['2026-11-20', '2026-11-21'],
      ['2026-11-20'],
      ['2026-11-21'],
    ]);
    expect(problems()).to.deep.equal([
      { code: 'measure-refused', message: 'Not that day', where: '2026-11-20' },
    ]);
    await desk.open();
    await desk.settled();
    expect(sent).to.have.length(3);
  });

  it('stays where the endpoint does not know the shop, and a developer is told', async () => {
    const { desk, store, wire, problems } = await openMeasured();
    wire.answer = async () => refusal(404, 'No such shop');
    await desk.exposed('cards');
    await desk.settled();
    expect(problems().map(({ code, message }) => [code, message])).to.deep.equal([
      ['measure-unanswered', 'No such shop'],
    ]);
    expect((await store.get(['measure']))?.reports).to.have.length(1);
  });

  it('is told by one tab at a time', async () => {
    const { desk, openTab, wire } = await openMeasured();
    const other = await openTab();
    const { answer } = wire;
    let underway = 0;
    let most = 0;
    wire.answer = async (body) => {
      most = Math.max(most, ++underway);
      await new Promise(requestAnimationFrame);
      underway -= 1;
      return answer(body);
    };
    await Promise.all([desk.exposed('cards'), other.desk.exposed('near')]);
    await Promise.all([desk.settled(), other.desk.settled()]);
    expect(most).to.equal(1);
  });
});
