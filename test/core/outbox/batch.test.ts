import { expect } from '@open-wc/testing';

import { halve, takeBatch } from '../../../src/core/outbox/batch.js';
import { MAX_BODY_BYTES } from '../../../src/core/protocol/sync.js';
import type { OutboxRecord } from '../../../src/core/records.js';

const record = (index: number, bytes: number): OutboxRecord => ({
  rev: 0,
  id: String(index),
  order: String(index),
  type: 'order.place',
  jws: 'x'.repeat(bytes),
  hash: '',
});

describe('a batch', () => {
  const rows = [
    { name: 'takes at most fifty', count: 80, bytes: 900, taken: 50 },
    { name: 'takes what fits into a body', count: 10, bytes: 60_000, taken: 4 },
    { name: 'takes one alone that fits into none', count: 3, bytes: MAX_BODY_BYTES + 1, taken: 1 },
    { name: 'of nothing is empty', count: 0, bytes: 0, taken: 0 },
  ];
  for (const { name, count, bytes, taken } of rows) {
    it(name, () => {
      const waiting = Array.from({ length: count }, (_, index) => record(index, bytes));
      const batch = takeBatch(waiting);
      expect(batch).to.deep.equal(waiting.slice(0, taken));
      const body = JSON.stringify(batch.map(({ jws }) => jws));
      if (taken > 1) expect(body.length).to.be.lessThan(MAX_BODY_BYTES);
    });
  }

  it('is halved down to one', () => {
    expect([50, 25, 3, 2, 1].map(halve)).to.deep.equal([25, 12, 1, 1, 1]);
  });
});
