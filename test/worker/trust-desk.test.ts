import { expect } from '@open-wc/testing';

import { pruneOrders } from '../../src/core/consent/prune.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import { keepAnswer } from '../../src/core/outbox/keep-answer.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import type { DeviceStore } from '../../src/core/ports.js';
import type { Pulse } from '../../src/core/protocol/pulse.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { signJws } from '../../src/crypto/jws.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import type { Room } from '../../src/worker/room.js';
import { TrustDesk } from '../../src/worker/trust-desk.js';
import { createWire } from '../../src/worker/wire.js';
import { readCatalog } from '../support/catalog-input.js';
import { patch } from '../support/patch.js';
import { MapJournal } from '../support/order-desk.js';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-20T12:00:00Z');
const keys = await loadEndpointKeys(await createEndpointKeys());
const published = publicKeys(keys);
const newer = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
const real = globalThis.fetch;

const claims = {
  ...{ v: 1, shop: 'millrace', author: 'Ada', product: 'oats', date: '2026-11-03' },
  ...{ receipt: 'A'.repeat(43), stars: 5 },
};
const sign = (said: object) =>
  signJws(
    { alg: 'ES256', kid: keys.sig[0].kid },
    JSON.stringify({ ...claims, ...said }),
    keys.sig[0].privateKey,
  );

interface Given {
  readonly testimonials?: unknown;
  readonly withKeys?: boolean;
  readonly mode?: 'live' | 'test';
  /** Another tab's. */
  readonly store?: DeviceStore;
}

function openDesk({ testimonials, withKeys = true, mode = 'live', store = createMemoryStore() }: Given) {
  const patches: EnginePatch[] = [];
  const time = { now: NOON };
  let verified = 0;
  const base = readCatalog({ keys: withKeys ? published : [] });
  const held = { catalog: { ...base, testimonials, shop: { ...base.shop, mode } } };
  const working: Promise<unknown>[] = [];
  const room = {
    ...{ store, shopId: 'millrace', config: { endpoint: 'https://orders.example' } },
    clock: { now: () => time.now },
    catalog: () => held.catalog,
    online: () => true,
    simulatesOffline: () => false,
    emit: (patch: EnginePatch) => void patches.push(patch),
    watch: (work: Promise<unknown>) => void working.push(work),
  } as unknown as Room;
  const { verify } = createCrypto();
  const desk = new TrustDesk(room, {
    verify: (...given) => {
      verified += 1;
      return verify(...given);
    },
  });
  const problems = async () => {
    await Promise.all(working);
    return patches.flatMap((patch) => patch.problems ?? []).map(({ code, where }) => `${code} ${where}`);
  };
  return { desk, store, time, held, problems, verified: () => verified };
}

