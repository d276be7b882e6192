/** The points of the checkout: one box that says what it takes off, or that it needs a connection. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

import { offerPoints } from '../../core/loyalty/offer-points.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import type { FormView } from './checkout-form.js';

export function renderPoints({ state, cart, session }: FormView, l: OrderLocalizer) {
  const offer = offerPoints(state, cart.subtotal);
  if (!offer) return nothing;
  const { points, off } = offer;
  const chosen = session.redeem.points > 0;
  const change = (event: Event) => session.usePoints((event.target as HTMLInputElement).checked);
  const words = points ? l.t('usePoints', { count: points, off: l.money(off) }) : l.t('pointsOffline');
  return html`<section class="section" part="section points" aria-labelledby="points">
    <h3 class="title" part="title" id="points">${l.t('points')}</h3>
    <div class="option depot focus ${chosen ? 'chosen' : ''}">
      <input
        type="checkbox"
        name="points"
        id="use-points"
        aria-disabled=${points ? nothing : 'true'}
        aria-describedby="points-hint"
        .checked=${live(chosen)}
        @change=${change}
      />
      <div>
        <label for="use-points">${words}</label>
        <p class="small muted" part="hint" id="points-hint">
          ${l.t('pointsHave', { count: state.loyalty?.settled ?? 0 })}
        </p>
      </div>
    </div>
  </section>`;
}
