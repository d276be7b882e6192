import { expect } from '@open-wc/testing';

import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import type { PersonalPlace } from '../../src/core/personal-port.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import { ConsentBoard } from '../../src/worker/consent-board.js';
import { PersonalDesk } from '../../src/worker/personal-desk.js';
import type { Room } from '../../src/worker/room.js';
import { readCatalog } from '../support/catalog-input.js';
import { createOrder } from '../support/fixtures.js';
import { createRankCases, expectedOf, productsWithShares, TODAY } from '../support/rank-cases.js';

const DAY_MS = 86_400_000;
const CASES = createRankCases(150);
const CATALOG = readCatalog({ products: productsWithShares(CASES) });
const BASE = location.origin;

interface Placed {
  readonly day: number;
  readonly items: readonly string[];
}

function toRecord({ day, items }: Placed, at: number): OrderRecord {
  const [line] = createOrder().lines;
  if (!line) throw new Error('an order has lines');
  const lines = items.map((item) => ({ ...line, variant: `${item}-1`, modifiers: {} }));
  const placedAt = new Date(Math.round(day * DAY_MS)).toISOString();
  const order = createOrder({ id: `order-${String(at).padStart(3, '0')}`, placedAt, lines });
  return { ...order, device: 'device', secret: 'secret', proofRev: -1, rev: 1 };
}

const BOUGHT = [{ day: TODAY - 3, items: ['food-20'] }];

interface Circumstances {
  readonly online?: boolean;
  readonly isPrivate?: boolean;
  readonly sign?: () => Promise<string | undefined>;
}

async function openDesk(
  history: readonly Placed[],
  catalog: Catalog = CATALOG,
  { online = true, isPrivate = false, sign = async () => 'signature' }: Circumstances = {},
) {
  const store = createMemoryStore();
  const browser = { isPrivate };
  const put = history.map((placed, at) => {
    const record = toRecord(placed, at);
    return [['order', record.id], record] as const;
  });
  await store.commit({ put, durability: 'relaxed' });
  const patches: EnginePatch[] = [];
  const told: unknown[] = [];
  const failures: string[] = [];
  const emit = (patch: EnginePatch) => void patches.push(patch);
  const room = {
    store,
    shopId: 'millrace',
    consent: new ConsentBoard(store, emit, () => browser.isPrivate),
    clock: { now: () => TODAY * DAY_MS },
    catalog: () => catalog,
    online: () => online,
    simulatesOffline: () => false,
    emit,
    tellTabs: (message: unknown) => void told.push(message),
    watch: (work: Promise<unknown>) => void work.catch((error: unknown) => failures.push(String(error))),
  } as unknown as Room;
  const desk = new PersonalDesk(room, () => ({ sign }));
  const files = { stageUrl: '', wasmUrl: '' };
  const place = (recommender?: string): PersonalPlace => ({ recommender, base: BASE, files });
  const recommend = async (limit?: number, recommender?: string) => {
    const answer = await desk.recommend(limit === undefined ? {} : { limit }, place(recommender));
    if (!answer.ok) throw new Error(answer.code);
    return answer;
  };
  return { desk, place, recommend, patches, told, store, browser, failures };
}

