/**
 * What a refill card says: which shop's article to put into the basket, and with which options. It names no price, no
 * number and nobody, so that one on a jar stays true for years; today's catalog says the rest.
 *
 * As a QR code it is the address of a page of the maker's, with the card in its fragment, so that the camera of any
 * phone opens the shop as well and no server hears of it:
 *
 *     https://millrace.example/refill#refill=1&shop=millrace&variant=oats-500&option.container=own-jar
 *
 * Read are the names that are here, in any order, each once, with their values percent-encoded; any other name is
 * refused. The page is for people: whoever reads a card goes by the shop that it names.
 */
import * as v from 'valibot';

import { CARD_MARK } from './card-mark.js';
import { ModifiersSchema, NameSchema } from './fields.js';

export const REFILL_CARD_VERSION = 1;
/** Bytes that a QR code of error correction M holds. */
export const MAX_CARD_LENGTH = 2_331;

export const RefillCardSchema = v.strictObject({
  v: v.literal(REFILL_CARD_VERSION),
  shop: NameSchema,
  variant: NameSchema,
  /** `{container: 'own-jar'}` */
  modifiers: ModifiersSchema,
});
export type RefillCard = Readonly<v.InferOutput<typeof RefillCardSchema>>;

/** `newer`: of a version that this code does not know. `damaged`: a card that says too little or too much. */
export type ReadCard =
  { readonly kind: 'card'; readonly card: RefillCard } | { readonly kind: 'newer' | 'damaged' };

const NAMES: readonly string[] = ['refill', 'shop', 'variant'];
const OPTION = 'option.';
const ADDRESS = /^https?:\/\/[^#]*#(.*)$/is;

/**
 * The text of a card's QR code: one spelling for each card.
 *
 * @param page an http or https address; a fragment of its own is lost. Throws where it is none, and where the card is
 *   out of bounds or longer than a code holds.
 */
export function toRefillCardText(page: string, card: RefillCard): string {
  const { v: version, shop, variant, modifiers } = v.parse(RefillCardSchema, card);
  const { protocol, origin, pathname, search } = new URL(page);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`${page} is no page of a site`);
  const options = Object.keys(modifiers)
    .sort()
    .map((id) => [OPTION + id, modifiers[id] ?? '']);
  const fields = [['refill', String(version)], ['shop', shop], ['variant', variant], ...options];
  const fragment = fields.map((field) => field.map(encodeURIComponent).join('=')).join('&');
  const text = `${origin}${pathname}${search}#${fragment}`;
  if (text.length > MAX_CARD_LENGTH) throw new RangeError('The card is longer than a QR code holds');
  return text;
}

/** Undefined where the text is not a refill card's at all. */
export function readRefillCard(text: string): ReadCard | undefined {
  const fragment = text.length <= MAX_CARD_LENGTH ? ADDRESS.exec(text)?.[1] : undefined;
  const fields = fragment?.includes(CARD_MARK) ? toFields(fragment) : undefined;
  const version = fields?.find(([name]) => name === 'refill')?.[1];
  if (!fields || version === undefined) return undefined;
  if (isLater(version)) return { kind: 'newer' };
  const parsed = v.safeParse(RefillCardSchema, toCard(fields));
  return parsed.success ? { kind: 'card', card: parsed.output } : { kind: 'damaged' };
}

type Field = readonly [name: string, value: string];

/** Undefined where it is no list of names and values. */
function toFields(fragment: string): readonly Field[] | undefined {
  const pairs = fragment.split('&').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2)) return undefined;
  try {
    return pairs.map(([name = '', value = '']) => [decodeURIComponent(name), decodeURIComponent(value)]);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

const isLater = (version: string) => /^[1-9]\d{0,8}$/.test(version) && Number(version) > REFILL_CARD_VERSION;

/** For the schema to look at; undefined where a name is none of the format's, or comes twice. */
function toCard(fields: readonly Field[]): unknown {
  const isOption = ([name]: Field) => name.startsWith(OPTION);
  const isKnown = ([name]: Field) => NAMES.includes(name);
  if (!fields.every((field) => isOption(field) || isKnown(field))) return undefined;
  if (new Set(fields.map(([name]) => name)).size < fields.length) return undefined;
  const { refill, ...names } = Object.fromEntries(fields.filter(isKnown));
  const options = fields.filter(isOption).map(([name, value]) => [name.slice(OPTION.length), value] as const);
  return { ...names, v: refill === '1' ? 1 : undefined, modifiers: Object.fromEntries(options) };
}
