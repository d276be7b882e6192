/**
 * Verifies a receipt that somebody shows, with nothing but the keys that its shop
 * publishes and no network. Says which of the three it is, and so how much it is worth:
 * what the endpoint confirmed, what a device says that the endpoint has met, or what any
 * device could say. A receipt with any one bit changed is refused, and so is one that says
 * what its signer has no say in: a device places an order, and neither confirms it nor
 * takes money for it.
 */
import { SAVED_PAYMENTS } from '../core/protocol/receipt.js';
import { toHex } from '../core/receipt/hex.js';
import type { Issuer, ReadReceipt } from '../core/receipt/read-receipt.js';
import { isLowS, verifySign1, type Sign1 } from './cose-sign1.js';
import { webEs256, type Es256 } from './es256.js';
import { parseReceipt, type EndpointMessage, type ParsedReceipt } from './parse-receipt.js';
import { importPublicKey, isSigningKey, type PublicPoint } from './public-key.js';
import { toShortKid } from './short-kid.js';

/** @param now epoch milliseconds */
export async function readReceipt(
  text: string,
  issuer: Issuer,
  now: number,
  es256 = webEs256,
): Promise<ReadReceipt> {
  const parsed = parseReceipt(text);
  if (!parsed) return { kind: 'unreadable' };
  const { claims } = parsed;
  if (claims.shop !== issuer.shop) return { kind: 'other-shop', shop: claims.shop };
  if (!maySay(parsed)) return { kind: 'forged' };
  const read = await verify(parsed, issuer, es256);
  const isOver = claims.expiresSeconds !== undefined && now >= claims.expiresSeconds * 1_000;
  return 'claims' in read && isOver ? { kind: 'expired', claims } : read;
}

function maySay({ claims: { state, payment }, signer }: ParsedReceipt): boolean {
  if (signer.kind === 'confirmed') return state !== 'saved';
  return state === 'saved' && SAVED_PAYMENTS.some((way) => way === payment);
}

async function verify(parsed: ParsedReceipt, issuer: Issuer, es256: Es256): Promise<ReadReceipt> {
  const { sign1, claims, signer } = parsed;
  if (signer.kind === 'confirmed') {
    const verdict = await verifyByIssuer({ sign1, kid: signer.kid }, issuer, es256);
    return verdict === 'genuine' ? { kind: 'confirmed', claims } : { kind: verdict };
  }
  const device = signer.kind === 'attested' ? signer.certificate.claims.device : signer.device;
  if (!(await isBy(device, sign1, es256))) return { kind: 'forged' };
  if (signer.kind === 'unattested') return { kind: 'unattested', claims };
  const verdict = await verifyByIssuer(signer.certificate, issuer, es256);
  if (verdict !== 'genuine') return { kind: verdict };
  const certificate = signer.certificate.claims;
  if (certificate.shop !== issuer.shop) return { kind: 'forged' };
  const isInDate =
    certificate.issuedSeconds <= claims.issuedSeconds && claims.issuedSeconds < certificate.expiresSeconds;
  return { kind: isInDate ? 'attested' : 'uncertified', claims, certificate };
}

async function verifyByIssuer(
  { sign1, kid }: EndpointMessage,
  { keys }: Issuer,
  es256: Es256,
): Promise<'genuine' | 'forged' | 'unknown-key'> {
  let isKnown = false;
  for (const { x = '', y = '' } of keys.filter(isSigningKey)) {
    const id = (await importPublicKey({ x, y }))?.id;
    if (id === undefined || toHex(toShortKid(id)) !== toHex(kid)) continue;
    isKnown = true;
    if (await isBy({ x, y }, sign1, es256)) return 'genuine';
  }
  return isKnown ? 'forged' : 'unknown-key';
}

async function isBy(point: PublicPoint, sign1: Sign1, es256: Es256): Promise<boolean> {
  const known = await importPublicKey(point);
  return known !== undefined && isLowS(sign1) && verifySign1(sign1, known.key, es256);
}
