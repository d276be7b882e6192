import { expect } from '@open-wc/testing';

import { parseRetryAfter, toConnection, type Outcome } from '../../../src/core/outbox/outcome.js';

const NOW = Date.parse('2026-11-23T18:00:00Z');

describe('Retry-After', () => {
  const rows = [
    { text: undefined, ms: undefined },
    { text: '120', ms: 120_000 },
    { text: 'Mon, 23 Nov 2026 18:01:00 GMT', ms: 60_000 },
    { text: 'Mon, 23 Nov 2026 17:00:00 GMT', ms: 0 },
    { text: '999999', ms: 3_600_000 },
    { text: 'soon', ms: undefined },
  ];
  for (const { text, ms } of rows) {
    it(`${String(text)} means ${String(ms)} ms`, () => expect(parseRetryAfter(text, NOW)).to.equal(ms));
  }
});

describe('the connection', () => {
  const rows: { outcome: Outcome; is: string }[] = [
    { outcome: { kind: 'answered' }, is: 'online' },
    { outcome: { kind: 'refused', status: 403, title: '' }, is: 'online' },
    { outcome: { kind: 'refused', status: 429, title: '' }, is: 'online' },
    { outcome: { kind: 'refused', status: 500, title: '' }, is: 'unreachable' },
    { outcome: { kind: 'silent', connection: 'captive' }, is: 'captive' },
    { outcome: { kind: 'silent', connection: 'offline' }, is: 'offline' },
  ];
  for (const { outcome, is } of rows) {
    it(`is ${is} after ${JSON.stringify(outcome)}`, () => expect(toConnection(outcome)).to.equal(is));
  }
});
