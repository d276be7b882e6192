/** What is said in a number: what customers gave on average, and how much they buy. */
import { html } from 'lit';

import { MOST_STARS } from '../../core/testimonial/most-stars.js';
import type { Stars } from '../../core/testimonial/choose.js';
import type { PulseView } from '../../core/trust-port.js';
import type { TestimonialLocalizer } from '../words/testimonial-terms.js';
import { dateText } from './testimonial-view.js';

/** Of purchases alone, and of how many. */
export function renderStars({ mean, count }: Stars, l: TestimonialLocalizer) {
  return html`<p class="figure" part="rating">
    <strong class="number">${l.t('starsOf', { stars: mean, most: MOST_STARS })}</strong>
    <span>${l.t('starsFrom', { count })}</span>
  </p>`;
}

export function renderPulse({ orders, days, to, isOld }: PulseView, now: number, l: TestimonialLocalizer) {
  const text = isOld
    ? l.t('pulseOld', { count: orders, days, date: dateText(to, now, l) })
    : l.t('pulseNow', { count: orders, days });
  return html`<p class="figure number" part="pulse">${text}</p>`;
}
