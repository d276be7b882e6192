import { expect } from '@open-wc/testing';

import { eraseDevice, type EraseTask } from '../../../src/core/consent/erase.js';
import { drain, type DrainTask } from '../../../src/core/outbox/drain.js';
import { createDevice, placeOne } from '../../support/order-desk.js';
import { readIntent, ScriptedEndpoint } from '../../support/scripted-endpoint.js';

const EVEN_UNSENT: EraseTask = { shop: 'millrace', mode: 'live', hasEndpoint: true, evenUnsent: true };
const DRAIN: DrainTask = {
  shop: 'millrace',
  parkedToo: false,
  catalog: null,
  findPickup: () => undefined,
  changed: () => undefined,
  newCatalog: () => undefined,
  report: () => undefined,
};

/** Three orders that go one by one; `during` comes while the endpoint has the first. */
async function sendThree(during: 'request' | 'answer', changes: Partial<DrainTask> = {}) {
  const device = createDevice();
  for (let count = 0; count < 3; count++) await placeOne(device);
  const endpoint = await ScriptedEndpoint.create();
  const honest = endpoint.post.bind(endpoint);
  let erased: Promise<unknown> | undefined;
  const erase = () => (erased ??= eraseDevice(device.ports, EVEN_UNSENT));
  endpoint.post = async (...request) => {
    if (during === 'request') await erase();
    const reply = await honest(...request);
    if (during === 'answer') await erase();
    return reply;
  };
  const send = () => drain({ ...device.ports, wire: endpoint }, { ...DRAIN, most: 1, ...changes });
  return { device, endpoint, drained: await send(), send };
}

const typesOf = ({ requests }: ScriptedEndpoint) =>
  requests.map(({ intents }) => intents.map((jws) => readIntent(jws).type));

describe('erasing a device whose orders are on their way', () => {
  for (const during of ['request', 'answer'] as const) {
    it(`sends none of those that the shop has not got (${during})`, async () => {
      const { device, endpoint, drained, send } = await sendThree(during);
      expect(typesOf(endpoint)).to.deep.equal([['order.place']]);
      expect(drained).to.deep.include({ outcome: { kind: 'answered', nextAfterMs: 0 }, answered: 0 });
      await send();
      expect(typesOf(endpoint)).to.deep.equal([['order.place'], ['erase']]);
      expect(await device.store.count('intent')).to.equal(0);
    });

    it(`keeps nothing of what the shop still answers to the key that is gone (${during})`, async () => {
      const { device } = await sendThree(during);
      const { cursor = null, loyalty } = (await device.store.get(['shop'])) ?? {};
      expect({ cursor, loyalty }).to.deep.equal({ cursor: null, loyalty: undefined });
      const kinds = ['order', 'device', 'lease'] as const;
      expect(await Promise.all(kinds.map((kind) => device.store.count(kind)))).to.deep.equal([0, 0, 0]);
    });
  }

  it('is told by nobody who was cut off for it that there is no connection', async () => {
    const cut = new AbortController();
    const device = createDevice();
    await placeOne(device);
    const wire = {
      post: () => {
        cut.abort();
        return Promise.reject(new DOMException('cut off', 'AbortError'));
      },
      get: () => Promise.reject(new DOMException('cut off', 'AbortError')),
    };
    const drained = await drain({ ...device.ports, wire } as never, { ...DRAIN, signal: cut.signal });
    expect(drained.outcome).to.deep.equal({ kind: 'answered', nextAfterMs: 0 });
  });
});
