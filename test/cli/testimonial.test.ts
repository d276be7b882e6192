import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { testimonial } from '../../src/cli/testimonial.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import { judge } from '../../src/core/testimonial/judge.js';
import { openDatabase, type Database } from '../../src/endpoint/database.js';
import type { OrderRow } from '../../src/endpoint/tables.js';
import { answerToMistake } from '../support/command-mistake.js';
import {
  everydayPickup,
  makeOwnersDir,
  punnet,
  startEndpoint,
  stopEndpoint,
  type OwnersDir,
} from '../support/endpoint-process.js';
import { crypto_, Device } from '../support/sync-shop.js';

const TODAY = toLocalDate(Date.now(), 'Europe/London');
const WEIR = { id: 'weir', name: 'Weir', mode: 'live', currency: 'GBP', timezone: 'Europe/London' };
const SAID = ['--text', 'The best honey in years.', '--author', 'Ada, Weir Lane'];

let owner: OwnersDir;
/** Of an order for honey. */
let order: string;
const sign = (...more: readonly string[]) => punnet('testimonial', 'sign', '--data', owner.data, ...more);
const mistake = (...more: readonly string[]) =>
  answerToMistake(testimonial, ['sign', '--data', owner.data, ...more]);

async function inDatabase(act: (database: Database) => Promise<unknown>): Promise<void> {
  const database = await openDatabase(join(owner.data, 'punnet.db'));
  await act(database);
  await database.destroy();
}

const change = (columns: Partial<Omit<OrderRow, 'shop' | 'id'>>) =>
  inDatabase((database) => database.updateTable('orders').set(columns).where('id', '=', order).execute());
const stand = (state: string, payment = 'at_pickup') => change({ state, payment });
const lineOf = (catalog: string, more: object) =>
  JSON.stringify({ ...(JSON.parse(catalog) as object), ...more });

/** As a page that has the shop's keys shows it. */
async function proofOf(jws: string): Promise<string> {
  const { out } = await punnet('keys', '--data', owner.data);
  const shop = { id: 'millrace', keys: JSON.parse(out) as [], today: TODAY };
  const judged = await judge(jws, shop, crypto_);
  return judged.ok ? judged.testimonial.proof : judged.fault;
}

before(async () => {
  owner = await makeOwnersDir();
  const endpoint = await startEndpoint(owner);
  const ada = await Device.create();
  const placed = await ada.place({ pickup: everydayPickup() });
  await ada.sync({ endpoint: endpoint as never }, { intents: [placed.jws] });
  order = placed.id;
  await stopEndpoint(endpoint);
});
after(() => owner.remove());

