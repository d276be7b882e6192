import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import * as v from 'valibot';

import { createProgressLine } from '../../src/cli/progress-line.js';
import { train } from '../../src/cli/train.js';
import { ModelCardSchema } from '../../src/core/recommend/model-card.js';
import type { Shopper } from '../../src/training/shopper.js';
import { answerToMistake } from '../support/command-mistake.js';
import { drawRegulars, drawWhims } from '../support/drawn-shoppers.js';
import { makeOwnersDir, punnet, type OwnersDir } from '../support/endpoint-process.js';
import { openTflite } from '../support/tflite-in-node.js';

const PRODUCTS = Array.from({ length: 60 }, (_, at) => ({
  id: `item-${at}`,
  title: `Item ${at}`,
  variants: [{ id: `item-${at}-v`, price: 100, taxRate: 0 }],
}));

const DAY_MS = 86_400_000;

function toCsv(shoppers: readonly Shopper[]): string {
  const rows = shoppers.flatMap(({ id, orders }) =>
    orders.flatMap(({ day, items }, at) => {
      const date = new Date(Date.UTC(2026, 0, 1) + (day ?? 0) * DAY_MS).toISOString().slice(0, 10);
      return items.map((item) => `${id}-${at},${id}@mail.example,${date},${item}-v`);
    }),
  );
  return `order,shopper,date,variant\n${rows.join('\n')}\n`;
}

let owner: OwnersDir;
before(async () => {
  owner = await makeOwnersDir({ products: PRODUCTS });
});
after(() => owner.remove());

