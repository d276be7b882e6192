import { expect } from '@open-wc/testing';

import type { OrderState } from '../../../src/core/order/order-states.js';
import { ORDER_STATES } from '../../../src/core/order/order-states.js';
import { findBar, sumUnanswered } from '../../../src/core/order/offline-policy.js';
import { placeOrder } from '../../../src/core/order/place.js';
import { OFFLINE_POLICIES, type OfflinePolicy } from '../../../src/core/shop-config.js';
import type { Connection } from '../../../src/core/shop-state.js';
import { createOrder } from '../../support/fixtures.js';
import { createDevice, createRequest, fillBasket, OPEN_CATALOG, placeOne } from '../../support/order-desk.js';

const LIMITS = { perOrderOffline: 1_000, perDeviceOffline: 2_500 };
const AWAY: readonly Connection[] = ['unknown', 'offline', 'unreachable', 'captive'];
const CONNECTIONS: readonly Connection[] = ['online', ...AWAY];

describe('what stands in the way of an order', () => {
  const within = { total: 1_000, unanswered: 1_500 };
  const large = { total: 1_001, unanswered: 0 };
  const many = { total: 1_000, unanswered: 1_501 };
  const rows: readonly {
    policy: OfflinePolicy;
    when: readonly Connection[];
    within: string | undefined;
    large: string | undefined;
    many: string | undefined;
  }[] = [
    { policy: 'prefer-online', when: ['online'], within: undefined, large: undefined, many: undefined },
    {
      policy: 'prefer-online',
      when: AWAY,
      within: undefined,
      large: 'over-order-limit',
      many: 'over-device-limit',
    },
    { policy: 'require-online', when: ['online'], within: undefined, large: undefined, many: undefined },
    {
      policy: 'require-online',
      when: AWAY,
      within: 'needs-connection',
      large: 'needs-connection',
      many: 'needs-connection',
    },
    {
      policy: 'force-offline',
      when: CONNECTIONS,
      within: undefined,
      large: 'over-order-limit',
      many: 'over-device-limit',
    },
  ];
  for (const { policy, when, ...codes } of rows) {
    for (const connection of when) {
      it(`under ${policy} and ${connection} is only what the policy and the limits say`, () => {
        const codeOf = (sums: typeof within) => findBar({ policy, connection }, LIMITS, sums)?.code;
        expect(codeOf(within)).to.equal(codes.within);
        expect(codeOf(large)).to.equal(codes.large);
        expect(codeOf(many)).to.equal(codes.many);
      });
    }
  }

  it('names the limit and the sums that are above it', () => {
    const standing = { policy: 'prefer-online', connection: 'offline' } as const;
    expect(findBar(standing, LIMITS, large)?.about).to.deep.equal({ limit: 1_000, total: 1_001 });
    expect(findBar(standing, LIMITS, many)?.about).to.deep.equal({ limit: 2_500, unanswered: 1_501 });
  });

  const partly = [
    { name: 'no limits', limits: undefined, codes: [undefined, undefined] },
    {
      name: 'a limit for orders alone',
      limits: { perOrderOffline: 1_000 },
      codes: ['over-order-limit', undefined],
    },
    {
      name: 'a limit for the device alone',
      limits: { perDeviceOffline: 2_500 },
      codes: [undefined, 'over-device-limit'],
    },
    {
      name: 'nothing at all without a connection',
      limits: { perOrderOffline: 0 },
      codes: ['over-order-limit', 'over-order-limit'],
    },
  ];
  for (const { name, limits, codes } of partly) {
    it(`is no more than the catalog names: ${name}`, () => {
      const standing = { policy: 'prefer-online', connection: 'offline' } as const;
      expect([large, many].map((sums) => findBar(standing, limits, sums)?.code)).to.deep.equal(codes);
    });
  }
});

describe('what the shop has not answered', () => {
  for (const state of Object.keys(ORDER_STATES) as OrderState[]) {
    const counts = state === 'saved' || state === 'sent';
    it(`counts ${counts ? 'the whole' : 'nothing'} of an order that is ${state}`, () => {
      expect(sumUnanswered([createOrder({ state })])).to.equal(counts ? 440 : 0);
    });
  }

  it('counts one that was set aside, and none that was called off', () => {
    const orders = [createOrder({ parked: 'Too large' }), createOrder({ choice: 'cancel' })];
    expect(sumUnanswered(orders)).to.equal(440);
  });
});

describe('placing an order with limits', () => {
  const place = (device: ReturnType<typeof createDevice>, policy: OfflinePolicy, connection: Connection) => {
    const limits = { perOrderOffline: 660, perDeviceOffline: 1_000 };
    const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, limits } };
    const standing = { policy, connection };
    return placeOrder(device.ports, createRequest(), { catalog, standing });
  };

  const refused = [
    { policy: 'prefer-online', quantity: 4, before: 0, code: 'over-order-limit' },
    { policy: 'prefer-online', quantity: 3, before: 2, code: 'over-device-limit' },
    { policy: 'force-offline', quantity: 3, before: 2, code: 'over-device-limit' },
    { policy: 'require-online', quantity: 2, before: 0, code: 'needs-connection' },
  ] as const;
  for (const { policy, quantity, before, code } of refused) {
    it(`refuses with ${code} under ${policy}, signs nothing and keeps the basket`, async () => {
      const device = createDevice();
      if (before) await placeOne(device, before);
      await fillBasket(device, quantity);
      expect(await place(device, policy, 'offline')).to.include({ ok: false, code });
      expect((await device.store.get(['cart']))?.cart.lines).to.have.length(1);
      expect(await device.store.count('intent')).to.equal(before ? 1 : 0);
    });
  }

  for (const policy of OFFLINE_POLICIES) {
    const connection = policy === 'require-online' ? 'online' : 'offline';
    it(`takes what is within them under ${policy}, ${connection}`, async () => {
      const device = createDevice();
      await placeOne(device, 2);
      await fillBasket(device, 2);
      expect(await place(device, policy, connection)).to.include({ ok: true });
    });
  }

  it('counts an order that another tab keeps while this one is being signed', async () => {
    const device = createDevice();
    const { commit } = device.store;
    await fillBasket(device, 1);
    device.store.commit = async (change) => {
      device.store.commit = commit;
      await placeOne(device, 2);
      await fillBasket(device, 2);
      return commit(change);
    };
    expect(await place(device, 'prefer-online', 'offline')).to.include({
      ok: false,
      code: 'over-device-limit',
    });
    expect(await device.store.count('intent')).to.equal(1);
  });
});
