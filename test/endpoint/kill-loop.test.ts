import assert from 'node:assert/strict';
import { it } from 'node:test';

import { runKills } from '../support/kill/kill-run.js';

it('an endpoint that is killed again and again loses, doubles and forgets nothing that customers hold or were told', async () => {
  const { troubles, kills, saved, arrived, leases } = await runKills({ cycles: 6, seed: 3 });
  assert.deepEqual(troubles, []);
  assert.ok(kills > 6, `${kills} kills`);
  assert.ok(arrived === saved && saved > 20, `${arrived} of ${saved} arrived`);
  assert.ok(leases > 5, `${leases} leases`);
});
