/** Why the formula ranks a shopper's items and not a model. docs/codes.md says what each one means. */

/** There is none to open, or it is not fetched now. */
export type NotTried = 'no-model' | 'saving-data' | 'slow-link';

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

/** Why a node that the page names did not rank: nothing could sign for it, or it was silent, refused, or said nothing of use. */
export type NodeFault = 'node-unsigned' | 'node-silent' | 'node-refused' | 'node-unfit';
