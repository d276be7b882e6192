/** What stands in the place of suggestions while there are none: their room, why there are none, or what went wrong. */
import { html, nothing } from 'lit';

import type { RecommendationLocalizer } from '../words/recommendation-terms.js';

/** As large as most will be, while nothing is known of what may come. */
export function renderBones(count: number, words: RecommendationLocalizer) {
  const bone = html`<li part="skeleton">
    <article>
      <div class="image"></div>
      <div class="text">
        <div class="head">
          <div class="lead">
            <p class="title">&nbsp;</p>
            <p class="reason small">&nbsp;</p>
            <p class="price">&nbsp;</p>
          </div>
        </div>
        <div class="rest"></div>
      </div>
    </article>
  </li>`;
  return html`<div class="waiting">
    <div class="top"><p class="heading late">${words.t('loading')}</p></div>
    <ul class="list bones" aria-hidden="true">
      ${Array.from({ length: count }, () => bone)}
    </ul>
  </div>`;
}

/** @param fresh nothing was ordered here yet, and what is will be remembered */
export function renderEmpty(fresh: boolean, words: RecommendationLocalizer) {
  return html`<slot name="empty">
    <p part="empty">${words.t(fresh ? 'noneYet' : 'noneLeft')}</p>
    ${fresh ? html`<p class="small muted" part="message">${words.t('noneYetHint')}</p>` : nothing}
  </slot>`;
}

/** Words mean what they say: a list without anything bought came of no orders. */
export function renderWhy(from: 'sold' | 'device' | 'node', words: RecommendationLocalizer) {
  const terms = { sold: 'whySold', device: 'whyDevice', node: 'whyNode' } as const;
  return html`<details class="foot" part="why">
    <summary part="why-toggle">${words.t('whyThis')}</summary>
    <p class="small">${words.t(terms[from])}</p>
  </details>`;
}
