/** What the table of steps says was tried, and went as it says. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { toStepResult, type Result } from '../../../src/cli/audit/step-result.js';
import type { Acted, Pressed, StepName } from '../../../src/cli/audit/steps.js';
import type { Went } from '../../../src/cli/audit/survey.js';
import type { Came } from '../../../src/cli/audit/with-network.js';

const DONE: Acted = { said: [], typed: [] };
const FAILED: Acted = { ...DONE, trouble: { kind: 'silent', control: 'Pay' } };

describe('the table of steps', () => {
  type Row = readonly [
    what: string,
    step: StepName,
    came: readonly (readonly [Pressed, Came])[],
    went: Went | undefined,
    on: Result,
    cut: Result,
  ];
  const rows: readonly Row[] = [
    ['a page on which nothing could begin', 'open', [], 'done', 'failed', 'done'],
    ['a page that opens', 'open', [['product', DONE]], 'failed', 'done', 'failed'],
    ['a step that was not come to', 'add', [['product', FAILED]], undefined, 'not-reached', 'not-reached'],
    [
      'a step at which the browser broke off',
      'add',
      [['add', 'broken-off']],
      undefined,
      'failed',
      'not-reached',
    ],
    [
      'a step whose way broke off the next time',
      'add',
      [['add', DONE]],
      'not-reached',
      'done',
      'not-reached',
    ],
    ['a step that works with a network', 'add', [['add', DONE]], 'failed', 'done', 'failed'],
    [
      'nothing to press',
      'product',
      [['product', { ...DONE, already: true }]],
      undefined,
      'on-page',
      'on-page',
    ],
    ['an order that would be real', 'order', [['order', 'left-out']], 'done', 'left-out', 'done'],
    [
      'an order that was held back',
      'order',
      [['order', { ...FAILED, heldBack: true }]],
      'done',
      'failed',
      'done',
    ],
    ['a reload with nothing in the basket', 'reload', [], undefined, 'not-reached', 'not-reached'],
    ['a reload whose way broke off', 'reload', [], 'not-reached', 'not-reached', 'not-reached'],
    ['a reload that loses the basket with a network', 'reload', [], 'failed-before', 'failed', 'not-reached'],
    ['a reload that fails without a network', 'reload', [], 'failed', 'done', 'failed'],
    ['a reload that keeps the basket', 'reload', [], 'done', 'done', 'done'],
  ];
  for (const [what, step, came, went, withNetwork, withoutNetwork] of rows) {
    it(`says of ${what}: ${withNetwork} with a network, ${withoutNetwork} without`, () => {
      const visits = new Map(went === undefined ? [] : [[step, went] as const]);
      assert.deepEqual(toStepResult(step, new Map(came), visits), { step, withNetwork, withoutNetwork });
    });
  }
});
