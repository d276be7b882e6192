import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { watchCatalogFile } from '../../src/endpoint/catalog-file.js';
import { faultOfCatalog } from '../../src/endpoint/catalog-store.js';
import { findMisspelt } from '../../src/endpoint/misspelt.js';
import { parseOrigin } from '../../src/endpoint/origins.js';
import { addFirstCounts, faultOfStock, parseStock } from '../../src/endpoint/stock-file.js';
import { HONEY, SHOP, catalogInput, readCatalog } from '../support/catalog-input.js';
import { openSyncShop } from '../support/sync-shop.js';

describe('a file of first counts', () => {
  const rows: readonly { line: string; count?: number; problem?: RegExp }[] = [
    { line: 'honey-340,station,12', count: 12 },
    { line: '  "honey-340" , station , 0 ', count: 0 },
    { line: '# honey-340,station,12' },
    { line: 'honey-340,station', problem: /line 2: expected variant,depot,quantity .* limits nothing/ },
    { line: 'honey-340,station,1,2', problem: /line 2: expected variant,depot,quantity .* limits nothing/ },
    { line: 'jam,station,1', problem: /line 2: the catalog has no variant "jam", .* is not limited/ },
    { line: 'honey-340,moon,1', problem: /line 2: the catalog has no depot "moon", .* it is not limited/ },
    { line: 'honey-340,station,-1', problem: /"-1" is no whole .* "honey-340" is not limited at "station"/ },
    { line: 'honey-340,station,1.5', problem: /line 2: "1.5" is no whole number/ },
    { line: 'honey-340,station,9999999999', problem: /line 2: "9999999999" is no whole number/ },
    { line: 'honey-340,station,', problem: /line 2: "" is no whole number/ },
    { line: ',,' },
  ];
  for (const { line, count, problem } of rows) {
    it(`that says ${line} is ${problem ? 'reported with its line' : 'read'}`, () => {
      const { counts, problems } = parseStock(`\uFEFFvariant,depot,quantity\r\n${line}\r\n`, readCatalog());
      const expected = count === undefined ? [] : [{ variant: 'honey-340', depot: 'station', left: count }];
      assert.deepEqual(counts, expected);
      assert.equal(problems.length, problem ? 1 : 0);
      if (problem) assert.match(problems[0] ?? '', problem);
    });
  }

  const written: readonly { what: string; text: string }[] = [
    { what: 'semicolons', text: 'variant;depot;quantity\r\nhoney-340;station;12\r\n;;\r\n' },
    { what: 'tabs', text: 'variant\tdepot\tquantity\nhoney-340\tstation\t12' },
    { what: 'semicolons and quotes', text: '"variant";"depot";"quantity"\n"honey-340";"station";"12"' },
    { what: 'semicolons, a note and no heading', text: '# counted, on Monday\nhoney-340;station;12' },
  ];
  for (const { what, text } of written) {
    it(`is read with ${what}, as spreadsheets write it`, () => {
      const counts = [{ variant: 'honey-340', depot: 'station', left: 12 }];
      assert.deepEqual(parseStock(text, readCatalog()), { counts, problems: [] });
      assert.equal(faultOfStock(text), undefined);
    });
  }

  const whole: readonly { what: string; text: string; fault?: RegExp }[] = [
    { what: 'no line can be read', text: 'a|b|1\nhoney-340|station|12', fault: /Line 1: .*"a\|b\|1"/ },
    {
      what: 'no number is whole',
      text: 'variant;depot;quantity\nhoney-340;station;1,5',
      fault: /Line 2: "1,5"/,
    },
    { what: 'one line can be read', text: 'honey-340,station,12\nhoney-340,station,many' },
    { what: 'there is nothing', text: '', fault: /no counts.* leave --stock out\. Write variant,depot,/ },
    { what: 'there is the heading alone', text: 'variant,depot,quantity\n', fault: /no counts/ },
    { what: 'lines are blank or notes', text: '\uFEFF\r\n  \n,,\n# honey-340\n', fault: /no counts/ },
  ];
  for (const { what, text, fault } of whole) {
    it(`is ${fault ? 'refused' : 'taken'} where ${what}`, () => {
      assert.match(faultOfStock(text) ?? '', fault ?? /^$/);
    });
  }

  it('counts nothing twice', () => {
    const { counts, problems } = parseStock('honey-340,station,1\nhoney-340,station,2\n', readCatalog());
    assert.deepEqual([counts.length, problems.length], [1, 1]);
    assert.match(problems[0] ?? '', /line 2/);
  });

  it('leaves what was counted before as it is', async () => {
    const shop = await openSyncShop();
    const counted = { variant: 'honey-340', depot: 'station' };
    assert.equal(await addFirstCounts(shop.database, 'millrace', [{ ...counted, left: 5 }]), 1);
    assert.equal(await addFirstCounts(shop.database, 'millrace', [{ ...counted, left: 9 }]), 0);
    assert.equal(await shop.left('honey-340'), 5);
    await shop.close();
  });
});

