/**
 * Why a basket can't be ordered for now, as a note at the top of the checkout and in
 * the same words beneath its button; what comes and goes with the network only there,
 * where it has room. A press on the button leads to where it is said first.
 */
import { html, nothing } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import type { ShopState } from '../../core/shop-state.js';
import { whyNot } from '../cart/cart-footer.js';
import { renderNote } from '../page/notes.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { policyReason } from '../words/policy-words.js';
import { isOffline } from '../shop/shop-condition.js';

export interface Obstacle {
  readonly reason: string;
  /** How storage stands, where that is what is in the way. */
  readonly condition?: string;
  /** It goes by itself once the shop can be reached, and has no note. */
  readonly passing?: boolean;
}

/** What the basket lacks comes first: a connection would not help it. */
export function findObstacle(cart: CartView, state: ShopState, l: OrderLocalizer): Obstacle | undefined {
  const reason = whyNot(cart, state, l);
  if (reason) return { reason };
  if (isSilent(state)) return { reason: l.t('storageSilentHint'), condition: l.t('storageSilent') };
  const nowhere = state.depots.length ? '' : whyNowhere(state, l);
  if (nowhere) return { passing: true, reason: nowhere };
  if (!state.orderable && isOffline(state))
    return { passing: true, reason: l.find('refused.needs-connection') ?? '' };
  const barred = policyReason(state, cart.total, l);
  if (!barred) return undefined;
  const passing = !policyReason({ ...state, connection: 'online' }, cart.total, l);
  return { passing, reason: barred };
}

/** Why there is no place to collect from yet. */
export function whyNowhere(state: ShopState, l: OrderLocalizer): string {
  return l.t(isSilent(state) ? 'storageSilent' : 'pickupNeedsConnection');
}

function isSilent({ orderable, storage }: ShopState): boolean {
  return storage.silent && !orderable;
}

export function renderObstacle({ reason, condition, passing }: Obstacle) {
  if (passing) return nothing;
  const note = condition ? renderNote('wait', condition, reason) : renderNote('attention', reason);
  return html`<div class="landing" tabindex="-1" role="group" data-landing="obstacle">${note}</div>`;
}
