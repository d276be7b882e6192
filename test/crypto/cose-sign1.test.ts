import { expect } from '@open-wc/testing';

import { toBase64Url } from '../../src/core/protocol/base64url.js';
import { toCbor, type Cbor } from '../../src/core/receipt/cbor.js';
import { fromHex, toHex } from '../../src/core/receipt/hex.js';
import { parseCbor } from '../../src/core/receipt/parse-cbor.js';
import { isLowS, parseSign1, signSign1, verifySign1 } from '../../src/crypto/cose-sign1.js';
import { importPublicKey } from '../../src/crypto/public-key.js';

/** Of the COSE working group's examples, which are in the public domain. */
interface CoseExample {
  readonly input: {
    readonly sign0?: {
      readonly key: {
        readonly x?: string;
        readonly y?: string;
        readonly x_hex?: string;
        readonly y_hex?: string;
      };
      readonly external?: string;
    };
  };
  readonly intermediates: { readonly ToBeSign_hex?: string };
  readonly output: { readonly cbor: string };
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const NOTHING = new Uint8Array();

async function readExample(name: string): Promise<CoseExample> {
  return (await fetch(new URL(`cose/${name}.json`, import.meta.url))).json() as Promise<CoseExample>;
}

const messageOf = ({ output }: CoseExample) => fromHex(output.cbor);
const externalOf = ({ input }: CoseExample) => fromHex(input.sign0?.external ?? '');
const signedOf = ({ intermediates }: CoseExample) => fromHex(intermediates.ToBeSign_hex ?? '');

async function keyOf({ input }: CoseExample): Promise<CryptoKey> {
  const { x, y, x_hex = '', y_hex = '' } = input.sign0?.key ?? {};
  const point = { x: x ?? toBase64Url(fromHex(x_hex)), y: y ?? toBase64Url(fromHex(y_hex)) };
  const known = await importPublicKey(point);
  if (!known) throw new Error('an example has a key');
  return known.key;
}

/** What becomes of the bytes, and whether we sign what they were signed over. */
async function verdictOn(bytes: Uint8Array<ArrayBuffer>, example: CoseExample) {
  const sign1 = parseSign1(bytes, externalOf(example));
  if (!sign1) return 'unreadable';
  return (await verifySign1(sign1, await keyOf(example))) ? 'genuine' : 'forged';
}

describe('COSE\u2019s own examples of COSE_Sign1', () => {
  for (const name of ['ecdsa-sig-01', 'sign-pass-02', 'cwt-a-3']) {
    it(`${name} is genuine, over the bytes that it gives`, async () => {
      const example = await readExample(name);
      expect(await verdictOn(messageOf(example), example)).to.equal('genuine');
      const signed = parseSign1(messageOf(example), externalOf(example))?.signed ?? NOTHING;
      expect(toHex(signed)).to.equal(toHex(signedOf(example)));
    });
  }

  const failing = [
    { name: 'sign-fail-01', what: 'another tag', verdict: 'unreadable' },
    { name: 'sign-fail-02', what: 'another payload', verdict: 'forged' },
    { name: 'sign-fail-03', what: 'an algorithm that is not known', verdict: 'unreadable' },
    { name: 'sign-fail-04', what: 'an algorithm by a name', verdict: 'unreadable' },
    { name: 'sign-fail-06', what: 'a protected header more', verdict: 'forged' },
    { name: 'sign-fail-07', what: 'a protected header less', verdict: 'forged' },
    { name: 'cwt-a-4', what: 'a COSE_Mac0', verdict: 'unreadable' },
  ];
  for (const { name, what, verdict } of failing) {
    it(`${name} is ${verdict}: ${what}`, async () => {
      const example = await readExample(name);
      expect(await verdictOn(messageOf(example), example)).to.equal(verdict);
    });
  }

  it('sign-pass-02 is forged where the other side knows nothing of what it leaves out', async () => {
    const example = await readExample('sign-pass-02');
    const sign1 = parseSign1(messageOf(example));
    expect(sign1 && (await verifySign1(sign1, await keyOf(example)))).to.equal(false);
  });

  it('sign-pass-03 is refused for its missing tag alone', async () => {
    const example = await readExample('sign-pass-03');
    expect(await verdictOn(messageOf(example), example)).to.equal('unreadable');
    expect(await verdictOn(new Uint8Array([0xd2, ...messageOf(example)]), example)).to.equal('genuine');
  });

  it('sign-pass-01 is refused, since its algorithm is not protected, although its signature is good', async () => {
    const example = await readExample('sign-pass-01');
    expect(await verdictOn(messageOf(example), example)).to.equal('unreadable');
    const signature = messageOf(example).slice(-64);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const key = await keyOf(example);
    expect(await crypto.subtle.verify(algorithm, key, signature, signedOf(example))).to.equal(true);
  });

  it('are spelt as deterministic CBOR, as everything that is read here', async () => {
    for (const name of [
      'ecdsa-sig-01',
      'sign-pass-01',
      'sign-pass-02',
      'sign-pass-03',
      'cwt-a-3',
      'cwt-a-4',
    ]) {
      const bytes = messageOf(await readExample(name));
      expect(toHex(toCbor(parseCbor(bytes) ?? 'refused')), name).to.equal(toHex(bytes));
    }
  });

  it('hold the claims of RFC 8392, A.3', async () => {
    const claims = parseCbor(parseSign1(messageOf(await readExample('cwt-a-3')))?.payload ?? NOTHING);
    expect(claims).to.deep.equal(
      new Map<number, Cbor>([
        [1, 'coap://as.example.com'],
        [2, 'erikw'],
        [3, 'coap://light.example.com'],
        [4, 1_444_064_944],
        [5, 1_443_944_944],
        [6, 1_443_944_944],
        [7, fromHex('0b71')],
      ]),
    );
  });
});

describe('what is signed as COSE_Sign1', () => {
  const header = new Map([[4, fromHex('0102')]]);
  const payload = fromHex('a0');
  let pair: CryptoKeyPair;
  before(async () => void (pair = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])));

