/**
 * What a device wants, as the payload of the JWS that it signs. Signed payloads
 * are closed: a field that is not named here is refused, since nobody could say
 * what was agreed to. See `docs/sync-protocol.md`.
 */
import * as v from 'valibot';

import {
  AmountSchema,
  CountSchema,
  HashSchema,
  IdSchema,
  ModeSchema,
  ModifiersSchema,
  NameSchema,
  PointsSchema,
  QuantitySchema,
  SecretSchema,
  SlotIdSchema,
  TimeSchema,
  DEPOT_STATES,
} from './fields.js';
import { DrawSchema } from './lease.js';

/** price = variant + options, for one; total = price × quantity. Deposits are summed apart. */
export const IntentLineSchema = v.strictObject({
  variant: NameSchema,
  modifiers: ModifiersSchema,
  quantity: QuantitySchema,
  price: AmountSchema,
  total: AmountSchema,
});
export type IntentLine = Readonly<v.InferOutput<typeof IntentLineSchema>>;

export const ConsentSchema = v.strictObject({ personalisation: v.boolean(), measurement: v.boolean() });

/** Points that pay for goods, and the money that they take off. */
export const RedemptionSchema = v.strictObject({ points: PointsSchema, off: AmountSchema });
export type Redemption = Readonly<v.InferOutput<typeof RedemptionSchema>>;

export const PlaceBodySchema = v.strictObject({
  /** SHA-256 of the order's secret. */
  claim: HashSchema,
  /** SHA-256 of the sealed contact, which travels beside the intent; absent if the shop asks for none. */
  contact: v.optional(HashSchema),
  /** The catalog version that the prices were read from. */
  catalog: NameSchema,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  lines: v.pipe(v.array(IntentLineSchema), v.minLength(1), v.maxLength(500)),
  deposits: AmountSchema,
  /** Points that pay for a part of the goods. */
  redeem: v.optional(RedemptionSchema),
  /** What the shopper agreed to pay: lines and deposits, less what points take off. Nobody is charged more. */
  total: AmountSchema,
  pickup: v.strictObject({ depot: NameSchema, slot: SlotIdSchema }),
  payment: v.literal('at-pickup'),
  consent: ConsentSchema,
  /** What it takes out of the device's lease: what the shopper was told is held for them. */
  leases: v.optional(v.pipe(v.array(DrawSchema), v.minLength(1), v.maxLength(4))),
});
export type PlaceBody = Readonly<v.InferOutput<typeof PlaceBodySchema>>;

/** `secret` lets another device than the one that placed the order act on it. */
export const CancelBodySchema = v.strictObject({ order: IdSchema, secret: v.optional(SecretSchema) });
export const AcceptBodySchema = v.strictObject({
  order: IdSchema,
  /** The new total that the shopper agrees to. */
  amount: AmountSchema,
  secret: v.optional(SecretSchema),
});

export const ChooseBodySchema = v.strictObject({
  order: IdSchema,
  /** The id of one of the alternates that the endpoint offers for it. */
  alternate: NameSchema,
  secret: v.optional(SecretSchema),
});

/** A stall has handed an order over, to whoever showed its receipt. */
export const CollectBodySchema = v.strictObject({
  order: IdSchema,
  /** SHA-256 of the order's `order.place`, as its receipt says. */
  hash: HashSchema,
  /** Money that was taken for it at the stall, in minor units; 0 where it was paid before. */
  taken: AmountSchema,
  /** What its receipt says was chosen with no network, which the shop may not have heard of yet. */
  chosen: v.optional(v.strictObject({ depot: NameSchema, slot: SlotIdSchema, amount: AmountSchema })),
});

/** A stall has taken an order back, once. */
export const ReturnBodySchema = v.strictObject({
  order: IdSchema,
  hash: HashSchema,
  /** Money that was given back, in minor units. */
  amount: AmountSchema,
});

/** Gives up what is left of a lease. */
export const ReleaseBodySchema = v.strictObject({ lease: IdSchema });

/** Orders that a device erases though another key placed them, at most. */
export const MOST_ERASED_BY_SECRET = 100;

/** Whoever used this device wants to be forgotten: what is kept of the person goes, and what was sold stays in the books. */
export const EraseBodySchema = v.strictObject({
  /** Orders that another key placed, each with its secret. Those that this key placed need no naming. */
  orders: v.optional(
    v.pipe(
      v.array(v.strictObject({ order: IdSchema, secret: SecretSchema })),
      v.minLength(1),
      v.maxLength(MOST_ERASED_BY_SECRET),
    ),
  ),
});

/** The owner's count of what lies at a depot, promised units that nobody has collected included. */
export const StockBodySchema = v.strictObject({
  variant: NameSchema,
  depot: NameSchema,
  /** null: not counted any more, and so not limited. */
  quantity: v.nullable(CountSchema),
  /** Units that are promised to nobody, for miscounts and customers who come by; as before unless given. */
  buffer: v.optional(CountSchema),
});

export const DepotBodySchema = v.strictObject({
  depot: NameSchema,
  status: v.picklist(DEPOT_STATES),
  /** For shoppers to read. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

/** What a device may do besides ordering: a `stall` hands over, the `owner` says what there is. */
export const DEVICE_CLASSES = ['shopper', 'stall', 'owner'] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

/** Makes a one-time code, of which only the hash travels; or, with `device`, gives that device another class. */
export const EnrolBodySchema = v.union([
  v.strictObject({
    code: HashSchema,
    class: v.picklist(['stall', 'owner']),
    until: TimeSchema,
    /** A stall's lease ends when it is given up or the owner takes it back, and never by itself. */
    reclaim: v.optional(v.literal('manual')),
  }),
  v.strictObject({ device: HashSchema, class: v.picklist(DEVICE_CLASSES) }),
]);

const envelope = {
  v: v.literal(1),
  id: IdSchema,
  shop: NameSchema,
  mode: ModeSchema,
  /** Counts this device's intents from 0. Only serves to notice copies of a device. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The device's wall clock; advisory. */
  at: TimeSchema,
};

export const IntentSchema = v.variant('type', [
  v.strictObject({ ...envelope, type: v.literal('order.place'), body: PlaceBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('order.cancel'), body: CancelBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('order.accept'), body: AcceptBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('order.choose'), body: ChooseBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('receipt.collect'), body: CollectBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('receipt.return'), body: ReturnBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('lease.release'), body: ReleaseBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('erase'), body: EraseBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('stock.set'), body: StockBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('depot.set'), body: DepotBodySchema }),
  v.strictObject({ ...envelope, type: v.literal('device.enrol'), body: EnrolBodySchema }),
]);
export type Intent = Readonly<v.InferOutput<typeof IntentSchema>>;
export type IntentType = Intent['type'];
export type IntentOf<T extends IntentType> = Extract<Intent, { readonly type: T }>;

/** What changes an order that is there already. */
export const CHANGE_TYPES = ['order.cancel', 'order.accept', 'order.choose'] as const;
export type ChangeIntent = IntentOf<(typeof CHANGE_TYPES)[number]>;

export function isChange(intent: Intent): intent is ChangeIntent {
  return (CHANGE_TYPES as readonly string[]).includes(intent.type);
}

/** What is sealed to the endpoint's `enc` key before it is stored anywhere. */
export const ContactSchema = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.maxLength(200))),
  email: v.optional(v.pipe(v.string(), v.maxLength(254))),
  phone: v.optional(v.pipe(v.string(), v.maxLength(40))),
  note: v.optional(v.pipe(v.string(), v.maxLength(500))),
});
export type Contact = Readonly<v.InferOutput<typeof ContactSchema>>;
