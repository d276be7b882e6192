/** The model of an endpoint: what is told of it, and what becomes of it when its file changes. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { openWatchedModel, type WatchedCatalog, type WatchedModel } from '../../src/cli/watched-model.js';
import { goldenFeatures } from '../../src/core/recommend/golden.js';
import { FEATURES } from '../../src/core/recommend/features.js';
import { GOLDEN_ROWS } from '../../src/core/recommend/model-card.js';
import { rankItems } from '../../src/core/recommend/rank-items.js';
import { statisticsOf } from '../../src/core/recommend/catalog-statistics.js';
import { createChance } from '../../src/training/chance.js';
import { scoreAsWritten, writeTflite } from '../../src/training/tflite-model.js';
import { startWeights } from '../../src/training/weights.js';
import type { ServedCatalog } from '../../src/endpoint/catalog-store.js';
import { readCatalog } from '../support/catalog-input.js';
import { makeOwnersDir, startEndpoint, stopEndpoint } from '../support/endpoint-process.js';
import { createRankCases, expectedOf, productsWithShares } from '../support/rank-cases.js';
import { createShopModel, type ShopModel } from '../support/shop-model.js';
import '../support/virtual-modules.mjs';

let model: ShopModel;
let other: ShopModel;
before(async () => {
  model = await createShopModel();
  const weights = startWeights(
    4,
    Array.from({ length: FEATURES }, () => true),
    createChance(9),
  );
  const file = new Uint8Array(writeTflite(weights));
  const sha256 = createHash('sha256').update(file).digest('hex');
  const golden = [...scoreAsWritten(weights, goldenFeatures())].slice(0, GOLDEN_ROWS);
  other = { file, card: { ...model.card, sha256, golden } };
});

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'punnet-watched-'));
  file = join(dir, 'model.tflite');
});
afterEach(() => rm(dir, { recursive: true }));

async function write({ file: bytes, card }: ShopModel, withCard = true): Promise<void> {
  await writeFile(file, bytes);
  if (withCard) await writeFile(`${file}.json`, JSON.stringify(card));
}

const serving = (card: unknown): ServedCatalog => {
  const catalog = readCatalog(card === undefined ? {} : { model: card });
  return { catalog, source: {}, text: '', etag: '' };
};

/** Its file does not change. */
const naming = (card: unknown): WatchedCatalog => ({ served: serving(card), check: () => Promise.resolve() });

async function open(): Promise<{ watched: WatchedModel; told: () => string[] }> {
  const log: string[] = [];
  const watched = await openWatchedModel({
    file,
    log: ({ level, event, message = '' }) => log.push(`${level} ${event}: ${message}`),
  });
  return { watched, told: () => log.splice(0) };
}

const CASES = createRankCases(20);
const statistics = statisticsOf(readCatalog({ products: productsWithShares(CASES) }));
const byFormula = CASES.map((each) => expectedOf(each, CASES));
const rankAll = ({ rank }: WatchedModel) =>
  CASES.map((each) => rankItems({ ...each, statistics }, rank, { limit: 10 }));

