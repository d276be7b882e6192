/**
 * The small schemas that a catalog is made of. What is outside their bounds is
 * refused with a reason that a shop owner can act on, never cut.
 */
import * as v from 'valibot';

import { MAX_PRICE } from '../money.js';

/** Names that objects treat specially; as keys they could reach where they don't belong. */
const RESERVED = new Set(['__proto__', 'prototype', 'constructor']);

/** An id that the maker chose: of a shop, product, variant, modifier, option or depot. */
export const MakerIdSchema = v.pipe(
  v.string(),
  v.minLength(1, 'An id must not be empty'),
  v.maxLength(128, 'An id has at most 128 characters'),
  v.regex(
    /^[^ \p{Cc}\p{Cs}](?:[^\p{Cc}\p{Cs}]*[^ \p{Cc}\p{Cs}])?$/u,
    'An id has no control characters and no spaces at its ends',
  ),
  v.check((id) => !RESERVED.has(id), 'This id is reserved: choose another'),
);

/** Plain text of at most `most` characters; it may be empty. */
export const text = (most: number) =>
  v.pipe(v.string(), v.maxLength(most, `Longer than ${most} characters: shorten it`));

/** Plain text that must say something. */
export const title = (most: number) => v.pipe(text(most), v.regex(/\S/, 'Must not be empty'));

/**
 * An address with http or https, or one that is relative to the catalog's. Any
 * other scheme, `javascript:` above all, is refused, and so are the control
 * characters with which a browser could be made to overlook one.
 */
export const AddressSchema = v.pipe(
  v.string(),
  v.minLength(1, 'An address must not be empty'),
  v.maxLength(2048, 'An address has at most 2048 characters'),
  v.regex(
    /^(?! )(?:[hH][tT]{2}[pP][sS]?:|(?![a-zA-Z][a-zA-Z\d+.-]*:))[^\p{Cc}]*$/u,
    'An address is relative to the catalog or starts with http: or https:',
  ),
);

const WHOLE = 'Must be a whole number (money is in minor units: 240 is 2.40)';
const whole = v.pipe(v.number(`${WHOLE}, without quotes`), v.safeInteger(WHOLE));

/** A whole number in bounds. */
export const count = (least: number, most: number) =>
  v.pipe(whole, v.minValue(least, `Must be at least ${least}`), v.maxValue(most, `Must be at most ${most}`));

/** Minor units of the shop's currency. */
export const PriceSchema = count(0, MAX_PRICE);
/** What an option adds to the price, or takes off it. */
export const SurchargeSchema = count(-MAX_PRICE, MAX_PRICE);

/** A list of at most `most` entries. */
export const list = <const S extends v.GenericSchema>(entry: S, most: number) =>
  v.pipe(v.array(entry), v.maxLength(most, `More than ${most} entries`));
