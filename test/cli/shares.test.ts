import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { shares } from '../../src/cli/shares.js';
import { answerToMistake } from '../support/command-mistake.js';
import { makeOwnersDir, punnet, type OwnersDir } from '../support/endpoint-process.js';

const ORDERS = `order,shopper,date,variant,quantity
1,ann@mail.example,2026-03-01,oats-500,2
2,bea@mail.example,2026-03-02,spelt-1,1
3,ann@mail.example,2026-03-08,oats-500,1
4,,2026-03-08,oats-500,1
`;

let owner: OwnersDir;
before(async () => {
  owner = await makeOwnersDir();
});
after(() => owner.remove());

interface Written {
  version: string;
  products: { variants: { id: string; popularity?: number; rebuy?: number }[] }[];
}

async function readWritten(file: string): Promise<{ text: string; catalog: Written }> {
  const text = await readFile(file, 'utf8');
  return { text, catalog: JSON.parse(text) as Written };
}

describe('punnet shares', () => {
  it('writes the catalog with its shares, and says what was counted and what was not', async () => {
    const orders = await owner.write('orders.csv', ORDERS);
    const out = join(owner.dir, 'with-shares.json');
    const { code, out: said, err } = await punnet('shares', orders, '--catalog', owner.catalog, '--out', out);
    assert.equal(code, 0, err);
    const { text, catalog } = await readWritten(out);
    assert.equal(text, `${JSON.stringify(catalog, null, 2)}\n`);
    const [oats] = catalog.products[0]?.variants ?? [];
    assert.deepEqual([oats?.id, oats?.popularity, oats?.rebuy], ['oats-500', 1, 1]);
    assert.match(said, /orders\.csv is a plain CSV of orders: 2 orders of 1 shopper, 2 lines\.\n/);
    assert.match(said, /\nLeft out: 1 order without a shopper; 1 line of what the catalog doesn't have\.\n/);
    assert.match(said, /has shares of 1 variant, and none of 5 that nobody bought\.\n/);
    assert.match(said, /version is still "2026-11-20\.1": raise it/);
    assert.match(err, /^punnet: .*orders\.csv, line 3: the catalog has no "spelt-1", so this is left out\n$/);
    assert.doesNotMatch(said + err + text, /@|ann|bea/);
  });

  it('writes over the catalog itself, under a new version, and leaves nothing else behind', async () => {
    const orders = await owner.write('orders.csv', ORDERS);
    const file = await owner.write('own.json', await readFile(owner.catalog, 'utf8'));
    const files = await readdir(owner.dir);
    const args = ['--catalog', file, '--out', file, '--new-version', '2026-11-28.1'];
    const { code, out } = await punnet('shares', orders, ...args);
    assert.equal(code, 0);
    assert.equal((await readWritten(file)).catalog.version, '2026-11-28.1');
    assert.deepEqual(await readdir(owner.dir), files);
    assert.doesNotMatch(out, /raise it/);
  });

  it('keeps the shares out of a file that is no catalog, and the file', async () => {
    const orders = await owner.write('orders.csv', ORDERS);
    const args = [orders, '--catalog', owner.catalog, '--out', orders];
    assert.match(
      (await punnet('shares', ...args)).err,
      /is there already and is no catalog: it is left as it is/,
    );
    assert.equal(await readFile(orders, 'utf8'), ORDERS);
  });

  const mistakes: readonly { name: string; args: (dir: OwnersDir) => readonly string[]; says: RegExp }[] = [
    {
      name: 'no orders',
      args: ({ catalog }) => ['--catalog', catalog],
      says: /^name the CSV file of your orders$/,
    },
    { name: 'no catalog', args: () => ['orders.csv'], says: /^--catalog is missing/ },
    {
      name: 'no out',
      args: ({ catalog }) => ['orders.csv', '--catalog', catalog],
      says: /^--out is missing/,
    },
    {
      name: 'orders that are not there',
      args: ({ catalog, dir }) => [join(dir, 'none.csv'), '--catalog', catalog, '--out', join(dir, 'x.json')],
      says: /^the orders .*none\.csv can't be read: there is no such file/,
    },
    {
      name: 'orders that are no CSV',
      args: ({ catalog, dir }) => [catalog, '--catalog', catalog, '--out', join(dir, 'x.json')],
      says: /can't be used\. It is a JSON file, not CSV/,
    },
    {
      name: 'a catalog that is none',
      args: ({ dir }) => ['orders.csv', '--catalog', join(dir, 'bad.json'), '--out', join(dir, 'x.json')],
      says: /bad\.json: The catalog is not JSON/,
    },
    {
      name: 'a version that is none',
      args: ({ catalog, dir }) => [
        join(dir, 'good.csv'),
        '--catalog',
        catalog,
        '--out',
        join(dir, 'x.json'),
        '--new-version',
        '',
      ],
      says: /x\.json is not written: The catalog can't be used\. \/version/,
    },
    {
      name: 'a folder that is not there',
      args: ({ catalog, dir }) => [
        join(dir, 'good.csv'),
        '--catalog',
        catalog,
        '--out',
        join(dir, 'none', 'x.json'),
      ],
      says: /x\.json can't be written: there is no such file or directory\. Give --out a file/,
    },
    {
      name: 'orders without sizes',
      args: ({ catalog, dir }) => [
        join(dir, 'sizeless.csv'),
        '--catalog',
        catalog,
        '--out',
        join(dir, 'x.json'),
      ],
      says: /says no size of anything/,
    },
  ];
  for (const { name, args, says } of mistakes) {
    it(`answers a mistake in one line, and writes nothing: ${name}`, async () => {
      await owner.write('bad.json', '{');
      await owner.write('good.csv', 'order,shopper,variant\n1,ann,oats-500\n');
      await owner.write('sizeless.csv', 'order,shopper,product\n1,ann,oats\n');
      const files = await readdir(owner.dir);
      assert.match(await answerToMistake(shares, args(owner)), says);
      assert.deepEqual(await readdir(owner.dir), files);
    });
  }
});
