/** What a training leaves behind, without the minutes of one. */
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { adviceOnModel } from '../../src/cli/model-advice.js';
import { checkModelOut, readServer, writeModel, type ModelOut } from '../../src/cli/model-out.js';
import { readModelCard, type ModelCard } from '../../src/core/recommend/model-card.js';
import { everydayCatalog, makeOwnersDir, type OwnersDir } from '../support/endpoint-process.js';
import { createShopModel, type ShopModel } from '../support/shop-model.js';

let owner: OwnersDir;
let model: Pick<ShopModel, 'file'> & { readonly card: Omit<ModelCard, 'src'> };
beforeEach(async () => {
  owner = await makeOwnersDir();
  const { file, card } = await createShopModel();
  const { src: _src, ...told } = card;
  model = { file, card: told };
});
afterEach(() => owner.remove());

const wish = (changes: Partial<ModelOut> = {}): ModelOut => ({
  out: join(owner.dir, 'model.tflite'),
  catalog: owner.catalog,
  catalogOut: owner.catalog,
  newVersion: undefined,
  server: undefined,
  ...changes,
});

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}

describe('a model that was made', () => {
  it('is named by the catalog under a raised version, and all else of that stays', async () => {
    const before = await readJson(owner.catalog);
    const { raised } = await writeModel(wish(), model);
    assert.deepEqual(raised, { from: '2026-11-20.1', to: '2026-11-20.2' });
    const after = await readJson(owner.catalog);
    const card = await readJson(join(owner.dir, 'model.tflite.json'));
    assert.deepEqual(after, { ...before, version: '2026-11-20.2', model: card });
    assert.deepEqual(readModelCard(card), { src: 'model.tflite', ...model.card });
    assert.deepEqual(new Uint8Array(await readFile(wish().out)), model.file);
    assert.deepEqual(await readdir(owner.dir), ['catalog.json', 'model.tflite', 'model.tflite.json']);
  });

  it('is named as the catalog would be that was changed meanwhile', async () => {
    await checkModelOut(wish(), []);
    await owner.write(
      'catalog.json',
      JSON.stringify(everydayCatalog({ version: '2026-11-28', products: [] })),
    );
    const { raised } = await writeModel(wish(), model);
    assert.deepEqual(raised, { from: '2026-11-28', to: '2026-11-28.1' });
    assert.deepEqual((await readJson(owner.catalog))['products'], []);
  });

  it('is kept where its catalog can not be read any more, which stays as it is', async () => {
    await owner.write('catalog.json', '{"half');
    await assert.rejects(writeModel(wish(), model), {
      name: 'CommandFailure',
      message: /model\.tflite and its card are written, and .*catalog\.json is not\. .* is not JSON/,
    });
    assert.equal(await readFile(owner.catalog, 'utf8'), '{"half');
    assert.deepEqual(await readdir(owner.dir), ['catalog.json', 'model.tflite', 'model.tflite.json']);
  });

  const BESIDE = /is written.*Lay it beside the catalog, where devices fetch it\./;
  const sources: readonly {
    name: string;
    changes: () => Partial<ModelOut>;
    src: () => string;
    says: RegExp;
  }[] = [
    { name: 'beside the catalog', changes: () => ({}), src: () => 'model.tflite', says: BESIDE },
    {
      name: 'beside it under a name that is no address',
      changes: () => ({ out: join(owner.dir, 'a: 50 % #1?.tflite') }),
      src: () => 'a%3A%2050%20%25%20%231%3F.tflite',
      says: BESIDE,
    },
    {
      name: 'in a folder beside it',
      changes: () => ({ out: join(owner.dir, 'sub', 'model.tflite') }),
      src: () => 'sub/model.tflite',
      says: /Devices fetch it at sub\/model\.tflite, as seen from the catalog's address(?!.*beside the catalog)/,
    },
    {
      name: 'above it',
      changes: () => ({ catalogOut: join(owner.dir, 'sub', 'catalog.json') }),
      src: () => '../model.tflite',
      says: /Devices fetch it at \.\.\/model\.tflite, as seen from the catalog's address(?!.*beside the catalog)/,
    },
    {
      name: 'with an endpoint that serves it',
      changes: () => ({ server: readServer('https://orders.example/punnet/') }),
      src: () => `https://orders.example/punnet/v1/models/${model.card.sha256}.tflite`,
      says: /Start the endpoint with --model .*model\.tflite: devices fetch it there(?!.*beside the catalog)/,
    },
  ];
  for (const { name, changes, src, says } of sources)
    it(`is found from the catalog where it lies ${name}, and that is what its owner is told`, async () => {
      await mkdir(join(owner.dir, 'sub'));
      const wishes = wish(changes());
      const written = await writeModel(wishes, model);
      assert.match(adviceOnModel(wishes, written).join(' '), says);
      const { model: card } = await readJson(wishes.catalogOut ?? '');
      const read = readModelCard(card);
      assert.ok(typeof read !== 'string', String(read));
      assert.equal(read.src, src());
    });
});

