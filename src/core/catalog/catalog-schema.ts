/**
 * What a catalog may say: its schemas and the types that the whole shop reads.
 * Fields that are not named here are ignored, so that catalogs can be ahead of the
 * code that reads them.
 *
 * Long because it is one table: every bound of a catalog can be read in one place.
 */
import * as v from 'valibot';

import { MAX_AMOUNT } from '../money.js';
import { WEEKDAYS, isLocalDate, toMinutes } from '../pickup/local-date.js';
import { isTimeZone } from '../pickup/zone.js';
import { PER_UNIT_NAMES, UNIT_NAMES, isComparable } from '../unit-price.js';
import {
  AddressSchema,
  MakerIdSchema,
  PriceSchema,
  SurchargeSchema,
  count,
  list,
  text,
  title,
} from './fields.js';

export const MOST_PRODUCTS = 5_000;
export const MOST_DEPOTS = 200;
export const MOST_KEYS = 20;

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
type Read<S extends v.GenericSchema> = Frozen<v.InferOutput<S>>;

const tags = list(title(60), 60);

export interface SizedImage {
  src: string;
  width?: number;
  height?: number;
  alt: string;
}

/** An address alone, or with its size, so that its place can be reserved. */
export const ImageSchema = v.union(
  [
    v.pipe(
      AddressSchema,
      v.transform((src): SizedImage => ({ src, alt: '' })),
    ),
    v.object({
      src: AddressSchema,
      width: v.exactOptional(count(1, 20_000)),
      height: v.exactOptional(count(1, 20_000)),
      alt: v.optional(text(500), ''),
    }),
  ],
  'An image is a relative or http(s) address, or {src, width, height, alt} with such an address',
);

export const MeasureSchema = v.pipe(
  v.object({
    amount: v.pipe(
      v.number(),
      v.check((amount) => amount >= 0.001 && amount <= 1e6, 'Must be between 0.001 and 1000000'),
    ),
    unit: v.picklist(UNIT_NAMES),
    per: v.exactOptional(v.picklist(PER_UNIT_NAMES)),
  }),
  v.check(
    ({ unit, per }) => per === undefined || isComparable(unit, per),
    '`per` and `unit` must both be weights, both volumes or both pieces',
  ),
);

const share = v.exactOptional(
  v.pipe(
    v.number(),
    v.check((part) => part >= 0 && part <= 1, 'Must be a share between 0 and 1'),
  ),
);

export const VariantSchema = v.pipe(
  v.object({
    id: MakerIdSchema,
    /** Empty where a product has one size only. */
    title: v.optional(text(200), ''),
    price: PriceSchema,
    measure: v.exactOptional(MeasureSchema),
    /** Percent, already in the price. */
    taxRate: v.exactOptional(
      v.pipe(
        v.number(),
        v.check((rate) => rate >= 0 && rate <= 100, 'Must be a percentage between 0 and 100'),
      ),
    ),
    deposit: v.optional(PriceSchema, 0),
    available: v.optional(v.union([v.boolean(), v.literal('soon')], 'Must be true, false or "soon"'), true),
    /** The most that one order may hold, over all its lines. */
    max: v.exactOptional(count(1, 9_999)),
    step: v.optional(count(1, 9_999), 1),
    /** Of the shop's orders, those with it in them. */
    popularity: share,
    /** Of its buyers, those who bought it again. */
    rebuy: share,
  }),
  v.check(
    ({ max, step }) => max === undefined || max >= step,
    '`max` is below `step`, so it could never be bought',
  ),
);

export const ModifierOptionSchema = v.object({
  id: MakerIdSchema,
  title: title(200),
  price: v.optional(SurchargeSchema, 0),
  deposit: v.optional(PriceSchema, 0),
  allergens: v.optional(tags, []),
});

export const ModifierSchema = v.object({
  id: MakerIdSchema,
  title: title(200),
  required: v.optional(v.boolean(), false),
  options: v.pipe(list(ModifierOptionSchema, 100), v.minLength(1, 'A modifier needs at least one option')),
});

export const ProductSchema = v.object({
  id: MakerIdSchema,
  title: title(200),
  image: v.exactOptional(ImageSchema),
  description: v.exactOptional(text(5_000)),
  tags: v.optional(tags, []),
  ingredients: v.exactOptional(text(5_000)),
  /** Absent: the maker hasn't said. Empty: none of them. */
  allergens: v.exactOptional(tags),
  mayContain: v.optional(tags, []),
  diets: v.optional(tags, []),
  origin: v.exactOptional(text(500)),
  storage: v.exactOptional(text(1_000)),
  variants: v.pipe(list(VariantSchema, 100), v.minLength(1, 'A product needs at least one variant')),
  modifiers: v.optional(list(ModifierSchema, 32), []),
});

const LocalDateSchema = v.pipe(v.string(), v.check(isLocalDate, 'Must be a date such as 2026-12-24'));
const DayTimeSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Must be a time of day such as 07:30'),
);

/** Both days are closed, and every day between them. */
export const ClosureSchema = v.pipe(
  v.object({ from: LocalDateSchema, to: LocalDateSchema, reason: v.optional(text(200), '') }),
  v.check(({ from, to }) => from <= to, '`to` is before `from`'),
);

