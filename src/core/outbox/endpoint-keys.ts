/**
 * The endpoint's public keys: the root of trust is what it serves itself, over
 * TLS, at `{endpoint}/.well-known/jwks.json`.
 */
import * as v from 'valibot';

import type { PublishedKey, Wire } from '../ports.js';

const KeySetSchema = v.object({
  keys: v.array(
    v.object({
      kty: v.string(),
      crv: v.optional(v.string()),
      x: v.optional(v.string()),
      y: v.optional(v.string()),
      kid: v.optional(v.string()),
      use: v.optional(v.string()),
    }),
  ),
});

/** Undefined if the endpoint does not answer with keys. */
export async function fetchKeys(
  wire: Wire,
  signal?: AbortSignal,
): Promise<readonly PublishedKey[] | undefined> {
  try {
    const reply = await wire.get('/.well-known/jwks.json', signal);
    if (reply.status !== 200) return undefined;
    return parseKeys(JSON.parse(reply.text));
  } catch {
    return undefined;
  }
}

/**
 * What the shop's word is checked by: the keys that its endpoint told last, and the catalog's only where it has told nothing
 * yet. A key that the endpoint took away is none, whatever a copy of the catalog still lists.
 */
export function trustKeys(
  told: readonly unknown[] | undefined,
  listed: readonly unknown[],
): readonly PublishedKey[] {
  return told ? (parseKeys({ keys: told }) ?? []) : (listed as readonly PublishedKey[]);
}

export function parseKeys(input: unknown): readonly PublishedKey[] | undefined {
  const parsed = v.safeParse(KeySetSchema, input);
  return parsed.success ? (parsed.output.keys as readonly PublishedKey[]) : undefined;
}