describe('before a model is made', () => {
  const notes = 'my own notes';
  const cases: readonly { name: string; taken: string; says: RegExp }[] = [
    { name: 'the model', taken: 'model.tflite', says: /model\.tflite is there already and is no model/ },
    {
      name: 'its card',
      taken: 'model.tflite.json',
      says: /model\.tflite\.json is there already and is no card of a model/,
    },
    {
      name: 'the catalog',
      taken: 'out.json',
      says: /out\.json is there already and is no catalog: .* --catalog-out/,
    },
  ];
  for (const { name, taken, says } of cases)
    it(`what else is in the place of ${name} is left as it is`, async () => {
      const file = await owner.write(taken, notes);
      await assert.rejects(checkModelOut(wish({ catalogOut: join(owner.dir, 'out.json') }), []), {
        name: 'CommandFailure',
        message: says,
      });
      assert.equal(await readFile(file, 'utf8'), notes);
    });

  it('its earlier ones are no hindrance', async () => {
    await writeModel(wish(), model);
    await checkModelOut(wish(), []);
  });

  it('one name for two files is refused', async () => {
    const catalogOut = join(owner.dir, '.', 'model.tflite');
    await assert.rejects(
      checkModelOut(wish({ catalogOut }), []),
      /named for something else as well: give --out/,
    );
  });

  it('a folder that is not there is told', async () => {
    const catalogOut = join(owner.dir, 'none', 'catalog.json');
    await assert.rejects(
      checkModelOut(wish({ catalogOut }), []),
      /none.catalog\.json can't be written: there is no/,
    );
    assert.deepEqual(await readdir(owner.dir), ['catalog.json']);
  });

  const NO_ADDRESS = /is no address of an endpoint/;
  const IN_PUBLIC = /--endpoint has a name or a password in it.*everybody(?!.*secret)/;
  const addresses = [
    { address: 'orders.example', says: NO_ADDRESS },
    { address: 'ftp://orders.example', says: NO_ADDRESS },
    { address: 'https://orders.example/?a=1', says: NO_ADDRESS },
    { address: 'https://user:secret@orders.example/punnet', says: IN_PUBLIC },
    { address: 'https://:secret@orders.example', says: IN_PUBLIC },
    { address: 'https://secret@orders.example', says: IN_PUBLIC },
    { address: 'ftp://user:secret@orders.example', says: IN_PUBLIC },
  ];
  for (const { address, says } of addresses)
    it(`an endpoint at ${address} is none`, () => {
      assert.throws(() => readServer(address), { name: 'CommandFailure', message: says });
    });

  for (const address of ['https://orders.example/punnet//', 'https://@orders.example/punnet?#'])
    it(`an endpoint at ${address} is at https://orders.example/punnet`, () => {
      assert.equal(readServer(address), 'https://orders.example/punnet');
    });
});
