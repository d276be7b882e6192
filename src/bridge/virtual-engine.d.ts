/** The basket's engine as one self-contained function; see scripts/engine-build.mjs. */
declare module 'virtual:engine' {
  import type { Endpoint } from 'comlink';

  /** Starts in the scope that it is given; hands out what the further stages take from it. */
  const engine: (scope?: Endpoint) => readonly unknown[];
  export default engine;
}
