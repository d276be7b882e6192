import { expect } from '@open-wc/testing';

import type { Outcome } from '../../../src/core/outbox/outcome.js';
import { waitAfter, type Situation } from '../../../src/core/outbox/schedule.js';

const NOW = 1_000_000_000;
const CALM: Situation = { waiting: 0, open: 0, visible: true, failures: 0, failingSince: null };
const SILENT: Outcome = { kind: 'silent', connection: 'unreachable' };
const busy = (retryAfterMs?: number): Outcome => ({
  kind: 'refused',
  status: 503,
  title: 'later',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

describe('the next try', () => {
  const rows: {
    name: string;
    outcome: Outcome;
    situation: Partial<Situation>;
    jitter?: number;
    wait: number | null;
  }[] = [
    {
      name: 'is not needed when all is answered and settled',
      outcome: { kind: 'answered' },
      situation: {},
      wait: null,
    },
    {
      name: 'follows open orders each minute',
      outcome: { kind: 'answered' },
      situation: { open: 1 },
      wait: 60_000,
    },
    {
      name: 'follows nothing while nobody looks',
      outcome: { kind: 'answered' },
      situation: { open: 1, visible: false },
      wait: null,
    },
    {
      name: 'comes when the endpoint says',
      outcome: { kind: 'answered', nextAfterMs: 0 },
      situation: {},
      wait: 0,
    },
    {
      name: 'backs off when the endpoint has more to say but what it said leads no further',
      outcome: { kind: 'answered', nextAfterMs: 0, stuck: true },
      situation: { failures: 2 },
      wait: 16_000,
    },
    {
      name: 'backs off when an answer settles nothing',
      outcome: { kind: 'answered' },
      situation: { waiting: 1, failures: 2 },
      wait: 16_000,
    },
    {
      name: 'probes a silent endpoint within 4 s while an order waits',
      outcome: SILENT,
      situation: { waiting: 1, failures: 40, failingSince: NOW - 599_000 },
      jitter: 0.999,
      wait: 3_999,
    },
    {
      name: 'looks less often after 10 minutes of silence, and not never',
      outcome: SILENT,
      situation: { waiting: 1, failingSince: NOW - 600_000 },
      wait: 30_000,
    },
    {
      name: 'waits for a hint while nobody looks',
      outcome: SILENT,
      situation: { waiting: 1, visible: false },
      wait: null,
    },
    {
      name: 'looks for a lost endpoint each half minute with nothing to send',
      outcome: SILENT,
      situation: {},
      wait: 30_000,
    },
    {
      name: 'gives a refusing endpoint a random part of the backoff',
      outcome: busy(),
      situation: { waiting: 1, failures: 3 },
      jitter: 0.5,
      wait: 8_000,
    },
    {
      name: 'gives it at most five minutes',
      outcome: busy(),
      situation: { waiting: 1, failures: 99 },
      jitter: 1,
      wait: 300_000,
    },
    { name: 'never hammers it', outcome: busy(), situation: { waiting: 1 }, jitter: 0, wait: 250 },
    {
      name: 'honours Retry-After',
      outcome: busy(90_000),
      situation: { waiting: 1 },
      jitter: 0,
      wait: 90_000,
    },
  ];
  for (const { name, outcome, situation, jitter = 0, wait } of rows) {
    it(name, () => {
      const waited = waitAfter(outcome, { ...CALM, ...situation }, NOW, jitter);
      if (wait === null || waited === null) expect(waited).to.equal(wait);
      else expect(waited).to.be.closeTo(wait, 1);
    });
  }
});
