import { expect } from '@open-wc/testing';

import { IDLE_PROBE_MS, PROBE_FOR_MS, PROBE_MS } from '../../src/core/outbox/schedule.js';
import type { Reply, Wire } from '../../src/core/ports.js';
import type { Connection } from '../../src/core/shop-state.js';
import type { Room } from '../../src/worker/room.js';
import { Sender } from '../../src/worker/sender.js';
import { ShopClock } from '../../src/worker/shop-clock.js';
import { createDevice, OPEN_CATALOG, placeOne, type Device } from '../support/order-desk.js';
import { problem, ScriptedEndpoint } from '../support/scripted-endpoint.js';

const open: Sender[] = [];
let count = 0;

/** The sender of one tab over a device's store. Its clock stands still; what it waits for is asked of it. */
function createSender(
  device: Device,
  endpoint: ScriptedEndpoint,
  changes: Partial<Room> = {},
  byHand = false,
) {
  const told: Connection[] = [];
  const failures: unknown[] = [];
  const drains = { begun: 0 };
  let drained: () => void = () => undefined;
  /** Resolves when the next drain is over, and what follows from it is begun. */
  const ended = () => new Promise<void>((resolve) => (drained = () => queueMicrotask(resolve)));
  const sending: boolean[] = [];
  const room = {
    shopId: `sender-${(count += 1)}`,
    clock: new ShopClock({ wall: () => device.time.now, steady: () => device.time.steady }),
    catalog: () => OPEN_CATALOG,
    online: () => true,
    visible: () => false,
    simulatesOffline: () => false,
    watch: (work: Promise<unknown>) => void work.catch((error: unknown) => failures.push(error)),
    ...changes,
  } as Room;
  const sender = new Sender({
    room,
    drain: { ...device.ports, wire: endpoint },
    task: {
      shop: 'millrace',
      findPickup: () => undefined,
      changed: () => undefined,
      newCatalog: () => undefined,
      report: () => undefined,
    },
    count: async () => ({ waiting: await device.store.count('intent'), open: 0 }),
    byHand,
    told: ({ connection, sending: sends, triedAt }) => {
      if (connection) told.push(connection);
      sending.push(sends || triedAt !== undefined);
      if (!sends) drained();
      else if (triedAt === undefined) drains.begun += 1;
    },
    drained: async () => undefined,
  });
  open.push(sender);
  return { sender, told, failures, drains, ended, sending };
}

const sentTimes = ({ requests }: ScriptedEndpoint) => {
  const times = new Map<string, number>();
  for (const jws of requests.flatMap(({ intents }) => intents)) times.set(jws, (times.get(jws) ?? 0) + 1);
  return [...times.values()];
};

interface Timer {
  readonly ms: unknown;
  run(): void;
}

/** The timers that were set while `work` was done, for a test to let go off when it likes. */
async function timersDuring(work: () => Promise<unknown>): Promise<readonly Timer[]> {
  const real = globalThis.setTimeout;
  const timers: Timer[] = [];
  globalThis.setTimeout = ((run: () => void, ms?: number) => {
    timers.push({ ms, run });
    return 0;
  }) as typeof real;
  try {
    await work();
  } finally {
    globalThis.setTimeout = real;
  }
  return timers;
}

afterEach(() => open.splice(0).forEach((sender) => sender.close()));

