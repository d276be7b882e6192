/** The states of the stall: each verdict that there is, and all that stands around it. */
import type { Outcome } from '../../../src/core/shop-port.js';
import type { Scanned, StallView } from '../../../src/core/stall/stall-port.js';
import type { Verdict } from '../../../src/core/stall/verdicts.js';
import { fakeCamera, fakeDetector } from '../camera.js';
import { createState } from '../fixtures.js';
import { dayLooks, loadDayForm } from './day-looks.js';
import type { Look, ShownLook } from './look.js';
import { typeCode } from './scan-looks.js';

export const OPEN: StallView = {
  standing: 'stall',
  remembered: true,
  depot: 'station',
  places: 1,
  keysAt: '2026-11-23T17:00:00.000Z',
  unsent: 0,
  allSent: true,
  conflicts: [],
};
const CLOSED: StallView = { ...OPEN, standing: 'none', remembered: false };
const AT = '2026-11-24T07:41:00.000Z';
/** Wednesday, 25 November 2026, 10:00 in London. */
const WEDNESDAY = Date.UTC(2026, 10, 25, 10) / 60_000;

export const scanned = (verdict: Verdict, changes: Partial<Scanned> = {}): Scanned => ({
  verdict,
  order: '019abf00-0000-7000-8000-0000000000a1',
  code: 'K7QF3P',
  items: [
    { title: 'Honey 340 g', options: ['Own jar'], quantity: 2 },
    { title: undefined, quantity: 1 },
  ],
  currency: 'GBP',
  ...changes,
});

const bare = (verdict: Verdict, changes: Partial<Scanned> = {}): Scanned => ({
  verdict,
  items: [],
  ...changes,
});

/** Every verdict, as a receipt comes to it. */
export const VERDICT_LOOKS: Readonly<Record<string, Scanned>> = {
  give: scanned({ kind: 'give' }),
  take: scanned({ kind: 'take', amount: 870 }),
  unconfirmed: scanned({ kind: 'unconfirmed', amount: 870 }),
  'unknown-device': scanned({ kind: 'unknown-device', amount: 870 }),
  'collected here': scanned({ kind: 'collected', where: 'here', at: AT }, { refund: 870 }),
  'collected elsewhere': scanned({ kind: 'collected', where: 'elsewhere' }, { refund: 870 }),
  'collected elsewhere, at a time': scanned({ kind: 'collected', where: 'elsewhere', at: AT }),
  'returned here': scanned({ kind: 'returned', where: 'here', at: AT }),
  'returned elsewhere': scanned({ kind: 'returned', where: 'elsewhere' }),
  'for another place': scanned({ kind: 'elsewhere', place: { depot: 'station', startMinutes: WEDNESDAY } }),
  'for a place that is not known': scanned({
    kind: 'elsewhere',
    place: { depot: undefined, startMinutes: WEDNESDAY },
  }),
  cancelled: scanned({ kind: 'cancelled' }),
  expired: scanned({ kind: 'expired' }),
  forged: bare({ kind: 'forged' }),
  'of another shop': bare({ kind: 'other-shop', shop: 'x ' }),
  'of another shop that is known': bare(
    { kind: 'other-shop', shop: 'x ' },
    { vouched: 'confirmed', code: 'K7QF3P', items: [{ title: undefined, quantity: 3 }] },
  ),
  rehearsal: bare({ kind: 'rehearsal' }),
  'by a newer key': bare({ kind: 'unknown-key' }),
  unreadable: bare({ kind: 'unreadable' }),
  'found by a typed code': scanned({ kind: 'take', amount: 870 }, { typed: true }),
};

/** A stall that stands so, once it has been asked. */
export async function stand({ port, settle }: ShownLook, view: StallView = OPEN): Promise<void> {
  port.stalls = { look: async () => ({ ok: true, view }) };
  port.change({ outbox: { ...port.state.outbox } });
  await loadDayForm();
  await settle();
}

async function read(shown: ShownLook, found: Scanned, view = OPEN): Promise<void> {
  await stand(shown, view);
  const answer = async () => ({ ok: true, scanned: found }) as const;
  const served = async (): Promise<Outcome<{ id: string }>> => ({ ok: true, id: 'a' });
  Object.assign(shown.port.stalls, { find: answer, scan: answer, collect: served, takeBack: served });
  await typeCode(shown, 'K7QF3P');
}

