/** Ranks with a network, and with the formula where the network is of no use. */
import { toFeatures } from './features.js';
import { scoreByFormula } from './formula.js';
import { ROWS, type Network } from './network.js';
import type { Ranker } from './past-orders.js';

/**
 * The network scores the `ROWS` candidates that the formula puts first; the others follow as the formula has them.
 *
 * @param onFailure called where the network did not run, or made of its candidates what is no number
 */
export function createModelRanker(network: Network, onFailure: () => void): Ranker {
  return (given, candidates) => {
    const byFormula = scoreByFormula(given, candidates);
    const places = orderByScore(byFormula);
    const foremost = places.slice(0, ROWS);
    const scores = network.run(
      toFeatures(
        given,
        foremost.flatMap((at) => candidates[at] ?? []),
      ),
    );
    if (!scores || !areNumbers(scores, foremost.length)) {
      onFailure();
      return byFormula;
    }
    return spread(scores, places);
  };
}

/** The places of scores, the highest first; equal ones stay. */
export function orderByScore(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, at) => at).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
}

function areNumbers(scores: Float32Array, rows: number): boolean {
  return scores.length >= rows && scores.subarray(0, rows).every((score) => Number.isFinite(score));
}

/** @param places of the candidates, in the order of rows; those that have no row come below all that have one */
function spread(scores: Float32Array, places: readonly number[]): Float64Array {
  const spreadOut = new Float64Array(places.length);
  const rows = Math.min(ROWS, places.length);
  const lowest = scores.subarray(0, rows).reduce((one, other) => Math.min(one, other), 0);
  places.forEach((at, row) => {
    spreadOut[at] = row < rows ? (scores[row] ?? 0) : lowest - 1 - (row - rows);
  });
  return spreadOut;
}
