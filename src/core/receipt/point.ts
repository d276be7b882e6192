/**
 * Points of P-256 back from half their length (see `compress-point.ts`). What is no point of the curve is refused, and so is a coordinate that
 * is not spelt in the one canonical way. Only ever sees public keys, so that how long it
 * takes tells nobody anything.
 */
import { toBase64Url } from '../protocol/base64url.js';
import { COORDINATE_BYTES, type CompressedPoint, type Point } from './compress-point.js';
import { fromHex, toHex } from './hex.js';

/** Of P-256 (FIPS 186-5): the field's prime, and the constant of the curve. */
const PRIME = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Undefined if no point of the curve has this x. */
export function expandPoint({ x, odd }: CompressedPoint): Point | undefined {
  if (x.length !== COORDINATE_BYTES) return undefined;
  const left = BigInt(`0x${toHex(x)}`);
  if (left >= PRIME) return undefined;
  const square = modulo(left ** 3n - 3n * left + B);
  const root = squareRoot(square);
  if (modulo(root * root) !== square) return undefined;
  const y = (root & 1n) === (odd ? 1n : 0n) ? root : PRIME - root;
  return { x: toBase64Url(x), y: toBase64Url(fromHex(y.toString(16).padStart(2 * COORDINATE_BYTES, '0'))) };
}

/** Of what is a square at all: its power of (p + 1) / 4, since p is 3 modulo 4. */
function squareRoot(square: bigint): bigint {
  let root = 1n;
  let power = square;
  for (let rest = (PRIME + 1n) / 4n; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) root = modulo(root * power);
    power = modulo(power * power);
  }
  return root;
}

function modulo(n: bigint): bigint {
  const rest = n % PRIME;
  return rest < 0n ? rest + PRIME : rest;
}
