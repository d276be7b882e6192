/**
 * Deterministic CBOR (RFC 8949 §4.2.1), which COSE and receipts are made of: a value has
 * one spelling, and no other is read back by `parseCbor`. Of CBOR it knows whole numbers
 * that JavaScript holds exactly, texts, bytes, lists, maps by number or text, tags, true,
 * false and null. There are no floats, so that an amount is never rounded.
 */

export type Cbor =
  number | string | boolean | null | Uint8Array<ArrayBuffer> | readonly Cbor[] | CborMap | Tagged | Encoded;
export type CborMap = ReadonlyMap<number | string, Cbor>;

export interface Tagged {
  readonly tag: number;
  readonly value: Cbor;
}

/** A value that is in its one spelling already. Only ever written: what is read is the value itself. */
export interface Encoded {
  readonly encoded: Uint8Array<ArrayBuffer>;
}

/** The kinds of item, as the first three bits of each say it. */
export const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6, simple: 7 };
export const SIMPLE = { false: 20, true: 21, null: 22 };

/** How many bytes a number may have that does not fit beside its kind. */
const SIZES = [1, 2, 4, 8];

const encoder = new TextEncoder();

/** Throws a RangeError on a number that is not whole or not exact. */
export function toCbor(value: Cbor): Uint8Array<ArrayBuffer> {
  return new Uint8Array(write(value));
}

export function isTagged(value: Cbor | undefined): value is Tagged {
  return typeof value === 'object' && value !== null && 'tag' in value;
}

export function isMap(value: Cbor | undefined): value is CborMap {
  return value instanceof Map;
}

export function isList(value: Cbor | undefined): value is readonly Cbor[] {
  return Array.isArray(value);
}

/** Below zero where `a` comes first, byte by byte; zero where they are the same. */
export function compareBytes(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function write(value: Cbor): readonly number[] {
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeBytes(MAJOR.text, encoder.encode(value));
  if (typeof value === 'boolean') return writeHead(MAJOR.simple, value ? SIMPLE.true : SIMPLE.false);
  if (value === null) return writeHead(MAJOR.simple, SIMPLE.null);
  if (value instanceof Uint8Array) return writeBytes(MAJOR.bytes, value);
  if (isList(value)) return [...writeHead(MAJOR.list, value.length), ...value.flatMap(write)];
  if (isMap(value)) return writeMap(value);
  if ('encoded' in value) return [...value.encoded];
  return [...writeHead(MAJOR.tag, value.tag), ...write(value.value)];
}

function writeNumber(value: number): readonly number[] {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that CBOR can hold`);
  return value < 0 ? writeHead(MAJOR.negative, -1 - value) : writeHead(MAJOR.unsigned, value);
}

function writeBytes(major: number, bytes: Uint8Array): readonly number[] {
  return [...writeHead(major, bytes.length), ...bytes];
}

function writeMap(map: CborMap): readonly number[] {
  const entries = Array.from(map, ([key, value]) => ({ key: write(key), value: write(value) }));
  entries.sort((a, b) => compareBytes(a.key, b.key));
  return [...writeHead(MAJOR.map, map.size), ...entries.flatMap(({ key, value }) => [...key, ...value])];
}

/** The kind and its number, in as few bytes as hold it. */
function writeHead(major: number, n: number): readonly number[] {
  const first = major << 5;
  if (n < 24) return [first | n];
  const power = SIZES.findIndex((size) => n < 256 ** size);
  return [first | (24 + power), ...toBigEndian(n, SIZES[power] ?? 0)];
}

function toBigEndian(n: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => Math.floor(n / 256 ** (size - 1 - i)) % 256);
}
