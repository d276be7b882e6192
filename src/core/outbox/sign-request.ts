import type { Crypto, DeviceKey } from '../ports.js';
import { toSignedText } from '../protocol/request-signature.js';

/** The signature of a POST, for its `Punnet-Signature` header. */
export async function signRequest(
  crypto: Crypto,
  key: DeviceKey,
  { shop, path, body }: { readonly shop: string; readonly path: string; readonly body: string },
): Promise<string> {
  return crypto.signRequest(key, toSignedText('POST', path, shop, await crypto.hash(body)));
}
