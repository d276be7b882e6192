import assert from 'node:assert/strict';
import { it } from 'node:test';

import { runKills } from '../support/kill/kill-run.js';

it('an endpoint that is killed again and again loses, doubles and forgets nothing that customers hold or were told', async () => {
  const result = await runKills({ cycles: 8, seed: 3 });
  const { troubles, kills, saved, arrived, leases, collected, redeemed } = result;
  assert.deepEqual(troubles, []);
  assert.ok(kills > 8, `${kills} kills`);
  assert.ok(arrived === saved && saved > 20, `${arrived} of ${saved} arrived`);
  assert.ok(leases > 5, `${leases} leases`);
  assert.ok(collected > 0 && redeemed > 0, `${collected} collected, ${redeemed} points redeemed`);
});