describe('punnet testimonial sign', () => {
  it('signs what was said with the receipt that it came from, and names neither the order nor its shopper', async () => {
    await stand('collected');
    const { code, out, err } = await sign(...SAID, '--receipt', order, '--product', 'honey', '--stars', '5');
    assert.equal(code, 0, err);
    assert.equal(await proofOf(out.trim()), 'bought');
    const payload = Buffer.from(out.split('.')[1] ?? '', 'base64url').toString();
    assert.deepEqual(JSON.parse(payload), {
      v: 1,
      shop: 'millrace',
      text: 'The best honey in years.',
      author: 'Ada, Weir Lane',
      product: 'honey',
      date: TODAY,
      stars: 5,
      receipt: await crypto_.hash(order),
    });
  });

  it('knows the order by the code on its receipt as well', async () => {
    await stand('collected');
    const listed = await punnet('orders', '--data', owner.data, '--json');
    const [{ code }] = JSON.parse(listed.out) as [{ code: string }];
    const spelt = `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase();
    const { out, err } = await sign(...SAID, '--receipt', spelt);
    assert.equal(await proofOf(out.trim()), 'bought', err);
  });

  it('signs without a receipt what stays not verified', async () => {
    const { out } = await sign(...SAID);
    assert.equal(await proofOf(out.trim()), 'unverified');
  });

  it('puts it into the catalog beside the others, under a version that is raised', async () => {
    const kept = { text: 'Lovely', author: 'Bo' };
    const file = await owner.write(
      'own.json',
      JSON.stringify({
        ...(JSON.parse(await readFile(owner.catalog, 'utf8')) as object),
        testimonials: [kept],
      }),
    );
    const { code, out, err } = await sign(...SAID, '--catalog', file, '--catalog-out', file);
    assert.equal(code, 0, err);
    const written = JSON.parse(await readFile(file, 'utf8')) as { version: string; testimonials: unknown[] };
    assert.match(out, new RegExp(`version "${written.version}"`));
    assert.notEqual(written.version, '2026-11-20.1');
    assert.deepEqual(written.testimonials[0], kept);
    assert.equal(await proofOf(String(written.testimonials[1])), 'unverified');
  });

  it('puts nothing into another shop’s catalog, nor a second word of one order on one product', async () => {
    await stand('collected');
    const own = JSON.parse(await readFile(owner.catalog, 'utf8')) as { shop: object };
    const file = await owner.write('once.json', JSON.stringify(own));
    const args = [...SAID, '--receipt', order, '--catalog', file, '--catalog-out', file];
    assert.equal((await sign(...args, '--product', 'honey')).code, 0);
    assert.match(await mistake(...args, '--product', 'honey'), /of this order on "honey" already/);
    assert.equal((await sign(...args)).code, 0, 'on the shop as a whole');
    const others = JSON.stringify({ ...own, shop: { ...own.shop, id: 'weir' } });
    const foreign = await owner.write('weir.json', others);
    const wrong = await mistake(...SAID, '--catalog', foreign, '--catalog-out', foreign);
    assert.match(wrong, /the catalog of "weir"/);
    assert.equal(await readFile(foreign, 'utf8'), others);
  });

  for (const [state, payment, says] of [
    ['cancelled', 'at_pickup', /no purchase.*cancelled/],
    ['disputed', 'at_pickup', /no purchase.*disputed/],
    ['confirmed', 'at_pickup', /pickup is still to come/],
    ['collected', 'refunded', /no purchase.*its money was given back/],
    ['confirmed', 'refund_due', /no purchase.*is to be given back/],
  ] as const)
    it(`vouches for no order that is ${state} with its money ${payment}`, async () => {
      await stand(state, payment);
      assert.match(await mistake(...SAID, '--receipt', order), says);
    });

  it('vouches for no order of a rehearsal', async () => {
    await stand('collected');
    const database = await openDatabase(join(owner.data, 'punnet.db'));
    const ofOrder = database.selectFrom('intents').select('jws').where('id', '=', order);
    const { jws } = await ofOrder.executeTakeFirstOrThrow();
    const keep = (text: string) =>
      database.updateTable('intents').set({ jws: text }).where('id', '=', order).execute();
    const [head, body = '', tail] = jws.split('.');
    const rehearsed = lineOf(Buffer.from(body, 'base64url').toString(), { mode: 'test' });
    await keep([head, Buffer.from(rehearsed).toString('base64url'), tail].join('.'));
    assert.match(await mistake(...SAID, '--receipt', order), /no purchase.*of a rehearsal/);
    await keep(jws);
    await database.destroy();
    assert.equal((await sign(...SAID, '--receipt', order)).code, 0);
  });

  it('vouches for an order that came by its receipt alone where that was of no rehearsal', async () => {
    await stand('collected');
    await inDatabase(async (database) => {
      const intents = await database.selectFrom('intents').selectAll().where('id', '=', order).execute();
      await database.deleteFrom('intents').where('id', '=', order).execute();
      try {
        await change({ mode: 'live' });
        const { out, err } = await sign(...SAID, '--receipt', order);
        assert.equal(await proofOf(out.trim()), 'bought', err);
        await change({ mode: 'test' });
        assert.match(await mistake(...SAID, '--receipt', order), /no purchase.*it is of a rehearsal/);
        await change({ mode: null });
        assert.match(await mistake(...SAID, '--receipt', order), /came by its receipt alone, and whether/);
      } finally {
        await database.insertInto('intents').values(intents).execute();
      }
    });
  });

  it('vouches for its own shop’s orders alone, and asks which where there are several', async () => {
    await stand('collected');
    const source = lineOf(await readFile(owner.catalog, 'utf8'), { shop: WEIR });
    const row = { shop: 'weir', version: '1', hash: 'x', source, received_at: '2999-01-01T00:00:00Z' };
    await inDatabase((database) => database.insertInto('catalogs').values(row).execute());
    assert.match(await mistake(...SAID), /"millrace" and "weir" have their orders here: say which/);
    const [own, others] = ['millrace', 'weir'].map((id) => [...SAID, '--shop', id]);
    assert.equal(await proofOf((await sign(...(own ?? []), '--receipt', order)).out.trim()), 'bought');
    assert.match(await mistake(...(others ?? []), '--receipt', order), /no order .* of "weir"/);
    assert.match(await mistake(...SAID, '--shop', 'mill'), /no catalog of "mill"/);
    const file = await owner.write('both.json', await readFile(owner.catalog, 'utf8'));
    const into = [...SAID, '--catalog', file, '--catalog-out', file];
    assert.match(
      await mistake(...into, '--shop', 'weir'),
      /the catalog of "millrace", and --shop says "weir"/,
    );
    assert.equal((await sign(...into, '--receipt', order)).code, 0, 'the catalog says which');
    await inDatabase((database) => database.deleteFrom('catalogs').where('shop', '=', 'weir').execute());
  });

  it('says that no catalog was served yet, also where it is given one', async () => {
    const fresh = await makeOwnersDir();
    try {
      await stopEndpoint(await startEndpoint(fresh));
      const database = await openDatabase(join(fresh.data, 'punnet.db'));
      await database.deleteFrom('catalogs').execute();
      await database.destroy();
      const args = ['sign', '--data', fresh.data, ...SAID];
      for (const more of [
        [],
        ['--shop', 'mill'],
        ['--catalog', fresh.catalog, '--catalog-out', fresh.catalog],
      ])
        assert.match(
          await answerToMistake(testimonial, [...args, ...more]),
          /served no catalog yet: start it once with yours/,
        );
    } finally {
      await fresh.remove();
    }
  });

  it('takes no day on which nothing can have been had yet', async () => {
    await stand('collected');
    const placed = toLocalDate(Date.parse('2026-11-20T08:59:00Z'), 'Europe/London');
    await change({ placed_at: '2026-11-20T08:59:00Z' });
    assert.equal((await sign(...SAID, '--receipt', order, '--date', placed)).code, 0);
    assert.match(await mistake(...SAID, '--receipt', order, '--date', '2026-11-19'), /is before the order/);
    // A device's clock may be ahead of the day on which its order came in.
    await change({ placed_at: '2026-11-25T09:00:00Z', received_at: '2026-11-20T09:00:00Z' });
    assert.equal((await sign(...SAID, '--receipt', order, '--date', '2026-11-20')).code, 0);
    assert.match(await mistake(...SAID, '--receipt', order, '--date', '2026-11-19'), /is before the order/);
    await stand('confirmed');
    await change({ slot: 'market/hall/2026-11-22T07:00:00+00:00' });
    assert.match(await mistake(...SAID, '--receipt', order, '--date', '2026-11-21'), /before .* 2026-11-22/);
    const { out, err } = await sign(...SAID, '--receipt', order, '--date', '2026-11-22');
    assert.equal(await proofOf(out.trim()), 'bought', err);
  });

  it('says that it can’t tell what was in an order whose sizes the catalog has no more', async () => {
    await stand('collected');
    let lines = '';
    await inDatabase(async (database) => {
      const row = await database.selectFrom('orders').select('lines').where('id', '=', order).execute();
      lines = row[0]?.lines ?? '';
    });
    await change({ lines: lines.replaceAll('honey-340', 'honey-300') });
    const said = await mistake(...SAID, '--receipt', order, '--product', 'honey');
    assert.match(said, /no "honey-300" any more, so that it can't be told/);
    await change({ lines });
  });

  it('loses nothing of a catalog whose testimonials are no list, and adds none that is never shown', async () => {
    const own = await readFile(owner.catalog, 'utf8');
    const into = async (testimonials: unknown) => {
      const file = await owner.write('full.json', lineOf(own, { testimonials }));
      return [...SAID, '--catalog', file, '--catalog-out', file];
    };
    assert.match(await mistake(...(await into({ text: 'Lovely', author: 'Bo' }))), /is no list/);
    const said = (_: unknown, at: number) => ({ text: `Lovely ${at}`, author: 'Bo' });
    assert.match(await mistake(...(await into(Array.from({ length: 500 }, said)))), /only the first 500/);
    assert.equal((await sign(...(await into(Array.from({ length: 499 }, said))))).code, 0);
  });

  it('vouches for nothing that was not in the order', async () => {
    await stand('collected');
    assert.match(
      await mistake(...SAID, '--receipt', order, '--product', 'oats'),
      /"oats" is not in the order/,
    );
  });

  for (const [what, args, says] of [
    ['nothing said', ['--author', 'Bo'], /--text is missing/],
    ['nobody’s words', ['--text', 'Nice'], /--author is missing/],
    ['a product that there is not', [...SAID, '--product', 'plutonium'], /no product "plutonium"/],
    [
      'an order that never came',
      [...SAID, '--receipt', 'QQQQQQ'],
      /no order QQQQQQ of "millrace" has come here/,
    ],
    ['six stars', [...SAID, '--stars', '6'], /--stars can't be taken: Must be a whole number from 1 to 5$/],
    [
      'stars in words',
      [...SAID, '--stars', 'five'],
      /--stars can't be taken: Must be a whole number from 1 to 5$/,
    ],
    [
      'half a star',
      [...SAID, '--stars', '4.5'],
      /--stars can't be taken: Must be a whole number from 1 to 5$/,
    ],
    [
      'a page of words',
      ['--text', 'o'.repeat(1_001), '--author', 'Bo'],
      /--text .*: Has 1001 characters, of 1000 at most$/,
    ],
    [
      'a name like a text',
      ['--text', 'Nice', '--author', 'o'.repeat(81)],
      /--author .*: Has 81 characters, of 80 at most$/,
    ],
    ['a day that is none', [...SAID, '--date', '2026-02-31'], /--date can't be taken/],
    ['a day to come', [...SAID, '--date', '2999-01-01'], /still to come/],
    ['an end before its day', [...SAID, '--date', '2026-11-03', '--until', '2026-11-02'], /is before/],
    ['a file for no catalog', [...SAID, '--catalog-out', 'x.json'], /--catalog-out needs --catalog/],
    ['a version of no catalog', [...SAID, '--new-version', '2'], /--new-version needs --catalog/],
    ['spaces alone', ['--text', '  ', '--author', 'Bo'], /--text can't be taken/],
  ] as const)
    it(`answers ${what} in one line`, async () => {
      assert.match(await mistake(...args), says);
    });

  it('answers what it can’t do', async () => {
    assert.match(await answerToMistake(testimonial, ['forge']), /punnet testimonial sign/);
    assert.match(await answerToMistake(testimonial, ['sign', ...SAID]), /--data is missing/);
    const nowhere = join(owner.data, 'nowhere');
    assert.match(
      await answerToMistake(testimonial, ['sign', '--data', nowhere, ...SAID]),
      /there is no punnet\.db in .*nowhere: has an endpoint run with it\?/,
    );
  });
});