describe('a catalog that changes', () => {
  const offers: readonly { what: string; text: string; refused?: RegExp }[] = [
    { what: 'is the same, written otherwise', text: JSON.stringify(reversed(catalogInput()), null, 4) },
    { what: 'begins with a byte order mark', text: `\uFEFF${JSON.stringify(catalogInput())}` },
    { what: 'has a new version', text: JSON.stringify(catalogInput({ version: '2', products: [HONEY] })) },
    {
      what: 'has other contents and the old version',
      text: JSON.stringify(catalogInput({ products: [] })),
      refused: /new version/,
    },
    {
      what: 'is of another shop',
      text: JSON.stringify(catalogInput({ version: '3', shop: { ...SHOP, id: 'other' } })),
      refused: /"other"/,
    },
    { what: 'is cut off', text: '{"shop":', refused: /not JSON/ },
    {
      what: 'has no version',
      text: JSON.stringify(catalogInput({ version: undefined })),
      refused: /\/version/,
    },
  ];
  for (const { what, text, refused } of offers) {
    it(`${refused ? 'is refused, and the old one served on,' : 'is served'} if it ${what}`, async () => {
      const shop = await openSyncShop();
      const before = shop.catalogs.served;
      const offered = await shop.catalogs.offer(text);
      assert.equal(offered.ok, refused === undefined);
      if (!offered.ok) {
        assert.match(offered.message, refused ?? /^$/);
        assert.equal(shop.catalogs.served, before);
      }
      await shop.close();
    });
  }

  const changes: readonly { what: string; change: (file: string) => Promise<void>; says: RegExp }[] = [
    {
      what: 'vanished',
      change: (file) => rm(file),
      says: /^catalog-unreadable: .*catalog\.json can't be .*ENOENT/,
    },
    {
      what: 'is cut off',
      change: (file) => writeFile(file, '{"shop":'),
      says: /^catalog-refused: .*catalog\.json: The catalog is not JSON/,
    },
    {
      what: 'kept its version',
      change: (file) => writeFile(file, JSON.stringify(catalogInput({ products: [] }))),
      says: /^catalog-refused: .* Give it a new version\./,
    },
  ];
  for (const { what, change, says } of changes) {
    it(`is told with what is served meanwhile and what to do, once, if its file ${what}`, async () => {
      const shop = await openSyncShop();
      const dir = await mkdtemp(join(tmpdir(), 'punnet-catalog-'));
      const file = join(dir, 'catalog.json');
      await writeFile(file, JSON.stringify(catalogInput()));
      const watched = await watchCatalogFile({
        file,
        store: shop.catalogs,
        log: (entry) => shop.log.push(entry),
      });
      await change(file);
      await watched.check();
      await watched.check();
      watched.stop();
      const told = shop.log.map(({ event, message }) => `${event}: ${message ?? ''}`);
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', says);
      assert.match(
        told[0] ?? '',
        /\. The earlier catalog is still served\. Put that right, then save the file/,
      );
      await rm(dir, { recursive: true });
      await shop.close();
    });
  }

  it('tells of a product that can not be sold, and serves the rest', async () => {
    const shop = await openSyncShop();
    const products = [HONEY, { id: 'jam' }];
    assert.equal(
      (await shop.catalogs.offer(JSON.stringify(catalogInput({ version: '2', products })))).ok,
      true,
    );
    assert.equal(shop.catalogs.served.catalog.products.length, 1);
    const told = () => shop.log.filter(({ event }) => event === 'catalog-problem');
    assert.match(told()[0]?.message ?? '', /\/products\/1/);
    const { length } = told();
    await shop.catalogs.offer(JSON.stringify(catalogInput({ version: '2', products })));
    assert.equal(told().length, length, 'the same file, looked at again, brings no news');
    await shop.close();
  });
});

describe('a catalog that is not JSON', () => {
  for (const mark of ['', '\uFEFF']) {
    it(`is refused with the line and the column of the slip${mark && ', after a byte order mark too'}`, () => {
      const text = `${mark}{\n  "version": "1",\n  "shop": {"id": "mill" "title": "Mill"}\n}`;
      assert.match(faultOfCatalog(text) ?? '', /^The catalog is not JSON \(.* line 3,? column 25\)/);
    });
  }
});

