/**
 * A device's public key as the `cnf` claim of a CWT (RFC 8747 §3.2): a COSE_Key with the
 * compressed point (RFC 9053 §7.1.1), and nothing else in it.
 */
import type { DeviceJwk } from '../protocol/fields.js';
import type { Cbor, CborMap } from './cbor.js';
import { compressPoint } from './compress-point.js';

export const COSE_KEY = 1;
export const LABELS = { kty: 1, crv: -1, x: -2, y: -3 };
export const EC2 = 2;
export const P256 = 1;

/** Throws a RangeError where the key has no two coordinates. Whether they are a point's is for whoever made it. */
export function toConfirmation(jwk: DeviceJwk): CborMap {
  const point = compressPoint(jwk);
  if (!point) throw new RangeError('The device key has no two coordinates of P-256');
  const key = new Map<number, Cbor>([
    [LABELS.kty, EC2],
    [LABELS.crv, P256],
    [LABELS.x, point.x],
    [LABELS.y, point.odd],
  ]);
  return new Map([[COSE_KEY, key]]);
}
