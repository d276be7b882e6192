/**
 * ES256 (RFC 7518 §3.4): ECDSA on P-256 over SHA-256, a signature being r and s, 32 bytes
 * each. WebCrypto does it everywhere; where a platform has something quicker, an adapter
 * of its own must come to the same verdicts.
 */

export interface Es256 {
  sign(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  verify(
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
  /** SHA-256. */
  digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

export const webEs256: Es256 = {
  sign: async (key, bytes) => new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, bytes)),
  verify: (key, signature, bytes) => crypto.subtle.verify(ALGORITHM, key, signature, bytes),
  digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
};
