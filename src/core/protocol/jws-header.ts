/**
 * The protected headers of the protocol's signatures. A device's is closed: what is
 * not named here is refused, so that nothing in a message chooses how it is checked.
 */
import * as v from 'valibot';

import { DeviceJwkSchema, NameSchema, type DeviceJwk } from './fields.js';

/** Of an intent and of a request: the key that signed travels along. */
export const SignerHeaderSchema = v.strictObject({ alg: v.literal('ES256'), jwk: DeviceJwkSchema });

/** Of a proof: the key is one that the endpoint publishes. An extension that must be understood is refused. */
export const ProofHeaderSchema = v.object({
  alg: v.literal('ES256'),
  kid: NameSchema,
  crit: v.exactOptional(v.never()),
});

/** The key in the header of an intent or a request; undefined if the header is not exactly what it must be. */
export function parseSignerHeader(header: unknown): DeviceJwk | undefined {
  const parsed = v.safeParse(SignerHeaderSchema, header);
  return parsed.success ? parsed.output.jwk : undefined;
}

/** Undefined if a device must not believe it. */
export function parseProofHeader(header: unknown): v.InferOutput<typeof ProofHeaderSchema> | undefined {
  const parsed = v.safeParse(ProofHeaderSchema, header);
  return parsed.success ? parsed.output : undefined;
}
