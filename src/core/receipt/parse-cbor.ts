/**
 * Reads CBOR that comes from anywhere, and takes the deterministic spelling alone: what
 * it reads, `toCbor` writes again byte for byte. Refuses longer spellings of a length or
 * number, indefinite lengths, keys out of order or twice, floats, text that is no UTF-8,
 * whatever is cut short or followed by more, and what lies deeper than 8 levels. No input
 * makes it throw, or hold more than the input is long. The examples of COSE and of
 * RFC 8392 are all spelt like that, so that there is no looser way of reading.
 */
import { compareBytes, MAJOR, SIMPLE, type Cbor } from './cbor.js';

interface Source {
  readonly bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

/** Of lists, maps and tags in each other. */
const MAX_DEPTH = 8;

/** A byte order mark is a character like any other. */
const UTF_8 = { fatal: true, ignoreBOM: true };
const decoder = new TextDecoder('utf-8', UTF_8);

/** Undefined if the bytes are not exactly one item in its one spelling. */
export function parseCbor(bytes: Uint8Array<ArrayBuffer>): Cbor | undefined {
  const source = { bytes, at: 0 };
  const value = readItem(source, 0);
  return source.at === bytes.length ? value : undefined;
}

function readItem(source: Source, depth: number): Cbor | undefined {
  const head = readHead(source);
  if (!head) return undefined;
  const { major, n } = head;
  if (major === MAJOR.unsigned) return n;
  if (major === MAJOR.negative) return Number.isSafeInteger(-1 - n) ? -1 - n : undefined;
  if (major === MAJOR.bytes) return readBytes(source, n);
  if (major === MAJOR.text) return readText(source, n);
  if (major === MAJOR.simple) return readSimple(n);
  if (depth === MAX_DEPTH) return undefined;
  if (major === MAJOR.list) return readList(source, n, depth + 1);
  if (major === MAJOR.map) return readMap(source, n, depth + 1);
  const value = readItem(source, depth + 1);
  return value === undefined ? undefined : { tag: n, value };
}

function readHead(source: Source): { readonly major: number; readonly n: number } | undefined {
  const first = source.bytes[source.at++];
  if (first === undefined) return undefined;
  const major = first >> 5;
  const short = first & 31;
  if (short < 24) return { major, n: short };
  if (short > 27) return undefined;
  const size = 2 ** (short - 24);
  const rest = readBytes(source, size);
  const n = rest?.reduce((sum, byte) => sum * 256 + byte, 0) ?? NaN;
  const isShortest = n >= (size === 1 ? 24 : 256 ** (size / 2));
  return isShortest && Number.isSafeInteger(n) ? { major, n } : undefined;
}

function readBytes(source: Source, length: number): Uint8Array<ArrayBuffer> | undefined {
  const start = source.at;
  if (length > source.bytes.length - start) return undefined;
  source.at += length;
  return source.bytes.slice(start, source.at);
}

function readText(source: Source, length: number): string | undefined {
  const bytes = readBytes(source, length);
  if (!bytes) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A float's head says 24 or more here, since its bytes were read as a number. */
function readSimple(n: number): boolean | null | undefined {
  if (n === SIMPLE.null) return null;
  if (n === SIMPLE.true) return true;
  return n === SIMPLE.false ? false : undefined;
}

function readList(source: Source, length: number, depth: number): Cbor | undefined {
  const list: Cbor[] = [];
  for (let i = 0; i < length; i++) {
    const item = readItem(source, depth);
    if (item === undefined) return undefined;
    list.push(item);
  }
  return list;
}

function readMap(source: Source, size: number, depth: number): Cbor | undefined {
  const map = new Map<number | string, Cbor>();
  let before = new Uint8Array();
  for (let i = 0; i < size; i++) {
    const start = source.at;
    const key = readItem(source, depth);
    if (typeof key !== 'number' && typeof key !== 'string') return undefined;
    const spelt = source.bytes.slice(start, source.at);
    if (compareBytes(before, spelt) >= 0) return undefined;
    before = spelt;
    const value = readItem(source, depth);
    if (value === undefined) return undefined;
    map.set(key, value);
  }
  return map;
}
