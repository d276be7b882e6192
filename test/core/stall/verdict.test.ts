import { expect } from '@open-wc/testing';

import type { ProvenState } from '../../../src/core/protocol/proof.js';
import type { ReceiptClaims } from '../../../src/core/protocol/receipt.js';
import type { ReadReceipt } from '../../../src/core/receipt/read-receipt.js';
import type { CollectionRecord } from '../../../src/core/stall/collection.js';
import type { StallOrderRecord, ToldStanding } from '../../../src/core/stall/stall-order.js';
import { judge, type Situation } from '../../../src/core/stall/verdict.js';
import { VERDICTS, type Verdict } from '../../../src/core/stall/verdicts.js';
import { FACTS } from '../../support/receipt-vectors.js';

const STATION = '1f0e9a77';
const MARKET = '2f0e9a77';
const DEPOTS = new Map([
  [STATION, 'station'],
  [MARKET, 'market'],
]);
/** The day of `FACTS`, at the stall: 2026-06-06 in Berlin. */
const START = FACTS.pickup.startMinutes;
const NOW = START * 60_000;
const DAY_MINUTES = 24 * 60;
const AMOUNT = FACTS.amount;

const claims = (changes: Partial<ReceiptClaims> = {}): ReceiptClaims => ({
  ...FACTS,
  state: 'saved',
  ...changes,
});
const confirmed = (changes: Partial<ReceiptClaims> = {}): ReadReceipt => ({
  kind: 'confirmed',
  claims: claims({ state: 'confirmed', rev: 1, ...changes }),
});
const attested = (changes: Partial<ReceiptClaims> = {}, kind: 'attested' | 'uncertified' = 'attested') =>
  ({ kind, claims: claims(changes), certificate: {} }) as ReadReceipt;
const unattested = (changes: Partial<ReceiptClaims> = {}): ReadReceipt => ({
  kind: 'unattested',
  claims: claims(changes),
});

const told = (state: ProvenState, changes: Partial<ToldStanding> = {}): StallOrderRecord => ({
  rev: 1,
  id: FACTS.intent,
  code: 'K7QF3P',
  hash: FACTS.hash,
  items: [],
  seenAt: '2026-06-06T08:00:00Z',
  told: {
    state,
    payment: 'at_pickup',
    rev: 2,
    amount: AMOUNT,
    place: { depot: 'station', startMinutes: START },
    ...changes,
  },
});

const deed = (type: CollectionRecord['type'], changes: Partial<CollectionRecord> = {}): CollectionRecord => ({
  rev: 0,
  id: '0190a5b4-7c00-7a3b-9c2d-0000000000aa',
  type,
  order: FACTS.intent,
  code: 'K7QF3P',
  amount: AMOUNT,
  at: '2026-06-06T07:41:00Z',
  ...changes,
});
const refused = (code: string) => deed('receipt.collect', { answer: { state: 'rejected', code } });

interface Row {
  readonly name: string;
  readonly given: Partial<Situation>;
  readonly verdict: Verdict;
}

const elsewhere = (depot: string | undefined, startMinutes: number): Verdict => ({
  kind: 'elsewhere',
  place: { depot, startMinutes },
});
const HERE = { where: 'here', at: '2026-06-06T07:41:00Z' } as const;