async function read({ desk }: Pick<ReturnType<typeof openDesk>, 'desk'>, about?: readonly string[]) {
  const answer = await desk.testimonials({ limit: 9, ...(about ? { about } : {}) });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

type Opened = ReturnType<typeof openDesk>;
const proofs = async (opened: Opened) => (await read(opened)).testimonials.map(({ proof }) => proof);
const keepShop = ({ store }: Opened, told: { readonly keys?: readonly unknown[]; answeredAt?: string }) => {
  const shop = { rev: 1, cursor: null, stock: [], depots: [], answeredAt: null, keys: [], ...told };
  return store.commit({ put: [[['shop'], shop]], durability: 'relaxed' });
};
/** The endpoint has answered a device that has heard none of its keys with an order. */
async function hearAnswer(opened: Opened): Promise<unknown> {
  const { store, time } = opened;
  await keepShop(opened, {});
  const state = { online: () => true, simulatesOffline: () => false };
  const wire = createWire('https://orders.example', state, () => undefined);
  const clock = { now: () => time.now };
  const ports = { store, wire, clock, crypto: createCrypto(), journal: new MapJournal() };
  const nothing = () => undefined;
  const deaf = { changed: nothing, newCatalog: nothing, report: nothing, findPickup: nothing };
  const task = { shop: 'millrace', parkedToo: false, catalog: null, ...deaf };
  const answer = { time: new Date(time.now).toISOString(), results: [], leases: [], stock: [], depots: [] };
  return keepAnswer(ports, task, {
    batch: [],
    asked: null,
    erased: undefined,
    answer: { ...answer, cursor: null },
  });
}

/** The endpoint's keys, or no answer. @returns what was asked for */
function serveKeys(told: () => readonly unknown[] | undefined) {
  const asked: string[] = [];
  globalThis.fetch = async (input) => {
    asked.push(String(input));
    const set = told();
    if (!set) throw new TypeError('no network');
    return new Response(JSON.stringify({ keys: set }));
  };
  return asked;
}

describe('what customers say, judged on the device', () => {
  afterEach(() => void (globalThis.fetch = real));

  it('is of a purchase where the shop signed it, and is judged once for a catalog', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    const first = await read(opened, ['oats']);
    expect(first.testimonials.map(({ text, proof }) => `${text} ${proof}`)).to.deep.equal(['Nutty bought']);
    expect(first.stars).to.deep.equal({ mean: 5, count: 1 });
    await read(opened, ['honey']);
    expect(opened.verified()).to.equal(1);
    opened.time.now += DAY_MS;
    await read(opened);
    expect(opened.verified()).to.equal(2);
  });

  it('is left out where it was altered, and whoever keeps the catalog is told where, once', async () => {
    const signed = await sign({ text: 'Nutty' });
    const [header, payload = '', signature] = (await sign({ text: 'Best of all' })).split('.');
    const altered = [header, payload, signed.split('.')[2] ?? signature].join('.');
    const foreign = await sign({ text: 'Nice', shop: 'elsewhere' });
    const opened = openDesk({ testimonials: [signed, altered, foreign, 7] });
    const { testimonials } = await read(opened);
    expect(testimonials.map(({ text }) => text)).to.deep.equal(['Nutty']);
    opened.time.now += DAY_MS;
    await read(opened);
    expect(await opened.problems()).to.deep.equal([
      'testimonial-altered /testimonials/1',
      'testimonial-foreign /testimonials/2',
      'testimonial-unreadable /testimonials/3',
    ]);
  });

  it('is not verified on a page that is not served securely', async () => {
    patch(globalThis, 'isSecureContext', { value: false });
    expect(await proofs(openDesk({ testimonials: [await sign({ text: 'Nutty' })] }))).to.deep.equal([
      'unverified',
    ]);
  });

  it('is not verified once its last day is over', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty', until: '2026-11-20' })] });
    expect((await read(opened)).testimonials.map(({ proof }) => proof)).to.deep.equal(['bought']);
    opened.time.now += DAY_MS;
    const { testimonials, stars } = await read(opened);
    expect([testimonials.map(({ proof }) => proof), stars]).to.deep.equal([['unverified'], undefined]);
  });

  it('is verified by the endpoint’s keys as well, where the catalog has none', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })], withKeys: false });
    expect((await read(opened)).testimonials.map(({ proof }) => proof)).to.deep.equal(['unverified']);
    await keepShop(opened, { keys: published });
    expect(await proofs(opened)).to.deep.equal(['bought']);
  });

  it('is not vouched for by a key that the endpoint has no more, though the catalog still lists it', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    expect(await proofs(opened)).to.deep.equal(['bought']);
    await keepShop(opened, { keys: newer });
    expect(await proofs(opened)).to.deep.equal(['unverified']);
  });

  it('is held against the endpoint’s keys of the day, and judged without a network by those that are known', async () => {
    let told: readonly unknown[] | undefined = published;
    const asked = serveKeys(() => told);
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    const renew = () => opened.desk.renewKeys();
    expect(await renew()).to.deep.equal({ ok: true, changed: false });
    expect(await renew()).to.deep.equal({ ok: true, changed: false });
    expect(asked).to.deep.equal(['https://orders.example/.well-known/jwks.json']);
    told = undefined;
    opened.time.now += 2 * DAY_MS;
    expect(await renew()).to.deep.equal({ ok: true, changed: false });
    expect(await proofs(opened)).to.deep.equal(['bought']);
    told = newer;
    opened.time.now += 11 * 60_000;
    expect(await renew()).to.deep.equal({ ok: true, changed: true });
    expect(await proofs(opened)).to.deep.equal(['unverified']);
  });

  it('has a key looked for that is not known here, and not again at once', async () => {
    const asked = serveKeys(() => newer);
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })], withKeys: false });
    expect(await opened.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    await opened.desk.renewKeys();
    expect(asked).to.have.length(1);
    serveKeys(() => published);
    opened.time.now += 11 * 60_000;
    expect(await opened.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    expect(await proofs(opened)).to.deep.equal(['bought']);
  });

  it('is held against what was heard of the keys last, by the orders or by itself', async () => {
    serveKeys(() => newer);
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    await keepShop(opened, { keys: published });
    expect(await proofs(opened)).to.deep.equal(['bought']);
    expect(await opened.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    expect(await proofs(opened), 'by itself').to.deep.equal(['unverified']);
    serveKeys(() => published);
    await hearAnswer(opened);
    expect(await proofs(opened), 'by the orders').to.deep.equal(['bought']);
  });

  it('is not vouched for by anything once the endpoint says that it has no keys', async () => {
    serveKeys(() => []);
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    await keepShop(opened, {});
    expect(await proofs(opened), 'none were told yet').to.deep.equal(['bought']);
    expect(await opened.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    expect(await proofs(opened)).to.deep.equal(['unverified']);
  });

  it('has the keys asked for once in ten minutes where nobody answers', async () => {
    const asked = serveKeys(() => undefined);
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty' })] });
    for (const wait of [0, 0, 9 * 60_000, 2 * 60_000]) {
      opened.time.now += wait;
      expect(await opened.desk.renewKeys()).to.deep.equal({ ok: true, changed: false });
    }
    expect(asked).to.have.length(2);
  });

  it('is judged anew in each tab where two hear of other keys at once', async () => {
    serveKeys(() => newer);
    const testimonials = [await sign({ text: 'Nutty' })];
    const one = openDesk({ testimonials });
    const other = openDesk({ testimonials, store: one.store });
    const renewed = await Promise.all([one, other].map(({ desk }) => desk.renewKeys()));
    expect(renewed.map((answer) => answer.ok && answer.changed)).to.deep.equal([true, true]);
    expect(await Promise.all([one, other].map(proofs))).to.deep.equal([['unverified'], ['unverified']]);
  });

  it('is judged anew in a tab that has judged it before another heard of other keys', async () => {
    serveKeys(() => newer);
    const testimonials = [await sign({ text: 'Nutty' })];
    const one = openDesk({ testimonials });
    const other = openDesk({ testimonials, store: one.store });
    expect(await proofs(other)).to.deep.equal(['bought']);
    expect(await one.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    expect(await other.desk.renewKeys()).to.deep.equal({ ok: true, changed: true });
    expect(await proofs(other)).to.deep.equal(['unverified']);
  });

  it('is past its last day where the endpoint has seen it end, whatever the clock says', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty', until: '2026-11-20' })] });
    await keepShop(opened, { keys: published, answeredAt: '2026-11-21T09:00:00Z' });
    expect(await proofs(opened)).to.deep.equal(['unverified']);
  });

  it('is shown once, the newest of an order on a product, and the shop is told of the others', async () => {
    const twice = await sign({ text: 'Nutty' });
    const plain = { text: 'Lovely', author: 'Bo' };
    const opened = openDesk({
      testimonials: [
        ...[twice, await sign({ text: 'Nuttier', date: '2026-11-04' }), twice],
        ...[await sign({ text: 'Fine shop', product: undefined }), plain, plain],
      ],
    });
    const { testimonials } = await read(opened);
    expect(testimonials.map(({ text }) => text)).to.deep.equal(['Nuttier', 'Fine shop', 'Lovely']);
    expect(await opened.problems()).to.deep.equal([
      'testimonial-repeated /testimonials/0',
      'testimonial-repeated /testimonials/2',
      'testimonial-repeated /testimonials/4',
    ]);
  });

  it('of a product that the catalog has no more is left out, not shown as one of the shop', async () => {
    const opened = openDesk({ testimonials: [await sign({ text: 'Nutty', product: 'barley' })] });
    expect((await read(opened, ['oats'])).testimonials).to.deep.equal([]);
    expect(await opened.problems()).to.deep.equal(['testimonial-unknown-product /testimonials/0']);
  });
});

