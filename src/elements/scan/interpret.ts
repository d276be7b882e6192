/**
 * Finds out what a scanned or typed text is: a refill card, a receipt, an order's code, or nothing of ours. Adds
 * nothing by itself.
 */
import { loadScanStage } from '../../bridge/scan-stage.js';
import { findItem } from '../../core/cart/price-lines.js';
import { toDetail } from '../../core/cart/cart.js';
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { ReceiptClaims } from '../../core/protocol/receipt.js';
import type { RefillCard } from '../../core/protocol/refill-card.js';
import type { ScanPort } from '../../core/scan-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { claimsOf, type Finding, type ReceiptNames } from './finding.js';

export type Meaning = Finding | { readonly kind: 'card'; readonly card: RefillCard };

const RECEIPT = /^PN1:/;

export function findOrder(code: string, { orders }: ShopState): Finding {
  const order = orders.find((each) => each.code === code);
  return order ? { kind: 'order', order: order.id, code } : { kind: 'no-order', code };
}

/** @param now epoch milliseconds, the shop's */
export async function interpret(text: string, shop: ShopState, now: number): Promise<Meaning> {
  const stage = await loadScanStage();
  if (!stage) return { kind: 'later' };
  if (RECEIPT.test(text)) return readReceipt(text, shop, now, stage);
  const read = stage.readRefillCard(text);
  if (!read) return { kind: 'foreign' };
  if (read.kind !== 'card') return read;
  const isOther = shop.catalog && shop.catalog.shop.id !== read.card.shop;
  return isOther ? { kind: 'other-card' } : read;
}

/** "Rolled oats 500 g, Own jar"; empty where the catalog has no such thing. */
export function titleOf({ variant, modifiers }: RefillCard, catalog: Catalog | null): string {
  const item = catalog ? findItem(catalog, variant, modifiers) : undefined;
  if (item?.ok) return [item.product.title, toDetail(item)].filter(Boolean).join(' ');
  return String(item?.about['title'] ?? '');
}

async function readReceipt(text: string, shop: ShopState, now: number, stage: ScanPort): Promise<Finding> {
  const { catalog, orders } = shop;
  if (!catalog) return { kind: 'later' };
  const read = await stage.readReceipt(text, { shop: catalog.shop.id, keys: catalog.keys }, now);
  const claims = claimsOf(read);
  const order = orders.find(({ id }) => id === claims?.intent);
  if (order) return { kind: 'order', order: order.id, code: order.code };
  return { kind: 'receipt', read, names: claims && (await nameAll(claims, catalog, stage)) };
}

async function nameAll(claims: ReceiptClaims, catalog: Catalog, stage: ScanPort): Promise<ReceiptNames> {
  const { products, depots } = catalog;
  const titles = new Map(
    products.flatMap((product) =>
      product.variants.map(
        ({ id, title }) => [id, [product.title, title].filter(Boolean).join(' ')] as const,
      ),
    ),
  );
  const [variants, places] = await Promise.all([
    stage.findByRef([...titles.keys()]),
    stage.findByRef(depots.map(({ id }) => id)),
  ]);
  const depot = places.get((claims.chosen ?? claims.pickup).depot);
  return {
    lines: claims.lines.map(({ variant, quantity }) => ({
      title: titles.get(variants.get(variant) ?? ''),
      quantity,
    })),
    place: depots.find(({ id }) => id === depot)?.title,
  };
}
