import { expect } from '@open-wc/testing';

import {
  FILLING,
  nextStep,
  type CheckoutMove,
  type CheckoutStep,
} from '../../../src/core/order/checkout-steps.js';

const missingName = { field: 'name', code: 'missing' } as const;
const missingSlot = { field: 'slot', code: 'missing' } as const;
const dearer = { kind: 'total-changed', was: 870, now: 890 } as const;

const steps = {
  filling: FILLING,
  changed: { kind: 'changed', changes: [dearer] },
  correcting: { kind: 'correcting', faults: [missingName] },
  saving: { kind: 'saving', total: 870 },
  refused: { kind: 'refused', code: 'storage-full', about: {} },
  placed: { kind: 'placed', order: 'order-1' },
} as const satisfies Record<string, CheckoutStep>;

const moves = {
  press: { kind: 'press', total: 890, faults: [] },
  pressEarly: { kind: 'press', total: 890, faults: [missingName] },
  mend: { kind: 'mend', field: 'name' },
  change: { kind: 'change', changes: [dearer] },
  stop: { kind: 'stop' },
  refuse: { kind: 'refuse', code: 'storage-full', about: {} },
  keep: { kind: 'keep', order: 'order-1' },
  find: { kind: 'find', order: 'order-2' },
  restart: { kind: 'restart' },
} as const satisfies Record<string, CheckoutMove>;

const open = { press: 'saving', pressEarly: 'correcting', change: 'changed', find: 'placed' } as const;
const legal: Record<keyof typeof steps, Partial<Record<keyof typeof moves, CheckoutStep['kind']>>> = {
  filling: open,
  changed: open,
  correcting: { ...open, mend: 'filling' },
  refused: open,
  saving: { stop: 'filling', refuse: 'refused', keep: 'placed' },
  placed: { restart: 'filling' },
};

describe('the steps of a checkout', () => {
  for (const from of Object.keys(steps) as (keyof typeof steps)[]) {
    for (const by of Object.keys(moves) as (keyof typeof moves)[]) {
      const to = legal[from][by];
      it(to ? `${from} becomes ${to} by ${by}` : `${from} is not touched by ${by}`, () => {
        const next = nextStep(steps[from], moves[by]);
        if (to) expect(next.kind).to.equal(to);
        else expect(next).to.equal(steps[from]);
      });
    }
  }

  it('saves for the total that stood on the button', () => {
    expect(nextStep(steps.changed, moves.press)).to.deep.equal({ kind: 'saving', total: 890 });
  });

  it('forgets a fault once its field is mended and keeps the others', () => {
    const both: CheckoutStep = { kind: 'correcting', faults: [missingName, missingSlot] };
    expect(nextStep(both, moves.mend)).to.deep.equal({ kind: 'correcting', faults: [missingSlot] });
  });

  it('names a lost pickup until another is chosen, and a new total until it is agreed to', () => {
    const late = { kind: 'cutoff-passed', start: '2026-11-24T07:30:00Z' } as const;
    const both: CheckoutStep = { kind: 'changed', changes: [late, dearer] };
    expect(nextStep(both, { kind: 'mend', field: 'slot' })).to.deep.equal({
      kind: 'changed',
      changes: [dearer],
    });
    expect(nextStep({ kind: 'changed', changes: [late] }, { kind: 'mend', field: 'depot' })).to.equal(
      FILLING,
    );
  });

  it('does not call nothing a change', () => {
    expect(nextStep(FILLING, { kind: 'change', changes: [] })).to.equal(FILLING);
  });
});
