/** Why the formula ranks a shopper's items and not a model. docs/codes.md says what each one means. */

/** There is none to open, or it is not wanted now. */
export type NotTried = 'no-model' | 'off' | 'saving-data' | 'slow-link';

/** What came of opening it. */
export type OpenFault =
  | 'no-wasm'
  | 'no-simd'
  | 'model-fetch'
  | 'model-hash'
  | 'wasm-fetch'
  | 'wasm-hash'
  | 'wasm-init'
  | 'model-load'
  | 'shape'
  | 'infer'
  | 'golden'
  | 'timeout';

export type Fallback = NotTried | OpenFault;
