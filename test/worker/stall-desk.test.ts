import { expect } from '@open-wc/testing';

import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { placeOrder } from '../../src/core/order/place.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import type { PublishedKey, Reply, Wire } from '../../src/core/ports.js';
import type { Proof, ProvenState } from '../../src/core/protocol/proof.js';
import { parseBase45, toBase45 } from '../../src/core/receipt/base45.js';
import { toFacts } from '../../src/core/receipt/to-facts.js';
import type { Issuer, Scanned } from '../../src/core/stall/stall-port.js';
import { VERDICTS } from '../../src/core/stall/verdicts.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys, sign } from '../../src/crypto/endpoint-keys.js';
import type { Room } from '../../src/worker/room.js';
import { StallDesk } from '../../src/worker/stall-desk.js';
import {
  createDevice,
  createRequest,
  fillBasket,
  MapJournal,
  NOW as ORDERED,
  OPEN_CATALOG,
} from '../support/order-desk.js';
import { goldenReceipt, receiptShop } from '../support/looks/scan-looks.js';
import { NOW, readReceiptVectors, SHOP } from '../support/receipt-vectors.js';
import { json, problem, readIntent } from '../support/scripted-endpoint.js';
import { patch } from '../support/patch.js';

const DEPOT = {
  ...{ id: 'station', title: 'Station kiosk', fallbacks: [] },
  horizonDays: 7,
  closed: [],
  slots: [],
};
const CODE = 'ABCDE-FGHJK';

/** What takes stock is tested apart. */
const NO_LEASE = {
  lease: { look: async () => undefined },
  sync: async () => ({ ok: true }) as const,
  listSlots,
};

