/**
 * From the basket to an order that is kept: prices it, seals the contact, signs,
 * and commits intent, order, key and emptied basket in one strict transaction;
 * then the second copy is flushed. Only after that may anything say *saved*.
 *
 * Signing comes before the transaction, since a transaction can not wait for it;
 * what was read is compared inside. A press in two tabs finds the basket emptied
 * the second time.
 */
import { type Cart, EMPTY_CART } from '../cart/cart.js';
import { viewCart, type CartView } from '../cart/cart-view.js';
import { countByVariant } from '../cart/price-lines.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant } from '../catalog/lookup.js';
import { toConsent, type ConsentRecord } from '../consent/consent.js';
import { draw, toItems, type Drawn } from '../lease/draw.js';
import type { Moment } from '../lease/lease.js';
import { withoutDrawn } from '../lease/stall-day.js';
import { checkPoints, readRedemption } from '../loyalty/redeem.js';
import { toBase64Url } from '../protocol/base64url.js';
import { MAX_JWE_LENGTH, MAX_JWS_LENGTH } from '../protocol/fields.js';
import type { Change } from '../ports.js';
import type { Contact, PlaceBody, Redemption } from '../protocol/intent.js';
import { nameOfItem } from '../protocol/lease.js';
import type {
  CartRecord,
  DeviceRecord,
  ErasedRecord,
  OutboxRecord,
  RecordKey,
  ShopRecord,
} from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome, Refused } from '../shop-port.js';
import type { StallRecord } from '../stall/stall-record.js';
import { checkBasket, checkRequest, readPickup } from './check-request.js';
import { toContact, type CheckoutForm } from './checkout-faults.js';
import { keepSecondCopy, type ChoosePorts } from './choose.js';
import { checkStanding, type Standing } from './offline-policy.js';
import type { OrderLine, OrderPickup, OrderRecord } from './order.js';
import { toOrderCode } from './order-code.js';
import { signReceipt } from './order-receipt.js';
import { readRequest, type ReadRequest } from './read-request.js';
import { createDevice, createIntentId, signIntent, withNextSeq } from './sign-intent.js';

export interface PlaceContext {
  readonly catalog: Catalog;
  /** The browser refuses for its user: nothing that they chose to allow holds. */
  readonly isRefused?: boolean;
  /** Absent: no matter whether the endpoint can be reached. */
  readonly standing?: Standing;
  /** What the clocks show; without it nothing is promised out of a lease. */
  readonly moment?: () => Moment;
}

export type Placed = Outcome<{ order: OrderRecord; kept: 'twice' | 'once' }>;

const ATTEMPTS = 5;
const READ = [['cart'], ['shop'], ['device'], ['stall'], ['consent'], ['erased']] as const;

export async function placeOrder(ports: ChoosePorts, input: unknown, context: PlaceContext): Promise<Placed> {
  const read = readRequest(input);
  if (!read.ok) return read;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const placed = await tryToPlace(ports, read.request, context);
    if (placed !== 'conflict') return placed;
  }
  return refuse('busy', 'Other tabs kept changing the basket.');
}

async function tryToPlace(ports: ChoosePorts, request: ReadRequest, context: PlaceContext) {
  const [basket, shop, kept, stall, chosen, erased] = await ports.store.getMany(READ);
  const whole = viewCart(basket?.cart ?? EMPTY_CART, context.catalog);
  const redeem = readRedemption(request.redeemPoints, whole.subtotal, context.catalog);
  if ('ok' in redeem) return redeem;
  const view = { ...whole, total: whole.total - redeem.off };
  const promising = { view, request, redeem, context };
  const promised = kept ? await promise(ports, { ...promising, device: kept }) : NOTHING_DRAWN;
  const pickup = readPickup(request, context.catalog, shop, promised, ports.clock.now());
  const form = { ...request.pickup, ...request.contact };
  const unfit = checkBasket(view, request) ?? checkRequest(request, form, context.catalog) ?? pickup;
  if ('ok' in unfit) return unfit;
  // Another tab's order meanwhile takes the device's next number, and this one is tried again.
  const barred =
    (await checkStanding(ports.store, context, view.total)) ??
    (await checkPoints(ports.store, redeem, promised, context));
  if (barred) return barred;
  const sealed = await sealContact(
    ports,
    toSealedText(form, request, context.catalog),
    context.catalog,
    shop,
  );
  if (sealed && 'ok' in sealed) return sealed;
  const device = kept ?? (await createDevice(ports.crypto));
  const making = { view, redeem, context, pickup: unfit, device, sealed, promised, chosen, erased };
  const made = await makeOrder(ports, making);
  if (made.intent.jws.length > MAX_JWS_LENGTH)
    return refuse('order-too-large', 'The order says more than the shop can take in at once.');
  const change = toChange({ basket, device, kept, stall, chosen, promised, ...made });
  const committed = await ports.store.commit(change);
  if (!committed.ok && committed.code === 'conflict') return 'conflict' as const;
  if (!committed.ok) return refuse(`storage-${committed.code}`, 'Nothing was saved.');
  const copies = await keepSecondCopy(ports.journal, made.intent, made.order);
  return { ok: true as const, order: made.order, kept: copies };
}