/** A window of some weekdays, cut into slots; without `everyMinutes` it is one slot. */
export const SlotRuleSchema = v.pipe(
  v.object({
    days: v.pipe(list(v.picklist(WEEKDAYS), 7), v.minLength(1, 'Name at least one day')),
    from: DayTimeSchema,
    to: DayTimeSchema,
    everyMinutes: v.exactOptional(count(5, 1_440)),
    /** Orders that one slot takes; absent: not limited. */
    capacity: v.exactOptional(count(0, 100_000)),
    /** How long before its start a slot stops taking orders. */
    cutoffMinutes: v.optional(count(0, 60 * 24 * 30), 0),
  }),
  v.check(
    ({ from, to, everyMinutes = 1 }) => toMinutes(to) - toMinutes(from) >= everyMinutes,
    'No slot fits between `from` and `to`',
  ),
);

export const DepotSchema = v.object({
  id: MakerIdSchema,
  title: title(200),
  region: v.exactOptional(text(100)),
  address: v.exactOptional(text(500)),
  directions: v.exactOptional(text(1_000)),
  fallbacks: v.optional(list(MakerIdSchema, 20), []),
  /** Slots are offered for today and this many days after it. */
  horizonDays: v.optional(count(0, 60), 7),
  closed: v.optional(list(ClosureSchema, 200), []),
  slots: v.optional(list(SlotRuleSchema, 100), []),
});

/** The most that orders may come to while the endpoint has not been reached; absent: not limited. */
const limit = v.exactOptional(count(0, MAX_AMOUNT));

const asked = v.optional(v.picklist(['required', 'optional', 'off']), 'off');

export const ShopSchema = v.object({
  id: MakerIdSchema,
  name: title(200),
  mode: v.optional(v.picklist(['live', 'test']), 'live'),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Must be a currency code such as GBP')),
  timezone: v.pipe(v.string(), v.check(isTimeZone, 'Must be a time zone such as Europe/London')),
  /** What the goods in a basket must come to, deposits apart. */
  minimum: v.optional(PriceSchema, 0),
  tax: v.exactOptional(
    v.object({
      label: title(40),
      included: v.literal(true, 'Prices must include tax: state them with it and set `included` to true'),
    }),
  ),
  contact: v.optional(v.object({ name: asked, email: asked, phone: asked }), {}),
  links: v.optional(
    v.object({
      terms: v.exactOptional(AddressSchema),
      privacy: v.exactOptional(AddressSchema),
      returns: v.exactOptional(AddressSchema),
      help: v.exactOptional(AddressSchema),
    }),
    {},
  ),
  /** Taken off the goods where the shop can't serve an order as it was asked for, and the shopper takes another way. */
  incentive: v.exactOptional(v.object({ percent: count(0, 50) })),
  limits: v.exactOptional(v.object({ perOrderOffline: limit, perDeviceOffline: limit })),
});

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'Must be 43 characters of base64url'));

/** The public half of one of the endpoint's keys (RFC 7517): `sig` proves, `enc` seals. */
export const PublicKeySchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: title(128),
  use: v.picklist(['sig', 'enc']),
  d: v.exactOptional(v.never('This is a private key: publish its public half alone, and make a new one')),
});

/** Points for what is paid for goods, and what one of them takes off, in minor units. */
export const LoyaltySchema = v.object({
  pointsPerMajorUnit: count(1, 1_000),
  pointValue: count(1, 1_000_000),
});

/** What must be right for there to be a shop at all. */
export const CatalogHeadSchema = v.object({
  shop: ShopSchema,
  version: title(128),
  validUntil: v.exactOptional(
    v.pipe(v.string(), v.isoTimestamp('Must be a time such as 2026-12-01T00:00:00Z')),
  ),
  /** Ways to pay, those that this version doesn't know included. */
  payment: v.optional(list(title(60), 20), ['at-pickup']),
});

export type Image = Read<typeof ImageSchema>;
export type Measure = Read<typeof MeasureSchema>;
/** A size, with what a page's JSON-LD alone can make of it: no catalog's file says these. */
export type Variant = Read<typeof VariantSchema> & {
  /** Shown and not sold: the shop's own catalog does not have it. It is not available either. */
  readonly unsold?: boolean;
  /** Its price is the least of several that are not known. */
  readonly from?: boolean;
};
export type ModifierOption = Read<typeof ModifierOptionSchema>;
export type Modifier = Read<typeof ModifierSchema>;
export type Product = Omit<Read<typeof ProductSchema>, 'variants'> & {
  readonly variants: readonly Variant[];
};
export type Closure = Read<typeof ClosureSchema>;
export type SlotRule = Read<typeof SlotRuleSchema>;
export type Depot = Read<typeof DepotSchema>;
export type Shop = Read<typeof ShopSchema>;
export type Loyalty = Read<typeof LoyaltySchema>;
export type PublicKey = Read<typeof PublicKeySchema>;
export type Catalog = Read<typeof CatalogHeadSchema> & {
  readonly products: readonly Product[];
  readonly depots: readonly Depot[];
  /** Absent: the shop gives no points. */
  readonly loyalty?: Loyalty;
  /** As it is written; whoever loads the model reads its card. */
  readonly model?: unknown;
  /** As they are written; whoever shares shoppers out reads them. */
  readonly experiments?: unknown;
  /** Where its relative addresses start; those of products are resolved already. */
  readonly base?: string;
  /** As they are written; whoever shows them judges them. */
  readonly testimonials?: unknown;
  readonly keys: readonly PublicKey[];
  /** Where products come from the pages of a site. */
  readonly page?: {
    /** Ids by what pages call their products; under the empty name, that of the product that the open page is about. */
    readonly names: ReadonlyMap<string, string>;
    /** The shop's own catalog has not been read yet. */
    readonly alone: boolean;
  };
};
