/**
 * Seals a text to the endpoint, so that nobody else can read it where it is kept:
 * compact JWE, ECDH-ES with A256GCM. The key agreement is jose's.
 */
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';

import type { PublishedKey } from '../core/ports.js';
import { toRawPoint } from './public-key.js';

/** Undefined if none of the keys can be sealed to. */
export async function seal(text: string, keys: readonly PublishedKey[]): Promise<string | undefined> {
  for (const published of keys) {
    const key = await importSealingKey(published);
    if (!key) continue;
    const kid = published.kid === undefined ? {} : { kid: published.kid };
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...kid })
      .encrypt(key);
  }
  return undefined;
}

async function importSealingKey({ kty, crv, use, x, y }: PublishedKey): Promise<CryptoKey | undefined> {
  if (kty !== 'EC' || crv !== 'P-256' || use !== 'enc') return undefined;
  const raw = toRawPoint({ x: x ?? '', y: y ?? '' });
  if (!raw) return undefined;
  return crypto.subtle.importKey('raw', raw, { name: 'ECDH', namedCurve: 'P-256' }, true, []);
}
