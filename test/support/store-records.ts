/** Records and changes for the tests of stores. What the records mean is of no interest there. */
import type { Change } from '../../src/core/ports.js';
import type { DeviceRecord, OutboxRecord, RecordKey } from '../../src/core/records.js';

let shops = 0;

/** A shop that no other test has used. */
export function newShop(): string {
  return `shop ${(shops += 1)} ${crypto.randomUUID()}`;
}

export function intentRecord(id: string, rev = 0, jws = 'a.b.c'): OutboxRecord {
  return { rev, id, order: id, type: 'order.place', jws, hash: 'h' };
}

export function intentKey(id: string): RecordKey<'intent'> {
  return ['intent', id];
}

/** Puts one intent where none was. */
export function add(id: string, jws?: string): Change {
  return {
    expect: [[intentKey(id), undefined]],
    put: [[intentKey(id), intentRecord(id, 0, jws)]],
    durability: 'strict',
  };
}

/** Puts the next revision of an intent. */
export function replace(id: string, rev: number, jws: string): Change {
  return {
    expect: [[intentKey(id), rev]],
    put: [[intentKey(id), intentRecord(id, rev + 1, jws)]],
    durability: 'strict',
  };
}

export async function deviceRecord(): Promise<DeviceRecord> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  return { rev: 0, id: 'device', jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, privateKey, seq: 0 };
}