/** An endpoint that knows a code, has keys, and can go away. */
class StallWire implements Wire {
  gone = false;
  keys: readonly PublishedKey[] = [];
  readonly asked: string[] = [];
  enrolled: Reply = json({ device: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', class: 'stall' });

  async get(path: string): Promise<Reply> {
    this.asked.push(path);
    if (this.gone) throw new TypeError('gone');
    return json({ keys: this.keys });
  }

  imported: Reply = json({});
  readonly shown: unknown[] = [];

  async post(path: string, body: string): Promise<Reply> {
    this.asked.push(path);
    if (this.gone) throw new TypeError('gone');
    if (path !== '/v1/receipts/import') return this.enrolled;
    this.shown.push(JSON.parse(body));
    return this.imported;
  }
}

async function openDesk(changes: Partial<Catalog> = {}, mode: 'live' | 'test' = 'live') {
  const device = createDevice();
  device.time.now = NOW;
  const known = await receiptShop();
  const shop = { ...known.shop, timezone: 'UTC', mode };
  const catalog = { ...known, shop, depots: [DEPOT], ...changes } as Catalog;
  const wire = new StallWire();
  wire.keys = catalog.keys as readonly PublishedKey[];
  const failures: unknown[] = [];
  const watched: Promise<unknown>[] = [];
  const moment = () => ({ now: device.time.now, elapsed: 0, session: 'one', behind: false });
  const clock = { ...device.ports.clock, elapsed: () => device.time.now, moment };
  const room = {
    ...{ shopId: SHOP, clock, store: device.store, catalog: () => catalog },
    watch: (work: Promise<unknown>) => void watched.push(work.catch((error) => failures.push(error))),
  } as unknown as Room;
  let sent = 0;
  const desk = new StallDesk({
    ...device.ports,
    ...NO_LEASE,
    room,
    wire,
    sent: async () => void (sent += 1),
  });
  const settled = () => Promise.all(watched);
  return { device, desk, wire, catalog, failures, settled, sent: () => sent };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function scan({ desk }: Desk, text: string, depot?: string): Promise<Scanned> {
  const scanned = await desk.scan(text, depot);
  if (!scanned.ok) throw new Error(scanned.code);
  return scanned.scanned;
}

/** A golden receipt of this kind for which something is to be handed over, on its own day. */
async function golden(kind: 'confirmed' | 'attested' | 'unattested') {
  for (const { read, token } of (await readReceiptVectors()).receipts) {
    if (read.kind !== kind) continue;
    const { claims } = read;
    const stands = claims.state === (kind === 'confirmed' ? 'confirmed' : 'saved');
    const isLive = claims.mode === 'live' && claims.payment === 'at_pickup';
    if (stands && (isLive || kind !== 'confirmed'))
      return { token, claims, day: (claims.chosen ?? claims.pickup).startMinutes * 60_000 };
  }
  throw new Error(`no golden receipt is ${kind}`);
}

describe('a stall’s desk', () => {
  for (const kind of ['confirmed', 'attested', 'unattested'] as const) {
    it(`refuses a receipt that is ${kind} with any bit of it changed`, async () => {
      const { token, claims, day } = await golden(kind);
      const open = await openDesk({}, claims.mode);
      open.device.time.now = day;
      expect(VERDICTS[(await scan(open, token)).verdict.kind]).not.to.equal('stop');
      const bytes = parseBase45(token.slice(4)) ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = bytes.slice();
        flipped[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        const { verdict } = await scan(open, `PN1:${toBase45(flipped)}`);
        expect(VERDICTS[verdict.kind], `byte ${at}: ${verdict.kind}`).to.equal('stop');
      }
    });
  }

  it('hands over once, refuses it the second time, and lets the first go then', async () => {
    const open = await openDesk();
    const { token, claims, day } = await golden('confirmed');
    open.device.time.now = day;
    const first = await scan(open, token);
    expect(first.order).to.equal(claims.intent);
    const served = await open.desk.collect(claims.intent, claims.amount);
    expect(served.ok).to.equal(true);
    expect(await open.device.store.count('intent')).to.equal(0);
    const second = await scan(open, token);
    expect(second.verdict).to.include({ kind: 'collected', where: 'here' });
    expect(second.refund).to.equal(claims.amount);
    expect(await open.device.store.count('intent')).to.equal(1);
    expect(open.sent()).to.equal(1);
  });

  it('lets go what could be undone when the page is hidden', async () => {
    const open = await openDesk();
    const { token, claims, day } = await golden('confirmed');
    open.device.time.now = day;
    await scan(open, token);
    const served = await open.desk.collect(claims.intent, claims.amount);
    open.desk.hint({ kind: 'visible' });
    await open.settled();
    expect(await open.device.store.count('intent')).to.equal(0);
    open.desk.hint({ kind: 'hidden' });
    await open.settled();
    expect(await open.device.store.count('intent')).to.equal(1);
    expect(await open.desk.undo(served.ok ? served.id : '')).to.include({ code: 'too-late' });
  });

  it('finds by its code what was scanned here, and says that it was typed', async () => {
    const open = await openDesk();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    const { code = '' } = await scan(open, token);
    const found = await open.desk.find(code);
    expect(found.ok && found.scanned).to.include({ typed: true, code });
    expect(await open.desk.find('BCDFGH')).to.include({ ok: false, code: 'unknown-order' });
  });

  it('finds by its code what was sold on this very device, and hands it over once', async () => {
    const open = await openDesk();
    const { device, desk } = open;
    device.time.now = ORDERED;
    await fillBasket(device);
    const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: SHOP } };
    const placed = await placeOrder(device.ports, createRequest(), { catalog });
    if (!placed.ok) throw new Error(placed.code);
    const { id, code, total, pickup } = placed.order;
    device.time.now = Date.parse(pickup.slot.slice('station/'.length));
    const found = await desk.find(code, 'station');
    const verdict = { kind: 'unknown-device', amount: total };
    const items = [{ title: 'Rolled oats 500 g', options: ['Own jar'], quantity: 2 }];
    expect(found.ok && found.scanned).to.deep.include({ verdict, order: id, code, items, typed: true });
    expect((await desk.collect(id, total)).ok).to.equal(true);
    const again = await desk.find(code, 'station');
    expect(again.ok && again.scanned.verdict).to.include({ kind: 'collected', where: 'here' });
  });

  it('knows after its records were lost what came back from their second copy', async () => {
    const open = await openDesk();
    const { token, claims, day } = await golden('confirmed');
    open.device.time.now = day;
    await scan(open, token);
    await open.desk.collect(claims.intent, claims.amount);
    const { store } = open.device;
    await store.commit({ remove: [['stall-order', claims.intent]], durability: 'strict' });
    expect((await scan(open, token)).verdict).to.include({ kind: 'collected', where: 'here' });
  });

  it('goes by where the page, or else the helper, says that the stall stands', async () => {
    const open = await openDesk();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    expect((await scan(open, token, 'station')).verdict.kind).to.equal('elsewhere');
    await open.desk.standAt('station');
    expect((await scan(open, token)).verdict.kind).to.equal('elsewhere');
    expect((await open.desk.look()).ok).to.equal(true);
  });
});

describe('an order of which another way was chosen with no network', () => {
  it('is handed over as that, and the shop is told so', async () => {
    const open = await openDesk();
    const { crypto } = open.device.ports;
    const intent = '019abf00-0000-7000-8000-0000000000a1';
    const chosen = { depot: 'station', slot: 'station/2026-11-25T10:00:00+00:00', amount: 810 };
    const pickup = { depot: 'station', slot: 'station/2026-11-24T10:00:00+00:00' };
    const lines = [{ variant: 'honey-340', modifiers: {}, quantity: 1, total: 900 }];
    const said = { state: 'saved', payment: 'at_pickup' } as const;
    const subject = {
      ...{
        shop: SHOP,
        mode: 'live' as const,
        currency: 'GBP',
        intent,
        hash: 'q'.repeat(42) + 'A',
        deposits: 0,
      },
      ...{ rev: 1, amount: 900, pickup, lines, chosen, ...said },
    };
    const facts = await toFacts(subject, (text) => crypto.digest(text), NOW);
    const { token } = await crypto.signReceipt(await crypto.createDeviceKey(), undefined, {
      ...facts,
      ...said,
    });
    await scan(open, token);
    const served = await open.desk.collect(intent, chosen.amount);
    if (!served.ok) throw new Error(served.code);
    const held = (await open.device.store.get(['collection', served.id]))?.held;
    const { body } = readIntent(held?.jws ?? '');
    expect(body).to.deep.include({ taken: 810, chosen });
  });
});

describe('an order that was handed over and that nobody has sent', () => {
  async function handOver() {
    const { token, claims, day } = await golden('attested');
    const open = await openDesk({}, claims.mode);
    open.device.time.now = day;
    const { order = '' } = await scan(open, token);
    await open.desk.collect(order, 0);
    return { ...open, order, token };
  }

  it('is brought by its receipt once it may not be undone any more, and once', async () => {
    const { desk, wire, token, sent } = await handOver();
    await desk.drained(true);
    expect(wire.shown).to.deep.equal([]);
    await desk.release();
    const before = sent();
    await desk.drained(true);
    expect([wire.shown, sent()]).to.deep.equal([[{ shop: SHOP, receipt: token }], before + 1]);
    await desk.drained(true);
    expect(wire.shown.length).to.equal(1);
  });

  it('is not brought where the shop knows it, or can\u2019t be reached', async () => {
    const { desk, wire, order, device } = await handOver();
    await desk.release();
    await desk.drained(false);
    const known = await device.store.get(['stall-order', order]);
    if (!known) throw new Error('the order was forgotten');
    const place = { depot: 'station', startMinutes: 0 };
    const told = { state: 'confirmed', payment: 'at_pickup', rev: 1, amount: 1, place } as const;
    const next = { ...known, told, rev: known.rev + 1 };
    await device.store.commit({ put: [[['stall-order', order], next]], durability: 'strict' });
    await desk.drained(true);
    expect(wire.shown).to.deep.equal([]);
  });

  for (const { what, imported, again } of [
    { what: 'is refused', imported: problem(400, 'bad-receipt'), again: false },
    { what: 'could not be looked at', imported: problem(503, 'unavailable'), again: true },
  ]) {
    it(`is ${again ? '' : 'not '}brought again where its receipt ${what}`, async () => {
      const { desk, wire } = await handOver();
      wire.imported = imported;
      await desk.release();
      await desk.drained(true);
      await desk.drained(true);
      expect(wire.shown.length).to.equal(again ? 2 : 1);
    });
  }
});

describe('opening a stall', () => {
  it('takes a code from the endpoint once, and the same code again with no network', async () => {
    const { desk, wire, settled } = await openDesk();
    expect(await desk.enrol(CODE, false)).to.deep.equal({ ok: true });
    await settled();
    const looked = await desk.look();
    expect(looked.ok && looked.view).to.include({
      standing: 'stall',
      remembered: false,
      keysAt: new Date(NOW).toISOString(),
    });
    wire.gone = true;
    expect(await desk.enrol('abcde fghjk', true)).to.deep.equal({ ok: true });
    const again = await desk.look();
    expect(again.ok && again.view).to.include({ standing: 'stall', remembered: true });
    expect(await desk.enrol('BCDFG-HJKMN', true)).to.include({ ok: false, code: 'unreachable' });
  });

  const refusals: readonly (readonly [string, Reply, string])[] = [
    ['a code that there is not', problem(403, 'No such code'), 'unknown-code'],
    ['a crowd', problem(429, 'Too many'), 'too-many'],
    ['a sign-in page', { status: 200, type: 'text/html', text: '<h1>Welcome</h1>' }, 'unreachable'],
    [
      'a code that is no stall’s',
      json({ device: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', class: 'shopper' }),
      'unknown-code',
    ],
  ];
  for (const [name, reply, code] of refusals) {
    it(`is refused by ${name}, and leaves the screen shut`, async () => {
      const { desk, wire } = await openDesk();
      wire.enrolled = reply;
      expect(await desk.enrol(CODE, true)).to.include({ ok: false, code });
      const looked = await desk.look();
      expect(looked.ok && looked.view.standing).to.equal('none');
    });
  }
});

describe('the keys that receipts are checked by', () => {
  it('are looked for again where one is met that is newer, and only while the endpoint answers', async () => {
    const open = await openDesk();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    const keys = open.wire.keys;
    open.wire.keys = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
    await open.desk.enrol(CODE, true);
    await open.settled();
    open.wire.keys = keys;
    const asked = open.wire.asked.length;
    expect((await scan(open, token)).verdict.kind).to.equal('unknown-key');
    expect(open.wire.asked).to.have.length(asked);
    await open.desk.drained(true);
    expect((await scan(open, token)).verdict.kind).to.equal('take');
  });

  it('of other shops tell their receipts from forged ones, from what was kept as well', async () => {
    const open = await openDesk({});
    const { token } = await golden('confirmed');
    const other: Issuer = { shop: SHOP, endpoint: 'https://orders.example/punnet' };
    const elsewhere = { ...open.catalog, shop: { ...open.catalog.shop, id: 'elsewhere' }, keys: [] };
    const room = {
      shopId: 'elsewhere',
      clock: open.device.ports.clock,
      store: open.device.store,
    } as unknown as Room;
    const failures: unknown[] = [];
    const watched: Promise<unknown>[] = [];
    Object.assign(room, {
      catalog: () => elsewhere,
      watch: (work: Promise<unknown>) => void watched.push(work.catch((error) => failures.push(error))),
    });
    const wire = new StallWire();
    const desk = new StallDesk({
      ...open.device.ports,
      ...NO_LEASE,
      room,
      wire,
      sent: async () => undefined,
    });
    const here = { ...open, desk };
    expect(await scan(here, token)).to.deep.include({ verdict: { kind: 'other-shop', shop: SHOP } });
    const restore = patch(globalThis, 'fetch', {
      value: async () => new Response(JSON.stringify({ keys: open.catalog.keys })),
      writable: true,
    });
    await desk.useIssuers([other]);
    await Promise.all(watched);
    restore();
    expect(await scan(here, token)).to.include({ vouched: 'confirmed' });
    const forged = await goldenReceipt('forged');
    expect((await scan(here, forged)).verdict.kind).to.equal('forged');
    expect(failures).to.deep.equal([]);
  });
});

describe('what the shop tells a stall', () => {
  async function tell(open: Desk, told: Partial<Proof>, beside: { returned?: true } = {}) {
    const keys = await loadEndpointKeys(await createEndpointKeys());
    const { claims } = await golden('confirmed');
    const proof = {
      ...{ shop: SHOP, intent: claims.intent, order: claims.intent, hash: claims.hash },
      ...{
        state: 'collected' as ProvenState,
        payment: 'paid' as const,
        rev: claims.rev + 1,
        amount: claims.amount,
      },
      ...told,
    };
    const order = {
      proof: await sign(keys, proof),
      pickup: { depot: 'station', slot: 'station/2026-06-06T10:00:00+00:00' },
      lines: [{ variant: 'oats-500', modifiers: { container: 'own-jar', lid: 'cork' }, quantity: 2 }],
      at: '2026-06-06T09:59:00Z',
      ...beside,
    };
    const change = await open.desk.task.keep({ orders: [order], cursor: 's7' }, publicKeys(keys));
    const committed = await open.device.store.commit({ ...change, durability: 'relaxed' });
    expect(committed.ok).to.equal(true);
  }

  it('is believed by its proof, and refuses what another stall has handed over', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const { token, claims, day } = await golden('confirmed');
    open.device.time.now = day;
    expect((await scan(open, token)).verdict.kind).to.equal('take');
    await tell(open, {});
    expect((await open.desk.task.ask()).cursor).to.equal('s7');
    const { verdict, items } = await scan(open, token);
    expect(verdict).to.deep.equal({ kind: 'collected', where: 'elsewhere', at: '2026-06-06T09:59:00Z' });
    expect(items, 'with what the catalog does not have').to.deep.equal([
      { title: 'Rolled oats 500 g', options: ['Own jar', undefined], quantity: 2 },
    ]);
    expect(await open.desk.takeBack(claims.intent, 0)).to.include({ ok: true });
  });

  it('may be that it was taken back for nothing: then it is not taken back again', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    await tell(open, { payment: 'at_pickup' }, { returned: true });
    const { verdict } = await scan(open, token);
    expect(verdict).to.deep.equal({ kind: 'returned', where: 'elsewhere' });
  });

  for (const { payment, refund } of [
    { payment: 'paid', refund: 999 },
    { payment: 'at_pickup', refund: 0 },
  ] as const) {
    it(`decides what is given back where another stall has handed over: ${refund} of what is ${payment}`, async () => {
      const open = await openDesk();
      await open.desk.enrol(CODE, true);
      await open.settled();
      const { token, day } = await golden('confirmed');
      open.device.time.now = day;
      await tell(open, { payment, amount: 999 });
      expect((await scan(open, token)).refund).to.equal(refund);
    });
  }

  it('is told again where a proof can’t be checked, and not believed', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    await tell(open, { shop: 'elsewhere' });
    expect((await open.desk.task.ask()).cursor).to.equal(null);
    expect((await scan(open, token)).verdict.kind).to.equal('take');
  });

  it('is no news where what is known is newer', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const { token, day } = await golden('confirmed');
    open.device.time.now = day;
    await tell(open, { rev: 9, state: 'cancelled' });
    await tell(open, { rev: 8, state: 'confirmed' });
    expect((await scan(open, token)).verdict.kind).to.equal('cancelled');
  });

