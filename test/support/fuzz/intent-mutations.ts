/** Intents that somebody has got at, each under the name of what was done to it. */
import { createHmac } from 'node:crypto';

import { signParts } from '../node-jws.js';
import type { SeededRandom } from '../seeded-random.js';
import { toPart, type FuzzDevice, type Payload } from './fuzz-device.js';
import { cut, flipCharacter, mutateJson, NASTY_NUMBERS, NESTED } from './nasty.js';

export interface Source {
  readonly device: FuzzDevice;
  readonly other: FuzzDevice;
  readonly random: SeededRandom;
  /** Good orders that were sent before. */
  readonly sent: readonly SentOrder[];
}
export interface SentOrder {
  readonly id: string;
  readonly jws: string;
  readonly owner: FuzzDevice;
}
type Mutation = (source: Source) => string;

const order = ({ device }: Source) => JSON.stringify(device.order());
const good = (source: Source) => source.device.sign(order(source));

/** Signed as it should be, under a header that says something else. */
const underHeader = (make: (source: Source) => object): Mutation => {
  return (source) => {
    const { device } = source;
    return signParts(toPart(JSON.stringify(make(source))), toPart(order(source)), device.key);
  };
};

const ALGORITHMS = ['none', 'HS256', 'es256', 'ES384', 'EdDSA', '', null];
const IDS = [
  '',
  'x',
  '019aa0c1-6a3e-4cc1-9d2e-6f0d2b9c1a55',
  '__proto__',
  '019AA0C1-6A3E-7CC1-9D2E-6F0D2B9C1A55',
];
const TIMES = ['9999-12-31T23:59:59Z', '0000-00-00T00:00:00Z', '2026-99-99T99:99:99Z', 'now', '-1'];
const EXTRAS = [
  '"extra":1',
  '"__proto__":{"polluted":1}',
  '"constructor":{"prototype":{}}',
  '"v":2',
  '"body":{}',
];

function changeBody(payload: Payload, change: object): string {
  return JSON.stringify({ ...payload, body: { ...(payload.body as object), ...change } });
}

export const INTENT_MUTATIONS = {
  flipped: (source) => flipCharacter(good(source), source.random),
  truncated: (source) => cut(good(source), source.random),
  signatureOfAnother: (source) => {
    const [own, foreign] = [good(source).split('.'), good(source).split('.')];
    return [own[0], own[1], foreign[2]].join('.');
  },
  otherAlgorithm: underHeader(({ device, random }) => ({ alg: random.pick(ALGORITHMS), jwk: device.jwk })),
  unsigned: (source) => {
    const header = toPart(JSON.stringify({ alg: 'none', jwk: source.device.jwk }));
    return `${header}.${toPart(order(source))}.${source.random.pick(['', 'AA', 'A'.repeat(86)])}`;
  },
  hmacByPublicKey: (source) => {
    const { jwk } = source.device;
    const text = `${toPart(JSON.stringify({ alg: 'HS256', jwk }))}.${toPart(order(source))}`;
    return `${text}.${createHmac('sha256', JSON.stringify(jwk)).update(text).digest('base64url')}`;
  },
  keyOfAnother: underHeader(({ other }) => ({ alg: 'ES256', jwk: other.jwk })),
  badKey: underHeader(({ device: { jwk }, random }) => ({
    alg: 'ES256',
    jwk: random.pick<object>([
      { ...jwk, y: jwk.x },
      { ...jwk, x: 'A'.repeat(43), y: 'A'.repeat(43) },
      { ...jwk, kty: 'RSA' },
      { ...jwk, d: jwk.x },
      { ...jwk, x: `${jwk.x}A` },
      [],
    ]),
  })),
  headerWithMore: underHeader(({ device: { jwk }, random }) => ({
    ...{ alg: 'ES256', jwk },
    ...random.pick<object>([{ crit: ['b64'], b64: false }, { kid: 'x' }, { jku: 'http://localhost/' }]),
  })),
  anyField: ({ device, random }) => device.sign(mutateJson(device.order(), random)),
  moreFields: (source) => {
    const { device, random } = source;
    const text = order(source);
    const at = random.pick([1, text.indexOf('"body":{') + 8, text.indexOf('"modifiers":{') + 13]);
    const extra = random.pick(EXTRAS);
    const comma = text[at] === '}' ? '' : ',';
    return device.sign(text.slice(0, at) + extra + comma + text.slice(at));
  },
  quantity: (source) => {
    const number = source.random.pick(NASTY_NUMBERS);
    return source.device.sign(order(source).replace(/"quantity":\d+/, `"quantity":${number}`));
  },
  cheaper: (source) => {
    const { random, device } = source;
    const field = random.pick(['price', 'total', 'deposits']);
    return device.sign(order(source).replace(new RegExp(`"${field}":\\d+`), `"${field}":1`));
  },
  otherCurrency: ({ device }) => device.sign(changeBody(device.order(), { currency: 'JPY' })),
  unknownThing: ({ device, random }) => {
    const payload = device.order();
    const { lines } = payload.body as { lines: [object] };
    const line = random.pick([
      { variant: 'constructor' },
      { variant: '__proto__' },
      { variant: '<script>' },
      { modifiers: { toString: 'x' } },
    ]);
    return device.sign(changeBody(payload, { lines: [{ ...lines[0], ...line }] }));
  },
  otherShop: ({ device }) => device.sign(JSON.stringify({ ...device.order(), shop: 'elsewhere' })),
  otherMode: ({ device }) => device.sign(JSON.stringify({ ...device.order(), mode: 'test' })),
  oddId: ({ device, random }) => device.sign(JSON.stringify({ ...device.order(), id: random.pick(IDS) })),
  idOfAnother: ({ device, random, sent }) =>
    device.sign(JSON.stringify({ ...device.order(), id: random.pick(sent).id })),
  oddClock: ({ device, random }) =>
    device.sign(JSON.stringify({ ...device.order(), at: random.pick(TIMES) })),
  usedNumber: ({ device }) => device.sign(JSON.stringify({ ...device.order(), seq: 0 })),
  manyLines: ({ device }) => {
    const payload = device.order();
    const { lines } = payload.body as { lines: unknown[] };
    return device.sign(changeBody(payload, { lines: Array<unknown>(501).fill(lines[0]) }));
  },
  nested: ({ device }) => device.sign(`{"body":${NESTED}}`),
  notJson: ({ device, random }) =>
    device.sign(
      random.pick<string | Uint8Array>(['', '{', 'NaN', Uint8Array.of(0x22, 0xff, 0x22), '\ufeff{}']),
    ),
  foreignCancel: ({ other, random, sent }) => {
    const order = random.pick(sent.filter(({ owner }) => owner !== other)).id;
    return other.sign(JSON.stringify(other.intent('order.cancel', { order, secret: 'A'.repeat(43) })));
  },
  oddChoice: ({ device, random, sent }) => {
    const body = { order: random.pick(sent).id, amount: 1 };
    return device.sign(mutateJson(device.intent('order.accept', body), random));
  },
} as const satisfies Record<string, Mutation>;
export const INTENT_KINDS = Object.keys(INTENT_MUTATIONS) as (keyof typeof INTENT_MUTATIONS)[];
