/** Where a catalog's pictures are. What is wrong with the catalog, the page says. */
import { toUrl } from './to-url.js';

/** @param base the catalog's own address */
export function picturesOf(catalog: unknown, base: string): readonly string[] {
  const products = read(catalog, 'products');
  if (!Array.isArray(products)) return [];
  const found = products.map((product) => {
    const image = read(product, 'image');
    return toUrl(typeof image === 'string' ? image : read(image, 'src'), base)?.href;
  });
  return [...new Set(found.filter((url) => url !== undefined))];
}

function read(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
}
