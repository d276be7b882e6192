import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readDate } from '../../src/training/order-date.js';

const DAY_MS = 86_400_000;
const read = (text: string) => readDate(text, 'Europe/London');

describe('the date of an order', () => {
  const dates = [
    { text: '2026-03-01', is: '2026-03-01T00:00:00Z' },
    { text: '2026/03/01', is: '2026-03-01T00:00:00Z' },
    { text: '1.3.2026', is: '2026-03-01T00:00:00Z' },
    { text: '01.03.2026 10:15', is: '2026-03-01T10:15:00Z' },
    { text: '01.03.2026, 10:15', is: '2026-03-01T10:15:00Z' },
    { text: '2026-07-01 10:15', is: '2026-07-01T09:15:00Z' },
    { text: '2026-07-01T10:15:30.250', is: '2026-07-01T09:15:30Z' },
    { text: '2026-07-01T10:15:30Z', is: '2026-07-01T10:15:30Z' },
    { text: '2026-07-01 10:15:30 UTC', is: '2026-07-01T10:15:30Z' },
    { text: '2026-07-01 10:15:30 +0200', is: '2026-07-01T08:15:30Z' },
    { text: '2026-07-01T10:15:30-05:30', is: '2026-07-01T15:45:30Z' },
  ];
  for (const { text, is } of dates) {
    it(`is read from ${text}`, () => {
      assert.deepEqual(read(text), { kind: 'read', day: Date.parse(is) / DAY_MS });
    });
  }

  for (const text of ['3/4/2026', '03/04/2026 10:00', '31/12/2026', '03-04-2026', '3/4/26']) {
    it(`is nobody’s guess where the month may be first: ${text}`, () => {
      assert.deepEqual(read(text), { kind: 'ambiguous' });
    });
  }

  const unreadable = [
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '31.02.2026',
    '2026-03-01 24:00',
    '2026-03-01 10:61',
    '2026-03-01x',
    '2026-03-01 10:15 PM',
    '1969-12-31',
    '46082',
  ];
  for (const text of unreadable) {
    it(`is told where it can not be read: "${text}"`, () => {
      assert.deepEqual(read(text), { kind: 'unreadable' });
    });
  }
});
