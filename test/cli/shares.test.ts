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

  it('tells the first 20 problems, counts the others, and writes all of them where that is wished', async () => {
    const bad = Array.from({ length: 30 }, (_, at) => `x${at},,2026-03-01,"jam ""${at}""",1`).join('\n');
    const asked = Array.from({ length: 30 }, (_, at) => `y${at},ann,2026-03-01,"jam ""${at}""",1`).join('\n');
    const orders = await owner.write('many.csv', `${ORDERS}${bad}\n${asked}\n`);
    const args = [orders, '--catalog', owner.catalog, '--out', join(owner.dir, 'many.json')];
    const without = await punnet('shares', ...args);
    const told = without.err.trimEnd().split('\n');
    assert.equal(told.length, 21);
    assert.match(told[19] ?? '', /many\.csv, line 54: the catalog has no "jam "18""/);
    assert.match(told[20] ?? '', /many\.csv: and 11 more problems; --rejects FILE writes all of them$/);
    assert.match(without.out, /31 lines of what the catalog doesn't have/);
    const rejects = join(owner.dir, 'rejects.csv');
    const withAll = await punnet('shares', ...args, '--rejects', rejects);
    assert.match(withAll.err, /and 11 more problems; all of them are in .*rejects\.csv\n$/);
    const [header, ...rows] = (await readFile(rejects, 'utf8')).trimEnd().split('\n');
    assert.equal(header, 'line,problem');
    assert.equal(rows.length, 31);
    assert.equal(rows[30], '65,"the catalog has no ""jam ""29"""", so this is left out"');
  });

  it('writes what can not be used also where nothing can, and over an earlier list alone', async () => {
    const orders = await owner.write('useless.csv', 'order,shopper,variant\n1,ann,jam\n');
    const rejects = await owner.write('rejects.csv', 'line,problem\n1,"old"\n');
    const args = [orders, '--catalog', owner.catalog, '--out', join(owner.dir, 'n.json'), '--rejects'];
    assert.match(await answerToMistake(shares, [...args, rejects]), /None of its orders can be used/);
    assert.equal(
      await readFile(rejects, 'utf8'),
      'line,problem\n2,"the catalog has no ""jam"", so this is left out"\n',
    );
    assert.match(
      await answerToMistake(shares, [...args, orders]),
      /is there already and is no list of rejects/,
    );
    assert.match(
      await answerToMistake(shares, [...args, join(owner.dir, 'n.json')]),
      /named for something else as well: give --rejects another name/,
    );
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
      name: 'a version that is below the present one',
      args: ({ catalog, dir }) => [
        ...[join(dir, 'good.csv'), '--catalog', catalog, '--out', catalog],
        ...['--new-version', '2026-11-19.7'],
      ],
      says: /^--new-version 2026-11-19\.7 is not above "2026-11-20\.1"/,
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
