import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { runFaults } from '../support/faults/fault-run.js';
import { FAULT_NAMES } from '../support/faults/faults.js';
import { DRIVEN_WIDELY } from '../support/journey/shopper.js';

/** Side by side: most of the time goes by in waiting for what hangs. */
describe(
  'orders from two tabs, with every kind of harm done to what they send',
  { concurrency: true },
  () => {
    for (const browser of DRIVEN_WIDELY) {
      it(`arrive once each, and are never shown as more than they are, in ${browser}`, async () => {
        const { faults, troubles, reported, arrived, lost, doubled, early, crashed } = await runFaults({
          browser,
          seed: 5,
          rounds: 1,
        });
        assert.deepEqual(troubles, []);
        assert.deepEqual({ lost, doubled, early, crashed }, { lost: 0, doubled: 0, early: 0, crashed: 0 });
        assert.deepEqual(Object.keys(faults).sort(), [...FAULT_NAMES].sort());
        assert.ok(reported >= 2 * FAULT_NAMES.length);
        assert.equal(arrived, reported);
      });
    }
  },
);
