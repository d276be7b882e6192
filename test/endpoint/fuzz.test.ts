import assert from 'node:assert/strict';
import { it } from 'node:test';

import { runFuzz } from '../support/fuzz/fuzz-run.js';

it('an endpoint under two thousand bad requests refuses each in words, goes on, and keeps what is good', async () => {
  const { troubles, accepted, refused, answers } = await runFuzz({ n: 2_000, seed: 7 });
  assert.deepEqual(troubles, []);
  assert.ok(accepted > 200, `${accepted} good orders were taken in`);
  assert.ok(refused > 1_000, `${refused} were refused`);
  assert.equal(answers['429'] ?? 0, 0);
});