describe('a model that devices would not run', () => {
  const cases: readonly { name: string; named: () => unknown; card?: boolean; says: readonly RegExp[] }[] = [
    { name: 'named by its own card', named: () => model.card, says: [] },
    {
      name: 'of a catalog that names none',
      named: () => undefined,
      says: [
        /^warn model-not-named: The catalog names no model, .* Put what .*model\.tflite\.json says into it, as "model", and give the catalog a new version/,
      ],
    },
    {
      name: 'of a catalog with a card that can not be read',
      named: () => ({ ...model.card, golden: 'all' }),
      says: [
        /^warn model-card-unreadable: .* \(\/model: golden: Must be a list of 8 numbers\)\. Put what .* in its place/,
      ],
    },
    {
      name: 'other than the one that the catalog names',
      named: () => other.card,
      says: [
        /^warn model-card-foreign: .* the card has the sha256 [0-9a-f]{64}, the file [0-9a-f]{64}\. Put .* Or give --model/,
      ],
    },
    {
      name: 'without a card of its own',
      named: () => model.card,
      card: false,
      says: [/^warn model-without-card: There is no card .*model\.tflite\.json beside the model/],
    },
    {
      name: 'without any card',
      named: () => undefined,
      card: false,
      says: [
        /^warn model-without-card: /,
        /^warn model-not-named: .* Put the card that was written with it into it/,
      ],
    },
  ];
  for (const { name, named, card, says } of cases)
    it(`is told ${says.length === 0 ? 'of in no word' : 'of, once'} where it is ${name}`, async () => {
      await write(model, card);
      const { watched, told } = await open();
      const catalogs = naming(named());
      await watched.check(catalogs);
      const lines = told();
      assert.equal(lines.length, says.length, lines.join('\n'));
      says.forEach((say, at) => assert.match(lines[at] ?? '', say));
      await watched.check(catalogs);
      assert.deepEqual(told(), []);
    });

  it('is told of anew when the catalog changes', async () => {
    await write(model);
    const { watched, told } = await open();
    await watched.check(naming(model.card));
    assert.deepEqual(told(), []);
    await watched.check(naming(other.card));
    assert.match(told().join(), /^warn model-card-foreign/);
  });

  it('is said to be run once nothing is in the way any more, and only then', async () => {
    await write(model);
    const { watched, told } = await open();
    await watched.check(naming(undefined));
    await watched.check(naming(other.card));
    assert.match(told().join('\n'), /^warn model-not-named.*\nwarn model-card-foreign.*$/);
    await watched.check(naming(model.card));
    assert.match(told().join(), /^info model-named: The catalog names .*model\.tflite, .* devices run it/);
    await watched.check(naming(model.card));
    assert.deepEqual(told(), []);
  });
});

describe('a model whose file changes', () => {
  it('is ranked by and served from then on, as soon as it and its card are there', async () => {
    await write(model);
    const { watched, told } = await open();
    assert.equal(watched.file.sha256, model.card.sha256);
    assert.notDeepEqual(rankAll(watched), byFormula);
    await writeFile(file, other.file);
    await watched.check(naming(model.card));
    assert.match(told().join(), /^warn model-refused: .*\(model-hash\)\. The earlier model is still used\./);
    assert.equal(watched.file.sha256, model.card.sha256);
    await writeFile(`${file}.json`, JSON.stringify(other.card));
    await watched.check(naming(other.card));
    assert.match(told().join(), /^info model-changed: /);
    assert.deepEqual([watched.file.sha256, watched.file.bytes], [other.card.sha256, other.file]);
    assert.deepEqual(rankAll(watched), byFormula, 'it starts as the formula');
    assert.equal(watched.failures(), 0);
  });

  for (const { when, look } of [
    { when: 'before the catalog is looked at', look: 0 },
    { when: 'while the catalog is looked at', look: 1 },
    { when: 'while the new model is opened', look: 2 },
  ])
    it(`is held against the catalog that came with it, though that came ${when}`, async () => {
      await write(model);
      const { watched, told } = await open();
      let looks = 0;
      let served = serving(model.card);
      const takeIn = async () => {
        if (look < 2) await write(other);
        served = serving(other.card);
      };
      const check = async () => {
        looks += 1;
        if (looks === look) await takeIn();
      };
      if (look === 0) await takeIn();
      if (look === 2) await write(other);
      await watched.check({
        check,
        get served() {
          return served;
        },
      });
      assert.match(told().join('\n'), /^info model-changed: .*$/);
      assert.equal(watched.file.sha256, other.card.sha256);
    });

  it('is used as it was where it vanishes', async () => {
    await write(model);
    const { watched, told } = await open();
    await rm(file);
    await watched.check(naming(model.card));
    assert.match(told().join(), /^warn model-refused: the model .* there is no such file.* still used/);
    assert.equal(watched.file.sha256, model.card.sha256);
  });
});

describe('punnet endpoint --model', () => {
  const owners: { remove(): Promise<void> }[] = [];
  after(() => Promise.all(owners.map((owner) => owner.remove())));

  it('serves the file over the wire, and says what the catalog lacks', async () => {
    const owner = await makeOwnersDir();
    owners.push(owner);
    await write(model);
    const running = await startEndpoint(owner, '--model', file);
    const response = await fetch(`${running.url}/v1/models/${model.card.sha256}.tflite`);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), new Uint8Array(model.file));
    const { err, code } = await stopEndpoint(running);
    assert.equal(code, 0, err);
    assert.match(err, /^warn model-not-named: /m);
  });
});
