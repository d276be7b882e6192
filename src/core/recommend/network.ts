/** What a model is, as far as ranking knows: a network over rows of features, each a candidate. */

/** Rows that a network takes at a time; what is not used is 0. */
export const ROWS = 200;

export interface Network {
  /**
   * @param features `ROWS` times `FEATURES` numbers, row by row
   * @returns a score for each row; undefined where the network could not be run
   */
  run(features: Float32Array): Float32Array | undefined;
}
