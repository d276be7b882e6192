/**
 * What the endpoint's key vouches for in an answer: proofs, alternates, receipts, and
 * certificates of the devices that it has met.
 */
import type { Answer } from '../core/intake/answer.js';
import { RETURNED } from '../core/intake/collect-order.js';
import type { StallNews } from '../core/intake/stall-news.js';
import { toBase64Url } from '../core/protocol/base64url.js';
import { MAX_TOKEN_LENGTH, type DeviceJwk } from '../core/protocol/fields.js';
import type { DeviceClass } from '../core/protocol/intent.js';
import type { ProvenState } from '../core/protocol/proof.js';
import type { StallAnswer } from '../core/protocol/stall.js';
import type { Result, SyncAnswer } from '../core/protocol/sync.js';
import { toFacts, type ReceiptSubject } from '../core/receipt/to-facts.js';
import { sign, type EndpointKeys } from '../crypto/endpoint-keys.js';
import { issueCertificate, signConfirmed } from '../crypto/receipt-token.js';
import { nodeEs256 } from './node-es256.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as receipts are kept. */
const CERTIFICATE_LASTS_MS = 90 * DAY_MS;
/** It is good for what a device signs whose clock is behind by no more than that. */
const CLOCKS_APART_MS = DAY_MS;

/** @param now epoch milliseconds */
export async function signAnswer(keys: EndpointKeys, answer: Answer, now: number): Promise<Result> {
  const { result, proof, alternates, receipt } = answer;
  if (!proof) return result;
  const [signed, offered, token] = await Promise.all([
    sign(keys, proof, nodeEs256),
    alternates && Promise.all(alternates.map((alternate) => sign(keys, alternate, nodeEs256))),
    receipt && signReceipt(keys, receipt, now),
  ]);
  return {
    ...result,
    ...(offered ? { alternates: offered } : {}),
    ...(token === undefined ? {} : { receipt: token }),
    proof: signed,
  };
}

/** Undefined of an order that none can be made of, such as one that is too long: its proof is an answer without it. */
async function signReceipt(
  keys: EndpointKeys,
  subject: ReceiptSubject,
  now: number,
): Promise<string | undefined> {
  try {
    const facts = await toFacts(subject, digest, now);
    const said = { ...facts, state: subject.state as ProvenState };
    const token = await signConfirmed(keys.sig[0], said, nodeEs256);
    return token.length > MAX_TOKEN_LENGTH ? undefined : token;
  } catch {
    return undefined;
  }
}

/** How orders stand, for a stall that serves those of others. */
export async function signNews(
  keys: EndpointKeys,
  shop: string,
  { orders, cursor }: StallNews,
): Promise<StallAnswer> {
  const signed = orders.map(async ({ order, at }) => {
    const { id, hash, state, payment, rev, amount, pickup, lines } = order;
    const proof = { shop, intent: id, hash, order: id, state, payment, rev, amount };
    return {
      proof: await sign(keys, proof, nodeEs256),
      pickup,
      lines: lines.map(({ variant, modifiers, quantity }) => ({ variant, modifiers, quantity })),
      ...(at === undefined ? {} : { at }),
      ...(order.reason?.code === RETURNED ? { returned: true as const } : {}),
    };
  });
  return { orders: await Promise.all(signed), cursor };
}

/** The endpoint's word that it has met the device with this key. */
export async function certify(
  keys: EndpointKeys,
  device: { readonly shop: string; readonly jwk: DeviceJwk; readonly class: DeviceClass },
  now: number,
): Promise<NonNullable<SyncAnswer['certificate']>> {
  const { shop, jwk } = device;
  const until = now + CERTIFICATE_LASTS_MS;
  const claims = {
    shop,
    device: jwk,
    class: device.class,
    issuedSeconds: Math.floor((now - CLOCKS_APART_MS) / 1_000),
    expiresSeconds: Math.floor(until / 1_000),
  };
  const bytes = await issueCertificate(keys.sig[0], claims, nodeEs256);
  return { text: toBase64Url(bytes), until: new Date(claims.expiresSeconds * 1_000).toISOString() };
}

/** SHA-256 of the UTF-8 bytes. */
export function digest(text: string): Promise<Uint8Array> {
  return nodeEs256.digest(new TextEncoder().encode(text));
}