interface Placing {
  readonly basket: CartRecord | undefined;
  readonly device: DeviceRecord;
  /** The device as it was kept before. */
  readonly kept: DeviceRecord | undefined;
  readonly stall: StallRecord | undefined;
  /** What the order says that the shopper allows. */
  readonly chosen: ConsentRecord | undefined;
  readonly promised: Drawn;
  readonly intent: OutboxRecord;
  readonly order: OrderRecord;
}

/** All of it or nothing: an order, what it was promised out of, what a stall has less of then, and the basket that it was. */
function toChange({ basket, device, kept, stall, chosen, promised, intent, order }: Placing): Change {
  const { draws } = promised;
  const sold = stall?.day && draws.length > 0 ? { ...stall, day: withoutDrawn(stall.day, draws) } : undefined;
  return {
    expect: [
      [['cart'], basket?.rev],
      [['device'], kept?.rev],
      [['consent'], chosen?.rev],
      ...promised.leases.map(({ key, rev }) => [['lease', key] as RecordKey, rev - 1] as const),
      ...(sold ? [[['stall'], sold.rev] as const] : []),
    ],
    put: [
      ...(sold ? [[['stall'], { ...sold, rev: sold.rev + 1 }] as const] : []),
      ...promised.leases.map((lease) => [['lease', lease.key] as const, lease] as const),
      [['intent', intent.id], intent],
      [['order', order.id], order],
      [['device'], withNextSeq(device)],
      [['cart'], emptied(basket?.rev, order.placedAt)],
    ],
    durability: 'strict',
  };
}

interface Promising {
  readonly view: CartView;
  readonly redeem: Redemption;
  readonly context: PlaceContext;
  readonly request: ReadRequest;
  readonly device: DeviceRecord;
}

/** What of the order this device may promise by itself. */
async function promise(
  { store }: ChoosePorts,
  { view, redeem, request, device, context }: Promising,
): Promise<Drawn> {
  const moment = context.moment?.();
  const leases = moment ? await store.list('lease') : [];
  if (!moment || leases.length === 0) return NOTHING_DRAWN;
  const needs = { ...request.pickup, quantities: countByVariant(view.lines), points: redeem.points };
  return draw(leases, needs, device.id, moment);
}

const NOTHING_DRAWN: Drawn = { draws: [], leases: [], held: new Set() };

interface Making {
  /** Its total is what is left to pay. */
  readonly view: CartView;
  readonly redeem: Redemption;
  readonly context: PlaceContext;
  readonly pickup: OrderPickup;
  readonly device: DeviceRecord;
  readonly promised: Drawn;
  readonly chosen: ConsentRecord | undefined;
  readonly sealed: OutboxRecord['sealed'] | undefined;
  readonly erased: ErasedRecord | undefined;
}

