/** What `npm run kill:browser`, `faults` and `fuzz` print and end with. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readWhole, tryWork } from '../support/command-line.js';

describe('a command that looks for harm', () => {
  it('ends with 0 where nothing was lost, doubled or crashed, and with 1 otherwise', async () => {
    for (const [held, code] of [
      [true, 0],
      [false, 1],
    ] as const)
      assert.deepEqual(await tryWork(async () => ({ result: { lost: 0 }, held })), {
        result: { lost: 0 },
        code,
      });
  });

  it('says in its line of JSON that it crashed, and how, where it breaks off', async () => {
    const broken = await tryWork(async () => Promise.reject(new Error('Waiting failed: 300000ms exceeded')));
    assert.deepEqual(broken, {
      result: { crashed: 1, message: 'Waiting failed: 300000ms exceeded' },
      code: 1,
    });
  });

  it('prints no JSON and ends with 2 where it is asked for what there is not', async () => {
    const asked = await tryWork(async () => ({ result: { n: readWhole('n', 'many', 1) }, held: true }));
    assert.deepEqual(asked, { code: 2 });
  });
});
