/** `punnet rank` and the endpoint rank with the very model that a device would. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { openModelFile } from '../../src/cli/model-file.js';
import { rank } from '../../src/cli/rank.js';
import { statisticsOf } from '../../src/core/recommend/catalog-statistics.js';
import { rankItems } from '../../src/core/recommend/rank-items.js';
import { readCatalog } from '../support/catalog-input.js';
import { createRankCases, expectedOf, productsWithShares } from '../support/rank-cases.js';
import { createShopModel, type ShopModel } from '../support/shop-model.js';
import '../support/virtual-modules.mjs';

const CASES = createRankCases(60);

describe('a model in a file', () => {
  let dir: string;
  let model: ShopModel;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'punnet-model-'));
    model = await createShopModel();
  });
  after(() => rm(dir, { recursive: true }));

  async function write(name: string, bytes: Uint8Array, card?: unknown): Promise<string> {
    const file = join(dir, name);
    await writeFile(file, bytes);
    if (card !== undefined)
      await writeFile(`${file}.json`, typeof card === 'string' ? card : JSON.stringify(card));
    return file;
  }

  async function rankCases(file: string): Promise<readonly (readonly string[])[]> {
    const lines = CASES.map(({ name, day, history }) =>
      JSON.stringify({ u: name, t: day, h: history.map((order) => [order.day, order.items]) }),
    );
    await writeFile(join(dir, 'cases'), lines.join('\n'));
    await rank.run(['--cases', join(dir, 'cases'), '--out', join(dir, 'out'), '--model', file]);
    const ranked = (await readFile(join(dir, 'out'), 'utf8')).trim().split('\n');
    return ranked.map((line) => (JSON.parse(line) as { p: string[] }).p.slice(0, 10));
  }

  it('ranks cases of a file as it does for an endpoint, and otherwise than the formula', async () => {
    const file = await write('good.tflite', model.file, model.card);
    const ranked = await rankCases(file);
    const opened = await openModelFile(file);
    const statistics = statisticsOf(readCatalog({ products: productsWithShares(CASES) }));
    const atEndpoint = CASES.map((each) => rankItems({ ...each, statistics }, opened.rank, { limit: 10 }));
    assert.deepEqual(ranked, atEndpoint);
    assert.equal(opened.failures(), 0);
    const byFormula = CASES.map((each) => expectedOf(each, CASES));
    const differing = ranked.filter((items, at) => items.join() !== byFormula[at]?.join()).length;
    assert.ok(differing > CASES.length / 2, `${differing} differ from the formula`);
  });

  it('is taken without its card: whoever has it on their own machine may', async () => {
    const file = await write('alone.tflite', model.file);
    assert.equal((await rankCases(file)).length, CASES.length);
  });

  const flipped = () => {
    const bytes = model.file.slice();
    const at = bytes.length - 200;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  const faults = [
    { name: 'another file than its card names', bytes: flipped, card: () => model.card, says: /model-hash/ },
    { name: 'cut short', bytes: () => model.file.slice(0, 600), card: () => undefined, says: /model-load/ },
    {
      name: 'with other scores than its card names',
      bytes: () => model.file,
      card: () => ({ ...model.card, golden: model.card.golden.map((score) => score + 1) }),
      says: /\(golden\)/,
    },
    {
      name: 'with a card that is none',
      bytes: () => model.file,
      card: () => '{"src": 1}',
      says: /the card .* can't be used \(src: Must be an address\)\. Lay the one beside the model/,
    },
    {
      name: 'with a card that is no JSON',
      bytes: () => model.file,
      card: () => '{"src": ',
      says: /the card .* can't be used \(it is not JSON\)/,
    },
  ];
  for (const { name, bytes, card, says } of faults)
    it(`is refused in one sentence where it is ${name}`, async () => {
      const file = await write(`${name.replaceAll(' ', '-')}.tflite`, bytes(), card());
      await assert.rejects(openModelFile(file), { name: 'CommandFailure', message: says });
    });

  it('is asked for by its name where there is none', async () => {
    await assert.rejects(openModelFile(join(dir, 'none.tflite')), /there is no such file/);
  });
});
