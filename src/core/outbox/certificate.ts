/** The endpoint's certificate of this device: asked for at first contact, and again before it ends. */
import type { DeviceStore } from '../ports.js';
import type { SyncAnswer } from '../protocol/sync.js';
import type { DeviceRecord } from '../records.js';

/** A shopper who comes back once in a while always has one. */
const RENEWED_BEFORE_MS = 45 * 24 * 60 * 60 * 1000;
const ATTEMPTS = 4;

/** @param now epoch milliseconds */
export function wantsCertificate({ certificate }: DeviceRecord, now: number): boolean {
  return !certificate || now > Date.parse(certificate.until) - RENEWED_BEFORE_MS;
}

/** @param device whose key signed the request: another that has been made since was not certified */
export async function keepCertificate(
  store: DeviceStore,
  device: string | undefined,
  { certificate }: SyncAnswer,
): Promise<void> {
  if (!certificate) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const kept = await store.get(['device']);
    if (!kept || kept.id !== device) return;
    const committed = await store.commit({
      expect: [[['device'], kept.rev]],
      put: [[['device'], { ...kept, certificate, rev: kept.rev + 1 }]],
      durability: 'relaxed',
    });
    if (committed.ok || committed.code !== 'conflict') return;
  }
}
