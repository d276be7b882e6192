/**
 * A product's place while it loads: as high as most will be, with a picture, sizes and
 * no more choices, however wide it is. It is set by the very rules that set the product.
 */
import { html, nothing } from 'lit';

import type { Localizer } from '../localizer.js';

/** @param fallback the host's own markup is shown in that place */
export function renderSkeleton(fallback: boolean, words: Localizer) {
  return html`<div class="waiting">
    <div part="skeleton" role="img" aria-busy="true" aria-label=${words.t('loading')}>
      <article>
        <div class="image skeleton"></div>
        <div class="text">
          <div class="head">
            <div class="lead">
              <p class="title skeleton">&nbsp;</p>
              <p class="price skeleton">&nbsp;</p>
            </div>
          </div>
          <div class="skeleton rest"></div>
        </div>
      </article>
    </div>
    ${fallback ? html`<div><slot></slot></div>` : nothing}
  </div>`;
}