describe('a slip of the finger in a catalog', () => {
  const slips = (changes: Record<string, unknown>) =>
    findMisspelt(catalogInput(changes)).map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);

  it('is told with what was meant, for a field at any depth', () => {
    const honey = { ...HONEY, alergens: ['milk'], variants: [{ id: 'honey-340', Price: 650 }] };
    const depots = [
      { id: 'mill', title: 'Mill', slots: [{ days: ['mon'], from: '07:00', to: '08:00', cutofMinutes: 5 }] },
    ];
    const shop = { ...SHOP, contacts: { name: 'off' } };
    assert.deepEqual(slips({ products: [honey], depots, shop }), [
      'unknown-field /shop/contacts There is no field "contacts", and it is ignored. Is "contact" meant?',
      'unknown-field /products/0/variants/0/Price There is no field "Price", and it is ignored. Is "price" meant?',
      'unknown-field /products/0/alergens There is no field "alergens", and it is ignored. Is "allergens" meant?',
      'unknown-field /depots/0/slots/0/cutofMinutes There is no field "cutofMinutes", and it is ignored. Is "cutoffMinutes" meant?',
    ]);
  });

  it('is told for an allergen, which would have no words in other languages', () => {
    assert.deepEqual(
      slips({ products: [{ ...HONEY, allergens: ['milk', 'Egg'], mayContain: ['celeriac'] }] }),
      [
        'unknown-allergen /products/0/allergens/1 "Egg" is shown as it is written, in every language. Is the allergen "eggs" meant?',
      ],
    );
  });

  const advised: readonly { what: string; changes: Record<string, unknown>; meant?: string }[] = [
    { what: 'tax in a size', changes: ofVariant({ tax: 20 }) },
    { what: 'tag in the shop', changes: { shop: { ...SHOP, tag: 'x' } } },
    { what: 'weight in a picture', changes: ofImage({ weight: 9 }) },
    { what: '_id beside id', changes: ofVariant({ _id: 'x' }) },
    { what: 'Price beside price', changes: ofVariant({ Price: 1, price: 1 }) },
    { what: 'tag in a food', changes: { products: [{ ...HONEY, tag: [] }] }, meant: 'tags' },
    { what: 'hieght in a picture', changes: ofImage({ hieght: 9 }), meant: 'height' },
    { what: 'rpice in a size', changes: ofVariant({ rpice: 9 }), meant: 'price' },
    { what: 'prise in a size', changes: ofVariant({ prise: 9 }), meant: 'price' },
    { what: 'prisse in a size', changes: ofVariant({ prisse: 9 }) },
    { what: 'avaliable in a size', changes: ofVariant({ avaliable: true }), meant: 'available' },
  ];
  for (const { what, changes, meant } of advised) {
    it(`is ${meant ? `${meant} for` : 'not seen in'} ${what}`, () => {
      const told = findMisspelt(catalogInput(changes)).map(
        ({ message }) => /Is "(.*)" meant/.exec(message)?.[1],
      );
      assert.deepEqual(told, meant ? [meant] : []);
    });
  }

  it('is told once, with the number of its places, however many there are', () => {
    const products = Array.from({ length: 5000 }, (_, place) => ({
      ...HONEY,
      id: `honey-${place}`,
      alergens: [],
    }));
    assert.deepEqual(slips({ products }), [
      'unknown-field /products/0/alergens There is no field "alergens", and it is ignored. Is "allergens" meant? ' +
        'It is in 5000 places, of which this is the first.',
    ]);
  });

  it('does not hide why a catalog can not be used', () => {
    const text = JSON.stringify(catalogInput({ version: undefined, products: [{ ...HONEY, alergens: [] }] }));
    assert.match(faultOfCatalog(text) ?? '', /^The catalog can't be used\. \/version: [^/]*$/);
  });

  it('is not seen in fields that are like nothing known, nor in the demo\u2019s catalog', async () => {
    assert.deepEqual(slips({ products: [{ ...HONEY, popularity: 0.4, nutrition: {} }] }), []);
    assert.deepEqual(findMisspelt(JSON.parse(await readFile('demo/catalog.json', 'utf8'))), []);
  });
});

describe('an origin', () => {
  for (const { text, origin } of [
    { text: 'https://shop.example', origin: 'https://shop.example' },
    { text: 'https://Shop.Example:443/', origin: 'https://shop.example' },
    { text: 'http://localhost:8000', origin: 'http://localhost:8000' },
    { text: 'https://shop.example/page', origin: undefined },
    { text: 'shop.example', origin: undefined },
    { text: 'null', origin: undefined },
    { text: '*', origin: undefined },
    { text: 'file:///index.html', origin: undefined },
  ]) {
    it(`written as ${text} is ${origin ?? 'none'}`, () => {
      assert.equal(parseOrigin(text), origin);
    });
  }
});

function ofVariant(fields: Record<string, unknown>): Record<string, unknown> {
  return { products: [{ ...HONEY, variants: [{ id: 'honey-340', ...fields }] }] };
}

function ofImage(fields: Record<string, unknown>): Record<string, unknown> {
  return { products: [{ ...HONEY, image: { src: 'honey.png', ...fields } }] };
}

function reversed(source: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).reverse());
}
