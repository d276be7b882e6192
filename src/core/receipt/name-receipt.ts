/**
 * What a receipt speaks of, by the names that a catalog has for it. What the catalog does not have any
 * more stays without a name.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import { toIsoWithOffset } from '../pickup/zone.js';
import type { ReceiptClaims, ReceiptLine } from '../protocol/receipt.js';
import { readRefs, type CatalogRefs } from './catalog-refs.js';
import type { Digest, ReceiptPlace } from './to-facts.js';

export interface NamedLine {
  readonly variant: string;
  readonly modifiers: Readonly<Record<string, string>>;
  readonly quantity: number;
  readonly total: number;
}

export interface NamedReceipt {
  /** Undefined where the catalog has no such variant or option. */
  readonly lines: readonly (NamedLine | undefined)[];
  readonly pickup: ReceiptPlace | undefined;
  readonly chosen?: ReceiptPlace | undefined;
}

export async function nameReceipt(
  { lines, pickup, chosen }: ReceiptClaims,
  catalog: Catalog,
  digest: Digest,
): Promise<NamedReceipt> {
  const names = await readRefs(catalog, digest);
  const place = ({ depot, startMinutes }: ReceiptClaims['pickup']): ReceiptPlace | undefined => {
    const id = names.depots.get(depot);
    const start = toIsoWithOffset(startMinutes * 60_000, catalog.shop.timezone);
    return id === undefined ? undefined : { depot: id, slot: `${id}/${start}` };
  };
  return {
    lines: lines.map((line) => nameLine(line, names)),
    pickup: place(pickup),
    ...(chosen ? { chosen: place(chosen) } : {}),
  };
}

function nameLine(line: ReceiptLine, { variants, options }: CatalogRefs): NamedLine | undefined {
  const found = variants.get(line.variant);
  const chosen = line.options.map((ref) => options.get(ref));
  if (!found || chosen.includes(undefined)) return undefined;
  const modifiers = Object.fromEntries(
    chosen.flatMap((one) => (one ? [[one.modifier, one.option] as const] : [])),
  );
  return { variant: found.variant.id, modifiers, quantity: line.quantity, total: line.total };
}
