/**
 * A device's public key as the `cnf` claim of a CWT (RFC 8747 §3.2): a COSE_Key with the
 * compressed point (RFC 9053 §7.1.1), and nothing else in it.
 */
import type { DeviceJwk } from '../protocol/fields.js';
import { isMap, type Cbor, type CborMap } from './cbor.js';
import { compressPoint, expandPoint } from './point.js';

const COSE_KEY = 1;
const LABELS = { kty: 1, crv: -1, x: -2, y: -3 };
const EC2 = 2;
const P256 = 1;

/** Throws a RangeError where the key is no point of P-256. */
export function toConfirmation(jwk: DeviceJwk): CborMap {
  const point = compressPoint(jwk);
  if (!point) throw new RangeError('The device key is no point of P-256');
  const key = new Map<number, Cbor>([
    [LABELS.kty, EC2],
    [LABELS.crv, P256],
    [LABELS.x, point.x],
    [LABELS.y, point.odd],
  ]);
  return new Map([[COSE_KEY, key]]);
}

/** Undefined if it is anything but the key of a device. */
export function parseConfirmation(value: Cbor | undefined): DeviceJwk | undefined {
  const key = isMap(value) && value.size === 1 ? value.get(COSE_KEY) : undefined;
  if (!isMap(key) || key.size !== Object.keys(LABELS).length) return undefined;
  const [x, odd] = [key.get(LABELS.x), key.get(LABELS.y)];
  if (key.get(LABELS.kty) !== EC2 || key.get(LABELS.crv) !== P256) return undefined;
  if (!(x instanceof Uint8Array) || typeof odd !== 'boolean') return undefined;
  const point = expandPoint({ x, odd });
  return point && { kty: 'EC', crv: 'P-256', ...point };
}
