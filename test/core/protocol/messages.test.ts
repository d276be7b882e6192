import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { parseBase64Url } from '../../../src/core/protocol/base64url.js';
import { JweSchema, JwsSchema } from '../../../src/core/protocol/fields.js';
import { ContactSchema, IntentSchema } from '../../../src/core/protocol/intent.js';
import { countOfItem, LeaseItemSchema, type LeaseItem } from '../../../src/core/protocol/lease.js';
import { ProofSchema } from '../../../src/core/protocol/proof.js';
import { readVectors } from '../../support/vectors.js';

const payloadOf = (jws: string) =>
  JSON.parse(new TextDecoder().decode(parseBase64Url(jws.split('.')[1] ?? ''))) as unknown;

/** Where the first thing is that is refused; undefined if nothing is. */
function refusedAt(schema: v.GenericSchema, value: unknown): string | undefined {
  const { issues } = v.safeParse(schema, value);
  return issues && (v.getDotPath(issues[0]) ?? '');
}

describe('what the golden vectors say of messages', () => {
  it('reads an intent of every type, and changes nothing in it', async () => {
    const types = new Set<string>();
    for (const { name, payload, jws } of await readVectors('intents')) {
      const intent = v.parse(IntentSchema, JSON.parse(payload));
      expect(intent, name).to.deep.equal(JSON.parse(payload));
      expect(payloadOf(jws), name).to.deep.equal(JSON.parse(payload));
      expect(v.is(JwsSchema, jws), name).to.equal(true);
      types.add(intent.type);
    }
    const known = IntentSchema.options.map(({ entries }) => entries.type.literal);
    expect([...types].sort()).to.deep.equal([...known].sort());
  });

  it('reads a number of places in what is asked for and granted, and one where there is none', () => {
    const place = { depot: 'station', slot: 'station/2026-06-06T09:00:00+02:00' };
    const read = (item: object) => v.safeParse(LeaseItemSchema, item);
    for (const [item, count] of [
      [place, 1],
      [{ ...place, places: 3 }, 3],
      [{ ...place, places: 3, of: 'a later version' }, 3],
    ] as const) {
      const { output } = read(item);
      expect(countOfItem(output as LeaseItem)).to.equal(count);
      expect(output).not.to.have.property('of');
    }
    for (const places of [0, -1, 1.5, '2', null])
      expect(read({ ...place, places }).success, String(places)).to.equal(false);
  });

  it('refuses every payload that is not exactly what was agreed on, and says where', async () => {
    const bad = (await readVectors('refused-intents')).filter((vector) => vector.refusal === 'schema');
    expect(bad.length).to.be.greaterThan(15);
    for (const { name, jws, path } of bad) {
      expect(refusedAt(IntentSchema, payloadOf(jws)), name).to.equal(path);
    }
  });

  it('reads every proof, and refuses those that say too little or too much', async () => {
    const { believed, refused } = await readVectors('proofs');
    for (const { name, payload } of believed) {
      expect(v.parse(ProofSchema, JSON.parse(payload)), name).to.deep.equal(JSON.parse(payload));
    }
    const bad = refused.filter(({ refusal }) => refusal === 'schema');
    expect(bad.length).to.be.greaterThan(0);
    for (const { name, jws } of bad) expect(v.is(ProofSchema, payloadOf(jws)), name).to.equal(false);
  });

  it('reads every contact and its seal', async () => {
    for (const { text, jwe } of (await readVectors('contacts')).sealed) {
      expect(v.parse(ContactSchema, JSON.parse(text))).to.deep.equal(JSON.parse(text));
      expect(v.is(JweSchema, jwe)).to.equal(true);
    }
  });
});
