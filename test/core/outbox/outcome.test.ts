import { expect } from '@open-wc/testing';

import {
  parseRetryAfter,
  readSyncReply,
  toConnection,
  type Outcome,
} from '../../../src/core/outbox/outcome.js';

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

describe('a reply', () => {
  const rows = [
    { status: 200, type: 'text/html', is: { kind: 'silent', connection: 'captive' } },
    { status: 302, type: 'text/html', is: { kind: 'silent', connection: 'captive' } },
    { status: 511, type: 'text/html', is: { kind: 'silent', connection: 'captive' } },
    { status: 403, type: 'text/html', is: { kind: 'silent', connection: 'unreachable' } },
    { status: 404, type: 'text/html', is: { kind: 'silent', connection: 'unreachable' } },
    { status: 404, type: 'application/json', is: { kind: 'silent', connection: 'unreachable' } },
    { status: 400, type: 'text/html', is: { kind: 'unfit', title: 'HTTP 400', vouched: false } },
    { status: 413, type: 'text/html', is: { kind: 'unfit', title: 'HTTP 413', vouched: false } },
    {
      status: 413,
      type: 'application/problem+json',
      is: { kind: 'unfit', title: 'HTTP 413', vouched: true },
    },
    { status: 429, type: 'text/html', is: { kind: 'refused', status: 429, title: 'HTTP 429' } },
    {
      status: 404,
      type: 'application/problem+json',
      is: { kind: 'refused', status: 404, title: 'HTTP 404' },
    },
    { status: 502, type: 'text/html', is: { kind: 'refused', status: 502, title: 'HTTP 502' } },
  ];
  for (const { status, type, is } of rows) {
    it(`of ${type} with ${status} is ${JSON.stringify(is)}`, () =>
      expect(readSyncReply({ status, type, text: '<html>' }, NOW)).to.deep.equal(is));
  }
});

describe('the connection', () => {
  const rows: { outcome: Outcome; is: string }[] = [
    { outcome: { kind: 'answered' }, is: 'online' },
    { outcome: { kind: 'refused', status: 403, title: '' }, is: 'online' },
    { outcome: { kind: 'refused', status: 429, title: '' }, is: 'online' },
    { outcome: { kind: 'refused', status: 404, title: '' }, is: 'unreachable' },
    { outcome: { kind: 'refused', status: 405, title: '' }, is: 'unreachable' },
    { outcome: { kind: 'refused', status: 500, title: '' }, is: 'unreachable' },
    { outcome: { kind: 'silent', connection: 'captive' }, is: 'captive' },
    { outcome: { kind: 'silent', connection: 'offline' }, is: 'offline' },
  ];
  for (const { outcome, is } of rows) {
    it(`is ${is} after ${JSON.stringify(outcome)}`, () => expect(toConnection(outcome)).to.equal(is));
  }
});