describe('the sender', () => {
  it('gives up what is under way where it is erased, and sends what waits then', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const { sender, told } = createSender(device, endpoint);
    const honest = endpoint.post.bind(endpoint);
    endpoint.post = (...[, , , signal]: Parameters<Wire['post']>) =>
      new Promise<Reply>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
        sender.cease();
      });
    expect(await sender.look()).to.deep.equal({ kind: 'answered', nextAfterMs: 0 });
    endpoint.post = honest;
    await sender.now();
    expect(endpoint.requests.map(({ intents }) => intents.length)).to.deep.equal([1]);
    expect(told).not.to.include('unreachable');
  });

  it('sends what waits when asked, and says that it is online', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const { sender, told } = createSender(device, endpoint);
    expect(await sender.now()).to.include({ kind: 'answered' });
    expect(told).to.deep.equal(['online']);
    expect(await device.store.count('intent')).to.equal(0);
  });

  it('sends each intent once when asked many times at once', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const { sender } = createSender(device, endpoint);
    await Promise.all([sender.now(), sender.now(), sender.now()]);
    expect(sentTimes(endpoint)).to.deep.equal([1]);
  });

  it('sends each intent once when two tabs are asked at once', async () => {
    const device = createDevice();
    for (let i = 0; i < 3; i++) await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const shop = { shopId: 'two-tabs' };
    const one = createSender(device, endpoint, shop).sender;
    const other = createSender(device, endpoint, shop).sender;
    await Promise.all([one.now(), other.now()]);
    expect(sentTimes(endpoint)).to.deep.equal([1, 1, 1]);
  });

  it('tries what was set aside when asked to, also while it sends something else', async () => {
    const device = createDevice();
    await placeOne(device);
    const [record] = await device.store.list('intent');
    if (!record) throw new Error('nothing waits');
    const parked = { ...record, parked: 'Too large', rev: record.rev + 1 };
    await device.store.commit({ put: [[['intent', record.id], parked]], durability: 'relaxed' });
    const endpoint = await ScriptedEndpoint.create();
    const { sender } = createSender(device, endpoint);
    sender.poke();
    sender.poke();
    await sender.now();
    expect(sentTimes(endpoint)).to.deep.equal([1]);
    expect(await device.store.count('intent')).to.equal(0);
  });

  it('keeps what waits until it is asked to send, where it sends by hand, and knows the connection all the same', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const { sender, told, sending } = createSender(device, endpoint, {}, true);
    expect(await sender.look()).to.include({ kind: 'answered' });
    expect(sentTimes(endpoint)).to.deep.equal([]);
    expect(told).to.deep.equal(['online']);
    expect(sending).to.deep.equal([false, false, false]);
    await sender.now();
    expect(sentTimes(endpoint)).to.deep.equal([1]);
    expect(await device.store.count('intent')).to.equal(0);
  });

  it('sends what it is asked to though a look is under way', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const { sender } = createSender(device, endpoint, {}, true);
    const looked = sender.look();
    await Promise.all([looked, sender.now()]);
    expect(sentTimes(endpoint)).to.deep.equal([1]);
  });

  const silences = [
    { name: 'offline while the browser says so', room: { online: () => false }, is: 'offline' },
    { name: 'offline while the page simulates it', room: { simulatesOffline: () => true }, is: 'offline' },
    { name: 'unreachable otherwise', room: {}, is: 'unreachable' },
  ];
  for (const { name, room, is } of silences) {
    it(`calls an endpoint that does not answer ${name}`, async () => {
      const device = createDevice();
      const endpoint = await ScriptedEndpoint.create();
      endpoint.faults = ['cut'];
      const { sender, told } = createSender(device, endpoint, room);
      expect(await sender.now()).to.include({ kind: 'silent' });
      expect(told).to.deep.equal([is]);
    });
  }

  it('leaves an endpoint that refused alone until it may be asked again, whatever happens here', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    endpoint.faults = [{ ...problem(429, 'slow down'), retryAfter: '120' }];
    const { sender, drains, ended } = createSender(device, endpoint);
    sender.poke();
    sender.poke();
    await ended();
    for (let i = 0; i < 5; i++) sender.poke();
    expect(drains.begun).to.equal(1);
    device.time.steady += 120_000;
    device.time.now -= 3_600_000;
    const sent = ended();
    sender.poke();
    await sent;
    expect(await device.store.count('intent')).to.equal(0);
  });

  it('sends when asked to, also to an endpoint that wants to be left alone', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    endpoint.faults = [{ ...problem(429, 'slow down'), retryAfter: '120' }];
    const { sender } = createSender(device, endpoint);
    expect(await sender.now()).to.include({ kind: 'refused' });
    expect(await sender.now()).to.include({ kind: 'answered' });
  });

  it('tries an endpoint that did not answer at every hint', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    endpoint.faults = ['cut'];
    const { sender, ended } = createSender(device, endpoint);
    expect(await sender.now()).to.include({ kind: 'silent' });
    const sent = ended();
    sender.poke();
    await sent;
    expect(await device.store.count('intent')).to.equal(0);
  });

  it('probes for ten minutes, then less often, also when the clock is set back meanwhile', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    endpoint.faults = ['cut', 'cut', 'cut'];
    const { sender, ended } = createSender(device, endpoint, { visible: () => true });
    const goOff = (timer: Timer | undefined) =>
      timersDuring(() => {
        const over = ended();
        timer?.run();
        return over;
      });
    const [first] = await timersDuring(() => sender.now());
    device.time.steady += PROBE_FOR_MS - 1;
    device.time.now -= 3_600_000;
    const [second] = await goOff(first);
    expect(second?.ms).to.be.at.most(PROBE_MS);
    device.time.steady += 1;
    const [third] = await goOff(second);
    expect(third?.ms).to.equal(IDLE_PROBE_MS);
  });

  it('probes for ten minutes more when an order is placed, or the page is told anything new, after long silence', async () => {
    const device = createDevice();
    const endpoint = await ScriptedEndpoint.create();
    endpoint.faults = ['cut', 'cut', 'cut'];
    const { sender, ended } = createSender(device, endpoint, { visible: () => true });
    const [idle] = await timersDuring(() => sender.look());
    expect(idle?.ms).to.equal(IDLE_PROBE_MS);
    await placeOne(device);
    for (let hints = 0; hints < 2; hints++) {
      device.time.steady += PROBE_FOR_MS + 1;
      const [next] = await timersDuring(() => {
        const over = ended();
        sender.poke();
        return over;
      });
      expect(next?.ms).to.be.at.most(PROBE_MS);
    }
  });
  it('tells of a storage that fails, and can be asked again', async () => {
    const device = createDevice();
    await placeOne(device);
    const endpoint = await ScriptedEndpoint.create();
    const list = device.store.list;
    const { sender, failures } = createSender(device, endpoint);
    device.store.list = () => Promise.reject(new Error('taken away'));
    const failed = await sender.now().catch((error: unknown) => error);
    expect(String(failed)).to.equal('Error: taken away');
    device.store.list = list;
    expect(await sender.now()).to.include({ kind: 'answered' });
    expect(failures).to.deep.equal([]);
  });

  it('tries again by itself after storage failed', async () => {
    const device = createDevice();
    const endpoint = await ScriptedEndpoint.create();
    const { sender } = createSender(device, endpoint);
    device.store.list = () => Promise.reject(new Error('taken away'));
    const timers = await timersDuring(() => sender.now().catch(() => undefined));
    expect(timers.map(({ ms }) => ms)).to.deep.equal([IDLE_PROBE_MS]);
  });
});
