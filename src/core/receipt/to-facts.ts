/**
 * What a receipt says of an order, wherever it is made: the shop's endpoint and the device
 * that placed it name the same things by the same refs.
 */
import type { IntentLine } from '../protocol/intent.js';
import type { PaymentState } from '../protocol/proof.js';
import type { ReceiptFacts, ReceiptLine, ReceiptState } from '../protocol/receipt.js';
import { toOptionName, toRef } from './refs.js';

export interface ReceiptPlace {
  readonly depot: string;
  /** `<depot>/<ISO 8601 start with offset>` */
  readonly slot: string;
}

/** An order as its receipt is to tell of it. */
export interface ReceiptSubject {
  readonly shop: string;
  readonly mode: 'live' | 'test';
  readonly currency: string;
  /** The order's `order.place`. */
  readonly intent: string;
  /** SHA-256 of its JWS. */
  readonly hash: string;
  readonly state: ReceiptState;
  readonly payment: PaymentState;
  /** Of the proof that it goes by; 0 before any. */
  readonly rev: number;
  readonly amount: number;
  readonly deposits: number;
  readonly pickup: ReceiptPlace;
  readonly lines: readonly Pick<IntentLine, 'variant' | 'modifiers' | 'quantity' | 'total'>[];
  /** What the shopper goes by instead. */
  readonly chosen?: ReceiptPlace & { readonly amount: number };
}

/** SHA-256 of the UTF-8 bytes. */
export type Digest = (text: string) => Promise<Uint8Array>;

/** Of a place whose name says no time: a receipt that says nothing of when is none. */
const NO_TIME = 'the slot of an order names no time';

/**
 * @param now epoch milliseconds, by the clock of whoever signs
 * @throws RangeError where the slot's name holds no start
 */
export async function toFacts(
  { pickup, lines, chosen, ...rest }: ReceiptSubject,
  digest: Digest,
  now: number,
): Promise<ReceiptFacts> {
  const refs = new Refs(digest);
  return {
    ...rest,
    issuedSeconds: Math.floor(now / 1_000),
    pickup: await toPlace(pickup, refs),
    lines: await Promise.all(lines.map((line) => toLine(line, refs))),
    ...(chosen ? { chosen: { ...(await toPlace(chosen, refs)), amount: chosen.amount } } : {}),
  };
}

async function toPlace({ depot, slot }: ReceiptPlace, refs: Refs) {
  const startMinutes = Date.parse(slot.slice(depot.length + 1)) / 60_000;
  if (!Number.isSafeInteger(startMinutes)) throw new RangeError(NO_TIME);
  return { depot: await refs.of(depot), startMinutes };
}

async function toLine(
  { variant, modifiers, quantity, total }: ReceiptSubject['lines'][number],
  refs: Refs,
): Promise<ReceiptLine> {
  const options = Object.entries(modifiers).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    variant: await refs.of(variant),
    quantity,
    total,
    options: await Promise.all(options.map(([modifier, option]) => refs.of(toOptionName(modifier, option)))),
  };
}

/** Each worked out once. */
class Refs {
  readonly #digest: Digest;
  readonly #known = new Map<string, Promise<string>>();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  of(id: string): Promise<string> {
    const known = this.#known.get(id) ?? this.#digest(id).then(toRef);
    this.#known.set(id, known);
    return known;
  }
}