describe('how much the shop sells', () => {
  afterEach(() => void (globalThis.fetch = real));

  const pulse: Pulse = { shop: 'millrace', mode: 'live', days: 30, to: '2026-11-19', orders: 120 };
  /** @param answer undefined: nobody answers */
  function serve(answer: () => Pulse | undefined) {
    const asked: string[] = [];
    globalThis.fetch = async (input) => {
      asked.push(String(input));
      const given = answer();
      if (!given) throw new TypeError('no network');
      return new Response(JSON.stringify(given), { headers: { 'content-type': 'application/json' } });
    };
    return asked;
  }
  const told = async ({ desk }: ReturnType<typeof openDesk>) => {
    const answer = await desk.pulse();
    return answer.ok ? answer.pulse : answer;
  };
  const shown = { orders: 120, days: 30, to: '2026-11-19' };

  it('is asked for once for each day that is over', async () => {
    const asked = serve(() => pulse);
    const opened = openDesk({});
    expect(toLocalDate(NOON, 'Europe/London')).to.equal('2026-11-20');
    expect(await Promise.all([told(opened), told(opened)])).to.deep.equal([
      { ...shown, isOld: false },
      { ...shown, isOld: false },
    ]);
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: false });
    expect(asked).to.deep.equal(['https://orders.example/v1/pulse']);
    opened.time.now += DAY_MS;
    await told(opened);
    expect(asked).to.have.length(2);
  });

  it('is shown with its date for seven days where nobody answers, and then not at all', async () => {
    let answer: Pulse | undefined = pulse;
    serve(() => answer);
    const opened = openDesk({});
    await told(opened);
    answer = undefined;
    opened.time.now += 7 * DAY_MS;
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: true });
    opened.time.now += DAY_MS;
    expect(await told(opened)).to.equal(undefined);
  });

  it('is asked for again where the clock was set back, and none of a day to come is taken', async () => {
    let answer = pulse;
    const asked = serve(() => answer);
    const opened = openDesk({});
    await told(opened);
    opened.time.now -= 3 * DAY_MS;
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: true });
    expect(asked).to.have.length(2);
    await keepShop(opened, { answeredAt: '2026-11-20T12:00:00Z' });
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: false });
    answer = { ...pulse, to: '2026-11-22' };
    opened.time.now = NOON + DAY_MS / 2;
    expect(await told(openDesk({}))).to.equal(undefined);
  });

  it('is of days that are over of late: nothing of last year, and old where it does not end with yesterday', async () => {
    let answer: Pulse = { ...pulse, to: '2025-11-19' };
    serve(() => answer);
    expect(await told(openDesk({}))).to.equal(undefined);
    answer = { ...pulse, to: '2026-11-12' };
    expect(await told(openDesk({}))).to.equal(undefined);
    answer = { ...pulse, to: '2026-11-13' };
    expect(await told(openDesk({}))).to.deep.equal({ ...shown, to: '2026-11-13', isOld: true });
    answer = pulse;
    expect(await told(openDesk({}))).to.deep.equal({ ...shown, isOld: false });
  });

  it('is kept by the latest time that is known, however far the clock is behind', async () => {
    let answer: Pulse | undefined = pulse;
    const asked = serve(() => answer);
    const opened = openDesk({});
    await keepShop(opened, { answeredAt: '2026-11-20T12:00:00Z' });
    opened.time.now -= 8 * DAY_MS;
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: false });
    answer = undefined;
    expect(await told(opened)).to.deep.equal({ ...shown, isOld: false });
    expect(asked).to.have.length(1);
  });

  it('is not kept once it may not be shown', async () => {
    serve(() => pulse);
    const opened = openDesk({});
    await told(opened);
    await pruneOrders(opened.store, NOON + 7 * DAY_MS);
    expect(await opened.store.count('pulse')).to.equal(1);
    await pruneOrders(opened.store, NOON + 7 * DAY_MS + 1);
    expect(await opened.store.count('pulse')).to.equal(0);
  });

  it('is not shown of fewer than ten, of another shop or of a rehearsal', async () => {
    for (const answer of [
      { ...pulse, orders: null },
      { ...pulse, orders: 3 },
      { ...pulse, shop: 'elsewhere' },
      { ...pulse, mode: 'test' as const },
    ]) {
      serve(() => answer);
      expect(await told(openDesk({})), JSON.stringify(answer)).to.equal(undefined);
    }
  });
});
