/**
 * ES256 over Node's own functions: the same OpenSSL as behind WebCrypto, on the same
 * threads, without what WebCrypto does around it for each call. A hash of a few
 * kilobytes is done before another thread would have heard of it.
 */
import { KeyObject, createHash, sign, verify } from 'node:crypto';

import type { Es256 } from '../crypto/es256.js';

const kept = new WeakMap<CryptoKey, KeyObject>();

export const nodeEs256: Es256 = {
  sign: (key, bytes) =>
    new Promise((resolve, reject) => {
      sign('sha256', bytes, toOptions(key), (error, signature) =>
        error ? reject(error) : resolve(signature),
      );
    }),
  verify: (key, signature, bytes) =>
    new Promise((resolve, reject) => {
      verify('sha256', bytes, toOptions(key), signature, (error, right) =>
        error ? reject(error) : resolve(right),
      );
    }),
  digest: (bytes) => Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest())),
};

function toOptions(key: CryptoKey) {
  let known = kept.get(key);
  if (!known) kept.set(key, (known = KeyObject.from(key)));
  return { key: known, dsaEncoding: 'ieee-p1363' } as const;
}
