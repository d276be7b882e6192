/** What is said of a step without a network is true, and is the network's doing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Acted, Pressed } from '../../../src/cli/audit/steps.js';
import type { Survey } from '../../../src/cli/audit/survey.js';
import type { Visitor } from '../../../src/cli/audit/visitor.js';
import type { Way } from '../../../src/cli/audit/with-network.js';
import { reopenWithout } from '../../../src/cli/audit/without-network.js';

interface Met {
  readonly code: string;
  readonly step: string;
  readonly network: string;
  readonly happened: string;
}

function begin(page: Partial<Record<keyof Visitor, unknown>>) {
  const met: Met[] = [];
  const survey = {
    options: { url: 'https://shop.example/' },
    meet: async (_: Visitor, fault: Met) => void met.push(fault),
  } as unknown as Survey;
  let network = 'on';
  const visitor = {
    get network() {
      return network;
    },
    turn: async (state: string) => void (network = state),
    open: async () => undefined,
    isLost: () => false,
    look: async () => ({ url: '', title: '', lines: [] }),
    seek: async () => undefined,
    untilSaid: async (holds: () => Promise<boolean>) => holds(),
    ...page,
  } as unknown as Visitor;
  return { survey, visitor, met };
}

const DONE: Acted = { said: [], typed: [] };
const NOT_FOUND: Acted = { ...DONE, trouble: { kind: 'not-found' } };
const wayOf = (...steps: [Pressed, Acted | 'left-out'][]): Way => new Map(steps);

describe('a page that is opened again without a network', () => {
  const rows: readonly (readonly [string, Way, boolean])[] = [
    ['has nothing to go to a product by, as it had with a network', wayOf(['product', DONE]), false],
    ['had nothing to go to a product by with a network either', wayOf(['product', NOT_FOUND]), true],
    [
      'has nothing to add by, as it had with a network',
      wayOf(['product', { ...DONE, already: true }], ['add', DONE]),
      false,
    ],
    [
      'had nothing that could be added with a network either',
      wayOf(['product', { ...DONE, already: true }], ['add', NOT_FOUND]),
      true,
    ],
    ['was not gone on from with a network', wayOf(), true],
  ];
  for (const [what, way, whole] of rows) {
    it(`is ${whole ? 'not ' : ''}called incomplete where it ${what}`, async () => {
      const { survey, visitor, met } = begin({});
      assert.equal(await reopenWithout(survey, visitor, way), whole);
      assert.deepEqual(
        met.map(({ code }) => code),
        whole ? [] : ['page-incomplete-offline'],
      );
    });
  }
});
