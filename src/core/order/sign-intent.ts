/**
 * Makes the signed intent that goes into the outbox, byte for byte as it will be
 * sent, and the id that sorts after everything it follows.
 */
import type { Clock, Crypto, DeviceStore } from '../ports.js';
import type { IntentOf, IntentType } from '../protocol/intent.js';
import { createUuidV7 } from '../protocol/uuid.js';
import type { DeviceRecord, OutboxRecord } from '../records.js';

export interface SignPorts {
  readonly store: DeviceStore;
  readonly crypto: Crypto;
  readonly clock: Clock;
}

/** The key of this device, made now if there is none yet. Not kept before the change that uses it. */
export async function readDevice(
  ports: SignPorts,
): Promise<{ device: DeviceRecord; rev: number | undefined }> {
  const kept = await ports.store.get(['device']);
  if (kept) return { device: kept, rev: kept.rev };
  return { device: await createDevice(ports.crypto), rev: undefined };
}

export async function createDevice(crypto: Crypto): Promise<DeviceRecord> {
  return { ...(await crypto.createDeviceKey()), rev: 0, seq: 0 };
}

/** The device after one more intent. */
export function withNextSeq(device: DeviceRecord): DeviceRecord {
  return { ...device, seq: device.seq + 1, rev: device.rev + 1 };
}

/** @param after an id that this one must sort behind, whatever the clock says */
export function createIntentId(ports: Pick<SignPorts, 'clock' | 'crypto'>, after?: string): string {
  const floor = after === undefined ? 0 : parseInt(after.slice(0, 8) + after.slice(9, 13), 16) + 1;
  return createUuidV7(Math.max(ports.clock.now(), floor), ports.crypto.random(10));
}

export async function signIntent<T extends IntentType>(
  ports: SignPorts,
  device: DeviceRecord,
  intent: Omit<IntentOf<T>, 'v' | 'seq' | 'at'>,
  order: string,
): Promise<OutboxRecord> {
  const at = new Date(ports.clock.now()).toISOString();
  const jws = await ports.crypto.signIntent(device, { v: 1, ...intent, seq: device.seq, at });
  return { rev: 0, id: intent.id, order, type: intent.type, jws, hash: await ports.crypto.hash(jws) };
}
