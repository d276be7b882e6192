/** A product's picture in a box whose size is known before it loads, with its first letter where it doesn't. */
import { html, nothing } from 'lit';

import type { Product } from '../../core/catalog/catalog-schema.js';

/**
 * Nothing if the catalog gives no image.
 *
 * @param broken the address that did not load
 */
export function renderImage(
  { image, title }: Product,
  broken: string | undefined,
  fail: (src: string) => void,
) {
  if (!image) return nothing;
  if (image.src === broken) {
    return html`<div
      class="image letter"
      part="image"
      role=${image.alt ? 'img' : nothing}
      aria-label=${image.alt || nothing}
    >
      <span aria-hidden="true">${[...title][0]}</span>
    </div>`;
  }
  return html`<img
    class="image"
    part="image"
    src=${image.src}
    alt=${image.alt}
    width=${image.width ?? nothing}
    height=${image.height ?? nothing}
    loading="lazy"
    decoding="async"
    @error=${() => fail(image.src)}
  />`;
}
