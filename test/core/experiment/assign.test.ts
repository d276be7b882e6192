import { expect } from '@open-wc/testing';

import { assignArm, type Arm } from '../../../src/core/experiment/assign.js';
import { hash32 } from '../../../src/core/experiment/hash.js';

/** Published for MurmurHash3_x86_32, but for the last two. */
const vectors: readonly (readonly [text: string, seed: number, hash: number])[] = [
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['', 0xffffffff, 0x81f16f39],
  ['aaa', 0x9747b28c, 0x283e0130],
  ['aaaa', 0x9747b28c, 0x5a97808a],
  ['test', 0x9747b28c, 0x704b81dc],
  ['hello', 0, 0x248bfa47],
  ['hello, world', 0, 0x149bbb7f],
  ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
];

type Split = readonly [Arm, ...Arm[]];
const HALVES: Split = [
  { id: 'without', weight: 1 },
  { id: 'quotes', weight: 1 },
];
const THIRDS: Split = [
  { id: 'without', weight: 2 },
  { id: 'quotes', weight: 1 },
];
const salts = Array.from({ length: 30_000 }, (_, at) => `salt-${at}`);

const UNEVEN: Split = [
  { id: 'without', weight: 9 },
  { id: 'quotes', weight: 1 },
];
const THREE: Split = [
  { id: 'without', weight: 1 },
  { id: 'quotes', weight: 1 },
  { id: 'stars', weight: 2 },
];

/** By another hand's hash, so that whoever writes a device of their own can see that it shares out alike. */
const assigned: readonly (readonly [experiment: string, salt: string, arms: Split, arm: string])[] = [
  ['proof-beside', 'salt-0', HALVES, 'without'],
  ['proof-beside', 'salt-1', HALVES, 'quotes'],
  ['proof-beside', 'salt-2', HALVES, 'without'],
  ['étoiles', 'salt-2', HALVES, 'quotes'],
  ['proof-beside', 'salt-1', UNEVEN, 'without'],
  ['proof-beside', 'salt-3', UNEVEN, 'quotes'],
  ['proof-beside', 'salt-6', UNEVEN, 'quotes'],
  ['étoiles', 'salt-5', UNEVEN, 'without'],
  ['proof-beside', 'salt-0', THREE, 'without'],
  ['proof-beside', 'salt-2', THREE, 'quotes'],
  ['proof-beside', 'salt-5', THREE, 'quotes'],
  ['proof-beside', 'salt-3', THREE, 'stars'],
  ['étoiles', 'salt-8', THREE, 'stars'],
];

const count = (experiment: string, arms: Split) =>
  salts.filter((salt) => assignArm(experiment, salt, arms).id === 'quotes').length / salts.length;

describe('the hash that shares shoppers out', () => {
  for (const [text, seed, hash] of vectors)
    it(`is the published one: "${text}", ${seed}`, () => {
      expect(hash32(text, seed)).to.equal(hash);
    });
});

describe('the arm of a device', () => {
  it('is the same each time', () => {
    for (const salt of salts.slice(0, 100))
      expect(assignArm('proof-beside', salt, HALVES)).to.equal(assignArm('proof-beside', salt, HALVES));
  });

  for (const [experiment, salt, arms, arm] of assigned)
    it(`is ${arm} for ${salt} in ${experiment}, of weights ${arms.map(({ weight }) => weight).join(', ')}`, () => {
      expect(assignArm(experiment, salt, arms).id).to.equal(arm);
    });

  it('is each one as often as it weighs', () => {
    expect(count('proof-beside', HALVES)).to.be.closeTo(1 / 2, 0.01);
    expect(count('proof-beside', THIRDS)).to.be.closeTo(1 / 3, 0.01);
  });

  it('says nothing of the arm in another experiment', () => {
    const both = salts.filter(
      (salt) =>
        assignArm('proof-beside', salt, HALVES).id === 'quotes' &&
        assignArm('stars-in-basket', salt, HALVES).id === 'quotes',
    ).length;
    expect(both / salts.length).to.be.closeTo(1 / 4, 0.01);
  });

  it('is never one without weight', () => {
    const arms: Split = [
      { id: 'all', weight: 1 },
      { id: 'none', weight: 0 },
    ];
    expect(salts.every((salt) => assignArm('proof-beside', salt, arms).id === 'all')).to.equal(true);
  });
});
