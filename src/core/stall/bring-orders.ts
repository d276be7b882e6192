/**
 * Brings the shop the orders that a stall has handed over and that nobody has sent: their shoppers' devices may be gone,
 * and their receipts are all there is. Until one is taken in, what was handed over waits.
 */
import { readDevice, type SignPorts } from '../order/sign-intent.js';
import { signRequest } from '../outbox/sign-request.js';
import type { Wire } from '../ports.js';
import type { DeviceRecord } from '../records.js';

const PATH = '/v1/receipts/import';
/** Of one look; the rest come with the next. */
const MOST_AT_ONCE = 10;

export interface BringPorts extends SignPorts {
  readonly wire: Wire;
}

/**
 * @param tried orders that were brought before and are to be left alone; those that are brought now go in
 * @returns how many the shop has taken in
 */
export async function bringOrders(ports: BringPorts, shop: string, tried: Set<string>): Promise<number> {
  const receipts = await listUnknown(ports, tried);
  if (receipts.length === 0) return 0;
  const { device } = await readDevice(ports);
  let brought = 0;
  for (const { order, token } of receipts) {
    const status = await bring(ports, device, { shop, receipt: token });
    // One that could not be asked for now is asked for again.
    if (status === undefined || status === 429 || status >= 500) break;
    tried.add(order);
    if (status === 200) brought += 1;
  }
  return brought;
}

/** Handed over, in the outbox, and never told of by the shop. */
async function listUnknown({ store }: SignPorts, tried: ReadonlySet<string>) {
  const intents = await store.list('intent');
  const handed = intents.filter(({ type, order }) => type === 'receipt.collect' && !tried.has(order));
  const orders = await store.getMany(handed.map(({ order }) => ['stall-order', order] as const));
  return orders
    .flatMap((known) => (known?.token && !known.told ? [{ order: known.id, token: known.token }] : []))
    .slice(0, MOST_AT_ONCE);
}

/** Undefined if there was no answer. */
async function bring(
  { crypto, wire }: BringPorts,
  device: DeviceRecord,
  body: { readonly shop: string; readonly receipt: string },
): Promise<number | undefined> {
  const text = JSON.stringify(body);
  const signed = { shop: body.shop, path: PATH, body: text };
  try {
    return (await wire.post(PATH, text, await signRequest(crypto, device, signed))).status;
  } catch {
    return undefined;
  }
}
