/**
 * Why a basket can't be ordered for now, as a note at the top of the checkout and in
 * the same words beneath its button. A press on the button leads to the note.
 */
import { html } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import type { ShopState } from '../../core/shop-state.js';
import { whyNot } from '../cart/cart-footer.js';
import { renderNote } from '../page/notes.js';
import { connectionWords } from '../words/connection-words.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { policyReason } from '../words/policy-words.js';
import { isOffline } from '../shop/shop-condition.js';

export interface Obstacle {
  readonly reason: string;
  /** How the connection stands, where that is what is in the way. */
  readonly connection?: string;
}

/** What the basket lacks comes first: a connection would not help it. */
export function findObstacle(cart: CartView, state: ShopState, l: OrderLocalizer): Obstacle | undefined {
  const reason = whyNot(cart, state, l);
  if (reason) return { reason };
  const said = connectionWords(state);
  const nowhere = state.depots.length ? '' : whyNowhere(state, l);
  if (nowhere && state.storage.silent) return { reason: nowhere };
  if (said && needsConnection(state))
    return { reason: nowhere || (l.find('refused.needs-connection') ?? ''), connection: l.t(said.word) };
  if (nowhere) return { reason: nowhere };
  const barred = policyReason(state, cart.total, l);
  return barred ? { reason: barred } : undefined;
}

/** Why there is no place to collect from yet. */
export function whyNowhere({ storage }: ShopState, l: OrderLocalizer): string {
  return storage.silent ? (l.find('refused.storage-closed') ?? '') : l.t('pickupNeedsConnection');
}

/** Nothing can be saved and sent later: this device has yet to hear from the shop. */
export function needsConnection(state: ShopState): boolean {
  return !state.orderable && isOffline(state);
}

export function renderObstacle({ reason, connection }: Obstacle) {
  const note = connection ? renderNote('wait', connection, reason) : renderNote('attention', reason);
  return html`<div class="landing" tabindex="-1" role="group" data-landing="obstacle">${note}</div>`;
}
