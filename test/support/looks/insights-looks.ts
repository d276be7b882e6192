/** The states of the owner's screen: at the door, and with all that there may be behind it. */
import type { OwnerView, OwnerWord, Told } from '../../../src/core/owner/owner-port.js';
import type { ExperimentInsight, InsightsAnswer } from '../../../src/core/protocol/insights.js';
import type { Refused } from '../../../src/core/shop-port.js';
import { createState } from '../fixtures.js';
import { EXPERIMENT, FROM, insights, SHORT_TO, TO } from '../insights.js';
import type { Look, ShownLook } from './look.js';

const AT = '2026-11-24T07:41:00.000Z';
export const CLOSED: OwnerView = { standing: 'none', remembered: false, words: [] };
export const OPEN: OwnerView = { standing: 'owner', remembered: true, words: [] };
const GONE: Refused = { ok: false, code: 'unreachable', message: 'x' };

export const toldOf = (changes: Partial<InsightsAnswer> = {}): Told => ({
  ...{ at: AT, from: FROM, to: TO },
  answer: insights(changes),
});

/** What draws reads the browser's own language as it loads: one whose language is no tag has tables alone. */
export const CAN_DRAW = isTag(navigator.language);

function isTag(language: string): boolean {
  try {
    return new Intl.NumberFormat(language) !== undefined;
  } catch (error) {
    return !(error instanceof RangeError);
  }
}

/** What is behind the door loads with the first screen of a page that is let in. */
export async function loadInsights(): Promise<void> {
  await import('../../../src/elements/insights/insights-view.js');
  if (CAN_DRAW) await import('../../../src/elements/insights/plot.js');
}

/** A screen that stands so, once it has been asked. */
export async function stand({ port, settle }: ShownLook, view: OwnerView, refusal?: Refused): Promise<void> {
  await loadInsights();
  port.owners = {
    look: async () => ({ ok: true, view }),
    ask: async () => refusal ?? { ok: true, told: view.told ?? toldOf() },
    say: async () => ({ ok: true, id: 'a' }),
    note: async () => ({ ok: true }),
  };
  port.change({ outbox: { ...port.state.outbox } });
  await settle();
  await settle();
}

/** Of three days, and of nothing else but what a look is about. */
const FEW: Partial<InsightsAnswer> = {
  to: SHORT_TO,
  orders: insights().orders.filter(({ day }) => day <= SHORT_TO),
  ...{ disputes: [], baskets: [], waits: null, checkouts: [], experiments: [] },
};

const told = (changes: Partial<InsightsAnswer> = {}, words: readonly OwnerWord[] = []) => {
  return (shown: ShownLook) => stand(shown, { ...OPEN, words, told: toldOf({ ...FEW, ...changes }) });
};

type Arm = ExperimentInsight['arms'][number];

function experiment(finding: NonNullable<Arm['finding']>, changes: Partial<ExperimentInsight> = {}) {
  const [control, arm] = EXPERIMENT.arms as [Arm, Arm];
  const found = { ...arm, looks: arm.looks.slice(-4), finding } as Arm;
  return { experiments: [{ ...EXPERIMENT, ...changes, arms: [control, found], groups: [] }] };
}

const few = (id: string): Arm => ({
  ...{ id, weight: 1, shows: 'none', seen: 0, reached: 0, looks: [] },
  outcomes: [{ outcome: 'saved', all: null, windows: null }],
  ...(id === 'none' ? {} : { finding: { kind: 'not-enough', days: 12 } }),
});

const COUNT = { variant: 'oats-500', depot: 'station' };
export const WORDS: readonly OwnerWord[] = [
  { id: 'a', at: AT, wish: { type: 'stock.set', body: { ...COUNT, quantity: 40 } } },
  { id: 'b', at: AT, wish: { type: 'stock.set', body: { ...COUNT, quantity: null } } },
  { id: 'c', at: AT, wish: { type: 'depot.set', body: { depot: 'station', status: 'closed' } } },
  {
    ...{ id: 'd', at: AT, refused: 'unknown-depot' },
    wish: { type: 'depot.set', body: { depot: 'station', status: 'open' } },
  },
];