  it('may be that this is no stall any more: then the code is asked for again', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const change = await open.desk.task.keep(null, []);
    await open.device.store.commit({ ...change, durability: 'relaxed' });
    const looked = await open.desk.look();
    expect(looked.ok && looked.view.standing).to.equal('over');
    open.wire.enrolled = problem(403, 'No such code');
    expect(await open.desk.enrol(CODE, true)).to.include({ code: 'unknown-code' });
  });

  it('is asked for the depot that the page names, from the first look on', async () => {
    const open = await openDesk();
    await open.desk.look('market');
    expect(await open.desk.task.ask()).to.deep.equal({ cursor: null, depot: 'market' });
  });

  it('moves on as far as it could be checked', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.settled();
    const keep = (orders: object[], cursor: string) => open.desk.task.keep({ orders, cursor }, []);
    expect((await keep([], 's7')).moved).to.equal(true);
    const unproven = {
      proof: 'a.b.c',
      pickup: { depot: 'station', slot: 'station/2026-06-06T10:00:00+00:00' },
    };
    expect((await keep([{ ...unproven, lines: [] }], 's7')).moved).to.equal(false);
  });

  it('names its depot at most every few minutes', async () => {
    const open = await openDesk();
    await open.desk.enrol(CODE, true);
    await open.desk.standAt('station');
    expect(await open.desk.task.ask()).to.deep.equal({ cursor: null, depot: 'station' });
    expect(await open.desk.task.ask(), 'no answer was kept').to.include({ depot: 'station' });
    (await open.desk.task.keep({ orders: [], cursor: 's0' }, [])).kept?.();
    expect(await open.desk.task.ask()).to.deep.equal({ cursor: null });
    open.device.time.now += 6 * 60_000;
    expect(await open.desk.task.ask()).to.deep.equal({ cursor: null, depot: 'station' });
  });
});

it('a stall’s file is no order’s, and an order’s no stall’s', async () => {
  const open = await openDesk();
  const { token, claims, day } = await golden('confirmed');
  open.device.time.now = day;
  await scan(open, token);
  await open.desk.collect(claims.intent, claims.amount);
  const { files } = open.device.journal as MapJournal;
  expect(files.size).to.equal(1);
  const [text = ''] = files.values();
  expect(Object.keys(JSON.parse(text))).to.deep.equal(['v', 'intent', 'collection']);
});