describe('what a shopper may want again', () => {
  it('is what the formula says, for every shopper who allows it', async () => {
    for (const each of CASES) {
      const { desk, recommend } = await openDesk(each.history);
      await desk.setConsent({ personalisation: true });
      const { suggestions } = await recommend();
      expect(suggestions.map(({ product }) => product)).to.deep.equal(expectedOf(each, CASES));
    }
  });

  it('is what the shop sells most, where nothing may be remembered', async () => {
    const { recommend } = await openDesk([{ day: TODAY - 3, items: ['food-20', 'food-21'] }]);
    const { suggestions } = await recommend(3);
    expect(suggestions.map(({ reason }) => reason.kind)).to.deep.equal(['popular', 'popular', 'popular']);
    expect(suggestions.map(({ product }) => product)).not.to.include('food-20');
  });

  it('leaves out what is in the basket', async () => {
    const { desk, recommend, store } = await openDesk([{ day: TODAY - 3, items: ['food-20', 'food-21'] }]);
    await desk.setConsent({ personalisation: true });
    const seen = { price: 300, deposit: 0, product: 'food-20', title: 'Food', detail: '' };
    const lines = [{ id: 'food-20-1', variant: 'food-20-1', modifiers: {}, quantity: 1, seen }];
    const cart = { rev: 1, cart: { lines }, changedAt: new Date(TODAY * DAY_MS).toISOString() };
    await store.commit({ put: [[['cart'], cart]], durability: 'relaxed' });
    const { suggestions } = await recommend(1);
    expect(suggestions.map(({ product }) => product)).to.deep.equal(['food-21']);
  });

  it('leaves out what was counted everywhere and is gone', async () => {
    const { desk, recommend, store } = await openDesk([{ day: TODAY - 3, items: ['food-20', 'food-21'] }]);
    await desk.setConsent({ personalisation: true });
    const stock = [{ variant: 'food-20-1', depot: 'station', left: 0 }];
    const shop = { rev: 1, cursor: null, stock, depots: [], answeredAt: null, keys: [] };
    await store.commit({ put: [[['shop'], shop]], durability: 'relaxed' });
    const { suggestions } = await recommend(1);
    expect(suggestions.map(({ product }) => product)).to.deep.equal(['food-21']);
  });

  it('is nothing where the page wants none', async () => {
    const { recommend } = await openDesk([]);
    const { suggestions, ranker } = await recommend(10, 'off');
    expect([suggestions, ranker]).to.deep.equal([[], 'off']);
  });

  for (const limit of [0, -1, 1.5, 101, Number.NaN])
    it(`is no list of ${limit}`, async () => {
      const { desk, place } = await openDesk([]);
      expect(await desk.recommend({ limit }, place())).to.include({ ok: false, code: 'bad-limit' });
    });
});

/** What is chosen first has a number that was never before, and what is chosen next the one after it. */
const SECOND = TODAY * DAY_MS + 2;

describe('what a shopper allows', () => {
  it('is kept, shown, and told to the other tabs; what is not named stays', async () => {
    const { desk, patches, told, store } = await openDesk([]);
    await desk.setConsent({ personalisation: true });
    const answer = await desk.setConsent({ measurement: true });
    expect(answer).to.deep.equal({ ok: true, consent: { personalisation: true, measurement: true } });
    expect(await store.get(['consent'])).to.include({
      personalisation: true,
      measurement: true,
      rev: SECOND,
    });
    expect(patches.at(-1)?.consent).to.deep.equal({ personalisation: true, measurement: true });
    expect(told).to.deep.equal([{ consent: true }, { consent: true }]);
  });

  for (const { fails, kind } of [
    { fails: 'can\u2019t be read again', kind: 'get' },
    { fails: 'has no orders to be had', kind: 'list' },
  ] as const)
    it(`is answered as kept once it is, though the storage ${fails} then`, async () => {
      const { desk, store, told, failures } = await openDesk(BOUGHT);
      const { commit } = store;
      store.commit = async (change) => {
        const committed = await commit(change);
        Object.assign(store, { [kind]: () => Promise.reject(new Error('storage failed')) });
        return committed;
      };
      const answer = await desk.setConsent({ personalisation: true });
      expect(answer).to.deep.equal({ ok: true, consent: { personalisation: true, measurement: false } });
      expect([told, failures]).to.deep.equal([[{ consent: true }], ['Error: storage failed']]);
    });

  it('is taken back the same way', async () => {
    const { desk, recommend } = await openDesk([{ day: TODAY - 3, items: ['food-20'] }]);
    await desk.setConsent({ personalisation: true });
    expect((await recommend(1)).suggestions[0]?.product).to.equal('food-20');
    await desk.setConsent({ personalisation: false });
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
  });

  for (const wanted of [{ personalisation: 'yes' }, { personalization: true }, {}, null, 'yes'])
    it(`is yes or no to what there is, and not ${JSON.stringify(wanted)}`, async () => {
      const { desk, store } = await openDesk([]);
      expect(await desk.setConsent(wanted as object)).to.include({ ok: false, code: 'bad-consent' });
      expect(await store.get(['consent'])).to.equal(undefined);
    });

  for (const wanted of [
    { personalisation: true },
    { measurement: true },
    { personalisation: true, measurement: true },
  ])
    it(`can't be ${JSON.stringify(wanted)} where the browser refuses for its user, and nothing is kept`, async () => {
      const { desk, recommend, store, told } = await openDesk(BOUGHT, CATALOG, { isPrivate: true });
      expect(await desk.setConsent(wanted)).to.include({ ok: false, code: 'global-privacy-control' });
      expect([await store.get(['consent']), told]).to.deep.equal([undefined, []]);
      expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    });

  it('is taken back where the browser refuses for its user, though something else was to be allowed with it', async () => {
    const { desk, recommend, store, told, browser } = await openDesk(BOUGHT);
    await desk.setConsent({ personalisation: true });
    browser.isPrivate = true;
    const answer = await desk.setConsent({ personalisation: false, measurement: true });
    expect(answer).to.include({ ok: false, code: 'global-privacy-control' });
    browser.isPrivate = false;
    expect(await store.get(['consent'])).to.include({
      personalisation: false,
      measurement: false,
      rev: SECOND,
    });
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    expect([await store.list('purchase'), told]).to.deep.equal([[], [{ consent: true }, { consent: true }]]);
  });

  it('can be taken back where the browser refuses for its user', async () => {
    const { desk, recommend, store, browser } = await openDesk(BOUGHT);
    await desk.setConsent({ personalisation: true });
    browser.isPrivate = true;
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    expect(await desk.setConsent({ personalisation: false })).to.include({ ok: true });
    browser.isPrivate = false;
    expect(await store.get(['consent'])).to.include({ personalisation: false, rev: SECOND });
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
  });

  it('holds again, once the browser no longer refuses, as it was chosen', async () => {
    const { desk, recommend, browser } = await openDesk(BOUGHT);
    await desk.setConsent({ personalisation: true });
    browser.isPrivate = true;
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    browser.isPrivate = false;
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('bought');
  });
});