  it('is genuine, and says by which algorithm', async () => {
    const sign1 = parseSign1(await signSign1(header, payload, pair.privateKey));
    expect(sign1?.header).to.deep.equal(new Map<number, Cbor>([[1, -7], ...header]));
    expect(sign1?.unprotected).to.deep.equal(new Map());
    expect(sign1?.payload).to.deep.equal(payload);
    expect(sign1 && (await verifySign1(sign1, pair.publicKey))).to.equal(true);
  });

  it('names no other algorithm, whoever asks for it', async () => {
    const message = await signSign1(new Map([[1, -257]]), payload, pair.privateKey);
    expect(parseSign1(message)?.header.get(1)).to.equal(-7);
  });

  it('has the lower s of the two that are as good, always', async () => {
    for (let i = 0; i < 40; i++) {
      const sign1 = parseSign1(await signSign1(header, Uint8Array.of(i), pair.privateKey));
      expect(sign1 && isLowS(sign1)).to.equal(true);
      expect(sign1 && (await verifySign1(sign1, pair.publicKey))).to.equal(true);
    }
  });

  it('is known from the one with the higher s, which is as good', async () => {
    const sign1 = parseSign1(await signSign1(header, payload, pair.privateKey));
    if (!sign1) throw new Error('what is signed can be read');
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const high = order - BigInt(`0x${toHex(sign1.signature.slice(32))}`);
    const twin = fromHex(toHex(sign1.signature.slice(0, 32)) + high.toString(16).padStart(64, '0'));
    expect(await verifySign1({ ...sign1, signature: twin }, pair.publicKey)).to.equal(true);
    expect(isLowS({ ...sign1, signature: twin })).to.equal(false);
  });

  const ODD: readonly { readonly name: string; readonly change: (parts: readonly Cbor[]) => Cbor }[] = [
    { name: 'without its tag', change: (parts) => parts },
    { name: 'with the tag of COSE_Sign', change: (parts) => ({ tag: 98, value: parts }) },
    { name: 'with its tag twice', change: (parts) => tagged([...parts], 2) },
    { name: 'as a map', change: (parts) => ({ tag: 18, value: new Map(parts.entries()) }) },
    { name: 'with three parts', change: (parts) => tagged(parts.slice(0, 3)) },
    { name: 'with five parts', change: (parts) => tagged([...parts, null]) },
    {
      name: 'with its payload elsewhere',
      change: ([head = 0, open = 0, , sig = 0]) => tagged([head, open, null, sig]),
    },
    {
      name: 'with its payload as text',
      change: ([head = 0, open = 0, , sig = 0]) => tagged([head, open, 'a', sig]),
    },
    {
      name: 'with a signature of 63 bytes',
      change: (parts) => tagged([...parts.slice(0, 3), new Uint8Array(63)]),
    },
    {
      name: 'with a signature of 65 bytes',
      change: (parts) => tagged([...parts.slice(0, 3), new Uint8Array(65)]),
    },
    { name: 'with an empty header', change: (parts) => tagged([new Uint8Array(), ...parts.slice(1)]) },
    { name: 'with a header that is no map', change: (parts) => tagged([toCbor([1, -7]), ...parts.slice(1)]) },
    {
      name: 'with a header that is not bytes',
      change: (parts) => tagged([new Map([[1, -7]]), ...parts.slice(1)]),
    },
    {
      name: 'with a header out of order',
      change: (parts) => tagged([fromHex('a204400126'), ...parts.slice(1)]),
    },
    {
      name: 'with what must be understood',
      change: (parts) => tagged([fromHex('a201260281187b'), ...parts.slice(1)]),
    },
    {
      name: 'with more than a kid unprotected',
      change: ([head = 0, , ...rest]) => tagged([head, new Map([[3, 0]]), ...rest]),
    },
    {
      name: 'with a kid that is not bytes',
      change: ([head = 0, , ...rest]) => tagged([head, new Map([[4, 'k']]), ...rest]),
    },
  ];
  for (const { name, change } of ODD) {
    it(`is refused ${name}`, async () => {
      const message = parseCbor(await signSign1(header, payload, pair.privateKey));
      const parts = typeof message === 'object' && message && 'tag' in message ? message.value : [];
      expect(parseSign1(toCbor(tagged(parts)))).to.not.equal(undefined);
      expect(parseSign1(toCbor(change(parts as readonly Cbor[])))).to.equal(undefined);
    });
  }
});

function tagged(value: Cbor, times = 1): Cbor {
  return times === 0 ? value : { tag: 18, value: tagged(value, times - 1) };
}