const EMPTY = {
  orders: [],
  disputes: [],
  baskets: [],
  waits: null,
  checkouts: [],
  experiments: [],
  stock: [],
};

export const insightsLooks: readonly Look[] = [
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
  { name: 'that is the owner’s no more', act: (shown) => stand(shown, { ...CLOSED, standing: 'over' }) },
  {
    name: 'with a code that there is not',
    act: async (shown) => {
      await stand(shown, CLOSED);
      shown.port.refusals.set('enrol', { ok: false, code: 'unknown-code', message: 'x' });
      (shown.el.shadowRoot?.querySelector('#code') as HTMLInputElement).value = 'ABCDE-FGHJK';
      await shown.press('open-button');
    },
  },
  {
    name: 'with no code',
    act: async (shown) => {
      await stand(shown, CLOSED);
      await shown.press('open-button');
    },
  },
  {
    name: 'that waits for its first answer',
    act: async (shown) => {
      await stand(shown, CLOSED);
      shown.port.owners = {
        look: async () => ({ ok: true, view: OPEN }),
        ask: () => new Promise(() => undefined),
      };
      shown.port.change({ outbox: { ...shown.port.state.outbox } });
    },
  },
  { name: 'that is told of a month', act: (shown) => stand(shown, { ...OPEN, told: toldOf() }) },
  { name: 'that is told of nothing', act: told(EMPTY) },
  {
    name: 'without enough data yet',
    act: told({
      experiments: [{ ...EXPERIMENT, arms: [few('none'), few('quotes')], groups: [] }],
      checkouts: [],
    }),
  },
  { name: 'that can’t say when there is enough', act: told(experiment({ kind: 'not-enough' })) },
  { name: 'with a test that is stopped', act: told(experiment({ kind: 'uneven' })) },
  { name: 'with no difference', act: told(experiment({ kind: 'no-difference', low: -0.01, high: 0.02 })) },
  {
    name: 'with nothing decided',
    act: told(experiment({ kind: 'undecided', low: -0.01, high: 0.04 }, { phase: 'over' })),
  },
  {
    name: 'with an arm for which others wait',
    act: told(experiment({ kind: 'lacking', arm: 'quotes' }, { late: 20 })),
  },
  {
    name: 'with an experiment that ended too early',
    act: told(experiment({ kind: 'ended' }, { phase: 'left-out', outcome: 'settled' })),
  },
  {
    name: 'with something worse, and an experiment that was changed',
    act: told({
      ...experiment({ kind: 'worse', day: '2026-11-20' }, { changed: true }),
      faults: [{ where: '/experiments/1', message: 'Needs two arms at least' }],
    }),
  },
  {
    name: 'with no connection, and what it was told last',
    state: { connection: 'offline' },
    act: (shown) => stand(shown, { ...OPEN, told: toldOf(FEW) }, GONE),
  },
  {
    name: 'with no connection, and nothing that it was told',
    state: { connection: 'offline' },
    act: (shown) => stand(shown, OPEN, GONE),
  },
  { name: 'with words on their way, and one that was refused', act: told({}, WORDS) },
  {
    name: 'with days that are none',
    act: async (shown) => {
      await told()(shown);
      const from = shown.el.shadowRoot?.querySelector('#range-from') as HTMLInputElement;
      from.value = '2027-01-01';
      await shown.press('range-button', 3);
    },
  },
  {
    name: 'with a count that is none',
    act: async (shown) => {
      await told()(shown);
      const field = shown.el.shadowRoot?.querySelector('#stock-count') as HTMLInputElement;
      field.value = 'a few';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await shown.settle();
      await shown.press('save-button');
    },
  },
  {
    name: 'with a count that was saved',
    act: async (shown) => {
      await told({}, WORDS)(shown);
      await shown.press('change-button');
      await shown.press('save-button');
    },
  },
  { name: 'in a rehearsal', state: { catalog: rehearsal() }, act: told({ mode: 'test' }) },
];

function rehearsal() {
  const { catalog } = createState();
  return catalog && { ...catalog, shop: { ...catalog.shop, mode: 'test' as const } };
}