describe('what is remembered of purchases', () => {
  const HISTORY = [
    { day: TODAY - 40, items: ['food-21'] },
    { day: TODAY - 3, items: ['food-20'] },
  ];

  it('is nothing before it is allowed, and is gone with the answer that it no longer is', async () => {
    const { desk, recommend, store } = await openDesk(HISTORY);
    await recommend(1);
    expect(await store.list('purchase')).to.deep.equal([]);
    await desk.setConsent({ measurement: true });
    expect(await store.list('purchase')).to.deep.equal([]);
    await desk.setConsent({ personalisation: true });
    expect((await store.list('purchase')).map(({ id }) => id)).to.deep.equal(['order-000', 'order-001']);
    await desk.setConsent({ personalisation: false });
    expect(await store.list('purchase')).to.deep.equal([]);
    expect(await store.list('order')).to.have.length(2);
  });

  it('outlives the orders, and suggestions are made of it alone', async () => {
    const { desk, recommend, store } = await openDesk(HISTORY);
    await desk.setConsent({ personalisation: true });
    const before = await recommend();
    const remove = [
      ['order', 'order-000'],
      ['order', 'order-001'],
    ] as const;
    await store.commit({ remove, durability: 'strict' });
    expect(await recommend()).to.deep.equal(before);
    expect(before.suggestions.slice(0, 2).map(({ reason }) => reason.kind)).to.deep.equal([
      'bought',
      'bought',
    ]);
  });

  it('goes where the browser begins to refuse for its user', async () => {
    const { desk, recommend, store, browser } = await openDesk(HISTORY);
    await desk.setConsent({ personalisation: true });
    browser.isPrivate = true;
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    expect(await store.list('purchase')).to.deep.equal([]);
  });

  it('is not written by a page that has not heard yet that it was taken back in another', async () => {
    const { desk, recommend, store } = await openDesk(HISTORY);
    await desk.setConsent({ personalisation: true });
    const at = '2026-11-24T12:00:00Z';
    const elsewhere = { rev: 2, personalisation: false, measurement: false, at };
    const remove = (await store.list('purchase')).map(({ id }) => ['purchase', id] as const);
    await store.commit({ put: [[['consent'], elsewhere]], remove, durability: 'strict' });
    expect((await recommend(1)).suggestions[0]?.reason.kind).to.equal('popular');
    expect(await store.list('purchase')).to.deep.equal([]);
  });
});