const ROWS: readonly Row[] = [
  { name: 'confirmed and paid', given: { read: confirmed({ payment: 'paid' }) }, verdict: { kind: 'give' } },
  {
    name: 'confirmed, with nothing to pay',
    given: { read: confirmed({ amount: 0 }) },
    verdict: { kind: 'give' },
  },
  { name: 'confirmed and not paid', given: { read: confirmed() }, verdict: { kind: 'take', amount: AMOUNT } },
  {
    name: 'confirmed after its promise had run out',
    given: { read: confirmed({ state: 'confirmed_late' }) },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  { name: 'attested', given: { read: attested() }, verdict: { kind: 'unconfirmed', amount: AMOUNT } },
  {
    name: 'attested, for another place that was chosen offline, at that place',
    given: {
      read: attested({ chosen: { depot: MARKET, startMinutes: START, amount: 4_000 } }),
      depot: 'market',
    },
    verdict: { kind: 'unconfirmed', amount: 4_000 },
  },
  {
    name: 'attested, for another place that was chosen offline, where it was first ordered for',
    given: { read: attested({ chosen: { depot: MARKET, startMinutes: START, amount: 4_000 } }) },
    verdict: elsewhere('market', START),
  },
  {
    name: 'chosen offline from what the shop had told last',
    given: {
      read: attested({ rev: 2, chosen: { depot: MARKET, startMinutes: START, amount: 4_000 } }),
      depot: 'market',
      known: told('disputed'),
    },
    verdict: { kind: 'unconfirmed', amount: 4_000 },
  },
  { name: 'unattested', given: { read: unattested() }, verdict: { kind: 'unknown-device', amount: AMOUNT } },
  {
    name: 'by a device whose certificate was not in date',
    given: { read: attested({}, 'uncertified') },
    verdict: { kind: 'unknown-device', amount: AMOUNT },
  },
  {
    name: 'unattested, and known to be confirmed since',
    given: { read: unattested(), known: told('confirmed', { amount: 4_300 }) },
    verdict: { kind: 'take', amount: 4_300 },
  },
  {
    name: 'attested, and known to be paid since',
    given: { read: attested(), known: told('confirmed', { payment: 'paid' }) },
    verdict: { kind: 'give' },
  },
  {
    name: 'confirmed, and asked for more since: nobody pays more than their receipt says',
    given: { read: confirmed(), known: told('repriced', { amount: AMOUNT + 100 }) },
    verdict: { kind: 'unconfirmed', amount: AMOUNT },
  },
  {
    name: 'signed by anybody for less, and known to be confirmed',
    given: { read: unattested({ amount: 0, rev: 9 }), known: told('confirmed') },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'signed by its own device for less, and known to be confirmed for more',
    given: { read: attested({ amount: 1 }), known: told('confirmed') },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'chosen offline for less, and known to be confirmed',
    given: {
      read: attested({ rev: 9, chosen: { depot: STATION, startMinutes: START, amount: 0 } }),
      known: told('confirmed'),
    },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'chosen offline from older alternates than the shop has told',
    given: {
      read: attested({ rev: 1, chosen: { depot: STATION, startMinutes: START, amount: 4_000 } }),
      known: told('disputed', { amount: 3_000 }),
    },
    verdict: { kind: 'unconfirmed', amount: 3_000 },
  },
  ...(['collected', 'cancelled', 'rejected', 'expired'] as const).flatMap((state): Row[] => {
    const verdict: Verdict =
      state === 'collected' ? { kind: 'collected', where: 'elsewhere' } : { kind: 'cancelled' };
    const chosen = { depot: STATION, startMinutes: START, amount: 4_000 };
    const known = told(state);
    return [
      {
        name: `told to be ${state}, and signed since`,
        given: { read: attested({ rev: 9 }), known },
        verdict,
      },
      {
        name: `told to be ${state}, and chosen since`,
        given: { read: attested({ rev: 9, chosen }), known },
        verdict,
      },
      {
        name: `told to be ${state}, and past its time`,
        given: { read: { kind: 'expired', claims: claims() }, known },
        verdict,
      },
    ];
  }),
  {
    name: 'newer than what the shop has told here',
    given: { read: confirmed({ rev: 3, payment: 'paid' }), known: told('confirmed') },
    verdict: { kind: 'give' },
  },
  {
    name: 'collected here',
    given: { read: confirmed(), collection: deed('receipt.collect') },
    verdict: { kind: 'collected', ...HERE },
  },
  {
    name: 'collected here, and the shop has heard it',
    given: {
      read: confirmed(),
      collection: deed('receipt.collect', { answer: { state: 'collected' } }),
      known: told('collected', { payment: 'paid' }),
    },
    verdict: { kind: 'collected', ...HERE },
  },
  {
    name: 'collected elsewhere, by what the shop has told',
    given: { read: confirmed(), known: told('collected', { at: '2026-06-06T07:30:00Z' }) },
    verdict: { kind: 'collected', where: 'elsewhere', at: '2026-06-06T07:30:00Z' },
  },
  {
    name: 'collected elsewhere, by the receipt itself',
    given: { read: confirmed({ state: 'collected', payment: 'paid' }) },
    verdict: { kind: 'collected', where: 'elsewhere' },
  },
  {
    name: 'collected here after another stall had',
    given: { read: confirmed(), collection: refused('already-collected') },
    verdict: { kind: 'collected', where: 'elsewhere' },
  },
  {
    name: 'collected here after it had been cancelled',
    given: { read: confirmed(), collection: refused('not-collectable') },
    verdict: { kind: 'cancelled' },
  },
  {
    name: 'collected here by a receipt that was not of the order',
    given: { read: confirmed(), collection: refused('other-order') },
    verdict: { kind: 'forged' },
  },
  {
    name: 'collected here by a device that is no stall any more: it was handed over all the same',
    given: { read: confirmed(), collection: refused('not-allowed') },
    verdict: { kind: 'collected', ...HERE },
  },
  {
    name: 'taken back here',
    given: { read: confirmed(), collection: deed('receipt.collect'), returned: deed('receipt.return') },
    verdict: { kind: 'returned', ...HERE },
  },
  {
    name: 'taken back elsewhere',
    given: { read: confirmed(), known: told('collected', { payment: 'refunded' }) },
    verdict: { kind: 'returned', where: 'elsewhere' },
  },
  {
    name: 'taken back elsewhere for nothing',
    given: { read: confirmed(), known: told('collected', { returned: true }) },
    verdict: { kind: 'returned', where: 'elsewhere' },
  },
  {
    name: 'taken back here after another stall had',
    given: {
      read: confirmed(),
      known: told('collected', { payment: 'paid' }),
      returned: deed('receipt.return', { answer: { state: 'rejected', code: 'already-returned' } }),
    },
    verdict: { kind: 'returned', where: 'elsewhere' },
  },
  {
    name: 'for another depot',
    given: { read: confirmed({ pickup: { depot: MARKET, startMinutes: START } }) },
    verdict: elsewhere('market', START),
  },
  {
    name: 'for a depot that the catalog does not have',
    given: { read: confirmed({ pickup: { depot: 'ffffffff', startMinutes: START } }) },
    verdict: elsewhere(undefined, START),
  },
  {
    name: 'for another day',
    given: { read: confirmed(), now: NOW + DAY_MINUTES * 60_000 },
    verdict: elsewhere('station', START),
  },
  {
    name: 'for any depot, where nobody has said which this is',
    given: { read: confirmed({ pickup: { depot: MARKET, startMinutes: START } }), depot: undefined },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'moved to another depot since, by what the shop has told',
    given: {
      read: confirmed(),
      known: told('confirmed', { place: { depot: 'market', startMinutes: START } }),
    },
    verdict: elsewhere('market', START),
  },
  {
    name: 'cancelled, by its receipt',
    given: { read: confirmed({ state: 'cancelled' }) },
    verdict: { kind: 'cancelled' },
  },
  {
    name: 'cancelled since, whatever its receipt says',
    given: { read: confirmed(), known: told('cancelled') },
    verdict: { kind: 'cancelled' },
  },
  {
    name: 'never taken in',
    given: { read: attested(), known: told('rejected') },
    verdict: { kind: 'cancelled' },
  },
  {
    name: 'confirmed, with its money on the way back',
    given: { read: confirmed({ payment: 'refund_due' }) },
    verdict: { kind: 'cancelled' },
  },
  {
    name: 'past its time',
    given: { read: { kind: 'expired', claims: claims() } },
    verdict: { kind: 'expired' },
  },
  {
    name: 'past its time, and collected here',
    given: { read: { kind: 'expired', claims: claims() }, collection: deed('receipt.collect') },
    verdict: { kind: 'collected', ...HERE },
  },
  { name: 'changed', given: { read: { kind: 'forged' } }, verdict: { kind: 'forged' } },
  {
    name: 'of an order that came to the shop with other bytes',
    given: { read: unattested({ hash: 'a'.repeat(43) }), known: told('confirmed') },
    verdict: { kind: 'forged' },
  },
  {
    name: 'of another shop',
    given: { read: { kind: 'other-shop', shop: 'elsewhere' } },
    verdict: { kind: 'other-shop', shop: 'elsewhere' },
  },
  { name: 'a rehearsal’s', given: { read: confirmed({ mode: 'test' }) }, verdict: { kind: 'rehearsal' } },
  {
    name: 'a real one in a rehearsal',
    given: { read: confirmed(), mode: 'test' },
    verdict: { kind: 'rehearsal' },
  },
  {
    name: 'a rehearsal’s in a rehearsal',
    given: { read: confirmed({ mode: 'test' }), mode: 'test' },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'by a key that is newer than this device’s',
    given: { read: { kind: 'unknown-key' } },
    verdict: { kind: 'unknown-key' },
  },
  {
    name: 'nothing that can be read',
    given: { read: { kind: 'unreadable' } },
    verdict: { kind: 'unreadable' },
  },
  {
    name: 'a typed code of an order that the shop has told of',
    given: { read: undefined, known: told('confirmed') },
    verdict: { kind: 'take', amount: AMOUNT },
  },
  {
    name: 'a typed code of an order that was collected here',
    given: { read: undefined, known: told('confirmed'), collection: deed('receipt.collect') },
    verdict: { kind: 'collected', ...HERE },
  },
];

const situation = (given: Partial<Situation>): Situation => ({
  read: undefined,
  mode: 'live',
  zone: 'Europe/Berlin',
  depot: 'station',
  now: NOW,
  depots: DEPOTS,
  known: undefined,
  collection: undefined,
  returned: undefined,
  ...given,
});

describe('what a stall is told to do with a receipt', () => {
  for (const { name, given, verdict } of ROWS) {
    it(`that is ${name}: ${verdict.kind}`, () => {
      expect(judge(situation(given))).to.deep.equal(verdict);
    });
  }

  it('is each verdict that there is, for some receipt', () => {
    const shown = new Set(ROWS.map(({ verdict }) => verdict.kind));
    expect([...shown]).to.have.members(Object.keys(VERDICTS));
  });
});
