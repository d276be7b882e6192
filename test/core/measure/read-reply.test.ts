import { expect } from '@open-wc/testing';

import { readReportReply } from '../../../src/core/measure/read-reply.js';

const PROBLEM = 'application/problem+json';
const problem = (status: number) => JSON.stringify({ type: 'urn:punnet:problem:x', title: 'Why', status });

describe('an answer to a report', () => {
  for (const { says, status, type = 'application/json', text = '{"counted":1}', means } of [
    { says: 'that it was counted', status: 200, means: { answer: 'counted' } },
    { says: 'that it had been before', status: 200, text: '{"counted":0}', means: { answer: 'counted' } },
    { says: 'nothing of counting', status: 200, text: '{}', means: { answer: 'none' } },
    {
      says: 'something of a sign-in',
      status: 200,
      type: 'text/html',
      text: '<p>',
      means: { answer: 'none' },
    },
    { says: 'no JSON though it says so', status: 200, text: '<p>', means: { answer: 'none' } },
    { says: 'that it can’t be read', status: 400, type: PROBLEM, means: { answer: 'refused', title: 'Why' } },
    { says: 'that it is too large', status: 413, type: PROBLEM, means: { answer: 'refused', title: 'Why' } },
    { says: 'that a proxy finds it too large', status: 413, type: 'text/html', means: { answer: 'none' } },
    { says: 'that the page may not', status: 403, type: PROBLEM, means: { answer: 'none', title: 'Why' } },
    {
      says: 'that there is no such address',
      status: 404,
      type: PROBLEM,
      means: { answer: 'none', title: 'Why' },
    },
    { says: 'that it has failed', status: 500, type: PROBLEM, means: { answer: 'none' } },
  ])
    it(`that says ${says} (${status}) is taken for what it is`, () => {
      const body = type === PROBLEM ? problem(status) : text;
      expect(readReportReply({ status, type, text: body }, 0)).to.deep.equal(means);
    });

  it('that asks for a wait is heeded', () => {
    const reply = { status: 429, type: PROBLEM, text: problem(429), retryAfter: '7' };
    expect(readReportReply(reply, 0)).to.deep.equal({ answer: 'none', retryAfterMs: 7_000 });
  });
});
