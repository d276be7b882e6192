import { expect } from '@open-wc/testing';

import type { EnginePatch } from '../../src/core/engine-port.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import type { Pulse } from '../../src/core/protocol/pulse.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { signJws } from '../../src/crypto/jws.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import type { Room } from '../../src/worker/room.js';
import { TrustDesk } from '../../src/worker/trust-desk.js';
import { readCatalog } from '../support/catalog-input.js';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-20T12:00:00Z');
const keys = await loadEndpointKeys(await createEndpointKeys());
const published = publicKeys(keys);
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
}

function openDesk({ testimonials, withKeys = true, mode = 'live' }: Given) {
  const store = createMemoryStore();
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
  const answer = await desk.testimonials({ placement: 'product', limit: 9, ...(about ? { about } : {}) });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

describe('what customers say, judged on the device', () => {
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
    const { testimonials, leftOut } = await read(opened);
    expect(testimonials.map(({ text }) => text)).to.deep.equal(['Nutty']);
    expect(leftOut).to.deep.equal({ altered: 1, foreign: 1, unreadable: 1 });
    opened.time.now += DAY_MS;
    await read(opened);
    expect(await opened.problems()).to.deep.equal([
      'testimonial-altered /testimonials/1',
      'testimonial-foreign /testimonials/2',
      'testimonial-unreadable /testimonials/3',
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
    const shop = { rev: 1, cursor: null, stock: [], depots: [], answeredAt: null, keys: published };
    await opened.store.commit({ put: [[['shop'], shop]], durability: 'relaxed' });
    expect((await read(opened)).testimonials.map(({ proof }) => proof)).to.deep.equal(['bought']);
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
