/** The claims of a CWT (RFC 8392), which are labelled by numbers here and never by texts. */
import { isMap, type Cbor } from './cbor.js';
import { parseCbor } from './parse-cbor.js';

/** Undefined if the bytes are no claims set. */
export function parseClaimsSet(bytes: Uint8Array<ArrayBuffer>): Readonly<Record<number, Cbor>> | undefined {
  const map = parseCbor(bytes);
  if (!isMap(map) || [...map.keys()].some((label) => typeof label !== 'number')) return undefined;
  return Object.fromEntries(map);
}
