/** What the commands do about a data folder that is not whole, or was never one. */
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { keys } from '../../src/cli/keys.js';
import { orders } from '../../src/cli/orders.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { SHOP } from '../support/catalog-input.js';
import { answerToMistake } from '../support/command-mistake.js';
import {
  everydayCatalog,
  everydayPickup,
  makeOwnersDir,
  punnet,
  startEndpoint,
  stopEndpoint,
  type OwnersDir,
} from '../support/endpoint-process.js';
import { Device, type SyncShop } from '../support/sync-shop.js';

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
  it('is told of where it has orders, since those that devices hold are refused; a corrected id starts without a word', async () => {
    const said = async (id: string) => {
      await owner.write('catalog.json', JSON.stringify(everydayCatalog({ shop: { ...SHOP, id } })));
      const { code, err } = await stopEndpoint(await startEndpoint(owner));
      assert.equal(code, 0);
      return err.includes('other-shop') ? err : '';
    };
    assert.equal(await said('milrace'), '');
    assert.equal(await said('millrace'), '');
    const running = await startEndpoint(owner);
    const device = await Device.create();
    const { jws } = await device.place({ pickup: everydayPickup() });
    const { results } = await device.sync(
      { endpoint: { fetch: running.fetch } } as Pick<SyncShop, 'endpoint'>,
      { intents: [jws] },
    );
    assert.equal(results[0]?.state, 'confirmed');
    await stopEndpoint(running);
    assert.equal(await said('millrace'), '');
    assert.match(await said('milrace'), /has orders of .*millrace.* and none of .*milrace.*put the id back/);
  });
});

describe('a file of a data folder that is damaged', () => {
  it('keeps nobody from the list of orders, where it is that of the keys', async () => {
    await punnet('keys', '--data', owner.data);
    await (await openDatabase(join(owner.data, 'punnet.db'))).destroy();
    await writeFile(join(owner.data, 'keys.json'), 'damaged');
    const { code, out, err } = await punnet('orders', '--data', owner.data);
    assert.deepEqual([code, out], [0, 'No orders yet.\n']);
    assert.match(err, /keys\.json holds no usable.*Put the file back from a copy/);
    assert.match(await answerToMistake(orders, ['--data', owner.data, '--contacts']), /holds no usable/);
  });

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
