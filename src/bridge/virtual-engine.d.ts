/** The basket's engine as one self-contained function; see scripts/engine-build.mjs. */
declare module 'virtual:engine' {
  import type { Endpoint } from 'comlink';

  const engine: (scope: Endpoint) => void;
  export default engine;
}