const camera = (options: Parameters<typeof fakeCamera>[0]) => async (shown: ShownLook) => {
  await stand(shown);
  fakeDetector({ text: undefined });
  fakeCamera(options);
  await shown.press('camera-button');
};

const CONFLICTS = ['already-collected', 'not-collectable', 'not-allowed'].map((reason, at) => ({
  id: String(at),
  code: 'K7QF3P',
  reason,
  at: AT,
}));

export const verifyLooks: readonly Look[] = [
  { name: 'before the engine has answered' },
  {
    name: 'whose engine can’t be had',
    act: async ({ port, settle }) => {
      port.refusals.set('look', { ok: false, code: 'order-path-unreachable', message: 'x' });
      port.change({ outbox: { ...port.state.outbox } });
      await settle();
    },
  },
  { name: 'that asks for its code', act: (shown) => stand(shown, CLOSED) },
  { name: 'that is none any more', act: (shown) => stand(shown, { ...CLOSED, standing: 'over' }) },
  {
    name: 'with a code that there is not',
    act: async (shown) => {
      await stand(shown, CLOSED);
      shown.port.refusals.set('enrol', { ok: false, code: 'unknown-code', message: 'x' });
      (shown.el.shadowRoot?.querySelector('#enrol') as HTMLInputElement).value = 'ABCDE-FGHJK';
      await shown.press('enrol-button');
    },
  },
  { name: 'that is open', act: (shown) => stand(shown) },
  { name: 'in a rehearsal', state: { catalog: rehearsal() }, act: (shown) => stand(shown) },
  {
    name: 'with no connection, old keys, and collections that are not sent',
    state: { connection: 'offline' },
    act: (shown) => stand(shown, { ...OPEN, unsent: 3, keysAt: '2026-10-01T08:00:00.000Z' }),
  },
  {
    name: 'that never had its keys, and was told what the shop did not take',
    state: { catalog: twoDepots() },
    act: (shown) => stand(shown, { ...OPEN, keysAt: null, depot: undefined, conflicts: CONFLICTS }),
  },
  { name: 'that asks for the camera', act: camera({ until: new Promise(() => undefined) }) },
  { name: 'that looks', act: camera({ lamp: true }) },
  { name: 'without leave for the camera', act: camera({ refusal: 'NotAllowedError' }) },
  { name: 'without a camera', act: camera({ refusal: 'NotFoundError' }) },
  {
    name: 'with a code that finds nothing',
    act: async (shown) => {
      await stand(shown);
      shown.port.refusals.set('find', { ok: false, code: 'unknown-order', message: 'x' });
      await typeCode(shown, 'K7QF3P');
    },
  },
  ...Object.entries(VERDICT_LOOKS).map(([name, found]): Look => ({
    name: `with a receipt that is ${name}`,
    act: (shown) => read(shown, found),
  })),
  {
    name: 'with an amount that is none',
    act: async (shown) => {
      await read(shown, scanned({ kind: 'take', amount: 870 }));
      (shown.el.shadowRoot?.querySelector('#amount') as HTMLInputElement).value = '9';
      await shown.press('collect-button');
    },
  },
  {
    name: 'that has handed over',
    act: async (shown) => {
      await read(shown, scanned({ kind: 'take', amount: 870 }));
      await shown.press('collect-button');
    },
  },
  {
    name: 'that takes back',
    act: async (shown) => {
      await read(shown, scanned({ kind: 'collected', where: 'here', at: AT }, { refund: 870 }));
      await shown.press('return-button');
    },
  },
  {
    name: 'that has taken back',
    act: async (shown) => {
      await read(shown, scanned({ kind: 'collected', where: 'here', at: AT }, { refund: 870 }));
      await shown.press('return-button');
      await shown.press('return-button');
    },
  },
  {
    name: 'that could not save',
    act: async (shown) => {
      await read(shown, scanned({ kind: 'give' }));
      shown.port.refusals.set('collect', { ok: false, code: 'storage-full', message: 'x' });
      await shown.press('collect-button');
    },
  },
  ...dayLooks((shown, stock) => stand(shown, { ...OPEN, ...(stock ? { stock } : {}) })),
];

function rehearsal() {
  const { catalog } = createState();
  return catalog && { ...catalog, shop: { ...catalog.shop, mode: 'test' as const } };
}

function twoDepots() {
  const { catalog } = createState();
  const [depot] = catalog?.depots ?? [];
  if (!catalog || !depot) throw new Error('the fixture has no depot');
  return { ...catalog, depots: [depot, { ...depot, id: 'market', title: 'Market' }] };
}
