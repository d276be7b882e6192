/** The order that a testimonial came from: found as its shopper or the owner names it, and refused where it was no purchase. */
import { findVariant } from '../core/catalog/lookup.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { toLocalDate } from '../core/pickup/zone.js';
import { UUID_V7 } from '../core/protocol/uuid.js';
import type { Database } from '../endpoint/database.js';
import { modeOf, selectWithMode } from '../endpoint/order-mode.js';
import { listReceivedOrders, type ReceivedOrder } from '../endpoint/received-orders.js';
import { CommandFailure } from './command.js';

/** @param named by its id, or by the code on its receipt in any spelling */
export async function findPurchase(
  named: string,
  product: string | undefined,
  catalog: Catalog,
  database: Database,
): Promise<ReceivedOrder> {
  const order = await findOrder(named, catalog.shop.id, database);
  const kept = await selectWithMode(database, catalog.shop.id)
    .where('orders.id', '=', order.id)
    .executeTakeFirstOrThrow();
  const fault = faultOfMode(modeOf(kept)) ?? faultOf(order);
  if (fault !== undefined)
    throw new CommandFailure(`the order ${order.code} is no purchase that can be vouched for: ${fault}`);
  if (product !== undefined) refuseUnbought(order, product, catalog);
  return order;
}

async function findOrder(named: string, shop: string, database: Database): Promise<ReceivedOrder> {
  const isId = UUID_V7.test(named);
  const code = named.toUpperCase().replace(/[\s-]/g, '');
  const found: ReceivedOrder[] = [];
  for await (const order of listReceivedOrders(database, undefined, shop))
    if (isId ? order.id === named : order.code === code) found.push(order);
  const [order, another] = found;
  if (!order)
    throw new CommandFailure(
      `no order ${named} of "${shop}" has come here: punnet orders lists those that have`,
    );
  if (another) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CommandFailure(`several orders have the code ${code}: give the id of one, ${ids}`);
  }
  return order;
}

function faultOfMode(mode: unknown): string | undefined {
  if (mode === 'live') return undefined;
  return mode === 'test'
    ? 'it is of a rehearsal'
    : 'it came by its receipt alone, and whether it is of a rehearsal was not kept';
}

/** What was handed over was bought; where no stall says so, an order that stands and whose time has come counts as well. */
function faultOf({ state, payment, pickup }: ReceivedOrder): string | undefined {
  if (payment.state === 'refunded') return 'its money was given back';
  if (payment.state === 'refund_due') return 'its money is to be given back';
  if (state === 'collected') return undefined;
  if (state !== 'confirmed' && state !== 'confirmed_late') return `it is ${state}`;
  return Date.parse(startOf(pickup)) <= Date.now() ? undefined : 'its pickup is still to come';
}

/** A place's own id may have a slash in it. */
const startOf = ({ slot }: ReceivedOrder['pickup']) => slot.slice(slot.lastIndexOf('/') + 1);

function refuseUnbought({ lines, code }: ReceivedOrder, product: string, catalog: Catalog): void {
  const bought = lines.map(({ variant }) => findVariant(catalog, variant)?.product.id);
  if (bought.includes(product)) return;
  const gone = lines.filter((_, at) => bought[at] === undefined).map(({ variant }) => `"${variant}"`);
  const unknown = `: the catalog has no ${gone.join(', ')} any more, so that it can't be told what that was of`;
  throw new CommandFailure(
    `"${product}" is not in the order ${code} as far as the catalog tells${gone.length > 0 ? unknown : ': vouch for what was bought'}`,
  );
}

/**
 * Before it nobody can have said anything of what was bought: the day of the pickup, or of the order where a stall has
 * handed it over, which may have been earlier than was arranged. A device's clock may be wrong when it orders.
 */
export function firstDayOf(order: ReceivedOrder, { shop }: Catalog): string {
  const { state, placedAt, receivedAt, pickup } = order;
  const ordered = Math.min(Date.parse(placedAt), Date.parse(receivedAt));
  return toLocalDate(state === 'collected' ? ordered : Date.parse(startOf(pickup)), shop.timezone);
}
