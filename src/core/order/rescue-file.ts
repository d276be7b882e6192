/**
 * Orders as a file that a shopper can keep or carry to another browser: unsent
 * intents byte for byte, and the orders with the secrets that follow them. A file
 * comes from outside, whoever wrote it: each field is read, and a file that is not
 * whole brings nothing at all. What of it may be believed, `vet-rescue.ts` says.
 */
import * as v from 'valibot';

import {
  AmountSchema,
  HashSchema,
  IdSchema,
  JweSchema,
  JwsSchema,
  ModeSchema,
  NameSchema,
  ReceiptTokenSchema,
  SecretSchema,
  SlotIdSchema,
  TimeSchema,
} from '../protocol/fields.js';
import { parseBase64Url } from '../protocol/base64url.js';
import { CHANGE_TYPES, RedemptionSchema } from '../protocol/intent.js';
import { PAYMENT_STATES, SETTLED_STATES } from '../protocol/proof.js';
import { ReasonSchema } from '../protocol/sync.js';
import type { OutboxRecord } from '../records.js';
import { CHOICES, type OrderRecord } from './order.js';

/** What a file says of itself, so that no other JSON is taken for one. */
const KIND = 'punnet-orders';
const VERSION = 1;

/** What a file says besides, for its reader: no page takes any of it back in. */
export interface RescueExtras {
  /** What the shopper allows. */
  readonly consent?: unknown;
  /** What is remembered of their orders, for suggestions. */
  readonly purchases?: unknown;
  /** What is in the basket. */
  readonly basket?: unknown;
  /** As the shop said it last. */
  readonly points?: unknown;
  /** All that the shop has on this device, where it could be asked; else null. */
  readonly atShop?: unknown;
}

export interface RescueContents {
  /** The shop's id. */
  readonly shop: string;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly orders: readonly OrderRecord[];
  readonly intents: readonly OutboxRecord[];
}

export interface BadRescueFile {
  readonly ok: false;
  readonly code: 'rescue-not-ours' | 'rescue-newer' | 'rescue-damaged';
  readonly message: string;
}
export type ParsedRescueFile = ({ readonly ok: true } & RescueContents) | BadRescueFile;

const CHOICES_SAVED = Object.values(CHOICES).map((choice) => `${choice}-saved` as const);

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const states = v.picklist(['saved', 'sent', ...SETTLED_STATES]);

const LineSchema = v.object({
  variant: NameSchema,
  modifiers: v.record(NameSchema, NameSchema),
  quantity: count,
  price: AmountSchema,
  total: AmountSchema,
  title: v.string(),
  detail: v.string(),
  allergens: v.array(v.string()),
  allergensStated: v.exactOptional(v.literal(true)),
});

const PickupSchema = v.object({
  depot: NameSchema,
  slot: SlotIdSchema,
  depotTitle: v.string(),
  address: v.exactOptional(v.string()),
  start: TimeSchema,
  end: TimeSchema,
  cutoff: TimeSchema,
});

const AlternateSchema = v.object({
  id: NameSchema,
  pickup: PickupSchema,
  without: v.array(NameSchema),
  amount: AmountSchema,
  discount: AmountSchema,
  redeem: v.exactOptional(RedemptionSchema),
  until: TimeSchema,
});

const PointsOffSchema = v.object({ was: AmountSchema, now: AmountSchema });

const DecisionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('reprice'),
    accepted: AmountSchema,
    amount: AmountSchema,
    until: v.exactOptional(TimeSchema),
    changes: v.array(v.object({ title: v.string(), was: AmountSchema, now: AmountSchema })),
    points: v.exactOptional(PointsOffSchema),
  }),
  v.object({
    kind: v.literal('dispute'),
    until: v.exactOptional(TimeSchema),
    alternates: v.array(AlternateSchema),
    points: v.exactOptional(PointsOffSchema),
  }),
]);

