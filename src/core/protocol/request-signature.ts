/**
 * What a device signs to show that a request is its own: the text under the
 * detached JWS of the `Punnet-Signature` header.
 */

export const SIGNATURE_HEADER = 'Punnet-Signature';

/**
 * @param path the address after `{endpoint}`, query included
 * @param bodyHash base64url of the SHA-256 of the body's bytes (of none, if there is no body)
 */
export function toSignedText(method: string, path: string, shop: string, bodyHash: string): string {
  return [method, path, shop, bodyHash].join('\n');
}
