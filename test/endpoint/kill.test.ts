import assert from 'node:assert/strict';
import { it } from 'node:test';

import {
  everydayPickup,
  makeOwnersDir,
  punnet,
  startEndpoint,
  stopEndpoint,
} from '../support/endpoint-process.js';
import { Device, type SyncShop } from '../support/sync-shop.js';

const ROUNDS = 3;
const AT_ONCE = 3;

it('an endpoint that is killed in the middle of its work has kept everything that it answered', async () => {
  const owner = await makeOwnersDir();
  const device = await Device.create();
  const pickup = everydayPickup();
  const answered = new Map<string, string>();
  let running = await startEndpoint(owner);
  for (let round = 0; round < ROUNDS; round++) {
    const batches = await Promise.all(
      Array.from({ length: 40 }, () =>
        Promise.all(Array.from({ length: 10 }, () => device.place({ pickup }))),
      ),
    );
    const enough = answered.size + 60;
    const { child, fetch } = running;
    const shop = { endpoint: { fetch } } as Pick<SyncShop, 'endpoint'>;
    const drain = async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop()) {
        const jws = new Map(batch.map((one) => [one.id, one.jws]));
        const answer = await device.sync(shop, { intents: [...jws.values()], cursor: 'none' });
        for (const { intent, proof } of answer.results) {
          const bytes = jws.get(intent);
          if (bytes && proof) answered.set(intent, bytes);
        }
        if (answered.size >= enough) child.kill('SIGKILL');
      }
    };
    const drained = await Promise.allSettled(Array.from({ length: AT_ONCE }, drain));
    assert.ok(
      drained.some(({ status }) => status === 'rejected'),
      'it was killed in the middle of its work',
    );
    assert.equal((await running.end).code, null);
    running = await startEndpoint(owner);
  }
  const { fetch } = running;
  const resent = [...answered.values()];
  while (resent.length > 0) {
    const intents = resent.splice(0, 50);
    const shop = { endpoint: { fetch } } as Pick<SyncShop, 'endpoint'>;
    const { results } = await device.sync(shop, { intents, cursor: null });
    for (const { state, forked } of results.slice(0, intents.length)) {
      assert.deepEqual([state, forked], ['confirmed', undefined]);
    }
  }
  const stopped = await stopEndpoint(running);
  assert.equal(stopped.code, 0);
  const { out } = await punnet('orders', '--data', owner.data, '--json');
  const kept = new Set((JSON.parse(out) as { id: string }[]).map(({ id }) => id));
  assert.ok(answered.size >= ROUNDS * 60);
  for (const id of answered.keys()) assert.ok(kept.has(id), `${id} was answered and is gone`);
  await owner.remove();
});
