/** What the commands do about a data folder that is not whole, or was never one. */
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { keys } from '../../src/cli/keys.js';
import { orders } from '../../src/cli/orders.js';
import { openCatalogStore } from '../../src/endpoint/catalog-store.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { SHOP } from '../support/catalog-input.js';
import { answerToMistake } from '../support/command-mistake.js';
import { everydayCatalog, makeOwnersDir, punnet, type OwnersDir } from '../support/endpoint-process.js';

let owner: OwnersDir;
beforeEach(async () => {
  owner = await makeOwnersDir();
});
afterEach(() => owner.remove());

describe('a data folder with orders and no keys', () => {
  const says =
    /data has an endpoint's orders and no keys\.json, .* put it back from a copy\. If there is none, punnet keys --data /;
  beforeEach(async () => {
    await mkdir(owner.data);
    const database = await openDatabase(join(owner.data, 'punnet.db'));
    await database.destroy();
  });
  const hasKeys = async () => (await readdir(owner.data)).includes('keys.json');

  it('gets no new ones from a start of punnet endpoint, which says what to do', async () => {
    const { data, catalog } = owner;
    const { code, out, err } = await punnet('endpoint', '--catalog', catalog, '--data', data, '--port', '0');
    assert.deepEqual([code, out, await hasKeys()], [2, '', false]);
    assert.match(err, says);
    assert.equal(err.trimEnd().split('\n').length, 1, err);
  });

  it('gets none from punnet orders, which shows contacts or says why not', async () => {
    assert.match(await answerToMistake(orders, ['--data', owner.data, '--contacts']), says);
    assert.equal(await hasKeys(), false);
  });

  it('is listed without contacts all the same, and what is wrong is told beside the list', async () => {
    const { code, out, err } = await punnet('orders', '--data', owner.data);
    assert.deepEqual([code, out, await hasKeys()], [0, 'No orders yet.\n', false]);
    assert.match(err, says);
  });

  it('gets new ones from punnet keys, so that the shop can go on', async () => {
    const made = await punnet('keys', '--data', owner.data);
    assert.deepEqual([made.code, await hasKeys()], [0, true]);
    const listed = await punnet('orders', '--data', owner.data, '--contacts');
    assert.deepEqual([listed.code, listed.out, listed.err], [0, 'No orders yet.\n', '']);
  });
});

describe('a data folder of another shop', () => {
  it('takes no catalog with another id: orders that wait on devices would be refused', async () => {
    const { data, catalog } = owner;
    await punnet('keys', '--data', data);
    const database = await openDatabase(join(data, 'punnet.db'));
    const other = JSON.stringify(everydayCatalog({ shop: { ...SHOP, id: 'old-mill' } }));
    await openCatalogStore(other, { database, keys: [], now: Date.now, log: () => undefined });
    await database.destroy();
    const { code, out, err } = await punnet('endpoint', '--catalog', catalog, '--data', data, '--port', '0');
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /catalog\.json: shop\.id is "millrace", and .*data holds what was ordered from "old-mill"\. /,
    );
    assert.match(err, /Put the id back, or give --data another directory for another shop\.\n$/);
  });
});

describe('a file of a data folder that is damaged', () => {
  const damaged = [
    {
      file: 'keys.json',
      command: keys,
      reason: /the keys in .*data can't be used: .*keys\.json holds no usable/,
    },
    { file: 'punnet.db', command: orders, reason: /punnet\.db can't be opened: file is not a database/ },
  ];
  for (const { file, command, reason } of damaged) {
    it(`is put back, since another folder lacks what is in it: ${file}`, async () => {
      await mkdir(owner.data);
      await writeFile(join(owner.data, file), 'damaged '.repeat(1_000));
      const answer = await answerToMistake(command, ['--data', owner.data]);
      assert.match(answer, reason);
      assert.match(
        answer,
        /Put the file back from a copy: another directory has other keys and no orders\.$/,
      );
    });
  }
});