describe('punnet train', () => {
  it('writes a model that is better, and the card by which a catalog names it', async () => {
    const orders = await owner.write('orders.csv', toCsv(drawRegulars(30, 1)));
    const out = join(owner.dir, 'model.tflite');
    const { code, out: said, err } = await punnet('train', orders, '--catalog', owner.catalog, '--out', out);
    assert.equal(code, 0, err);
    assert.match(said, /orders of 30 shoppers/);
    assert.match(
      said,
      /Put what .*model\.tflite\.json says into the catalog, as "model", and raise its version/,
    );
    assert.match(said, /what is among the first ten +[\d.]+ % +[\d.]+ % +\+[\d.]+ \(\+[\d.]+ to \+[\d.]+\)/);
    assert.match(err, /^reading the orders: 0 %\n[^]*learning: 100 %\n$/);
    const card = v.parse(ModelCardSchema, JSON.parse(await readFile(`${out}.json`, 'utf8')));
    const file = await readFile(out);
    assert.equal(card.src, 'model.tflite');
    assert.equal(card.sha256, createHash('sha256').update(file).digest('hex'));
    assert.ok(await openTflite(file), 'TensorFlow Lite refuses it');
    assert.doesNotMatch(file.toString('latin1'), /item-|mail\.example/);
  });

  it('puts the card into a catalog under a new version, and says that it takes one', async () => {
    const orders = await owner.write('orders.csv', toCsv(drawRegulars(30, 1)));
    const [out, catalogOut] = [join(owner.dir, 'named.tflite'), join(owner.dir, 'named.json')];
    const {
      code,
      out: said,
      err,
    } = await punnet(
      ...['train', orders, '--catalog', owner.catalog, '--out', out, '--catalog-out', catalogOut],
      ...['--new-version', '2026-11-28.1', '--endpoint', 'https://orders.example'],
    );
    assert.equal(code, 0, err);
    const card: unknown = JSON.parse(await readFile(`${out}.json`, 'utf8'));
    const { sha256, src } = v.parse(ModelCardSchema, card);
    assert.equal(src, `https://orders.example/v1/models/${sha256}.tflite`);
    const before = JSON.parse(await readFile(owner.catalog, 'utf8')) as Record<string, unknown>;
    const after: unknown = JSON.parse(await readFile(catalogOut, 'utf8'));
    assert.deepEqual(after, { ...before, version: '2026-11-28.1', model: card });
    assert.match(
      said,
      /named\.json names it, under version "2026-11-28\.1" in place of "2026-11-20\.1": shops take nothing new under a version that was served/,
    );
    assert.match(said, /Start the endpoint with --model .*named\.tflite/);
  });

  it('writes none that is no better, says by how much, and leaves an earlier one alone', async () => {
    const orders = await owner.write('whims.csv', toCsv(drawWhims(40, 3)));
    const out = await owner.write('earlier.tflite', 'old.TFL3 model');
    const catalogOut = join(owner.dir, 'none.json');
    const args = ['--catalog', owner.catalog, '--out', out, '--catalog-out', catalogOut];
    const { code, err } = await punnet('train', orders, ...args);
    assert.equal(code, 1);
    assert.match(
      err,
      /punnet: no model was written, since it is not clearly better than the formula .*\(.* to .*\)/,
    );
    assert.equal(await readFile(out, 'utf8'), 'old.TFL3 model');
    await assert.rejects(readFile(catalogOut), { code: 'ENOENT' });
  });

  it('writes over no file that is no model, its orders and its catalog least of all', async () => {
    const orders = await owner.write('again.csv', toCsv(drawWhims(40, 3)));
    for (const out of [orders, owner.catalog, await owner.write('notes.txt', 'my own notes')]) {
      const before = await readFile(out, 'utf8');
      const { code, err } = await punnet('train', orders, '--catalog', owner.catalog, '--out', out);
      assert.equal(code, 2);
      assert.match(err, /is there already and is no model: it is left as it is/);
      assert.equal(await readFile(out, 'utf8'), before);
    }
  });

  const mistakes: readonly (readonly [string, (owner: OwnersDir) => string[], RegExp])[] = [
    [
      'no file of orders',
      ({ catalog }) => ['--catalog', catalog, '--out', 'm'],
      /^name the CSV file of your orders$/,
    ],
    ['no catalog', () => ['orders.csv', '--out', 'm'], /^--catalog is missing/],
    ['nowhere to write to', ({ catalog }) => ['orders.csv', '--catalog', catalog], /^--out is missing/],
    [
      'a seed that is no number',
      ({ catalog }) => ['orders.csv', '--catalog', catalog, '--out', 'm', '--seed', 'lucky'],
      /^--seed lucky: give a whole number/,
    ],
    [
      'a version and no catalog to have it',
      ({ catalog }) => ['orders.csv', '--catalog', catalog, '--out', 'm', '--new-version', '2'],
      /^--new-version is of the catalog that --catalog-out names/,
    ],
    [
      'a version that is not above the present one',
      ({ catalog, dir }) => [
        ...['orders.csv', '--catalog', catalog, '--out', join(dir, 'm'), '--catalog-out', catalog],
        ...['--new-version', '2026-11-20.1'],
      ],
      /^--new-version 2026-11-20\.1 is not above "2026-11-20\.1", which the catalog has: raise it/,
    ],
    [
      'a version that no catalog can have',
      ({ catalog, dir }) => [
        ...['orders.csv', '--catalog', catalog, '--out', join(dir, 'm'), '--catalog-out', catalog],
        ...['--new-version', ' '],
      ],
      /catalog\.json is not written: The catalog can't be used\. \/version/,
    ],
    [
      'an endpoint without an address',
      ({ catalog }) => ['orders.csv', '--catalog', catalog, '--out', 'm', '--endpoint', 'orders.example'],
      /^--endpoint orders\.example is no address of an endpoint/,
    ],
  ];
  for (const [name, args, says] of mistakes) {
    it(`says what is wrong where there is ${name}, and writes nothing`, async () => {
      const files = await readdir(owner.dir);
      assert.match(await answerToMistake(train, args(owner)), says);
      assert.deepEqual(await readdir(owner.dir), files);
    });
  }
});

describe('how far a long task is', () => {
  const write = (isTTY: boolean) => {
    let text = '';
    const line = createProgressLine({ isTTY, write: (more) => (text += more) });
    for (const done of [0, 0.1, 0.101, 0.6, 1]) line.show('learning', done);
    line.end();
    return text;
  };

  it('is one line in a terminal, and gone at the end', () => {
    const shown = [0, 10, 60, 100].map((percent) => `\rlearning: ${percent} %\u001B[K`);
    assert.equal(write(true), `${shown.join('')}\r\u001B[K`);
  });

  it('is a line for each quarter in a file', () => {
    assert.equal(write(false), 'learning: 0 %\nlearning: 50 %\nlearning: 100 %\n');
  });
});