async function makeOrder(
  ports: ChoosePorts,
  making: Making,
): Promise<{ intent: OutboxRecord; order: OrderRecord }> {
  const { view, redeem, context, pickup, device, sealed, promised, chosen, erased } = making;
  const { shop, version } = context.catalog;
  const secret = ports.crypto.random(32);
  // Whatever sorts before that is taken for erased, also after the clock was set back.
  const id = createIntentId(ports, erased?.id);
  const [claim, name] = await Promise.all([ports.crypto.digest(secret), ports.crypto.digest(id)]);
  const body: PlaceBody = {
    claim: toBase64Url(claim),
    ...(sealed ? { contact: sealed.hash } : {}),
    catalog: version,
    currency: shop.currency,
    lines: view.lines.map(({ variant, modifiers, quantity, price, total }) => ({
      variant,
      modifiers: { ...modifiers },
      quantity,
      price,
      total,
    })),
    deposits: view.deposits,
    ...(redeem.points > 0 ? { redeem } : {}),
    total: view.total,
    pickup: { depot: pickup.depot, slot: pickup.slot },
    payment: 'at-pickup',
    consent: toConsent(chosen, context.isRefused === true),
    ...(promised.draws.length > 0 ? { leases: [...promised.draws] } : {}),
  };
  const head = { id, shop: shop.id, mode: shop.mode, type: 'order.place' as const, body };
  const signed = await signIntent<'order.place'>(ports, device, head, id);
  const names = { id, hash: signed.hash, code: toOrderCode(name), secret: toBase64Url(secret) };
  const order = toRecord(ports, making, names);
  const receipt = await signReceipt(ports, device, shop.id, order);
  const intent = { ...signed, ...(sealed ? { sealed } : {}) };
  return { intent, order: receipt ? { ...order, receipt } : order };
}

function toRecord(
  ports: ChoosePorts,
  { view, redeem, context, pickup, device, promised }: Making,
  names: Pick<OrderRecord, 'id' | 'hash' | 'code' | 'secret'>,
): OrderRecord {
  const { shop } = context.catalog;
  const placedAt = new Date(ports.clock.now()).toISOString();
  return {
    ...names,
    state: 'saved',
    mode: shop.mode,
    shopName: shop.name,
    currency: shop.currency,
    placedAt,
    lines: view.lines.map((line) => toOrderLine(line, context.catalog)),
    subtotal: view.subtotal,
    deposits: view.deposits,
    ...(redeem.points > 0 ? { redeemed: redeem } : {}),
    total: view.total,
    // The tax was reckoned of the whole.
    ...(view.tax && redeem.points === 0 ? { tax: view.tax } : {}),
    pickup,
    ...(isWhollyHeld(pickup, view, promised) ? { leased: true as const } : {}),
    payment: { way: 'at-pickup', state: 'at_pickup', amount: view.total },
    events: [{ state: 'saved', at: placedAt }],
    device: device.id,
    proofRev: -1,
    rev: 0,
  };
}

function isWhollyHeld({ depot, slot }: OrderPickup, { lines }: CartView, { held }: Drawn): boolean {
  const needs = toItems({ depot, slot, quantities: countByVariant(lines) });
  return needs.every((item) => held.has(nameOfItem(item)));
}

function toOrderLine(line: CartView['lines'][number], catalog: Catalog): OrderLine {
  const { variant, modifiers, quantity, price, total, title, detail, allergens } = line;
  const stated = findVariant(catalog, variant)?.product.allergens !== undefined;
  const named = { variant, modifiers, quantity, price, total, title, detail, allergens };
  return { ...named, ...(stated ? { allergensStated: true } : {}) };
}

function emptied(rev: number | undefined, changedAt: string): { rev: number; cart: Cart; changedAt: string } {
  return { rev: (rev ?? 0) + 1, cart: EMPTY_CART, changedAt };
}

/** Undefined if the shop asks for nothing and nothing was given. */
function toSealedText(form: CheckoutForm, request: ReadRequest, catalog: Catalog): string | undefined {
  const note = request.note.trim();
  const contact: Contact = { ...toContact(form, catalog.shop.contact ?? {}), ...(note ? { note } : {}) };
  return Object.keys(contact).length === 0 ? undefined : JSON.stringify(contact);
}

async function sealContact(
  { crypto }: ChoosePorts,
  text: string | undefined,
  catalog: Catalog,
  shop: ShopRecord | undefined,
): Promise<OutboxRecord['sealed'] | Refused> {
  if (text === undefined) return undefined;
  const jwe = await crypto.seal(text, [...((shop?.keys ?? []) as typeof catalog.keys), ...catalog.keys]);
  if (jwe === undefined) return refuse('needs-connection', 'There is no key to seal contact details to.');
  if (jwe.length > MAX_JWE_LENGTH)
    return refuse('contact-too-large', 'Name, email, phone and note say more than the shop can take in.');
  return { hash: await crypto.hash(jwe), jwe };
}
