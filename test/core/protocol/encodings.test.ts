import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { parseBase64Url, toBase64Url } from '../../../src/core/protocol/base64url.js';
import { IdSchema } from '../../../src/core/protocol/fields.js';
import { toSignedText } from '../../../src/core/protocol/request-signature.js';
import { createUuidV7 } from '../../../src/core/protocol/uuid.js';
import { toOrderCode } from '../../../src/core/order/order-code.js';
import { digest, hash } from '../../../src/crypto/sha256.js';
import { readVectors } from '../../support/vectors.js';

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

describe('what the golden vectors say of encodings', () => {
  it('writes and reads base64url as everybody does', async () => {
    const { texts, refused } = await readVectors('base64url');
    for (const { hex, text } of texts) {
      expect(toBase64Url(fromHex(hex))).to.equal(text);
      expect(parseBase64Url(text)).to.deep.equal(fromHex(hex));
    }
    for (const text of refused) expect(parseBase64Url(text), JSON.stringify(text)).to.equal(undefined);
  });

  it('names an intent by its time, then by chance', async () => {
    for (const { now, random, uuid } of await readVectors('uuid-v7')) {
      expect(createUuidV7(now, fromHex(random))).to.equal(uuid);
      expect(v.is(IdSchema, uuid)).to.equal(true);
    }
  });

  it('gives an order the same code on every device', async () => {
    for (const { order, code } of await readVectors('order-code')) {
      expect(toOrderCode(await digest(order))).to.equal(code);
    }
  });

  it('claims an order by the hash of its secret\u2019s bytes', async () => {
    for (const { secret, claim } of await readVectors('claims')) {
      expect(toBase64Url(await digest(parseBase64Url(secret) ?? secret))).to.equal(claim);
    }
    const [claimed] = await readVectors('claims');
    const [order] = await readVectors('intents');
    expect(order?.payload).to.contain(claimed?.claim);
  });

  it('signs a request by its method, address, shop and body', async () => {
    for (const { method, path, shop, body, text } of (await readVectors('requests')).signed) {
      expect(toSignedText(method, path, shop, await hash(body))).to.equal(text);
    }
  });
});
