/** Reads what WooCommerce's Analytics writes of an order's lines in one cell: `2× Rolled oats - 500 g, 1× Honey`. */

export interface ListedProduct {
  readonly quantity: number;
  readonly name: string;
}

/** A comma may be in a name as well: it parts two products only where a quantity comes after it. */
export function readList(text: string): readonly ListedProduct[] {
  const entries = text.split(/,\s*(?=-?\d+(?:\.\d+)?\s*×)/);
  const read = entries.map(
    (entry) => /^(?<quantity>-?\d+(?:\.\d+)?)\s*×\s*(?<name>.*\S)$/s.exec(entry.trim())?.groups,
  );
  return read.every((groups) => groups !== undefined)
    ? read.map(({ quantity, name }) => ({ quantity: Number(quantity), name: name ?? '' }))
    : [];
}
