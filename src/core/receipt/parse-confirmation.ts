/** Reads a device's public key out of a `cnf` claim (see `confirmation.ts`). */
import type { DeviceJwk } from '../protocol/fields.js';
import { isMap, type Cbor } from './cbor.js';
import { COSE_KEY, EC2, LABELS, P256 } from './confirmation.js';
import { expandPoint } from './point.js';

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
