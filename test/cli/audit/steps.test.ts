import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ACTS, saysAsMuch } from '../../../src/cli/audit/steps.js';
import type { Visitor } from '../../../src/cli/audit/visitor.js';
import { ORDER_TAKEN } from '../../../src/cli/audit/words.js';

describe('a step without a network', () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[], boolean])[] = [
    ['says the same', ['Added', 'Dismiss'], ['Added', 'Dismiss'], true],
    ['says the same with another number', ['Basket (2)'], ['Basket (1)'], true],
    ['says it is offline besides', ['Added', 'Dismiss', 'You are offline'], ['Added', 'Dismiss'], true],
    ['leaves out what comes by network', ['Added'], ['Added', 'You may like rye'], true],
    ['says something else in the same frame', ['Failed', 'Dismiss'], ['Added', 'Dismiss'], false],
    ['says nothing', [], ['Added'], false],
  ];
  for (const [what, said, before, done] of rows) {
    it(`is ${done ? '' : 'not '}done where the page ${what}`, () => {
      assert.equal(saysAsMuch(said, before, false), done);
    });
  }

  it('is known again with a network by any line, since pages change from visit to visit', () => {
    assert.equal(saysAsMuch(['Added', 'Today: rye'], ['Added', 'Today: oats'], true), true);
    assert.equal(saysAsMuch(['Today: rye'], ['Added', 'Today: oats'], true), false);
  });
});

describe('a checkout of many pages', () => {
  it('is not reached where each press on Continue brings another complaint, and never the order', async () => {
    let complaints = 0;
    const look = async () => ({
      url: '',
      title: '',
      lines: [`Please choose ${'again '.repeat(complaints)}`],
    });
    const visitor = {
      ...{ look, lookAfresh: look, network: 'on', isLost: () => false },
      seek: async (control: string) =>
        control === 'order' ? undefined : { handle: {}, name: control, off: false },
      fill: async () => [],
      findHeld: async () => [],
      press: async () => void complaints++,
      untilSaid: async (holds: () => Promise<boolean>) => holds(),
      standStill: async () => undefined,
    } as unknown as Visitor;
    const { trouble } = await ACTS.checkout(visitor);
    assert.ok(trouble?.kind === 'refused' && trouble.control === 'continue');
    assert.match(trouble.said.join(), /Please choose again/);
  });
});

describe('an order', () => {
  const taken = new RegExp(ORDER_TAKEN, 'i');
  for (const line of ['Thank you', 'Your order was received', 'Vielen Dank!', 'Your order 12 will be sent'])
    it(`is taken where the page says: ${line}`, () => assert.ok(taken.test(line)));
  for (const line of ['Dank unserer Bäcker', 'A code will be sent to you', 'Thank you for your patience'])
    it(`is not taken where the page says: ${line}`, () => assert.ok(!taken.test(line)));
});
