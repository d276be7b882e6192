/** What one customer said, with what vouches for it. All of it is text, whatever it looks like. */
import { html, nothing } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findProduct } from '../../core/catalog/lookup.js';
import { MOST_STARS } from '../../core/testimonial/most-stars.js';
import type { Judged } from '../../core/testimonial/judge.js';
import { dateFormat } from '../words/intl-cache.js';
import type { TestimonialLocalizer } from '../words/testimonial-terms.js';

/** "3 Nov", with the year where that is not this one. A date at the shop is the same everywhere. */
export function dateText(date: string, now: number, { locale }: { readonly locale: string }): string {
  const isOfYear = date.slice(0, 4) === new Date(now).toISOString().slice(0, 4);
  const year = isOfYear ? {} : ({ year: 'numeric' } as const);
  return dateFormat(locale, { day: 'numeric', month: 'short', ...year, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

export function renderTestimonial(said: Judged, catalog: Catalog, now: number, l: TestimonialLocalizer) {
  const product = said.product === undefined ? undefined : findProduct(catalog, said.product);
  return html`<figure class="testimonial" part="testimonial">
    <blockquote part="quote" dir="auto">${said.text}</blockquote>
    <figcaption>
      <p class="author">
        <bdi part="author">${said.author}</bdi>${
          product
            ? html`<span aria-hidden="true"> · </span><bdi class="muted" part="title">${product.title}</bdi>`
            : nothing
        }
      </p>
      <p class="proofs">
        ${
          said.stars === undefined
            ? nothing
            : html`<span class="number" part="rating"
                >${l.t('starsOf', { stars: said.stars, most: MOST_STARS })}</span
              >`
        }
        ${renderProof(said, now, l)}
      </p>
    </figcaption>
  </figure>`;
}

function renderProof({ proof, date }: Judged, now: number, l: TestimonialLocalizer) {
  const isBought = proof === 'bought';
  const words = isBought ? l.t('boughtHere', { date: dateText(date ?? '', now, l) }) : l.t('notVerified');
  return html`<span
    class="chip ${isBought ? 'good' : 'unproven'}"
    part="chip proof ${isBought ? 'proof-bought' : 'proof-none'}"
    >${words}</span
  >`;
}
