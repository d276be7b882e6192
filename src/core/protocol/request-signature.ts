/**
 * What a device signs to show that a request is its own: the text under the
 * detached JWS of the `Punnet-Signature` header.
 */

export const SIGNATURE_HEADER = 'Punnet-Signature';

/** A question without a body is signed with the moment at which it is asked, and is good for as long, either way. */
export const ASKED_WITHIN_MS = 5 * 60_000;

/**
 * @param path the address after `{endpoint}`, query included
 * @param bodyHash base64url of the SHA-256 of the body's bytes (of none, if there is no body)
 */
export function toSignedText(method: string, path: string, shop: string, bodyHash: string): string {
  return [method, path, shop, bodyHash].join('\n');
}
