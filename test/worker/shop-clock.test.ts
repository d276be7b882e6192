import { expect } from '@open-wc/testing';

import { ShopClock } from '../../src/worker/shop-clock.js';

const NOW = Date.parse('2026-11-23T18:00:00Z');
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Real time passes for both clocks; the wall clock is also set. */
function createClock() {
  const time = { wall: NOW, steady: 5_000 };
  const clock = new ShopClock({ wall: () => time.wall, steady: () => time.steady });
  const pass = (ms: number) => {
    time.wall += ms;
    time.steady += ms;
  };
  return { time, clock, pass };
}

describe('the time of day', () => {
  it('is the wall clock\u2019s', () => {
    const { clock, pass } = createClock();
    expect(clock.now()).to.equal(NOW);
    pass(HOUR);
    expect(clock.now()).to.equal(NOW + HOUR);
  });

  it('goes on when the wall clock is set back', () => {
    const { time, clock, pass } = createClock();
    clock.now();
    time.wall -= 3 * HOUR;
    pass(SECOND);
    expect(clock.now()).to.equal(NOW + SECOND);
    pass(SECOND);
    expect(clock.now()).to.equal(NOW + 2 * SECOND);
  });

  it('is ahead of the wall clock by what that was set back, and else not at all', () => {
    const { time, clock, pass } = createClock();
    expect(clock.ahead()).to.equal(0);
    pass(HOUR + 0.4);
    expect(clock.ahead()).to.equal(0);
    time.wall -= 3 * HOUR;
    expect(clock.ahead()).to.equal(3 * HOUR);
    pass(HOUR);
    expect(clock.ahead()).to.equal(3 * HOUR);
  });

  it('is not before what the shop has seen', () => {
    const { clock, pass } = createClock();
    clock.raise(NOW + HOUR);
    clock.raise(NOW - HOUR);
    pass(SECOND);
    expect(clock.now()).to.equal(NOW + HOUR + SECOND);
  });

  it('is the wall clock\u2019s where that was a day and more ahead by mistake', () => {
    const { time, clock, pass } = createClock();
    clock.raise(NOW + 27 * HOUR);
    clock.raise(Number.NaN);
    expect(clock.now()).to.equal(NOW);
    time.wall += 1_000 * HOUR;
    expect(clock.now()).to.equal(NOW + 1_000 * HOUR);
    time.wall -= 1_000 * HOUR;
    pass(SECOND);
    expect(clock.now()).to.equal(NOW + SECOND);
  });

  it('comes back when the endpoint says that it is not so late', () => {
    const { clock, pass } = createClock();
    clock.raise(NOW + HOUR);
    pass(SECOND);
    clock.correct(NOW + SECOND);
    expect(clock.now()).to.equal(NOW + SECOND);
  });

  it('is not moved by what an endpoint\u2019s clock differs by, nor by what it can not mean', () => {
    const { time, clock } = createClock();
    clock.now();
    time.wall -= HOUR;
    clock.correct(NOW - 30 * SECOND);
    clock.correct(NOW + HOUR);
    clock.correct(Number.NaN);
    expect(clock.now()).to.equal(NOW);
  });
});

describe('the time that passes', () => {
  const rows = [
    { name: 'is what both clocks say', wall: SECOND, steady: SECOND, passed: SECOND },
    { name: 'counts the device\u2019s sleep', wall: HOUR, steady: SECOND, passed: HOUR },
    { name: 'goes on when the wall clock is set back', wall: -HOUR, steady: SECOND, passed: SECOND },
    { name: 'is not made longer by how clocks round', wall: 2, steady: 1, passed: 1 },
  ];
  for (const { name, wall, steady, passed } of rows) {
    it(name, () => {
      const { time, clock } = createClock();
      const before = clock.elapsed();
      time.wall += wall;
      time.steady += steady;
      expect(clock.elapsed() - before).to.equal(passed);
    });
  }
});
