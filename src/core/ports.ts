/**
 * What core needs from outside: a clock, chance, a store, a second copy, keys and
 * a wire. Adapters live in storage/, crypto/ and worker/; the simulation brings
 * its own.
 */
import type { DeviceJwk } from './protocol/fields.js';
import type { SavedFacts } from './protocol/receipt.js';
import type { Kind, RecordKey, Records } from './records.js';

export interface Clock {
  /** Wall time, epoch milliseconds. */
  now(): number;
}

export interface Change {
  /** The `rev` that a record must have when the change is made; undefined: must not exist. */
  readonly expect?: readonly (readonly [RecordKey, number | undefined])[];
  readonly put?: readonly { [K in Kind]: readonly [RecordKey<K>, Records[K]] }[Kind][];
  readonly remove?: readonly RecordKey[];
  /** `strict`: on the disk before the promise resolves, as far as the browser can tell. */
  readonly durability: 'strict' | 'relaxed';
}

/** `conflict`: an expectation did not hold. `full`: no room. `closed`: storage was taken away. Nothing was written. */
export type Committed =
  { readonly ok: true } | { readonly ok: false; readonly code: 'conflict' | 'full' | 'closed' };

/** A record for each key, in their order. */
export type Found<Keys extends readonly RecordKey[]> = {
  readonly [At in keyof Keys]: Records[Keys[At][0]] | undefined;
};

/**
 * Keeps records. A change is made whole or not at all, and changes of several
 * tabs are made one after the other.
 */
export interface DeviceStore {
  /** `disk` outlives the page, `memory` does not. */
  readonly kept: 'disk' | 'memory';
  /** The browser deleted the database: the one that was here (`dataLoss`), or the open one under the page. */
  readonly wiped: boolean;
  get<K extends Kind>(key: RecordKey<K>): Promise<Records[K] | undefined>;
  /** Those of several keys, of one moment. Reads reject where the storage does not answer; nothing is known then. */
  getMany<const Keys extends readonly RecordKey[]>(keys: Keys): Promise<Found<Keys>>;
  /** All records of a kind, in the order of their keys. */
  list<K extends Kind>(kind: K): Promise<readonly Records[K][]>;
  /** How many records of a kind there are, without reading them. */
  count(kind: Kind): Promise<number>;
  commit(change: Change): Promise<Committed>;
  /** For good. Resolves once nothing that was begun is still going on. */
  close(): Promise<void>;
}

/**
 * The second copy: one file per intent, outside the database, since a browser can
 * lose a whole database at once.
 */
export interface IntentJournal {
  /** False where the browser has no private file system. */
  readonly available: boolean;
  /** Resolves once the bytes are flushed. Rejects if they could not be. */
  write(id: string, text: string): Promise<void>;
  /** Removing what is not there is no error. */
  remove(id: string): Promise<void>;
  /** The ids of all files, in no order. */
  list(): Promise<readonly string[]>;
  /** Undefined if there is none, or if it was torn by a crash. */
  read(id: string): Promise<string | undefined>;
  /** Makes ready for the next write, so that it takes less time. */
  prepare(): void;
  /** Lets go of what is held open for that; writing takes it up again. */
  release(): Promise<void>;
}

/** A catalog as it was received; parsed again when it is read. */
export interface CatalogRecord {
  readonly source: unknown;
  readonly version: string;
  /** ISO 8601, UTC: when it was last known to be in force. */
  readonly checkedAt: string;
  /** Where its relative addresses start. */
  readonly base: string;
  /** The version at the catalog's own address that the endpoint's replaced. */
  readonly replaced?: string;
}

/**
 * Catalogs by the address they came from. Apart from a shop's records, since the
 * shop's id is known only once its catalog is. Losing it loses nothing but time.
 */
export interface CatalogShelf {
  get(url: string): Promise<CatalogRecord | undefined>;
  put(url: string, record: CatalogRecord): Promise<void>;
}

export interface DeviceKey {
  /** RFC 7638 thumbprint. */
  readonly id: string;
  readonly jwk: DeviceJwk;
  readonly privateKey: unknown;
}

/** A public key as the endpoint or the catalog publishes it. */
export interface PublishedKey {
  readonly kty: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly kid?: string;
  readonly use?: string;
}

export interface Crypto {
  createDeviceKey(): Promise<DeviceKey>;
  /** A compact JWS (ES256) with the public `jwk` in its header. */
  signIntent(key: DeviceKey, payload: unknown): Promise<string>;
  /** A detached JWS over `text` (see `toSignedText`). */
  signRequest(key: DeviceKey, text: string): Promise<string>;
  /**
   * A receipt by the device, attested if the certificate is of this key.
   *
   * @param certificate base64url of the endpoint's certificate
   */
  signReceipt(
    key: DeviceKey,
    certificate: string | undefined,
    facts: SavedFacts,
  ): Promise<{ readonly token: string; readonly kind: 'attested' | 'unattested' }>;
  /** A compact JWE (ECDH-ES, A256GCM) to the first usable `enc` key; undefined if there is none. */
  seal(text: string, keys: readonly PublishedKey[]): Promise<string | undefined>;
  /** The payload of a JWS by one of `keys`; `unknown-key` if its `kid` is none of theirs, `forged` if it does not verify. */
  verify(jws: string, keys: readonly PublishedKey[]): Promise<Verified>;
  /** SHA-256. */
  digest(data: string | Uint8Array): Promise<Uint8Array>;
  /** base64url of the SHA-256 of the UTF-8 bytes. */
  hash(text: string): Promise<string>;
  random(bytes: number): Uint8Array;
}

export type Verified =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly code: 'unknown-key' | 'forged' };

/** An answer of the wire, whatever it is. */
export interface Reply {
  readonly status: number;
  /** The media type without parameters, lower case. */
  readonly type: string;
  readonly text: string;
  readonly retryAfter?: string;
}

/** Reaches the endpoint. Rejects when there is no answer at all: refused, cut, timed out. */
export interface Wire {
  get(path: string, signal?: AbortSignal, signature?: string): Promise<Reply>;
  post(path: string, body: string, signature: string | undefined, signal?: AbortSignal): Promise<Reply>;
}