describe('a node that ranks', () => {
  const HISTORY = [{ day: TODAY - 3, items: ['food-20', 'food-21'] }];
  const fetched = window.fetch;
  afterEach(() => {
    window.fetch = fetched;
  });

  async function askBy(answer: (init: RequestInit) => Promise<Response>, given: Circumstances = {}) {
    const asked: { address: string; init: RequestInit }[] = [];
    window.fetch = async (address, init = {}) => {
      asked.push({ address: String(address), init });
      return answer(init);
    };
    const { desk, recommend } = await openDesk(HISTORY, CATALOG, given);
    await desk.setConsent({ personalisation: true });
    const { suggestions, ranker, reason } = await recommend(2, '/ranks/');
    return { asked, products: suggestions.map(({ product }) => product), ranker, reason };
  }

  it('is asked with what was bought, signed, and its order holds', async () => {
    const json = { items: ['food-21', 'food-20'], ranker: 'model' };
    const { asked, products, ranker } = await askBy(async () => Response.json(json));
    expect([products, ranker]).to.deep.equal([['food-21', 'food-20'], 'node']);
    const [{ address = '', init = {} } = {}] = asked;
    expect(address).to.equal(`${BASE}/ranks/v1/recommend`);
    expect(new Headers(init.headers).get('punnet-signature')).to.equal('signature');
    const { shop, history, limit } = JSON.parse(String(init.body)) as Record<string, unknown>;
    expect([shop, history, limit]).to.deep.equal(['millrace', [[TODAY - 3, ['food-20', 'food-21']]], 2]);
  });

  const failures = [
    { why: 'it refuses', answer: async () => new Response('', { status: 500 }), reason: 'node-refused' },
    { why: 'it says something else', answer: async () => new Response('<p>Hello'), reason: 'node-unfit' },
    {
      why: 'it names nothing that there is',
      answer: async () => Response.json({ items: ['elsewhere'], ranker: 'model' }),
      reason: 'node-unfit',
    },
    { why: 'it is not there', answer: () => Promise.reject(new TypeError('gone')), reason: 'node-silent' },
    {
      why: 'it takes too long',
      answer: (init: RequestInit) =>
        new Promise<Response>((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')));
        }),
      reason: 'node-silent',
    },
  ];
  for (const { why, answer, reason } of failures)
    it(`is done without where ${why}, and the reason is said`, async () => {
      const found = await askBy(answer);
      expect([found.products, found.ranker, found.reason]).to.deep.equal([
        ['food-20', 'food-21'],
        'formula',
        reason,
      ]);
    });

  it('is not waited for while its request is being signed', async () => {
    const sign = () => new Promise<string>(() => undefined);
    expect((await askBy(async () => Response.json({}), { sign })).reason).to.equal('node-silent');
  });

  it('is not asked before this device can sign', async () => {
    const { asked, reason } = await askBy(async () => Response.json({}), { sign: async () => undefined });
    expect([asked, reason]).to.deep.equal([[], 'node-unsigned']);
  });

  it('fills up here what it leaves empty, and names nothing twice', async () => {
    const json = { items: ['food-21', 'elsewhere', 'food-21'], ranker: 'model' };
    const { products, ranker } = await askBy(async () => Response.json(json));
    expect([products, ranker]).to.deep.equal([['food-21', 'food-20'], 'node']);
  });

  it('is not asked with no network', async () => {
    const { asked, reason } = await askBy(async () => Response.json({}), { online: false });
    expect([asked, reason]).to.deep.equal([[], 'node-silent']);
  });

  it('is not told of a shopper who has bought nothing, or allows nothing', async () => {
    const asked: string[] = [];
    window.fetch = async (address) => {
      asked.push(String(address));
      return Response.json({});
    };
    const { recommend } = await openDesk(HISTORY);
    expect((await recommend(1, `${BASE}/ranks`)).ranker).to.equal('formula');
    expect(asked).to.deep.equal([]);
  });
});
