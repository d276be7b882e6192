/**
 * The few functions of mathematics that the statistics of an experiment need, to ten digits and more.
 *
 * Sources: NIST Digital Library of Mathematical Functions (DLMF), by section, and W. J. Lentz, Applied Optics 15
 * (1976), for the way in which a continued fraction is summed.
 */

const TINY = 1e-300;
const CLOSE = 1e-14;
const ROUNDS = 10_000;
/** From here on the series has the digits of a double. */
const FAR = 12;
/** Bernoulli numbers' coefficients of DLMF 5.11.1, from 1/x on. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/**
 * The logarithm of the gamma function: Stirling's series (DLMF 5.11.1), after steps upwards by DLMF 5.5.1.
 *
 * @param x positive
 */
export function logGamma(x: number): number {
  let steps = 0;
  let at = x;
  for (; at < FAR; at++) steps += Math.log(at);
  let sum = 0;
  let power = at;
  for (const coefficient of STIRLING) {
    sum += coefficient / power;
    power *= at * at;
  }
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + sum - steps;
}

const apartFromNought = (value: number) => (Math.abs(value) < TINY ? TINY : value);

/** `b0 + a1 / (b1 + a2 / (b2 + …))`. */
function sumFraction(first: number, next: (round: number) => readonly [a: number, b: number]): number {
  let value = apartFromNought(first);
  let above = value;
  let below = 0;
  for (let round = 1; round < ROUNDS; round++) {
    const [a, b] = next(round);
    below = 1 / apartFromNought(b + a * below);
    above = apartFromNought(b + a / above);
    value *= above * below;
    if (Math.abs(above * below - 1) < CLOSE) break;
  }
  return value;
}

/**
 * The share of a gamma distribution above `x`: Q(a, x) by its series (DLMF 8.7.1) or its continued fraction (DLMF 8.9.2).
 *
 * @param a positive
 */
export function gammaAbove(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x >= a + 1)
    return scale / sumFraction(x + 1 - a, (round) => [-round * (round - a), x + 2 * round + 1 - a]);
  let term = 1 / a;
  let sum = term;
  for (let round = 1; round < ROUNDS && term > sum * CLOSE; round++) sum += term *= x / (a + round);
  return 1 - scale * sum;
}

/**
 * The share of a beta distribution below `x`: I_x(a, b) by its continued fraction (DLMF 8.17.22), from the side on which
 * that is fast (DLMF 8.17.4).
 *
 * @param a positive
 * @param b positive
 */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  const fraction = sumFraction(1, (round) => {
    const m = Math.floor(round / 2);
    const odd = round % 2 === 1;
    const top = odd ? -(a + m) * (a + b + m) : m * (b - m);
    return [(top * x) / ((a + round - 1) * (a + round)), 1];
  });
  return Math.exp(scale) / (a * fraction);
}

/** Where a beta distribution has the share `below` beneath it, found by halving. */
export function betaQuantile(below: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let middle = 0.5; middle > low && middle < high; middle = (low + high) / 2)
    if (betaBelow(middle, a, b) < below) low = middle;
    else high = middle;
  return (low + high) / 2;
}