const OrderSchema = v.object({
  id: IdSchema,
  code: v.pipe(v.string(), v.regex(/^[2-9A-Z]{6}$/)),
  state: states,
  mode: ModeSchema,
  shopName: v.string(),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  placedAt: TimeSchema,
  lines: v.array(LineSchema),
  subtotal: AmountSchema,
  deposits: AmountSchema,
  discount: v.exactOptional(AmountSchema),
  redeemed: v.exactOptional(RedemptionSchema),
  total: AmountSchema,
  accepted: v.exactOptional(AmountSchema),
  leased: v.exactOptional(v.literal(true)),
  receipt: v.exactOptional(
    v.object({ token: ReceiptTokenSchema, kind: v.picklist(['confirmed', 'attested', 'unattested']) }),
  ),
  hash: v.exactOptional(HashSchema),
  tax: v.exactOptional(v.object({ label: v.string(), minor: AmountSchema })),
  pickup: PickupSchema,
  payment: v.object({
    way: v.literal('at-pickup'),
    state: v.picklist(PAYMENT_STATES),
    amount: AmountSchema,
  }),
  decision: v.exactOptional(DecisionSchema),
  choice: v.exactOptional(v.picklist(Object.values(CHOICES))),
  chosen: v.exactOptional(AlternateSchema),
  reason: v.exactOptional(ReasonSchema),
  events: v.array(v.object({ state: v.union([states, v.picklist(CHOICES_SAVED)]), at: TimeSchema })),
  parked: v.exactOptional(v.string()),
  device: HashSchema,
  secret: SecretSchema,
  proofRev: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
  rev: count,
});

const IntentSchema = v.object({
  rev: count,
  id: IdSchema,
  order: IdSchema,
  type: v.picklist(['order.place', ...CHANGE_TYPES]),
  jws: JwsSchema,
  hash: HashSchema,
  sealed: v.exactOptional(v.object({ hash: HashSchema, jwe: JweSchema })),
  parked: v.exactOptional(v.string()),
});

const FileSchema = v.object({
  shop: NameSchema,
  exportedAt: TimeSchema,
  orders: v.array(OrderSchema),
  intents: v.array(IntentSchema),
});

/** The file's text. It holds secrets: whoever has it can follow, change and cancel these orders. */
export function toRescueFile(
  { shop, exportedAt, orders, intents }: RescueContents,
  extras: RescueExtras = {},
): string {
  const file = { kind: KIND, version: VERSION, shop, exportedAt, orders, intents, ...extras };
  return JSON.stringify(file, undefined, 1);
}

/** What the file brings, or why it brings nothing. */
export function parseRescueFile(text: string): ParsedRescueFile {
  const json = parseJson(text);
  if (json?.kind !== KIND) return bad('rescue-not-ours', 'The file is no copy of Punnet orders.');
  if (json.version !== VERSION) {
    const known = `this page reads version ${VERSION}`;
    return bad('rescue-newer', `The file is of version ${String(json.version)}; ${known}.`);
  }
  const parsed = v.safeParse(FileSchema, json, { abortPipeEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const place = issue.path?.map(({ key }) => String(key)).join('.') ?? 'its start';
    return bad('rescue-damaged', `The file is damaged at ${place}: ${issue.message}`);
  }
  const contents: RescueContents = parsed.output;
  const stray = contents.intents.find((intent) => !belongs(intent, contents));
  if (stray) return bad('rescue-damaged', `The intent ${stray.id} is not the one that was signed.`);
  return { ok: true, ...contents };
}

/** Whether an intent is about an order of the file, and says itself what the file says of it. */
function belongs(intent: OutboxRecord, { shop, orders }: RescueContents): boolean {
  if (!orders.some(({ id }) => id === intent.order)) return false;
  const signed = parseJson(decode(intent.jws.split('.')[1] ?? ''));
  const about = signed?.type === 'order.place' ? signed.id : Object(signed?.body).order;
  return (
    signed?.shop === shop && signed.id === intent.id && signed.type === intent.type && about === intent.order
  );
}

function decode(part: string): string {
  const bytes = parseBase64Url(part);
  return bytes ? new TextDecoder().decode(bytes) : '';
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

function bad(code: BadRescueFile['code'], message: string): BadRescueFile {
  return { ok: false, code, message };
}
