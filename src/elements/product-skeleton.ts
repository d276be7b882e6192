/**
 * A product's place while it loads: as high as most will be, with a picture, sizes and
 * no more choices, however wide it is. It is set by the very rules that set the product.
 */
import { html } from 'lit';

import type { Localizer } from './localizer.js';

/** @param fallback the host's own markup is shown in that place */
export function renderSkeleton(fallback: boolean, words: Localizer) {
  const bones = html`<article class="bones">
    <div class="image skeleton"></div>
    <div class="text">
      <div class="head">
        <div class="lead">
          <p class="title skeleton">&nbsp;</p>
          <p class="price skeleton">&nbsp;</p>
        </div>
      </div>
      <fieldset class="sizes">
        <legend class="small">&nbsp;</legend>
        <div class="skeleton bone"></div>
      </fieldset>
      <div class="buy">
        <div class="skeleton bone act"></div>
        <div class="note"></div>
      </div>
      <div class="skeleton bone"></div>
    </div>
  </article>`;
  if (fallback)
    return html`<div class="waiting" part="skeleton">
      <div class="held" aria-hidden="true">${bones}</div>
      <div><slot></slot></div>
    </div>`;
  return html`<div part="skeleton" aria-busy="true" aria-label=${words.t('loading')} role="img">
    ${bones}
  </div>`;
}
