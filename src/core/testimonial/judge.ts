/** What a testimonial of the catalog is worth: whether it stands as the shop signed it, and whether a purchase is behind it. */
import * as v from 'valibot';

import type { Crypto, PublishedKey } from '../ports.js';
import { parseBase64Url } from '../protocol/base64url.js';
import { SaidSchema, TestimonialSchema, type Said, type Testimonial } from '../protocol/testimonial.js';

/**
 * `bought`: the shop signed it, and names the receipt that it came from. `unverified`: nobody vouches for that; it is not
 * signed, or of no purchase, or by a key that is not known here, or its last day is over.
 */
export type TestimonialProof = 'bought' | 'unverified';

export interface Judged extends Said {
  readonly proof: TestimonialProof;
  /** SHA-256 of the id of the receipt, where it is of a purchase: two of one order are told by it. */
  readonly receipt?: string;
}

/**
 * Why it is not shown at all. `altered`: it is not what was signed. `foreign`: it was signed for another shop.
 * `unreadable`: it is no testimonial, or one of a version to come.
 */
export type TestimonialFault = 'altered' | 'foreign' | 'unreadable';

export type Judgement =
  | { readonly ok: true; readonly testimonial: Judged }
  | { readonly ok: false; readonly fault: TestimonialFault };

export interface ShopOfProof {
  readonly id: string;
  readonly keys: readonly PublishedKey[];
  /** The date at the shop: `2026-11-03`. */
  readonly today: string;
}

/** @param entry as the catalog lists it: a compact JWS, or what was said alone */
export async function judge(
  entry: unknown,
  shop: ShopOfProof,
  { verify }: Pick<Crypto, 'verify'>,
): Promise<Judgement> {
  if (typeof entry !== 'string') return judgeUnsigned(entry);
  const verified = await verify(entry, shop.keys);
  if (!verified.ok && verified.code === 'forged') return refuse('altered');
  const claims = v.safeParse(TestimonialSchema, verified.ok ? verified.payload : readPayload(entry));
  if (!claims.success) return refuse('unreadable');
  if (claims.output.shop !== shop.id) return refuse('foreign');
  return verified.ok && isVouchedFor(claims.output, shop)
    ? accept(claims.output, 'bought', claims.output.receipt)
    : accept(claims.output, 'unverified');
}

function judgeUnsigned(entry: unknown): Judgement {
  const said = v.safeParse(SaidSchema, entry);
  return said.success ? accept(said.output, 'unverified') : refuse('unreadable');
}

const isVouchedFor = ({ receipt, until, date }: Testimonial, { today }: ShopOfProof) =>
  receipt !== undefined && date <= today && (until === undefined || today <= until);

const refuse = (fault: TestimonialFault): Judgement => ({ ok: false, fault });

/** Nothing of what was signed but what is shown, and what tells one purchase from another. */
function accept(claims: Said, proof: TestimonialProof, receipt?: string): Judgement {
  const said = v.parse(SaidSchema, claims);
  return { ok: true, testimonial: { ...said, proof, ...(receipt === undefined ? {} : { receipt }) } };
}

/** Of a JWS by a key that isn't known: nothing of it is believed. */
function readPayload(jws: string): unknown {
  const bytes = parseBase64Url(jws.split('.')[1] ?? '');
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
