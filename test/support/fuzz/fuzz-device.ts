/** A device that signs whatever it is given, with Node's own crypto: thousands a second. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { toSignedText } from '../../../src/core/protocol/request-signature.js';
import { createUuidV7 } from '../../../src/core/protocol/uuid.js';
import { everydayPickup } from '../endpoint-process.js';
import { signParts } from '../node-jws.js';
import type { SeededRandom } from '../seeded-random.js';

export const SHOP = 'millrace';
export const PATH = '/v1/sync';
export const toPart = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');
export const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

const PICKUP = everydayPickup();
/** What one costs, deposit apart, and its deposit: the endpoint is not asked. */
const WARES = [
  { variant: 'honey-340', modifiers: {}, price: 650, deposit: 50 },
  { variant: 'oats-500', modifiers: { container: 'own-jar' }, price: 220, deposit: 0 },
  { variant: 'oats-500', modifiers: { container: 'glass' }, price: 255, deposit: 100 },
  { variant: 'oats-1000', modifiers: { container: 'own-jar', topping: 'almonds' }, price: 460, deposit: 0 },
  // What is left of it where its topping, which nobody has to choose, falls out on the way.
  { variant: 'oats-1000', modifiers: { container: 'own-jar' }, price: 400, deposit: 0 },
] as const;
const MINIMUM = 500;
const MOST = 10;

export type Payload = Readonly<Record<string, unknown>> & { readonly id: string };

export class FuzzDevice {
  readonly key: KeyObject;
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
  readonly header: string;
  readonly #random: SeededRandom;
  seq = 0;

  constructor(random: SeededRandom) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    this.jwk = { kty: 'EC', crv: 'P-256', x, y };
    this.header = toPart(JSON.stringify({ alg: 'ES256', jwk: this.jwk }));
    this.#random = random;
  }

  id(): string {
    return createUuidV7(
      Date.now(),
      Uint8Array.from({ length: 10 }, () => this.#random.below(256)),
    );
  }

  /** @param payload its JSON text, or bytes that are none */
  sign(payload: string | Uint8Array): string {
    return signParts(this.header, toPart(payload), this.key);
  }

  /** A good order. */
  order(): Payload {
    const ware = this.#random.pick(WARES);
    const quantity = 3 + this.#random.below(3);
    const { variant, modifiers, price, deposit } = ware;
    const [total, deposits] = [price * quantity, deposit * quantity];
    const body = {
      claim: hash(this.id()),
      catalog: '2026-11-20.1',
      currency: 'GBP',
      lines: [{ variant, modifiers, quantity, price, total }],
      ...{ deposits, total: total + deposits, pickup: PICKUP, payment: 'at-pickup' },
      consent: { personalisation: false, measurement: false },
    };
    return this.intent('order.place', body);
  }

  intent(type: string, body: unknown): Payload {
    const head = { v: 1, id: this.id(), shop: SHOP, mode: 'live', seq: this.seq++ };
    return { ...head, at: new Date().toISOString(), type, body };
  }

  /** The header that shows a request to be this device's. */
  signRequest(body: string | Uint8Array, { method = 'POST', path = PATH, shop = SHOP } = {}): string {
    const text = toSignedText(method, path, shop, hash(body));
    return signParts(this.header, toPart(text), this.key).replace(/\..*\./, '..');
  }
}

interface Line {
  readonly variant: string;
  readonly modifiers: Readonly<Record<string, string>>;
  readonly quantity: number;
}

/**
 * What an order costs, worked out without any of the endpoint's code; undefined if
 * nobody may confirm it.
 */
export function amountOf(payload: unknown): number | undefined {
  const { v, shop, mode, type, body } = payload as Record<string, unknown>;
  if (v !== 1 || shop !== SHOP || mode !== 'live' || type !== 'order.place') return undefined;
  const { lines, total, currency, payment, pickup } = body as { lines: Line[] } & Record<string, unknown>;
  if (currency !== 'GBP' || payment !== 'at-pickup' || JSON.stringify(pickup) !== JSON.stringify(PICKUP))
    return undefined;
  let [amount, deposits] = [0, 0];
  for (const { variant, modifiers, quantity } of lines) {
    const chosen = JSON.stringify(modifiers);
    const ware = WARES.find((one) => one.variant === variant && JSON.stringify(one.modifiers) === chosen);
    if (!ware || !Number.isSafeInteger(quantity) || quantity < 1 || quantity > MOST) return undefined;
    amount += ware.price * quantity;
    deposits += ware.deposit * quantity;
  }
  const agreed = typeof total === 'number' && amount + deposits <= total;
  return agreed && amount >= MINIMUM ? amount + deposits : undefined;
}
