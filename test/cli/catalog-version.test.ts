import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isAbove, nextVersion, raiseVersion } from '../../src/cli/catalog-version.js';

describe('the version after another', () => {
  const steps = [
    { from: '2026-11-28.1', to: '2026-11-28.2' },
    { from: '2026-11-28.9', to: '2026-11-28.10' },
    { from: '2026-11-28', to: '2026-11-28.1' },
    { from: 'autumn 2026-11-30', to: 'autumn 2026-11-30.1' },
    { from: '7', to: '8' },
    { from: 'v099', to: 'v100' },
    { from: '9'.repeat(20), to: `1${'0'.repeat(20)}` },
    { from: 'autumn', to: undefined },
    { from: '2026-11-28.1b', to: undefined },
  ];
  for (const { from, to } of steps)
    it(`${from} is ${to ?? 'nobody’s to guess'}`, () => {
      assert.equal(nextVersion(from), to);
      if (to !== undefined) assert.ok(isAbove(to, from));
    });

  it('is asked for where it can not be told', () => {
    assert.throws(() => raiseVersion('autumn'), {
      name: 'CommandFailure',
      message: /"autumn" has no number at its end.* name it with --new-version/,
    });
  });
});

describe('a version', () => {
  const pairs = [
    { one: '2026-11-28.2', other: '2026-11-28.1', above: true },
    { one: '2026-12-01', other: '2026-11-28.4', above: true },
    { one: '2026-11-28.10', other: '2026-11-28.9', above: true },
    { one: 'spring', other: 'autumn', above: true },
    { one: 'spring 1', other: '2026-11-28.1', above: true },
    { one: '2026-11-28.1', other: '2026-11-28.1', above: false },
    { one: '2026-11-28.1', other: '2026-11-28.2', above: false },
    { one: '2026-11-28', other: '2026-11-28.1', above: false },
    { one: '2026-11-08', other: '2026-11-8', above: false },
    { one: '1.9', other: '1.10', above: false },
  ];
  for (const { one, other, above } of pairs)
    it(`${one} is ${above ? '' : 'not '}above ${other}`, () => assert.equal(isAbove(one, other), above));
});
