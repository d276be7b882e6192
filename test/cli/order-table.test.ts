import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { toTable, type Setting } from '../../src/cli/order-table.js';
import type { ReceivedOrder } from '../../src/endpoint/received-orders.js';
import { readCatalog, SHOP, STATION } from '../support/catalog-input.js';

const NEW_YORK = readCatalog({ shop: { ...SHOP, timezone: 'America/New_York' } });
/** Thursday in New York, Friday in London. */
const NOW = Date.parse('2026-11-20T03:00:00Z');
const setting: Setting = { catalog: NEW_YORK, now: NOW, zone: 'America/New_York' };

const order: ReceivedOrder = {
  id: '019a9c1e-0000-7000-8000-000000000001',
  code: 'K7QF3P',
  device: 'device-1',
  state: 'confirmed',
  payment: { way: 'at-pickup', state: 'at_pickup', amount: 860 },
  lines: [
    { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 1, price: 220, total: 220 },
    { variant: 'eggs-1', modifiers: {}, quantity: 6, price: 35, total: 210 },
  ],
  deposits: 0,
  total: 430,
  pickup: { depot: 'station', slot: 'station/2026-11-24T07:30:00-05:00' },
  placedAt: '2026-11-20T02:30:00Z',
  receivedAt: '2026-11-20T02:32:10Z',
};

describe('the table of orders', () => {
  it('tells the owner in words and in the shop’s own time what was ordered, when and where it is collected', () => {
    assert.deepEqual(toTable([order], setting), [
      'code    received           collect                  place          state      total  items',
      'K7QF3P  Thu 19 Nov, 21:32  Tue 24 Nov, 07:30–08:00  Station kiosk  confirmed  £4.30  1 × Rolled oats 500 g (Own jar); 6 × Hen eggs',
    ]);
  });

  it('says what of the total are deposits', () => {
    const [, line] = toTable([{ ...order, deposits: 1_250, total: 1_680 }], setting);
    assert.match(line ?? '', /£16\.80 {2}.*6 × Hen eggs; £12\.50 in deposits$/);
  });

  it('keeps its columns in line, amounts by their ends', () => {
    const dear = { ...order, code: 'MMMMMM', state: 'repriced', total: 123_456 } as const;
    const lines = toTable([order, dear], setting);
    assert.equal(new Set(lines.map((line) => line.search(/items|\d ×/))).size, 1, lines.join('\n'));
    assert.equal(
      new Set(lines.slice(1).map((line) => line.search(/\.\d\d {2}1 ×/))).size,
      1,
      lines.join('\n'),
    );
    assert.match(lines[2] ?? '', /shopper must agree to price {2}£1,234\.56 {2}1 ×/);
  });

  const states = [
    ['confirmed_late', 'confirmed'],
    ['disputed', 'shopper must choose'],
    ['rejected', 'not taken'],
    ['expired', 'cancelled, no answer'],
    ['collected', 'collected'],
  ] as const;
  for (const [state, words] of states) {
    it(`calls ${state} "${words}"`, () => {
      assert.ok(toTable([{ ...order, state }], setting)[1]?.includes(`Station kiosk  ${words}  `));
    });
  }

  it('says of one that was taken back that nothing is left of its money', () => {
    const back = { ...order, state: 'collected', payment: { ...order.payment, state: 'refunded' } } as const;
    assert.match(toTable([back], setting)[1] ?? '', /taken back, money returned +£?\$?0\.00/);
  });

  it('says the year of another year', () => {
    const [, line = ''] = toTable([order], { ...setting, now: Date.parse('2027-01-02T12:00:00Z') });
    assert.match(line, /Thu 19 Nov 2026, 21:32 {2}Tue 24 Nov 2026, 07:30–08:00/);
  });

  it('names the shop’s zone where the machine’s clock shows another time', () => {
    const lines = toTable([order], { ...setting, zone: 'Europe/London' });
    assert.deepEqual(lines.slice(2), ['Times are those of America/New_York.']);
  });

  it('shows what the catalog no longer has by its id, and a slot that is gone without its end', () => {
    const catalog = readCatalog({
      shop: SHOP,
      products: [],
      depots: [{ ...STATION, id: 'mill', title: 'The mill' }],
    });
    const [, line = ''] = toTable([order], { ...setting, catalog });
    assert.match(line, /Tue 24 Nov, 12:30 {2}station {2}confirmed/);
    assert.match(line, /1 × oats-500 \(own-jar\); 6 × eggs-1$/);
  });

  it('tells a contact that no key opens from one that was not given', () => {
    const lines = toTable([order, { ...order, contactSealed: true }], setting);
    assert.deepEqual(
      lines.map((line) => /contact|can't be opened/.exec(line)?.[0]),
      ['contact', undefined, "can't be opened"],
    );
  });

  it('has no contact unless one was opened, and lets none speak to the terminal', () => {
    assert.ok(!toTable([order], setting)[0]?.includes('contact'));
    const contact = { name: 'Ada\u001b[2J\nMiller', email: 'ada@example.org' };
    const [heading = '', line = '', plain = ''] = toTable([{ ...order, contact }, order], setting);
    assert.match(heading, /total {2}contact +items$/);
    assert.match(line, /£4\.30 {2}Ada \[2J Miller, ada@example\.org {2}1 ×/);
    assert.match(plain, /£4\.30 {35,}1 ×/);
  });
});
