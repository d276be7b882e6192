import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { catalogInput } from '../support/catalog-input.js';
import { openSyncShop } from '../support/sync-shop.js';

const ARMS = [
  { id: 'without', weight: 1, shows: 'none' },
  { id: 'quotes', weight: 1, shows: 'quote' },
];
const trial = (id: string, changes: object = {}) => ({
  ...{ id, tries: 'format', from: '2026-11-01', arms: ARMS },
  ...changes,
});

/** What the endpoint's log says of a catalog with these. */
async function toldOf(experiments: unknown): Promise<readonly string[]> {
  const shop = await openSyncShop();
  await shop.catalogs.offer(JSON.stringify(catalogInput({ version: '2', experiments })));
  await shop.close();
  return shop.log.filter(({ event }) => event === 'catalog-problem').map(({ message }) => message ?? '');
}

describe('experiments of a catalog, in the endpoint’s log', () => {
  it('are told of, each with its place, where they can’t be read', async () => {
    const [none, , twice, ...more] = await toldOf([
      trial('no-share', { arms: [{ id: 'without', weight: 0, shows: 'none' }, ARMS[1]] }),
      trial('one-arm', { arms: ARMS.slice(0, 1) }),
      trial('quotes'),
      trial('quotes'),
    ]);
    assert.match(none ?? '', /^\/experiments\/0\/arms\/0\/weight: The experiment is left out\. .*>=1.*\.$/);
    assert.match(
      twice ?? '',
      /^\/experiments\/3\/id: The experiment is left out\. Has the id of one before it/,
    );
    assert.deepEqual(more, []);
  });

  it('are told of where they are no list', async () => {
    assert.deepEqual(await toldOf({ id: 'quotes' }), [
      '/experiments: The experiment is left out. Must be a list.',
    ]);
  });

  it('are not told of where nothing is wrong', async () => {
    assert.deepEqual(await toldOf([trial('quotes')]), []);
  });
});
