/**
 * Points of P-256 in half their length: for each x there are two y, one even and one odd
 * (SEC 1 §2.3.3).
 */
import { parseBase64Url } from '../protocol/base64url.js';

/** Coordinates as a JWK has them: 32 bytes each, in base64url. */
export interface Point {
  readonly x: string;
  readonly y: string;
}

export interface CompressedPoint {
  /** 32 bytes. */
  readonly x: Uint8Array<ArrayBuffer>;
  /** Of the two y, the odd one. */
  readonly odd: boolean;
}

export const COORDINATE_BYTES = 32;

/** Undefined if it is no two coordinates. Whether they are a point of the curve is not looked at. */
export function compressPoint({ x, y }: Point): CompressedPoint | undefined {
  const [left, right] = [parseBase64Url(x), parseBase64Url(y)];
  if (left?.length !== COORDINATE_BYTES || right?.length !== COORDINATE_BYTES) return undefined;
  return { x: left, odd: ((right[COORDINATE_BYTES - 1] ?? 0) & 1) === 1 };
}
